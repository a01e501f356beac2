package browser

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
	"golang.org/x/sync/semaphore"

	"github.com/tearsheet/tearsheet/browser/guard"
	"github.com/tearsheet/tearsheet/browser/internal/launcher"
	"github.com/tearsheet/tearsheet/browser/internal/process"
	"github.com/tearsheet/tearsheet/browser/internal/record"
)

// startTimeout bounds one start of Chrome; a busy machine needs a few seconds.
const startTimeout = 30 * time.Second

// chrome is one running browser.
type chrome struct {
	ctx       context.Context // its tabs hang below this context
	cancel    context.CancelFunc
	profile   *launcher.Profile // nil if the browser is not ours
	group     process.Group     // its processes; none if the browser is not ours
	version   string            // such as "HeadlessChrome/156.0.8078.73"
	userAgent string
	session   cdp.BrowserContextID // that all its pages share; empty: each has its own
	popups    *popups
	requests  *intercept
	warm      warmTab
	rooms     rooms
	drawing   *semaphore.Weighted // of pixels; see drawnMax
	unpacking *record.Unpacking   // of all its pages
	memory    process.MemoryWatch
	parts     atomic.Int64 // of bodies that it has handed over as its pages got them

	way  *guard.Guard // how its pages reach the network; nil: as it does by itself
	door *door        // that of all that has none of its own
	uid  int          // the user that it runs as

	visible   bool          // see Options.Visible
	roomy     bool          // its pages get rooms
	unseen    bool          // nobody looks into its windows, and what is in one is drawn by one process
	guarded   bool          // see Options.Guard
	proxyUser *url.Userinfo // that its proxy asks for; nil: none

	users   sync.WaitGroup // captures that use it
	served  int            // captures it has begun
	retired bool           // it takes no more captures
	weighed time.Time      // when its memory was last measured
}

// how is one way to start Chrome.
type how struct {
	uid     int // the user to run as; -1: this one
	sandbox bool
}

// ways lists how Chrome may be started here, the safest first. Its sandbox does not
// work as root, so root runs it as nobody.
func (o Options) ways() []how {
	uid := -1
	if os.Getuid() == 0 && process.Nobody >= 0 {
		uid = process.Nobody
	}
	var list []how
	if o.Sandbox != SandboxOff {
		list = append(list, how{uid, true})
	}
	if o.Sandbox != SandboxRequire {
		list = append(list, how{uid, false})
		if uid >= 0 { // a browser in root's own folders
			list = append(list, how{-1, false})
		}
	}
	return list
}

// start starts Chrome in the first way that works.
func start(ctx context.Context, o Options) (*chrome, error) {
	binary, err := Find(o.Chrome)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, way := range o.ways() {
		c, err := startOnce(ctx, o, binary, way)
		if err == nil {
			if failed != nil {
				o.warn("Chrome's own sandbox is switched off, because Chrome did not start with it")
			}
			return c, nil
		}
		if ctx.Err() != nil {
			return nil, asError(ctx, ctx.Err())
		}
		failed = errors.Join(failed, err)
	}
	if o.Sandbox == SandboxRequire {
		return nil, fail(KindBrowser, failed, "Chrome (%s) did not start: its sandbox is required and may not work here", binary).about("sandbox")
	}
	return nil, fail(KindBrowser, failed, "Chrome (%s) did not start", binary).about("chrome")
}

