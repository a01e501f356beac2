package identity

import (
	"errors"
	"fmt"
	"strings"
)

// Login is a name and a password for a host that asks for them (HTTP authentication).
type Login struct {
	Host           string // with its port where it has one of its own
	User, Password string
}

// ParseLogin reads USER:PASSWORD@HOST. An error does not name what it was given.
func ParseLogin(text string) (Login, error) {
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return Login{}, errors.New("there is no @HOST: write USER:PASSWORD@HOST")
	}
	user, password, ok := strings.Cut(text[:at], ":")
	if !ok {
		return Login{}, errors.New("there is no password: write USER:PASSWORD@HOST")
	}
	return NewLogin(user, password, text[at+1:])
}

// NewLogin is a login for a host, which may be written as an address.
func NewLogin(user, password, host string) (Login, error) {
	if _, rest, ok := strings.Cut(host, "://"); ok {
		host = rest
	}
	host, _, _ = strings.Cut(host, "/")
	if host == "" || strings.ContainsAny(host, " @\t\r\n") {
		return Login{}, fmt.Errorf("there is no host behind the @")
	}
	return Login{Host: strings.ToLower(host), User: user, Password: password}, nil
}

// For gives the login for a host, with or without its port.
func For(logins []Login, host string) (Login, bool) {
	host = strings.ToLower(host)
	for _, l := range logins {
		if l.Host == host {
			return l, true
		}
	}
	bare := host
	if i := strings.LastIndexByte(host, ':'); i > strings.LastIndexByte(host, ']') {
		bare = host[:i]
	}
	for _, l := range logins {
		// One that names no port is for the scheme's own port alone.
		if bare == l.Host && (strings.HasSuffix(host, ":80") || strings.HasSuffix(host, ":443")) {
			return l, true
		}
	}
	return Login{}, false
}
