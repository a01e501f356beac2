package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"github.com/tearsheet/tearsheet/browser/identity"
)

// Identity is who the page takes its visitor for. It is secret: all that a stored capture says
// of it are the fields with an option tag, which name files, hosts and a profile.
type Identity struct {
	State  identity.State   // cookies and storage that are there before the page is
	Logins []identity.Login // for hosts that ask for a name and a password
	// Certificates are for hosts that ask for one, which are reached without the proxy of Options.
	Certificates []identity.Certificate

	Keep bool // Page.State is to be what the browser keeps at the end

	CookiesOf []string `option:"cookies"` // files, as a manifest calls them
	StateOf   string   `option:"storage_state"`
	KeepOf    string   `option:"save_state"`
	ProfileOf string   `option:"profile"`
	LoginsOf  []string `option:"auth"` // hosts
	CertsOf   []string `option:"client_cert"`

	// LoggedIn is what the page shows as long as the session lasts: a CSS selector, text=...,
	// role=... or js=...; without it the page fails with KindAuth, and is taken all the same.
	LoggedIn string `option:"logged_in"`
}

// has tells whether there is something that the browser has to be given.
func (i Identity) has() bool { return len(i.State.Cookies)+len(i.State.Origins) > 0 }

// secret tells whether the page knows of the visitor what is nobody else's business.
func (i Identity) secret() bool { return i.has() || len(i.Logins)+len(i.Certificates) > 0 }

// sessionPatience is how long a page that is ready may take to show that the session lasts.
const sessionPatience = 3 * time.Second

// inSession tells whether the page shows what it does as long as the session lasts.
func (s *settler) inSession() error {
	wanted := s.tab.req.Identity.LoggedIn
	if wanted == "" {
		return nil
	}
	var err error
	s.record(s.soft, "logged_in", func(ctx context.Context) (string, bool) {
		err = s.await(ctx, Action{Value: wanted, Timeout: sessionPatience})
		return "", err != nil
	})
	if err != nil && s.tab.ctx.Err() != nil {
		return asError(s.tab.ctx, err)
	}
	if err != nil || s.soft.Err() != nil {
		return fail(KindAuth, nil, "the session has ended: the page does not show %s", wanted).about("logged_in")
	}
	return nil
}

//go:embed js/restore.js
var restoreScript string

// introduce gives the tab's browser context what the visitor has, before it goes anywhere.
func (t *tab) introduce() error {
	if err := t.setCookies(t.req.Identity.State.Cookies); err != nil {
		return err
	}
	if len(t.req.Identity.State.Origins) == 0 {
		return nil
	}
	return t.restore(t.req.Identity.State.Origins)
}

// setCookies sets cookies in the tab's browser context. Of several one that Chrome does not
// take is left out, and the others are not.
func (t *tab) setCookies(cookies []identity.Cookie) error {
	var params []*network.CookieParam
	for _, c := range cookies {
		params = append(params, cookieParam(c))
	}
	set := func(some []*network.CookieParam) error {
		_, err := chromedp.CallBrowser(t.ctx, storage.SetCookies, storage.SetCookiesParams{Cookies: some, BrowserContextID: t.browserContext()})
		return err
	}
	if len(params) == 0 || set(params) == nil {
		return nil
	}
	for i, one := range params {
		if err := set([]*network.CookieParam{one}); err != nil {
			if t.ctx.Err() != nil {
				return err
			}
			t.missing = append(t.missing, fmt.Sprintf("the cookie %s of %s could not be set", clip(cookies[i].Name, 80), cookies[i].Domain))
		}
	}
	return nil
}

