package browser

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/browser/internal/launcher"
	"github.com/tearsheet/tearsheet/browser/internal/process"

	"github.com/tearsheet/tearsheet/browser/option"
)

// Sandbox says how Chrome's own sandbox is used.
type Sandbox string

// The ways to use Chrome's sandbox.
const (
	SandboxAuto    Sandbox = ""        // on; off with a warning where it cannot be
	SandboxRequire Sandbox = "require" // on, or Launch fails
	SandboxOff     Sandbox = "off"     // never
)

// Options say which browser to use and how. The zero value finds one and starts it.
type Options struct {
	Chrome  string  `option:"chrome"` // path of the binary; empty: found, see Find
	Sandbox Sandbox `option:"sandbox"`
	Proxy   string  `option:"proxy"` // proxy server that pages are reached through, such as http://127.0.0.1:3128

	// Remote are the DevTools addresses of browsers that run already, such as ws://host:9222/, or
	// of services that hand them out, such as wss://host/?token=…: pages are spread over them.
	Remote []string `option:"remote"`

	// ProxyFor says by which proxy hosts are reached, HOST=PROXY: the first that is about a host
	// counts, and before Proxy. *.NAME is all below a name, direct is no proxy.
	ProxyFor []string `option:"proxy_for"`
	ProxyPAC string   `option:"proxy_pac"` // file or address of a script that says it for the others

	// Guard lets pages, and all that they load, reach the web only: no loopback, private,
	// link-local or metadata address, by no name and no redirect. What they asked for all the
	// same is in Coverage.Requests. Chrome has site isolation on then.
	Guard    bool     `option:"guard"`
	AllowNet []string `option:"allow_net"` // networks that Guard leaves open, such as 10.1.0.0/16

	// Isolate keeps the frames of other sites in processes of their own, so that none of them
	// can reach what the page has. Requests with an identity have that anyway, in a Chrome of
	// their own where this one does not.
	Isolate bool

	// ShareSession lets all pages share cookies, storage and the HTTP cache, as with one
	// visitor, until Chrome is started anew: what they have in common is loaded once, and
	// what a page shows may depend on those before it. A capture that records or replays
	// is alone all the same.
	ShareSession bool `option:"share_session"`

	// Visible shows the browser on the screen, for OpenWindow; see FindVisible.
	Visible bool

	// PageMemory is how many bytes the process of a page may hold: one that takes more is ended,
	// and its page fails. 0: a quarter of the machine's, 2 GiB at most. Only on Linux.
	PageMemory int64 `option:"page_memory"`

	RenewPages  int   // captures after which Chrome is started anew; 0: 200
	RenewMemory int64 // memory in bytes over which Chrome is started anew; 0: 2 GiB

	Warn func(message string) // told what the user should know; nil: nobody

	resolver *net.Resolver               // looks names up for Guard; nil: that of the machine
	wire     func(what string, _ ...any) // told of every message to Chrome and from it; nil: nobody
}

// Validate says what of the options makes no sense; nil: nothing. The errors in it are of
// type *option.Error.
func (o Options) Validate() error {
	all := []error{option.In(&o).Check()}
	for _, c := range []struct {
		wrong  bool
		option string
		says   string
	}{
		{o.Guard && len(o.Remote) > 0 && !o.opensAll(), "guard", "cannot hold for a browser that runs already, which has ways out that only its start closes: leave remote out or, " +
			"where the network that it is in lets it reach the web only, open all networks by name"},
		{len(o.ProxyFor) > 0 && len(o.Remote) > 0, "proxy_for", "cannot be given to a browser that runs already: leave remote out"},
		{o.ProxyPAC != "" && len(o.Remote) > 0, "proxy_pac", "cannot be given to a browser that runs already: leave remote out"},
		{o.ProxyPAC != "" && o.Proxy != "", "proxy_pac", "says for each host what proxy there is: leave proxy out"},
		{o.Proxy != "" && len(o.Remote) > 0, "proxy", "cannot be given to a browser that runs already: leave remote out"},
		{len(o.AllowNet) > 0 && !o.Guard, "allow_net", "opens what only guard closes: give that too"},
	} {
		if about, ok := option.Find(c.option); ok && c.wrong {
			all = append(all, &option.Error{Option: about, Says: c.says})
		}
	}
	if _, err := o.way(); err != nil {
		if about, ok := option.Find("proxy"); ok {
			all = append(all, &option.Error{Option: about, Says: "cannot be used with guard: " + err.Error()})
		}
	}
	return errors.Join(all...)
}

func (o Options) warn(message string) {
	if o.Warn != nil {
		o.Warn(message)
	}
}

// Browser keeps one Chrome running for any number of captures at a time: it is
// started anew after a number of pages, when its memory has grown, and when it died.
type Browser struct {
	opts Options

	far    *elsewhere // the browsers that run elsewhere; nil: one runs here
	walls  walls      // where requests with an identity are
	guests sync.Map   // the Chromes of pages that are tried alone, by their address

	mu      sync.Mutex
	current *chrome
	renewal *renewal       // nil if none is under way
	gone    sync.WaitGroup // browsers that are starting or shutting down

	life context.Context // ends with Close
	end  context.CancelFunc
}

