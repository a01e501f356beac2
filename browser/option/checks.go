package option

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"
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

// proxySchemes are the kinds of proxy that Chrome knows.
var proxySchemes = []string{"http", "https", "socks4", "socks5", "quic"}

// proxy wants the address of a proxy, with or without its scheme.
func proxy(text string) string {
	address := text
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
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
