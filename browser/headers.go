package browser

import (
	"cmp"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/fetch"
	"golang.org/x/net/publicsuffix"

	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/browser/internal/held"
	"github.com/tearsheet/tearsheet/browser/option"
)

// hostRule is a host, or several, that something is for and nobody else.
type hostRule struct {
	any    bool   // every host
	host   string // without port
	port   string // empty: any, of a host; of an address the scheme's own
	below  bool   // the hosts below it too
	itself bool   // the host itself
	secure bool   // over TLS alone
}

// ownSite is the rule for the site of a page: its registrable domain and all below it, and
// of an address this one port. What a page gets over TLS goes nowhere without.
func ownSite(u *url.URL) hostRule {
	host := strings.ToLower(u.Hostname())
	secure := u.Scheme == "https"
	_, err := netip.ParseAddr(host)
	domain, noDomain := publicsuffix.EffectiveTLDPlusOne(host)
	if err == nil || noDomain != nil {
		return hostRule{host: host, port: portOf(u), itself: true, secure: secure}
	}
	return hostRule{host: domain, itself: true, below: true, secure: secure}
}

// ruleOf is the rule for a host as the user wrote it: *, host, host:port, *.host.
func ruleOf(text string) hostRule {
	host, port := strings.ToLower(text), ""
	if h, p, err := net.SplitHostPort(host); err == nil {
		host, port = h, p
	}
	host = strings.Trim(host, "[]")
	if host == "*" {
		return hostRule{any: true, port: port}
	}
	if rest, ok := strings.CutPrefix(host, "*."); ok {
		return hostRule{host: rest, port: port, below: true}
	}
	return hostRule{host: host, port: port, itself: true}
}

// holds tells whether an address is of the rule.
func (r hostRule) holds(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	switch {
	case r.secure && u.Scheme != "https" && u.Scheme != "wss", r.port != "" && r.port != portOf(u):
		return false
	case r.any:
		return true
	}
	return r.itself && host == r.host || r.below && strings.HasSuffix(host, "."+r.host)
}

// portOf is the port that an address leads to.
func portOf(u *url.URL) string {
	return cmp.Or(u.Port(), map[string]string{"http": "80", "ws": "80", "https": "443", "wss": "443"}[u.Scheme])
}

// patterns are addresses as the protocol has them, which hold those of the rule, and maybe
// some more.
func (r hostRule) patterns() []string {
	if r.any {
		return []string{"*"}
	}
	host := r.host
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	var list []string
	for _, before := range []struct {
		wanted bool
		text   string
	}{{r.itself, "*://"}, {r.below, "*://*."}} {
		if before.wanted {
			list = append(list, before.text+host+"/*", before.text+host+":*")
		}
	}
	return list
}

// headerLine is a line of a header for some hosts.
type headerLine struct {
	whom        hostRule
	name, value string
}

// headerLines are the lines of the request's headers, with whom they are for.
func (r Request) headerLines() (list []headerLine) {
	own := hostRule{}
	if u, err := url.Parse(r.URL); err == nil {
		own = ownSite(u)
	}
	for key, value := range r.Network.Headers {
		host, name := option.HeaderName(key)
		line := headerLine{own, name, value}
		if host != "" {
			line.whom = ruleOf(host)
		}
		list = append(list, line)
	}
	slices.SortFunc(list, func(a, b headerLine) int { return cmp.Compare(a.name, b.name) })
	return list
}

// told are the hosts to which requests get something of the user's: headers, and logins.
func (r Request) told() []string {
	var list []string
	for _, line := range r.headerLines() {
		list = append(list, line.whom.patterns()...)
	}
	for _, login := range r.Identity.Logins {
		list = append(list, ruleOf(login.Host).patterns()...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// withHeaders are a request's headers with those that the user wants there; nil where there
// are none for it.
func (d *documents) withHeaders(ev *fetch.EventRequestPaused) []*fetch.HeaderEntry {
	if len(d.headers) == 0 || held.Answered(ev) {
		return nil
	}
	u, err := url.Parse(ev.Request.URL)
	if err != nil {
		return nil
	}
	var added []*fetch.HeaderEntry
	for _, line := range d.headers {
		if line.whom.holds(u) {
			added = append(added, &fetch.HeaderEntry{Name: line.name, Value: line.value})
		}
	}
	if added == nil {
		return nil
	}
	all := added
	for name, value := range ev.Request.Headers {
		text, ok := value.(string)
		if ok && !slices.ContainsFunc(added, func(h *fetch.HeaderEntry) bool { return strings.EqualFold(h.Name, name) }) {
			all = append(all, &fetch.HeaderEntry{Name: name, Value: text})
		}
	}
	return all
}

// unwelcome says why a server that asks for a name and a password has not been given the right
// ones.
func (i Identity) unwelcome(address string) *Error {
	const asks = "the server asks for a user name and password"
	u, err := url.Parse(address)
	if err != nil || len(i.Logins) == 0 {
		return fail(KindAuth, nil, asks).about("auth")
	}
	host := net.JoinHostPort(u.Hostname(), portOf(u))
	if _, ok := identity.For(i.Logins, host); ok {
		return fail(KindAuth, nil, "the server does not take the user name and password that were given for %s", u.Host)
	}
	return fail(KindAuth, nil, asks+", and there are none for %s among those that were given", host).about("auth")
}

// login answers a host that asks for a name and a password: with what the user gave for it,
// once.
func (d *documents) login(ev *fetch.EventAuthRequired) *fetch.AuthChallengeResponse {
	refused := &fetch.AuthChallengeResponse{Response: fetch.AuthChallengeResponseResponseCancelAuth}
	u, err := url.Parse(ev.AuthChallenge.Origin)
	if err != nil {
		return refused
	}
	known, ok := identity.For(d.tab.req.Identity.Logins, net.JoinHostPort(u.Hostname(), portOf(u)))
	d.mu.Lock()
	defer d.mu.Unlock()
	if !ok || d.loggedIn[ev.RequestID] {
		return refused
	}
	if d.loggedIn == nil {
		d.loggedIn = map[fetch.RequestID]bool{}
	}
	d.loggedIn[ev.RequestID] = true
	return &fetch.AuthChallengeResponse{Response: fetch.AuthChallengeResponseResponseProvideCredentials, Username: known.User, Password: known.Password}
}
