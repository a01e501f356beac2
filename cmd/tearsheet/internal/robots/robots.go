// Package robots asks sites' robots.txt files (RFC 9309) what may be captured.
package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"github.com/tearsheet/tearsheet/browser/guard"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
)

const (
	maxFile  = 500 << 10       // what RFC 9309 asks a reader to take
	lifetime = 24 * time.Hour  // and for how long to believe it
	trouble  = 5 * time.Minute // when to ask a site again that could not answer
)

// Rules answers for any number of sites. It asks each site once a day and is
// safe for concurrent use.
type Rules struct {
	client *http.Client
	agent  string

	mu    sync.Mutex
	sites map[string]*site
}

// Verdict is what a site says of one page.
type Verdict struct {
	Allowed bool
	Why     string        // where it is not allowed: one line for people
	Delay   time.Duration // the site's crawl-delay; 0 where it asks for none
}

// Patience is how long a site may take to answer.
const Patience = 15 * time.Second

// New makes rules for a crawler of this name, the product token of its
// User-Agent ("tearsheet"). A nil client is one with a timeout of 15 seconds.
func New(client *http.Client, agent string) *Rules {
	if client == nil {
		client = &http.Client{Timeout: Patience}
	}
	return &Rules{client: client, agent: agent, sites: map[string]*site{}}
}

// Check says whether a page may be captured. It gives an error only when ctx is
// done or the URL is not one of the web.
func (r *Rules) Check(ctx context.Context, rawURL string) (Verdict, error) {
	site, path, err := input.Cut(rawURL)
	if err != nil {
		return Verdict{}, err
	}
	if site.Scheme != "http" && site.Scheme != "https" || site.Host == "" {
		return Verdict{}, fmt.Errorf("%s has no robots.txt: it is not of the web", rawURL)
	}
	origin := site.Scheme + "://" + site.Host
	group, err := r.site(origin).ask(ctx, r, origin)
	if err != nil {
		return Verdict{}, err
	}
	return group.verdict(path), nil
}

// Sitemaps gives the sitemaps that a page's site names, else the usual place of one, where
// there may be none.
func (r *Rules) Sitemaps(ctx context.Context, rawURL string) (maps []string, named bool, err error) {
	site, _, err := input.Cut(rawURL)
	if err != nil {
		return nil, false, err
	}
	origin := site.Scheme + "://" + site.Host
	group, err := r.site(origin).ask(ctx, r, origin)
	if err != nil {
		return nil, false, err
	}
	if len(group.maps) > 0 {
		return group.maps, true, nil
	}
	return []string{origin + "/sitemap.xml"}, false, nil
}

// site is one origin's file. Its turn is held while the file is fetched, so that
// one asks and the others wait for the answer.
type site struct {
	turn  chan struct{}
	group *group
	until time.Time
}

// group is the part of a file that is meant for us. The zero value allows
// everything.
type group struct {
	rules   *robotstxt.Group // nil where there are none
	refused bool             // the site could not say, so nothing is allowed
	why     string           // of what is not allowed
	maps    []string         // addresses of sitemaps
}

func refusal(format string, args ...any) *group {
	return &group{refused: true, why: fmt.Sprintf(format, args...)}
}

func (g *group) verdict(path string) Verdict {
	switch {
	case g.refused:
		return Verdict{Why: g.why}
	case g.rules == nil:
		return Verdict{Allowed: true}
	case g.rules.Test(path):
		return Verdict{Allowed: true, Delay: g.rules.CrawlDelay}
	}
	return Verdict{Why: g.why, Delay: g.rules.CrawlDelay}
}

// lifetime is how long the answer is believed.
func (g *group) lifetime() time.Duration {
	if g.refused {
		return trouble
	}
	return lifetime
}

func (r *Rules) site(origin string) *site {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, ok := r.sites[origin]
	if !ok {
		s = &site{turn: make(chan struct{}, 1)}
		r.sites[origin] = s
	}
	return s
}

// ask gives the group, fetched if it is not known or too old.
func (s *site) ask(ctx context.Context, r *Rules, origin string) (*group, error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if s.group != nil && time.Now().Before(s.until) {
		return s.group, nil
	}
	group, err := r.fetch(ctx, origin)
	if err != nil {
		return nil, err // this caller's; the next one asks anew
	}
	s.group, s.until = group, time.Now().Add(group.lifetime())
	return group, nil
}

// fetch reads a site's file. No file (4xx) allows everything; a site that
// cannot say (5xx, no answer) allows nothing until it can. Where not even a
// connection comes about everything is allowed: the page will tell the reason
// better.
func (r *Rules) fetch(ctx context.Context, origin string) (*group, error) {
	address := origin + "/robots.txt"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", r.agent)
	resp, err := r.client.Do(req)
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case noConnection(err):
		return &group{}, nil
	case err != nil:
		return refusal("%s does not answer", address), nil
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 {
		return refusal("%s answers %s", address, resp.Status), nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxFile))
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return refusal("%s breaks off", address), nil
	case resp.StatusCode != http.StatusOK:
		return &group{}, nil
	}
	data, err := robotstxt.FromBytes(body)
	if err != nil {
		return &group{}, nil // a web page, say: it has no rules to obey
	}
	return &group{rules: data.FindGroup(r.agent), why: fmt.Sprintf("%s disallows it for %s", address, r.agent), maps: data.Sitemaps}, nil
}

// noConnection says that the host has no address, nobody listens there, or it may not be
// reached.
func noConnection(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial" && !op.Timeout() || guard.Why(err) != nil
}
