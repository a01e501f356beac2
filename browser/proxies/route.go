package proxies

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/browser/option"
)

// Direct is how a list says that a host is reached without a proxy.
const Direct = "direct"

// Rule is what a list says of some hosts.
type Rule struct {
	Host  string   // a name, or *.NAME for all below it, or * for all
	Proxy *url.URL // nil: none
}

// ParseRule reads a rule as it is written, HOST=PROXY.
func ParseRule(text string) (Rule, error) {
	host, proxy, ok := strings.Cut(text, "=")
	host = strings.ToLower(strings.TrimSpace(host))
	if !ok || host == "" || strings.ContainsAny(host, " /:@") || strings.Contains(strings.TrimPrefix(host, "*."), "*") && host != "*" {
		return Rule{}, fmt.Errorf("use HOST=PROXY, such as *.example.com=socks5://127.0.0.1:1080 or intranet.example=%s", Direct)
	}
	if strings.EqualFold(proxy, Direct) {
		return Rule{Host: host}, nil
	}
	u, err := option.ProxyURL(proxy)
	return Rule{Host: host, Proxy: u}, err
}

// is tells whether the rule is about a host.
func (r Rule) is(host string) bool {
	below, wild := strings.CutPrefix(r.Host, "*")
	return r.Host == host || wild && strings.HasSuffix(host, below)
}

// Router tells the way to hosts. It can be used by several goroutines at a time.
type Router struct {
	Rules  []Rule   // the first that is about a host counts
	Script *Script  // decides about the others; nil: there is none
	Proxy  *url.URL // for the rest; nil: they are reached directly
}

// Route gives the proxies for a host, which are tried one after the other; nil among them is
// no proxy.
func (r *Router) Route(ctx context.Context, host, port string) ([]*url.URL, error) {
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	for _, rule := range r.Rules {
		if rule.is(name) {
			return []*url.URL{rule.Proxy}, nil
		}
	}
	if isLoopback(name) || r.Script == nil { // as browsers do, this machine is reached without one
		return []*url.URL{r.other(name)}, nil
	}
	list, err := r.Script.Find(ctx, address(name, port), name)
	if err != nil {
		return nil, fmt.Errorf("the proxy script does not say how to reach %s: %w", host, err)
	}
	for i, u := range list {
		list[i] = r.login(u)
	}
	return list, nil
}

// other is the proxy for hosts about which nothing is said.
func (r *Router) other(host string) *url.URL {
	if isLoopback(host) {
		return nil
	}
	return r.Proxy
}

// login gives a proxy that a script names the user and password that the list has for it.
func (r *Router) login(u *url.URL) *url.URL {
	if u == nil {
		return nil
	}
	for _, rule := range r.Rules {
		if rule.Proxy != nil && rule.Proxy.Host == u.Host && rule.Proxy.Scheme == u.Scheme {
			return rule.Proxy
		}
	}
	return u
}

func isLoopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback() || host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// address is what a script is told of what is asked for: nobody else's business is in it.
func address(host, port string) string {
	scheme := "https"
	if port == "80" {
		scheme = "http"
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port != "80" && port != "443" {
		host += ":" + port
	}
	return scheme + "://" + host + "/"
}
