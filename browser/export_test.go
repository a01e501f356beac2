package browser

import (
	"net"
	"time"
)

// Patient has what is waited for at the most waited for so many times as long. How long rest
// must last to count stays as it is.
func Patient(times time.Duration) {
	hungAfter *= times
	pulsePatience *= times
	streamPatience *= times
	for name, p := range paces {
		p.load *= times
		p.phase *= times
		paces[name] = p
	}
}

// Group is the process group of the Chrome that runs now.
func (b *Browser) Group() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current.group.ID()
}

// Kill stops the Chrome that runs now, as an accident would.
func (b *Browser) Kill() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.current.group.Kill()
}

// KillOf stops the Chrome in which a page is open now, alone or not.
func (b *Browser) KillOf(address string) {
	if c, ok := b.guests.Load(address); ok {
		c.(*chrome).group.Kill()
	} else {
		b.Kill()
	}
}

// WithoutScripts is a request for what a page is without its scripts.
func WithoutScripts(req Request) Request {
	req.bare = true
	return req
}

// Resolving are options whose names are looked up by r.
func Resolving(o Options, r *net.Resolver) Options {
	o.resolver = r
	return o
}

// Walled tells whether a browser has started one beside it that isolates sites.
func Walled(b *Browser) bool {
	b.walls.mu.Lock()
	defer b.walls.mu.Unlock()
	return b.walls.inner != nil && b.walls.inner.opts.Isolate
}