// renewal is the start of another Chrome in the place of the one that is used.
type renewal struct {
	done chan struct{} // closed when it has started or failed
	err  error
}

// Launch starts Chrome, or connects to those of opts.Remote. The error is an *Error.
func Launch(ctx context.Context, opts Options) (*Browser, error) {
	if err := opts.Validate(); err != nil {
		return nil, fail(KindBrowser, err, "the browser cannot be started so")
	}
	option.In(&opts).Fill()
	if opts.PageMemory == 0 {
		opts.PageMemory = process.DefaultPageLimit()
	}
	if opts.RenewPages == 0 {
		opts.RenewPages = 200
	}
	if opts.RenewMemory == 0 {
		opts.RenewMemory = 2 << 30
	}
	if r, err := opts.router(); err != nil {
		return nil, fail(KindBrowser, err, "the proxies cannot be used")
	} else if r != nil && r.Script != nil {
		if err := r.Script.Load(ctx); err != nil {
			return nil, fail(KindBrowser, err, "it cannot be known how pages are reached").about("proxy_pac")
		}
	}
	b := &Browser{opts: opts}
	var err error
	if len(opts.Remote) > 0 {
		b.far, err = reach(ctx, opts, &b.gone)
	} else {
		launcher.SweepProfiles()
		sweepLooks(os.TempDir(), time.Now())
		b.current, err = start(ctx, opts)
	}
	if err != nil {
		b.gone.Wait()
		return nil, err
	}
	b.life, b.end = context.WithCancel(context.Background())
	return b, nil
}

// Version is the product and version of the browser, as it names itself; of several, that of
// the first that answered.
func (b *Browser) Version() string {
	if b.far != nil {
		return b.far.version
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.current.version
}

// SharesSession tells whether all pages share cookies and storage; see Options.
func (b *Browser) SharesSession() bool { return b.opts.ShareSession }

// Guarded tells whether pages are kept to the web, and which other networks are open to
// them all the same; see Options.Guard and Options.AllowNet.
func (b *Browser) Guarded() (on bool, open []string) { return b.opts.Guard, b.opts.AllowNet }

// acquire gives the browser for one more capture; release must follow. While another
// Chrome starts in its place, all who want one wait for the same, each for as long as
// its own context lasts.
func (b *Browser) acquire(ctx context.Context) (c *chrome, release func(), err error) {
	if b.far != nil {
		return b.far.acquire(ctx)
	}
	for {
		c, starting, err := b.use()
		switch {
		case err != nil:
			return nil, nil, err
		case c != nil:
			return c, c.users.Done, nil
		}
		select {
		case <-starting.done:
			if starting.err != nil {
				return nil, nil, starting.err
			}
		case <-ctx.Done():
			return nil, nil, asError(ctx, ctx.Err())
		}
	}
}

// use counts one more capture on the browser of now, or gives the start of the next one.
func (b *Browser) use() (*chrome, *renewal, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.life.Err() != nil:
		return nil, nil, fail(KindBrowser, nil, "the browser is closed")
	case b.renewal != nil:
	case b.worn(b.current):
		r := &renewal{done: make(chan struct{})}
		b.renewal = r
		b.gone.Go(func() { b.renew(r) })
	default:
		b.current.served++
		b.current.users.Add(1)
		return b.current, nil, nil
	}
	return nil, b.renewal, nil
}

// renew puts another Chrome into the place of the one that is used.
func (b *Browser) renew(r *renewal) {
	defer close(r.done)
	fresh, err := start(b.life, b.opts)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.renewal, r.err = nil, err
	if err == nil {
		b.retire(b.current)
		b.current = fresh
	}
	if b.life.Err() != nil {
		b.retire(b.current)
	}
}

// worn tells whether a browser should take no more captures.
func (b *Browser) worn(c *chrome) bool {
	return !c.alive() || c.served >= b.opts.RenewPages || c.served > 0 && b.heavy(c)
}

// weighEvery is how often a browser's memory is measured at the most: that takes as long
// as a hundredth of a capture, and memory does not grow from one to the next.
const weighEvery = 2 * time.Second

// heavy tells whether a browser has taken too much memory.
func (b *Browser) heavy(c *chrome) bool {
	if time.Since(c.weighed) < weighEvery {
		return false
	}
	c.weighed = time.Now()
	return c.group.Memory() > b.opts.RenewMemory
}

// retire stops a browser once its captures are through.
func (b *Browser) retire(c *chrome) {
	if c.retired {
		return
	}
	c.retired = true
	c.rooms.close()
	b.gone.Go(func() {
		c.users.Wait()
		c.warm.close()
		c.rooms.done.Wait()
		c.cancel()
	})
}

// Close stops Chrome, waits for captures that still run, and leaves nothing behind.
func (b *Browser) Close() error {
	b.end()
	b.walls.close()
	b.mu.Lock()
	if b.far != nil {
		b.far.close()
	} else {
		b.retire(b.current)
	}
	b.mu.Unlock()
	b.gone.Wait()
	return nil
}
