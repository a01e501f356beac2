package browser

import (
	"net/url"
	"strings"
)

// gatesMost is how many pages with a question are answered before the page that was meant.
const gatesMost = 2

// passGates answers the pages that a site leads to before it shows the one that was meant, and that
// hold nothing but a question of consent or of age, as the request wants notices answered. What else
// stands before a page, a login above all, is the page.
func (s *settler) passGates(p *Page) {
	policy := s.tab.req.Overlays
	if policy.Policy != Dismiss || policy.Consent != Reject && policy.Consent != Accept || s.tab.req.plain {
		return
	}
	for range gatesMost {
		if !isElsewhere(s.tab.req.URL, s.tab.address()) || s.soft.Err() != nil {
			return
		}
		documents := s.tab.navigated.Load()
		got, err := ask[struct{ Pressed, Kind string }](s.soft, s.tab, "gate", map[string]any{"consent": policy.Consent})
		if err != nil || got.Pressed == "" {
			return
		}
		s.tab.net.stir()
		s.rest("the page after an answer")
		p.Overlays = append(p.Overlays, Overlay{Kind: got.Kind, How: "clicked", Detail: "the page before it: " + got.Pressed, Area: 100})
		if s.tab.navigated.Load() == documents {
			return
		}
		p.Truncated = append(p.Truncated, s.arrive()...)
	}
}

// isElsewhere tells whether one address is of another page than the one that was asked for.
func isElsewhere(asked, now string) bool {
	a, errA := url.Parse(asked)
	b, errB := url.Parse(now)
	if errA != nil || errB != nil {
		return false
	}
	host := func(u *url.URL) string { return strings.TrimPrefix(u.Hostname(), "www.") }
	path := func(u *url.URL) string { return strings.TrimSuffix(u.Path, "/") }
	return host(a) != host(b) || path(a) != path(b)
}
