package guard

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// Options say what may be reached, and how.
type Options struct {
	// Allow are networks that may be reached whatever they are.
	Allow []netip.Prefix
	// Open lets everything be reached: there is then only the way through Proxy.
	Open bool
	// Proxy is the server through which all is reached (http, https or socks5), with its user
	// and password; nil: none.
	Proxy *url.URL
	// Route tells through which proxies a host is reached, one after the other where one fails;
	// nil among them is none. It counts before Proxy; nil: there is no choice.
	Route func(ctx context.Context, host, port string) ([]*url.URL, error)
	// Resolver looks names up; nil: that of the machine.
	Resolver *net.Resolver
}

// Guard dials what may be reached. It can be used by several goroutines at a time.
type Guard struct {
	opts  Options
	proxy upstream // nil: what is dialled is reached directly

	others sync.Map // the proxies of Route, by their address
}

// New makes a guard.
func New(opts Options) (*Guard, error) {
	g := &Guard{opts: opts}
	if opts.Proxy == nil {
		return g, nil
	}
	var err error
	g.proxy, err = newUpstream(opts.Proxy)
	return g, err
}

// Refused is the error of what may not be reached.
type Refused struct {
	Host    string     // as it was asked for
	Address netip.Addr // where it is
	Why     string     // what that address is
}

// Error says it in one line.
func (e *Refused) Error() string {
	if e.Host == e.Address.String() {
		return fmt.Sprintf("%s may not be reached: it is %s", e.Host, e.Why)
	}
	return fmt.Sprintf("%s may not be reached: it is at %s, which is %s", e.Host, e.Address, e.Why)
}

// check refuses an address that may not be reached.
func (g *Guard) check(host string, a netip.Addr) error {
	if g.opts.Open {
		return nil
	}
	plain := a.Unmap()
	for _, p := range g.opts.Allow {
		if a.Zone() == "" && p.Contains(plain) {
			return nil
		}
	}
	if why := special(a); why != "" {
		return &Refused{host, a, why}
	}
	for _, p := range neighbours() {
		switch {
		case !p.Contains(plain):
		case p.IsSingleIP():
			return &Refused{host, a, "this machine"}
		default:
			return &Refused{host, a, "in a network of this machine"}
		}
	}
	return nil
}

// patience is how long one address may take to answer.
const patience = 30 * time.Second

// DialContext connects to an address over TCP, if it may be reached.
func (g *Guard) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if g.opts.Route != nil {
		return g.dialRouted(ctx, network, host, port)
	}
	return g.dialBy(ctx, g.proxy, network, host, port)
}

// dialRouted connects by the ways that there are for a host, until one leads there.
func (g *Guard) dialRouted(ctx context.Context, network, host, port string) (net.Conn, error) {
	ways, err := g.opts.Route(ctx, host, port)
	if err != nil {
		return nil, &ProxyError{err}
	}
	err = &ProxyError{errors.New("there is no way")}
	for _, u := range ways {
		var by upstream
		if u != nil {
			if by, err = g.upstreamAt(u); err != nil {
				err = &ProxyError{err}
				continue
			}
		}
		var conn net.Conn
		if conn, err = g.dialBy(ctx, by, network, host, port); err == nil || Why(err) != nil {
			return conn, err
		}
	}
	return nil, err
}

// upstreamAt gives the proxy at an address, the same each time.
func (g *Guard) upstreamAt(u *url.URL) (upstream, error) {
	if known, ok := g.others.Load(u.String()); ok {
		return known.(upstream), nil
	}
	made, err := newUpstream(u)
	if err == nil {
		g.others.Store(u.String(), made)
	}
	return made, err
}

// dialBy connects through a proxy; nil: directly.
func (g *Guard) dialBy(ctx context.Context, by upstream, network, host, port string) (net.Conn, error) {
	switch {
	case by != nil && g.opts.Open:
		return by.dial(ctx, net.JoinHostPort(host, port))
	case by != nil:
		return g.dialThrough(ctx, by, host, port)
	}
	dialer := net.Dialer{Timeout: patience, Resolver: g.opts.Resolver, Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil { // no address, no check
			return &Refused{Host: host, Why: "not an address"}
		}
		return g.check(host, to.Addr())
	}}
	if !isLocalName(host) {
		return dialer.DialContext(ctx, network, net.JoinHostPort(host, port))
	}
	conn, err := dialer.DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
	if err == nil {
		return conn, nil
	}
	if conn, err := dialer.DialContext(ctx, network, net.JoinHostPort("::1", port)); err == nil {
		return conn, nil
	}
	return nil, err
}

// dialThrough looks the name up here, and has the proxy connect to the address that was
// checked: the proxy may not look it up again.
func (g *Guard) dialThrough(ctx context.Context, by upstream, host, port string) (conn net.Conn, err error) {
	addresses, err := g.lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	for _, a := range addresses {
		if err = g.check(host, a); err == nil {
			if conn, err = by.dial(ctx, net.JoinHostPort(a.String(), port)); err == nil {
				return conn, nil
			}
		}
	}
	return nil, err
}

// lookup gives the addresses of a name, those of IPv4 first: not every proxy has others.
func (g *Guard) lookup(ctx context.Context, host string) ([]netip.Addr, error) {
	if isLocalName(host) {
		return []netip.Addr{netip.AddrFrom4([4]byte{127, 0, 0, 1})}, nil
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	resolver := g.opts.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	found, err := resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	var four, six []netip.Addr
	for _, a := range found {
		if a = a.Unmap(); a.Is4() {
			four = append(four, a)
		} else {
			six = append(six, a)
		}
	}
	return append(four, six...), nil
}

// isLocalName tells whether a name is one of this machine by itself (RFC 6761, 6.3).
func isLocalName(host string) bool {
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}

// Client makes requests that are made in the name of pages, by the same rules. Where all may
// be reached, this machine is reached without the proxy, as browsers do.
func (g *Guard) Client(timeout time.Duration) *http.Client {
	transport := &http.Transport{ForceAttemptHTTP2: true, TLSHandshakeTimeout: patience, IdleConnTimeout: patience}
	if g.opts.Open && g.opts.Proxy != nil && g.opts.Route == nil { // it may refuse tunnels for plain requests
		way := (&httpproxy.Config{HTTPProxy: g.opts.Proxy.String(), HTTPSProxy: g.opts.Proxy.String()}).ProxyFunc()
		transport.Proxy = func(r *http.Request) (*url.URL, error) { return way(r.URL) }
	} else {
		transport.DialContext = g.DialContext
	}
	return &http.Client{Transport: transport, Timeout: timeout}
}

// Why gives the refusal in an error; nil: there is none.
func Why(err error) *Refused {
	var r *Refused
	errors.As(err, &r)
	return r
}
