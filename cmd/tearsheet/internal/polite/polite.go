// Package polite spaces out visits to a host: a few at once, and some time
// between one and the next.
package polite

import (
	"context"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
)

// Hosts keeps count of the visits to each host. It is safe for concurrent use.
type Hosts struct {
	atOnce int
	delay  time.Duration

	mu    sync.Mutex
	hosts map[string]*host
}

// New allows so many visits to a host at once (any number if atOnce is 0) and
// starts them at least delay apart.
func New(atOnce int, delay time.Duration) *Hosts {
	return &Hosts{atOnce: atOnce, delay: delay, hosts: map[string]*host{}}
}

type host struct {
	slots chan struct{} // nil for any number
	users int           // who visit or wait
	next  time.Time     // before this no visit starts
}

// Enter waits until a visit to the URL's host may start; it lasts until leave is
// called. A longer delay than that of New can be asked for, as a site's
// robots.txt does. When ctx is done first, its cause is the error and there is
// nothing to leave.
func (h *Hosts) Enter(ctx context.Context, rawURL string, delay time.Duration) (leave func(), err error) {
	name := HostOf(rawURL)
	host := h.use(name)
	if host.slots != nil {
		select {
		case host.slots <- struct{}{}:
		case <-ctx.Done():
			h.unuse(name, host)
			return nil, context.Cause(ctx)
		}
	}
	leave = sync.OnceFunc(func() {
		if host.slots != nil {
			<-host.slots
		}
		h.unuse(name, host)
	})
	timer := time.NewTimer(h.reserve(host, max(delay, h.delay)))
	defer timer.Stop()
	select {
	case <-timer.C:
		return leave, nil
	case <-ctx.Done():
		leave()
		return nil, context.Cause(ctx)
	}
}

// reserve takes the host's next start and says how far off it is.
func (h *Hosts) reserve(host *host, delay time.Duration) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	start := now
	if host.next.After(now) {
		start = host.next
	}
	host.next = start.Add(delay)
	return start.Sub(now)
}

func (h *Hosts) use(name string) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	e, ok := h.hosts[name]
	if !ok {
		e = &host{}
		if h.atOnce > 0 {
			e.slots = make(chan struct{}, h.atOnce)
		}
		h.hosts[name] = e
	}
	e.users++
	return e
}

// unuse forgets a host that nobody visits and that could be visited at once, so
// that a run over a million hosts does not remember them all.
func (h *Hosts) unuse(name string, e *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if e.users--; e.users == 0 && !e.next.After(time.Now()) {
		delete(h.hosts, name)
	}
}

// HostOf is the name that visits are counted by: the host without the port, as
// it is one machine behind all of them.
func HostOf(rawURL string) string {
	site, _, err := input.Cut(rawURL)
	if err != nil {
		return ""
	}
	return site.Hostname()
}