// startOnce starts Chrome in one way and waits until it answers.
func startOnce(ctx context.Context, o Options, binary string, way how) (*chrome, error) {
	prof, err := launcher.NewProfile(way.uid)
	if err != nil {
		return nil, asLaunchError(err)
	}
	c := &chrome{profile: prof, drawing: semaphore.NewWeighted(drawnAtOnce(runtime.GOMAXPROCS(0))), uid: way.uid, visible: o.Visible, unseen: !o.Visible && !o.Isolate && !o.Guard, guarded: o.Guard, proxyUser: o.userOf()}
	if c.uid < 0 {
		c.uid = os.Getuid()
	}
	c.memory.Limit, c.memory.UID = o.PageMemory, c.uid
	shut := func() {}
	if c.way, err = o.way(); err == nil && c.way != nil {
		var ctx context.Context
		ctx, shut = context.WithCancel(context.Background())
		c.door, err = c.newDoor(ctx)
	}
	if err != nil {
		shut()
		_ = prof.Remove()
		return nil, err
	}
	c.roomy = o.roomy(c.door)
	var said tail
	var started *exec.Cmd
	opts := append(o.flags(binary, prof.Dir, way.sandbox, c.door),
		chromedp.CombinedOutput(&said),
		chromedp.ModifyCmdFunc(func(cmd *exec.Cmd) {
			process.Own(cmd, way.uid)
			started = cmd
		}))
	opts = append(opts, chromedp.Env(environment(prof, way)...))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	err = c.connect(ctx, alloc, o, func() {
		stopAlloc()
		shut()
		_ = prof.Remove()
	})
	if started != nil {
		c.group = process.GroupOf(started.Process)
	}
	if err != nil {
		c.cancel()
		if text := said.String(); text != "" {
			err = errors.Join(err, errors.New(text))
		}
		return nil, err
	}
	go c.pulse()
	go c.memory.Watch(c.ctx, c.group)
	return c, nil
}

// environment is what of Chrome's environment differs from ours.
func environment(prof *launcher.Profile, way how) []string {
	env := []string{EnvProxy + "="} // it may hold a password, which is not Chrome's business
	if way.uid >= 0 {
		env = append(env, "HOME="+prof.Dir)
	}
	// What Chrome puts into the temp folder goes with the profile, whatever becomes of Chrome.
	// Sockets have short names only.
	const longest = 60
	if len(prof.Dir) <= longest {
		env = append(env, "TMPDIR="+prof.Dir)
	}
	return env
}

// connect starts or finds the browser of an allocator, and waits until it answers. When it
// returns c.cancel ends the browser, and then does what is to be done after it.
func (c *chrome) connect(ctx, alloc context.Context, o Options, after func()) error {
	quiet := chromedp.WithBrowserOption(chromedp.WithBrowserErrorf(func(string, ...any) {}), chromedp.WithBrowserDebugf(o.wire))
	root, stopRoot := chromedp.NewContext(alloc, quiet)
	stopRoot = sync.OnceFunc(stopRoot) // it blocks for ever if it is called again after a start that failed
	c.ctx, c.cancel = root, sync.OnceFunc(func() {
		c.group.Kill()
		stopRoot()
		after()
	})
	return within(ctx, startTimeout, func() error {
		if err := chromedp.Do(root); err != nil {
			return err
		}
		return c.greet(o)
	}, stopRoot)
}

// greet asks the browser who it is and gets it ready for tabs.
func (c *chrome) greet(o Options) error {
	v, err := cdp.Call(c.ctx, chromedp.FromContext(c.ctx).Browser, browser.GetVersion, cdp.Empty{})
	if err != nil {
		return err
	}
	c.version, c.userAgent = v.Product, v.UserAgent
	if c.popups, err = watchPopups(c.ctx); err != nil {
		return err
	}
	if c.requests, err = watchRequests(c.ctx); err != nil {
		return err
	}
	c.unpacking = record.NewUnpacking(c.ctx, func() int64 { return c.group.LeaderMemory() })
	if o.ShareSession {
		if c.session, err = newSession(c.ctx, c.door.behind(o.Guard)); err == nil {
			c.requests.share(c.session)
		}
	}
	return err
}

// alive tells whether the browser still answers.
func (c *chrome) alive() bool {
	select {
	case <-chromedp.FromContext(c.ctx).Browser.LostConnection:
		return false
	case <-c.ctx.Done():
		return false
	default:
		return true
	}
}

// within runs f, and stop if f takes longer than d or ctx ends.
func within(ctx context.Context, d time.Duration, f func() error, stop func()) error {
	done := make(chan error, 1)
	go func() { done <- f() }()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		stop()
		<-done
		return context.DeadlineExceeded
	case <-ctx.Done():
		stop()
		<-done
		return context.Cause(ctx)
	}
}

// tail keeps the last lines that Chrome wrote, to show them if it fails.
type tail struct {
	mu  sync.Mutex
	buf []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.buf = append(t.buf, p...); len(t.buf) > 2000 {
		t.buf = bytes.Clone(t.buf[len(t.buf)-2000:])
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.buf))
}