// cookieParam is a cookie as Chrome takes it. One of a host alone goes by its address.
func cookieParam(c identity.Cookie) *network.CookieParam {
	p := &network.CookieParam{
		Name: c.Name, Value: c.Value, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: network.CookieSameSite(c.SameSite),
	}
	if strings.HasPrefix(c.Domain, ".") {
		p.Domain = c.Domain
	} else {
		scheme := "http"
		if c.Secure {
			scheme = "https"
		}
		p.URL = scheme + "://" + c.Domain + "/"
	}
	if !c.Expires.IsZero() {
		p.Expires = cdp.TimeSinceEpoch(c.Expires.Unix())
	}
	if c.Partition != "" {
		p.PartitionKey = &network.CookiePartitionKey{TopLevelSite: c.Partition, HasCrossSiteAncestor: c.Across}
	}
	return p
}

// blank is the page in which storage is restored.
var blank = []byte("<!doctype html><title></title>")

// restore puts what origins keep into the tab's browser context: a tab beside it opens an
// empty page of each, for which no request leaves Chrome.
func (t *tab) restore(origins []identity.Origin) error {
	beside, err := t.openBeside()
	if err != nil {
		return err
	}
	defer beside.close()
	for _, o := range origins {
		if err := beside.restore(o); err != nil {
			if t.ctx.Err() != nil {
				return err
			}
			t.missing = append(t.missing, fmt.Sprintf("what %s keeps in the browser could not be restored: %s", o.Origin, err))
		}
	}
	return nil
}

// besideTab is a tab in the browser context of another that shows empty pages only.
type besideTab struct {
	ctx   context.Context
	cdp   *chromedp.Target
	close func()
}

func (t *tab) openBeside() (*besideTab, error) {
	opening, abandon := context.WithCancel(t.chrome.ctx)
	stop := context.AfterFunc(t.ctx, abandon)
	b := &besideTab{}
	session, cancel := chromedp.NewContext(opening, chromedp.WithExistingBrowserContext(t.browserContext()), chromedp.WithListener(b.event))
	b.ctx = session
	b.close = func() {
		stop()
		hush(session)
		cancel()
		abandon()
	}
	if err := chromedp.Do(session); err != nil {
		b.close()
		return nil, asError(t.ctx, err)
	}
	b.cdp = chromedp.FromContext(session).Target
	if _, err := cdp.Call(session, b.cdp, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*"}}}); err != nil {
		b.close()
		return nil, asError(t.ctx, err)
	}
	return b, nil
}

// event answers every request with an empty page.
func (b *besideTab) event(ev any) {
	if paused, ok := ev.(*fetch.EventRequestPaused); ok {
		go func() {
			_, _ = cdp.Call(b.ctx, b.cdp, fetch.FulfillRequest, fetch.FulfillRequestParams{ // the tab may be gone
				RequestID: paused.RequestID, ResponseCode: 200, Body: blank,
				ResponseHeaders: []*fetch.HeaderEntry{{Name: "Content-Type", Value: "text/html"}},
			})
		}()
	}
}

// restore opens an empty page of an origin and fills its storage.
func (b *besideTab) restore(o identity.Origin) error {
	went, err := cdp.Call(b.ctx, b.cdp, page.Navigate, page.NavigateParams{URL: o.Origin + "/"})
	if err != nil {
		return err
	}
	if went.ErrorText != "" {
		return fmt.Errorf("%s", went.ErrorText)
	}
	self, err := cdp.Call(b.ctx, b.cdp, runtime.Evaluate, runtime.EvaluateParams{Expression: "globalThis"})
	if err != nil {
		return err
	}
	given, err := json.Marshal(map[string]any{"localStorage": o.LocalStorage, "indexedDB": o.IndexedDB})
	if err != nil {
		return err
	}
	done, err := cdp.Call(b.ctx, b.cdp, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: restoreScript, ObjectID: self.Result.ObjectID, Arguments: []*runtime.CallArgument{{Value: given}},
		AwaitPromise: new(true), ReturnByValue: new(true),
	})
	switch {
	case err != nil:
		return err
	case done.ExceptionDetails != nil:
		return fmt.Errorf("the page of %s takes it not", o.Origin) // what it says may hold values
	}
	return nil
}

