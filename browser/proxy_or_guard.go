package browser

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/target"

	"github.com/tearsheet/tearsheet/browser/guard"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/browser/proxies"
)

// way gives how pages reach the network where that is not Chrome's own doing: guarded, or
// through a proxy whose password Chrome cannot say. nil: it is Chrome's own.
func (o Options) way() (*guard.Guard, error) {
	u, err := o.proxyURL()
	if err != nil {
		return nil, err
	}
	r, err := o.router()
	switch {
	case err != nil:
		return nil, err
	case o.Guard:
		return o.guarded(u, r)
	case r != nil:
		return guard.New(guard.Options{Open: true, Route: r.Route, Resolver: o.resolver})
	case u != nil && u.User != nil && u.Scheme == "socks5":
		return guard.New(guard.Options{Open: true, Proxy: u})
	}
	return nil, nil
}

// router tells the way to hosts where that is not the same for all; nil: it is.
func (o Options) router() (*proxies.Router, error) {
	if len(o.ProxyFor) == 0 && o.ProxyPAC == "" {
		return nil, nil
	}
	u, err := o.proxyURL()
	if err != nil {
		return nil, err
	}
	r := &proxies.Router{Proxy: u}
	for _, text := range o.ProxyFor {
		rule, err := proxies.ParseRule(text)
		if err != nil {
			return nil, err
		}
		r.Rules = append(r.Rules, rule)
	}
	if o.ProxyPAC != "" {
		r.Script = proxies.NewScript(o.ProxyPAC, o.resolver)
	}
	return r, nil
}

func (o Options) guarded(proxy *url.URL, r *proxies.Router) (*guard.Guard, error) {
	opts := guard.Options{Proxy: proxy, Resolver: o.resolver}
	if r != nil {
		opts.Proxy, opts.Route = nil, r.Route
	}
	for _, text := range o.AllowNet {
		n, err := guard.ParseNet(text)
		if err != nil {
			return nil, err
		}
		opts.Allow = append(opts.Allow, n)
	}
	return guard.New(opts)
}

// opensAll tells whether Guard closes nothing: somebody else sees to it.
func (o Options) opensAll() bool {
	var v4, v6 bool
	for _, text := range o.AllowNet {
		if n, err := guard.ParseNet(text); err == nil && n.Bits() == 0 {
			v4, v6 = v4 || n.Addr().Is4(), v6 || n.Addr().Is6()
		}
	}
	return v4 && v6
}

// proxyURL is the address of the proxy; nil: there is none.
func (o Options) proxyURL() (*url.URL, error) {
	if o.Proxy == "" {
		return nil, nil
	}
	return option.ProxyURL(o.Proxy)
}

// Client makes the requests that are made besides those of Chrome: by the same proxy, and
// under the same guard. nil: there is neither.
func (o Options) Client(timeout time.Duration) (*http.Client, error) {
	u, err := o.proxyURL()
	switch {
	case err != nil:
		return nil, err
	case u != nil && !o.Guard && len(o.ProxyFor) == 0 && o.ProxyPAC == "":
		g, err := guard.New(guard.Options{Open: true, Proxy: u})
		if err != nil {
			return nil, err
		}
		return g.Client(timeout), nil
	}
	g, err := o.way()
	if err != nil || g == nil {
		return nil, err
	}
	return g.Client(timeout), nil
}

// door is the way out of a tab; nil: it is Chrome's own.
type door struct {
	*guard.Door
	others bool // use it too
	before int  // that they were refused before
}

// newDoor makes a way out that lasts as long as ctx.
func (c *chrome) newDoor(ctx context.Context) (*door, error) {
	d, err := c.way.Open(ctx, c.uid)
	if err != nil {
		return nil, fail(KindBrowser, err, "the way to the network could not be opened")
	}
	return &door{Door: d}, nil
}

// shared is the same way out for one more tab.
func (d *door) shared() *door {
	if d == nil {
		return nil
	}
	before, _ := d.Refused(0, nil)
	return &door{d.Door, true, before}
}

// behind puts a browser context behind the door. Where the page is guarded, that goes for
// what is on this machine too.
func (d *door) behind(guarded bool) func(*target.CreateBrowserContextParams) {
	return func(p *target.CreateBrowserContextParams) {
		if d == nil {
			return
		}
		p.ProxyServer = d.Address()
		if guarded {
			p.ProxyBypassList = "<-loopback>"
		}
	}
}

// outcome is what became of the connection for an address.
func (d *door) outcome(address string) (answered string, err error) {
	if d == nil {
		return "", nil
	}
	return d.Outcome(hostport(address))
}

// reached gives the address that answers for a host, as Chrome would have said it, host:port.
// Chrome knows that of the door only.
func (d *door) reached(address, said string) string {
	if d == nil {
		return said
	}
	answered, _ := d.outcome(address)
	return answered
}

// failure is why there was no connection for an address; nil: there was, or nobody knows.
func (d *door) failure(address string) *Error {
	_, err := d.outcome(address)
	if err == nil {
		return nil
	}
	var dns *net.DNSError
	var proxy *guard.ProxyError
	var slow net.Error
	switch refused := guard.Why(err); {
	case refused != nil:
		return fail(KindForbidden, err, "%s", refused).about("allow_net")
	case errors.As(err, &dns) && dns.IsNotFound:
		return fail(KindDNS, err, "the host name does not exist")
	case errors.As(err, &dns):
		return fail(KindDNS, err, "the host name could not be looked up")
	case errors.As(err, &proxy):
		return fail(KindConnect, err, "%s", proxy)
	case errors.As(err, &slow) && slow.Timeout():
		return fail(KindTimeout, err, "the server did not answer in time")
	}
	return fail(KindConnect, err, "the connection failed")
}

// forbiddenMost is how many of the hosts that were refused a receipt names.
const forbiddenMost = 10

// atDoor is how the errors of Chrome's begin that come of a door: why there is no connection
// it does not know.
const atDoor = "net::ERR_SOCKS_"

// netError is why Chrome could not load the main document.
func (t *tab) netError(says string) *Error {
	if strings.HasPrefix(says, atDoor) {
		wanted, _ := t.net.route()
		if failed := t.door.failure(wanted); failed != nil {
			return failed
		}
	}
	return netError(says)
}

// barred ends a page that leads to where it may not go: Chrome puts an error in its place.
func (t *tab) barred(ev *network.EventLoadingFailed) {
	if t.door == nil || !strings.HasPrefix(ev.ErrorText, atDoor) || ev.RequestID != t.net.mainRequest() {
		return
	}
	if failed := t.netError(ev.ErrorText); failed.kind == KindForbidden {
		t.end(failed)
	}
}

// turnedAway is how often the page asked for what it may not reach, and for which hosts. Of a
// door that others use too, only what the page is known to have asked for is its own.
func (t *tab) turnedAway() (count int, hosts []string) {
	switch {
	case t.door == nil:
		return 0, nil
	case t.door.others:
		return t.door.Refused(t.door.before, t.net.askedHost)
	}
	return t.door.Refused(0, nil)
}

// hostport is the host and port of an address; empty: it has none.
func hostport(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443"}[u.Scheme]
	}
	return net.JoinHostPort(u.Hostname(), port)
}
