package option

import (
	"fmt"
	"net/url"
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

// awaited wants what a page can be waited for.
func awaited(text string) string {
	kind, rest, ok := strings.Cut(text, "=")
	if ok && (kind == "text" || kind == "js") {
		if strings.TrimSpace(rest) == "" {
			return fmt.Sprintf("%q: say what to wait for behind %s=", text, kind)
		}
		return ""
	}
	return selector(text)
}

// proxySchemes are the kinds of proxy that Chrome knows.
var proxySchemes = []string{"http", "https", "socks4", "socks5", "quic"}

// ProxyURL reads the address of a proxy, with or without its scheme.
func ProxyURL(text string) (*url.URL, error) {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	return url.Parse(text)
}

// proxy wants the address of a proxy.
func proxy(text string) string {
	u, err := ProxyURL(text)
	if err != nil || u.Hostname() == "" || !slices.Contains(proxySchemes, u.Scheme) || u.User != nil || u.Path != "" && u.Path != "/" || u.RawQuery != "" || plain(text) != "" || strings.ContainsAny(text, " ;,") {
		return fmt.Sprintf("%q is no proxy: use an address such as http://127.0.0.1:3128", text)
	}
	return ""
}

// debugging wants the address of a browser that runs.
func debugging(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || !slices.Contains([]string{"ws", "wss", "http", "https"}, u.Scheme) {
		return fmt.Sprintf("%q: use an address such as ws://127.0.0.1:9222", text)
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
