package serve

import (
	"fmt"
	"math"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

// doors decide who comes in.
type doors struct {
	keys  *tokens.Keys
	hosts []string
}

func (d doors) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, refuse := range []func(*http.Request) *problem.Problem{d.wrongHost, fromElsewhere, tooLong} {
			if p := refuse(r); p != nil {
				p.Write(w)
				return
			}
		}
		r, p := d.admit(r)
		if p != nil {
			p.Write(w)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// wrongHost refuses a name that the server does not have: a page anywhere may have its own
// name lead to this machine, and would then be of the server's origin for a browser. An
// address needs no name to lead to it, and with a token a page has nothing to ask with.
func (d doors) wrongHost(r *http.Request) *problem.Problem {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	_, err := netip.ParseAddr(host)
	known := err == nil || host == "localhost" || strings.HasSuffix(host, ".localhost") ||
		slices.ContainsFunc(d.hosts, func(name string) bool { return strings.EqualFold(name, host) })
	if known || d.keys != nil && len(d.hosts) == 0 {
		return nil
	}
	return problem.New(http.StatusMisdirectedRequest, problem.Forbidden, "the server is not called %q: --host NAME says that it is", clip(host))
}

// fromElsewhere refuses what a browser asks for on behalf of another site's page: anything
// of the API, where even a GET may capture a page, and whatever changes something.
func fromElsewhere(r *http.Request) *problem.Problem {
	isAPI := strings.HasPrefix(r.URL.Path, "/v1/") || r.URL.Path == "/mcp"
	site := r.Header.Get("Sec-Fetch-Site")
	foreign := site == "cross-site" || site == "same-site"
	if foreign && isAPI || crossOrigin.Check(r) != nil {
		return problem.New(http.StatusForbidden, problem.Forbidden, "a page of another site asks for it")
	}
	return nil
}

// crossOrigin looks at Sec-Fetch-Site and Origin of what is neither GET nor HEAD.
var crossOrigin = http.NewCrossOriginProtection()

// mostAddress is the most of a request's own address that is taken, in bytes: it may hold
// the longest address of a page, escaped.
const mostAddress = 256 << 10

func tooLong(r *http.Request) *problem.Problem {
	if n := len(r.RequestURI); n > mostAddress {
		return problem.New(http.StatusRequestURITooLong, problem.TooLarge, "the address has %d bytes; this server takes at most %d", n, mostAddress)
	}
	return nil
}

// public are the paths that nobody needs a token for: they tell nothing of the archive.
var public = map[string]bool{"/healthz": true, "/readyz": true}

// needed are the scopes that a request asks for.
func needed(r *http.Request) []string {
	path := r.URL.Path
	changes := r.Method != http.MethodGet && r.Method != http.MethodHead
	switch {
	case path == "/mcp":
		return tokens.Scopes
	case strings.HasPrefix(path, "/v1/captures"), path == "/v1/screenshot", path == "/v1/article",
		changes && strings.HasPrefix(path, "/v1/watch"), changes && !strings.HasPrefix(path, "/v1/"):
		return []string{"capture"}
	}
	return []string{"read"}
}

// admit looks at the token of a request, where one is needed.
func (d doors) admit(r *http.Request) (*http.Request, *problem.Problem) {
	if d.keys == nil || public[r.URL.Path] {
		return r, nil
	}
	t, ok := d.keys.Find(secretOf(r))
	if !ok {
		p := problem.New(http.StatusUnauthorized, problem.Unauthorized, "a token is needed: Authorization: Bearer TOKEN, as tearsheet token add prints it")
		if strings.HasPrefix(r.URL.Path, "/v1/") || r.URL.Path == "/mcp" {
			return nil, p.With("WWW-Authenticate", `Bearer realm="tearsheet"`)
		}
		// A browser asks its user, who gives the token as the password.
		return nil, p.With("WWW-Authenticate", `Basic realm="tearsheet: the token is the password", charset="UTF-8"`)
	}
	r = r.WithContext(tokens.With(r.Context(), t))
	for _, scope := range needed(r) {
		if !t.May(scope) {
			return nil, problem.New(http.StatusForbidden, problem.Forbidden, "the token %s is not for this: it would need the scope %s", t.Name, scope).
				With("WWW-Authenticate", fmt.Sprintf(`Bearer realm="tearsheet", error="insufficient_scope", scope="%s"`, scope))
		}
	}
	if wait := d.keys.Admit(t); wait > 0 {
		return nil, problem.New(http.StatusTooManyRequests, problem.Busy, "the token %s may be used %d times a minute", t.Name, t.PerMinute).
			With("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	}
	return r, nil
}

// secretOf is the secret that a request comes with.
func secretOf(r *http.Request) string {
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") {
		return strings.TrimSpace(value)
	}
	_, password, _ := r.BasicAuth()
	return password
}
