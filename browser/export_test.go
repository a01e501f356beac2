package browser

import (
	"net"
	"time"
)

// Patient has what does not answer waited for so many times as long. How long pages are waited
// for that answer and never rest stays as it is: they would only grow.
func Patient(times time.Duration) {
	hungAfter *= times
	pulsePatience *= times
	streamPatience *= times
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
