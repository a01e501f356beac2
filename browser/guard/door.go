package guard

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"time"
)

// Door is a SOCKS proxy on loopback: the way out for one page, or several that share a
// session. It remembers what became of what was asked for.
type Door struct {
	guard    *Guard
	listener net.Listener
	user     int // whose connections are taken; -1: everybody's
	done     sync.WaitGroup

	mu      sync.Mutex
	outcome map[string]outcome // by host:port
	refused []string           // host:port of each request that was refused, up to refusedKept
}

// outcome is what became of the newest request for a host and port.
type outcome struct {
	address string // ip:port that answered
	err     error
}

const (
	refusedKept  = 10_000
	outcomesKept = 10_000           // hosts of a page
	greeting     = 10 * time.Second // for a client to say what it wants
)

// Open makes a door that lasts as long as ctx. Where user is not negative, only processes
// of that user can use it, as far as the system tells.
func (g *Guard) Open(ctx context.Context, user int) (*Door, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	d := &Door{guard: g, listener: listener, user: user, outcome: map[string]outcome{}}
	ctx, cancel := context.WithCancel(ctx)
	context.AfterFunc(ctx, func() { _ = listener.Close() })
	d.done.Go(func() {
		defer cancel()
		d.serve(ctx)
	})
	return d, nil
}

// Address is where the door is, as browsers write it.
func (d *Door) Address() string { return "socks5://" + d.listener.Addr().String() }

// Wait waits until a door whose context has ended is shut, and all who went through are out.
func (d *Door) Wait() { d.done.Wait() }

func (d *Door) serve(ctx context.Context) {
	for {
		conn, err := d.listener.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil: // too many open files, which passes
			select {
			case <-ctx.Done():
				return
			case <-time.After(10 * time.Millisecond):
			}
			continue
		}
		d.done.Go(func() {
			defer conn.Close()
			stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
			defer stop()
			if mayUse(conn, d.user) {
				d.pass(ctx, conn)
			}
		})
	}
}

// pass connects a client to what it wants, and is through when both are.
func (d *Door) pass(ctx context.Context, conn net.Conn) {
	_ = conn.SetDeadline(time.Now().Add(greeting)) // of a connection that is open
	address, err := accept(conn)
	if err != nil {
		return
	}
	_ = conn.SetDeadline(time.Time{})
	out, err := d.guard.DialContext(ctx, "tcp", address)
	d.note(address, out, err)
	if err != nil {
		_ = answer(conn, replyTo(err)) // it is closed in any case
		return
	}
	defer out.Close()
	stop := context.AfterFunc(ctx, func() { _ = out.Close() })
	defer stop()
	if answer(conn, replyGranted) == nil {
		join(conn, out)
	}
}

func replyTo(err error) reply {
	if Why(err) != nil {
		return replyNotAllowed
	}
	if dns := new(net.DNSError); errors.As(err, &dns) {
		return replyUnreachable
	}
	return replyFailed
}

// join passes on what comes from either side until both have said all.
func join(a, b net.Conn) {
	var both sync.WaitGroup
	both.Go(func() { copyTo(a, b) })
	both.Go(func() { copyTo(b, a) })
	both.Wait()
}

// copyTo passes on what comes from one side, and then that there is no more. A connection
// that broke off breaks off on the other side too: an answer that is cut must not look
// whole.
func copyTo(to, from net.Conn) {
	_, err := io.Copy(to, from)
	half, ok := to.(interface{ CloseWrite() error })
	switch {
	case err != nil:
		abort(to)
		abort(from)
	case ok:
		_ = half.CloseWrite() // it may be closed
	default:
		_ = to.Close()
	}
}

// abort closes a connection as one that broke off.
func abort(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}

func (d *Door) note(address string, out net.Conn, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if Why(err) != nil && len(d.refused) < refusedKept {
		d.refused = append(d.refused, address)
	}
	o := outcome{err: err}
	if out != nil && d.guard.proxy == nil {
		o.address = out.RemoteAddr().String()
	}
	if _, known := d.outcome[address]; known || len(d.outcome) < outcomesKept {
		d.outcome[address] = o
	}
}

// Outcome says what became of the newest connection to a host and port: the address that
// answered, empty where it is not known, or why there was none.
func (d *Door) Outcome(hostport string) (address string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	o := d.outcome[hostport]
	return o.address, o.err
}

// Refused is how often something was asked for that may not be reached, and which hosts
// with their ports, each once. The first requests, by number, are left out, and those for
// hosts that are not asked after; nil: all are.
func (d *Door) Refused(without int, after func(hostport string) bool) (count int, hosts []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, address := range d.refused[min(without, len(d.refused)):] {
		if after != nil && !after(address) {
			continue
		}
		if count++; !slices.Contains(hosts, address) {
			hosts = append(hosts, address)
		}
	}
	return count, hosts
}
