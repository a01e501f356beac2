package crawl

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Scope is how far a crawl goes from the pages where it begins.
type Scope string

// The scopes.
const (
	ScopePage   Scope = "page"   // these pages, with the routes (#/) that they have themselves
	ScopePrefix Scope = "prefix" // what lies in the same folder of the site
	ScopeHost   Scope = "host"   // the host
	ScopeDomain Scope = "domain" // the registered domain, with all hosts below it
	ScopeAny    Scope = "any"    // whatever In allows
)

// Scopes are the words for them.
var Scopes = []string{string(ScopePage), string(ScopePrefix), string(ScopeHost), string(ScopeDomain), string(ScopeAny)}

// Rules say what a crawl visits.
type Rules struct {
	Scope Scope
	Depth int              // links away from where it begins; below 0: any
	Limit int              // pages; 0: any number
	In    []*regexp.Regexp // of which an address must match one, if there are any
	Out   []*regexp.Regexp // of which it must match none

	NoFollow bool // links are not followed where a page asks for that
}

// Validate says what of the rules makes no sense.
func (r Rules) Validate() error {
	switch {
	case !slices.Contains(Scopes, string(r.Scope)):
		return fmt.Errorf("%q is no scope; use %s", r.Scope, strings.Join(Scopes, ", "))
	case r.Scope == ScopeAny && len(r.In) == 0:
		return fmt.Errorf("the scope any has no end: say with a pattern what belongs to it")
	case r.Limit < 0:
		return fmt.Errorf("%d is no number of pages", r.Limit)
	}
	return nil
}

// seed is a page where a crawl begins, as scopes see it.
type seed struct{ *url.URL }

// holds tells whether an address is in the scope of a seed. That a site is reached over TLS
// or not makes no difference, nor does a www before its name.
func (s seed) holds(u *url.URL, scope Scope) bool {
	same := site(s.URL) == site(u)
	switch scope {
	case ScopePage:
		return same && s.EscapedPath() == u.EscapedPath() && s.RawQuery == u.RawQuery
	case ScopePrefix:
		folder := s.EscapedPath()
		if !strings.HasSuffix(folder, "/") {
			folder = strings.TrimSuffix(path.Dir("/"+strings.TrimPrefix(folder, "/")), "/") + "/"
		}
		return same && strings.HasPrefix(strings.TrimSuffix(u.EscapedPath(), "/")+"/", folder)
	case ScopeHost:
		return same
	case ScopeDomain:
		return domain(s.Hostname()) == domain(u.Hostname())
	}
	return true
}

// site is the host and port that an address is of; the usual ports are none.
func site(u *url.URL) string {
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	return host
}

// domain is what somebody has registered, of a host's name; an address of a machine is its own.
func domain(host string) string {
	host = strings.ToLower(host)
	if name, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return name
	}
	return host
}

// out says why an address does not belong to a crawl from these seeds; empty: it does.
func (r Rules) out(u *url.URL, seeds []seed) string {
	text := u.String()
	matches := func(one *regexp.Regexp) bool { return one.MatchString(text) }
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return "no page"
	case !slices.ContainsFunc(seeds, func(s seed) bool { return s.holds(u, r.Scope) }):
		return "scope"
	case len(r.In) > 0 && !slices.ContainsFunc(r.In, matches), slices.ContainsFunc(r.Out, matches):
		return "pattern"
	}
	return ""
}
