package input

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// maxURL is what Chrome takes.
const maxURL = 2 << 20

// Parse checks an address and completes it: without a scheme it is https, or
// http on this machine. Apart from that it stays as it was given.
func Parse(text string, allowFile bool) (string, error) {
	trimmed := strings.TrimSpace(text)
	if err := checkText(trimmed); err != nil {
		return "", invalid(text, err)
	}
	scheme, rest := cutScheme(trimmed)
	if scheme == "" {
		full, err := complete(trimmed)
		if err != nil {
			return "", invalid(text, err)
		}
		trimmed = full
		scheme, rest = cutScheme(full)
	}
	var err error
	switch {
	case scheme == "http" || scheme == "https":
		err = checkAuthority(scheme, rest)
	case scheme == "file" && allowFile:
	default:
		err = refuse(scheme)
	}
	if err != nil {
		return "", invalid(text, err)
	}
	return trimmed, nil
}

func invalid(text string, err error) error {
	shown := text
	if len(shown) > 100 {
		shown = strings.ToValidUTF8(shown[:100], "") + "..."
	}
	return &Error{kind: "invalid_url", What: strconv.Quote(shown), Err: err}
}

func checkText(s string) error {
	switch {
	case s == "":
		return errors.New("is empty")
	case len(s) > maxURL:
		return fmt.Errorf("has %d bytes; Chrome takes at most %d", len(s), maxURL)
	case !utf8.ValidString(s):
		return errors.New("is not UTF-8")
	}
	for _, r := range s {
		if unicode.IsControl(r) {
			return fmt.Errorf("has a control character (%U) in it", r)
		}
	}
	return nil
}

// cutScheme gives the scheme in lower case, empty where there is none:
// "localhost:8080" is a host and a port.
func cutScheme(s string) (scheme, rest string) {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || scheme == "" || strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+-.") != "" || !isLetter(scheme[0]) {
		return "", s
	}
	port := rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))]
	if port != "" && (len(port) == len(rest) || strings.ContainsRune("/?#", rune(rest[len(port)]))) {
		return "", s
	}
	return strings.ToLower(scheme), rest
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// complete adds the scheme to what can be meant as an address.
func complete(s string) (string, error) {
	s = strings.TrimPrefix(s, "//")
	authority := s
	if end := strings.IndexAny(s, `/?#\`); end >= 0 {
		authority = s[:end]
	}
	host := hostname(authority)
	switch {
	case host == "" || strings.HasPrefix(s, "."):
		return "", errors.New("is not a web address; tearsheet extract reads HTML files, --from reads a list of addresses")
	case isLocal(host):
		return "http://" + s, nil
	case strings.Contains(host, ".") || strings.Contains(host, ":") || authority != host:
		return "https://" + s, nil
	}
	return "", fmt.Errorf("is not a web address; if it is a host, write https://%s", s)
}

// hostname takes user and port off an authority.
func hostname(authority string) string {
	authority = authority[strings.LastIndexByte(authority, '@')+1:]
	if host, _, err := net.SplitHostPort(authority); err == nil {
		return host
	}
	return strings.Trim(authority, "[]")
}

// isLocal says that a host is this machine, where https is rare.
func isLocal(host string) bool {
	host = strings.ToLower(host)
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback() || host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// checkAuthority checks what stands between the scheme and the path. The path
// is the server's business: browsers send even broken escapes.
func checkAuthority(scheme, rest string) error {
	rest, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return fmt.Errorf("needs two slashes: %s://", scheme)
	}
	authority, _ := cutAuthority(rest)
	u, err := url.Parse("//" + authority)
	if err != nil {
		return badAuthority(err)
	}
	if u.Hostname() == "" {
		return errors.New("has no host")
	}
	if strings.Contains(u.Hostname(), "%") && strings.HasPrefix(authority[strings.LastIndex(authority, "@")+1:], "[") {
		return errors.New("names a network interface (%), which browsers do not open")
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return fmt.Errorf("has no such port as %s; ports go from 1 to 65535", port)
		}
	}
	if _, err := hosts.ToASCII(u.Hostname()); err != nil {
		return fmt.Errorf("has a host that cannot be: %w", err)
	}
	return nil
}

// badAuthority leaves out the address, which the message names already.
func badAuthority(err error) error {
	var bad *url.Error
	if errors.As(err, &bad) {
		err = bad.Err
	}
	return fmt.Errorf("has a host that cannot be: %w", err)
}

// hosts maps host names as browsers do, without refusing the odd ones they take.
var hosts = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// Cut divides the address of a target into its site, such as
// "https://example.com:8443", and what is asked of it, without the fragment. It
// takes every address that Parse does, also with the broken escapes that net/url
// refuses.
func Cut(address string) (site *url.URL, path string, err error) {
	scheme, rest := cutScheme(address)
	authority, path := cutAuthority(strings.TrimPrefix(rest, "//"))
	site, err = url.Parse("//" + strings.ToLower(authority))
	if err != nil || scheme == "" {
		return nil, "", invalid(address, errors.New("has no site"))
	}
	site.Scheme = scheme
	path, _, _ = strings.Cut(path, "#")
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return site, path, nil
}

func cutAuthority(s string) (authority, rest string) {
	if end := strings.IndexAny(s, `/?#\`); end >= 0 {
		return s[:end], s[end:]
	}
	return s, ""
}

// refusals say what to do instead, by scheme.
var refusals = map[string]string{
	"about":            "is a page of the browser itself; give the address of a web page",
	"blob":             "lives only in the page that made it; capture that page",
	"chrome":           "is a page of the browser itself; give the address of a web page",
	"chrome-extension": "is a page of the browser itself; give the address of a web page",
	"data":             "has no place of its own; save it as a file and read it with tearsheet extract",
	"devtools":         "is a page of the browser itself; give the address of a web page",
	"file":             "is a file of this machine: capture and diff open it with --allow-file, and nothing else does",
	"ftp":              "is not opened by browsers any more; download it and read it with tearsheet extract",
	"javascript":       "is a script and no page; give the address of the page it would run on",
	"mailto":           "is a mail address; give the address of a web page",
	"view-source":      "shows a page's source; leave out view-source: and find the source in dom.html",
	"ws":               "is a socket and no page; --remote takes the address of a browser",
	"wss":              "is a socket and no page; --remote takes the address of a browser",
}

func refuse(scheme string) error {
	if why, ok := refusals[scheme]; ok {
		return errors.New(why)
	}
	return fmt.Errorf("has the scheme %s; only http and https pages can be captured", scheme)
}

// key is the same for addresses of the same page: host in any spelling, the
// scheme's own port, no path or "/". A fragment is part of it only where it is a
// route of the page's own ("#/", "#!").
func key(address string) string {
	scheme, rest := cutScheme(address)
	rest, ok := strings.CutPrefix(rest, "//")
	if scheme == "" || !ok {
		return address
	}
	authority, rest := cutAuthority(rest)
	user := authority[:strings.LastIndexByte(authority, '@')+1]
	host := strings.ToLower(authority[len(user):])
	host = strings.TrimSuffix(host, map[string]string{"http": ":80", "https": ":443"}[scheme])
	if ascii, err := hosts.ToASCII(host); err == nil {
		host = ascii
	}
	rest, fragment, _ := strings.Cut(rest, "#")
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	if strings.HasPrefix(fragment, "/") || strings.HasPrefix(fragment, "!") {
		rest += "#" + fragment
	}
	return scheme + "://" + user + host + rest
}
