package snapshots

import (
	"net"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// urlParts is a URL cut where the layout needs it, in one canonical spelling.
// Unlike net/url it takes everything that a browser does, bad escapes included.
type urlParts struct {
	scheme string // lower case
	user   string // of the user information; never the password
	host   string // lower case, ASCII, without brackets
	port   string // empty where it is the scheme's own
	rest   string // path, query and fragment, byte for byte
}

// String is the canonical spelling that is hashed.
func (u urlParts) String() string {
	return u.scheme + "://" + u.user + "@" + net.JoinHostPort(u.host, u.port) + u.rest
}

var defaultPorts = map[string]string{"http": "80", "https": "443", "ftp": "21"}

func splitURL(raw string) (urlParts, error) {
	scheme, rest, ok := strings.Cut(raw, ":")
	if !ok || !isScheme(scheme) {
		return urlParts{}, newError(KindInvalidURL, "read url", strconv.Quote(raw), "a URL starts with its scheme, as in https://")
	}
	u := urlParts{scheme: strings.ToLower(scheme)}
	authority, hasAuthority := strings.CutPrefix(rest, "//")
	if !hasAuthority {
		u.rest = rest
		return u, nil
	}
	end := strings.IndexAny(authority, `/\?#`)
	if end < 0 {
		end = len(authority)
	}
	authority, u.rest = authority[:end], authority[end:]
	if !strings.HasPrefix(u.rest, "/") {
		u.rest = "/" + u.rest
	}
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		u.user, _, _ = strings.Cut(authority[:at], ":")
		authority = authority[at+1:]
	}
	u.host, u.port = splitPort(authority)
	u.host = asciiHost(u.host)
	if u.port == defaultPorts[u.scheme] {
		u.port = ""
	}
	return u, nil
}

func isScheme(s string) bool {
	for i, c := range []byte(strings.ToLower(s)) {
		if !('a' <= c && c <= 'z') && (i == 0 || !isAlnum(c) && c != '+' && c != '-' && c != '.') {
			return false
		}
	}
	return s != ""
}

func splitPort(authority string) (host, port string) {
	host = authority
	if colon := strings.LastIndexByte(authority, ':'); colon > strings.LastIndexByte(authority, ']') {
		host, port = authority[:colon], authority[colon+1:]
	}
	return strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), port
}

// hostProfile maps as browsers do, without refusing the odd names they accept.
var hostProfile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

func asciiHost(host string) string {
	if ascii, err := hostProfile.ToASCII(host); err == nil {
		return ascii
	}
	return strings.ToLower(host)
}

// withoutPassword takes the password out of a URL, so that no archive holds one.
func withoutPassword(raw string) string {
	scheme, rest, ok := strings.Cut(raw, "://")
	if !ok {
		return raw
	}
	end := strings.IndexAny(rest, `/\?#`)
	if end < 0 {
		end = len(rest)
	}
	user, host, ok := cutLast(rest[:end], "@")
	if !ok {
		return raw
	}
	user, _, _ = strings.Cut(user, ":")
	if user != "" {
		user += "@"
	}
	return scheme + "://" + user + host + rest[end:]
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}
