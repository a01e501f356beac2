package crawl

import (
	"net/url"
	"slices"
	"strings"
)

// param is a parameter of an address, as it is written.
type param struct{ name, value string }

func (p param) String() string { return p.name + "=" + p.value }

// address is an address taken apart.
type address struct {
	url    *url.URL
	key    string  // the same for all addresses of one page
	place  string  // site and path
	params []param // that may make another page, in order
	noise  string  // why there are parameters that do not; empty: there are none
}

// parse takes an address apart. known tells of a parameter that it is a session's; nil: none is.
func parse(text string, known func(site, name string) bool) (address, error) {
	u, err := url.Parse(text)
	if err != nil {
		return address{}, err
	}
	a := address{url: u}
	path := u.EscapedPath()
	if bare := sessionInPath.ReplaceAllString(path, ""); bare != path {
		path, a.noise = bare, "session"
	}
	if path == "" {
		path = "/"
	}
	host := strings.ToLower(u.Host)
	host = strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
	a.place = host + path
	for _, p := range splitQuery(u.RawQuery) {
		why := noiseOf(p.name, p.value)
		if why == "" && known != nil && known(host, p.name) {
			why = "session"
		}
		if why != "" {
			a.noise = why
			continue
		}
		a.params = append(a.params, p)
	}
	slices.SortStableFunc(a.params, func(p, q param) int { return strings.Compare(p.name, q.name) })
	a.key = keyOf(a.place, a.params)
	if strings.HasPrefix(u.Fragment, "/") || strings.HasPrefix(u.Fragment, "!") { // a route of the page's own
		a.key += "#" + u.EscapedFragment()
	}
	return a, nil
}

// keyOf is the key of a place with parameters. Over TLS or not, it is the same page.
func keyOf(place string, params []param) string {
	if len(params) == 0 {
		return place
	}
	texts := make([]string, len(params))
	for i, p := range params {
		texts[i] = p.String()
	}
	return place + "?" + strings.Join(texts, "&")
}

// splitQuery reads the parameters of a query, whatever stands between them.
func splitQuery(query string) (list []param) {
	for _, text := range strings.FieldsFunc(query, func(r rune) bool { return r == '&' || r == ';' }) {
		name, value, _ := strings.Cut(text, "=")
		if unescaped, err := url.QueryUnescape(name); err == nil {
			name = unescaped
		}
		list = append(list, param{name, value})
	}
	return list
}
