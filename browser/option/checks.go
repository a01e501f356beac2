package option

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"github.com/tearsheet/tearsheet/browser/guard"
)

// plain wants a text of one line.
func plain(text string) string {
	if strings.ContainsFunc(text, unicode.IsControl) {
		return fmt.Sprintf("%q: it holds what cannot be seen", text)
	}
	return ""
}

// zone wants the name of a time zone.
func zone(name string) string {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return fmt.Sprintf("%q is no time zone: use a name such as Europe/Berlin", name)
	}
	return ""
}

// locale wants a language tag (BCP 47).
func locale(tag string) string {
	if _, err := language.Parse(tag); err != nil || strings.Contains(tag, "_") {
		return fmt.Sprintf("%q is no language tag: use one such as de-AT", tag)
	}
	return ""
}

// login wants a login without its password: the command line of a process can be read by
// everybody on its machine.
func login(text string) string {
	for _, from := range []string{"env:", "file:"} {
		if rest, ok := strings.CutPrefix(text, from); ok {
			if rest == "" {
				return fmt.Sprintf("%s: say which behind it", text)
			}
			return ""
		}
	}
	at := strings.LastIndexByte(text, '@')
	switch {
	case at >= 0 && strings.Contains(text[:at], ":"):
		return "has a password in it, which everybody on this machine could read: use env:NAME, file:PATH or user@host"
	case at < 0 || at == len(text)-1:
		return "has no @host: use env:NAME, file:PATH or user@host"
	}
	return ""
}

// certificate wants a host with the file of its certificate; manifests have the host alone.
func certificate(text string) string {
	if host, file, ok := strings.Cut(text, "="); host == "" || ok && file == "" {
		return fmt.Sprintf("%q: use HOST=FILE", text)
	}
	return plain(text)
}

// proxySchemes are the kinds of proxy there are, and whether they can ask for a password.
var proxySchemes = map[string]bool{"http": true, "https": true, "socks5": true, "socks4": false}

// ProxyURL reads the address of a proxy, with or without its scheme.
func ProxyURL(text string) (*url.URL, error) {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	return url.Parse(text)
}

// proxy wants the address of a proxy. What it says of another text has no password in it.
func proxy(text string) string {
	u, err := ProxyURL(text)
	if err != nil || plain(text) != "" {
		return fmt.Sprintf("%q is no proxy: use an address such as http://127.0.0.1:3128", withoutUser(text))
	}
	withPassword, known := proxySchemes[u.Scheme]
	switch {
	case !known || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(u.Host, " ;,"):
		return fmt.Sprintf("%q is no proxy: use an address such as http://127.0.0.1:3128", withoutUser(text))
	case u.User != nil && !withPassword:
		return fmt.Sprintf("%q: a %s proxy knows no password", withoutUser(text), u.Scheme)
	}
	return ""
}

// ruledHost is a host in a rule for proxies.
var ruledHost = regexp.MustCompile(`^(\*|(\*\.)?[^\s/:@*=]+)$`)

// proxyFor wants a host with its proxy. Likewise.
func proxyFor(text string) string {
	host, server, ok := strings.Cut(text, "=")
	if !ok || !ruledHost.MatchString(host) {
		return fmt.Sprintf("%q: use HOST=PROXY, such as *.example.com=socks5://127.0.0.1:1080 or intranet.example=direct", withoutUser(text))
	}
	if strings.EqualFold(server, "direct") {
		return ""
	}
	return proxy(server)
}

// withoutUser takes out of an address what may be a user and a password.
func withoutUser(address string) string {
	at := strings.LastIndex(address, "@")
	if at < 0 {
		return address
	}
	scheme, _, ok := strings.Cut(address[:at], "://")
	if !ok {
		return "..." + address[at:]
	}
	return scheme + "://..." + address[at:]
}

// debugging wants the address of a browser that runs. What it says has no secret in it.
func debugging(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || !slices.Contains([]string{"ws", "wss", "http", "https"}, u.Scheme) {
		told, _, _ := strings.Cut(withoutUser(text), "?") // what follows may be a token
		return fmt.Sprintf("%q: use an address such as ws://127.0.0.1:9222", told)
	}
	return ""
}

// network wants a range of addresses, or one.
func network(text string) string {
	if _, err := guard.ParseNet(text); err != nil {
		return err.Error()
	}
	return ""
}