//go:embed js/world/state.js
var stateScript string

// keepsake opens an empty page of an origin and reads its storage.
func (b *besideTab) keepsake(origin string) (o identity.Origin, err error) {
	went, err := cdp.Call(b.ctx, b.cdp, page.Navigate, page.NavigateParams{URL: origin + "/"})
	if err == nil && went.ErrorText != "" {
		err = fmt.Errorf("%s", went.ErrorText)
	}
	if err != nil {
		return o, err
	}
	read, err := cdp.Call(b.ctx, b.cdp, runtime.Evaluate, runtime.EvaluateParams{
		Expression: "(() => {" + stateScript + "; return keepsake(); })()", AwaitPromise: new(true), ReturnByValue: new(true),
	})
	switch {
	case err != nil:
		return o, err
	case read.ExceptionDetails != nil:
		return o, fmt.Errorf("its page does not tell")
	}
	var one kept
	if err := json.Unmarshal(read.Result.Value, &one); err != nil {
		return o, err
	}
	return one.origin(), nil
}

// origin is what an origin keeps.
func (k kept) origin() identity.Origin {
	o := identity.Origin{Origin: k.Origin, LocalStorage: k.LocalStorage}
	if string(k.IndexedDB) != "[]" {
		o.IndexedDB = k.IndexedDB
	}
	return o
}

// kept is the report of js/world/state.js.
type kept struct {
	Origin       string          `json:"origin"`
	LocalStorage []identity.Item `json:"localStorage"`
	IndexedDB    json.RawMessage `json:"indexedDB"`
	Skipped      int             `json:"skipped"`
}

// keepPatience is how long a frame may take to tell what it keeps.
const keepPatience = 5 * time.Second

// keepState takes what the browser keeps of the visitor now, where that is wanted: all
// cookies, and the storage of the page and its frames beside what was there of other origins.
func (t *tab) keepState(p *Page) {
	if !t.req.Identity.Keep {
		return
	}
	got, err := chromedp.CallBrowser(t.ctx, storage.GetCookies, storage.GetCookiesParams{BrowserContextID: t.browserContext()})
	if err != nil {
		p.Truncated = append(p.Truncated, "the state could not be saved: "+err.Error())
		return
	}
	state := identity.State{Origins: slices.Clone(t.req.Identity.State.Origins)}
	for _, c := range got.Cookies {
		state.Cookies = append(state.Cookies, cookieOf(c))
	}
	frames := t.world.otherFrames(t.net.mainFrame())
	frames = append(frames, frameWorld{world: t.world.of(t.net.mainFrame())}) // last: it counts
	for _, f := range frames {
		ctx, cancel := context.WithTimeout(t.ctx, keepPatience)
		one, err := askIn[kept](ctx, t, f.world, "keepsake", nil)
		cancel()
		if err != nil || !strings.HasPrefix(one.Origin, "http") {
			continue
		}
		if one.Skipped > 0 {
			p.Truncated = append(p.Truncated, fmt.Sprintf("the saved state is without %d things that %s keeps: no text can hold them", one.Skipped, one.Origin))
		}
		state.Merge(identity.State{Origins: []identity.Origin{one.origin()}})
	}
	p.State = &state
}

// cookieOf is a cookie as Chrome tells of it.
func cookieOf(c *network.Cookie) identity.Cookie {
	out := identity.Cookie{
		Name: c.Name, Value: c.Value, Domain: c.Domain, Path: c.Path, HTTPOnly: c.HTTPOnly, Secure: c.Secure, SameSite: string(c.SameSite),
	}
	if c.Expires > 0 {
		out.Expires = time.Unix(int64(c.Expires), 0)
	}
	if c.PartitionKey != nil {
		out.Partition, out.Across = c.PartitionKey.TopLevelSite, c.PartitionKey.HasCrossSiteAncestor
	}
	return out
}
