package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Kind names why a page could not be captured.
type Kind string

// The kinds of Error.
const (
	KindDNS          Kind = "dns"
	KindConnect      Kind = "connect"
	KindTLS          Kind = "tls"
	KindTimeout      Kind = "timeout"
	KindRedirectLoop Kind = "redirect_loop"
	KindAuth         Kind = "auth"
	KindCrash        Kind = "crash"
	KindDownload     Kind = "download"
	KindBlocked      Kind = "blocked"
	KindInvalidURL   Kind = "invalid_url"
	KindAction       Kind = "action"    // one of Request.Actions could not be done, or what the picture is to be of is not there
	KindRecording    Kind = "recording" // what the page loads could not be kept
	KindCanceled     Kind = "canceled"  // by the caller
	KindForbidden    Kind = "forbidden" // the page may not reach that address
	KindBrowser      Kind = "browser"
	KindInternal     Kind = "internal" // a mistake in this program
)

// Error is the failure of one capture, or of starting Chrome.
type Error struct {
	kind    Kind
	Message string // one line, for people
	Err     error  // the cause, if there is one to tell
	// Option is the one that decides whether it fails so, by its name in the table of
	// package option; empty where none does.
	Option string
}

// Error is the message with its cause, where one of them does not say as much as the other.
func (e *Error) Error() string {
	if e.Err == nil || errors.Is(e.Err, context.DeadlineExceeded) || errors.Is(e.Err, context.Canceled) {
		return e.Message
	}
	if cause := e.Err.Error(); !strings.HasSuffix(e.Message, cause) && !strings.HasSuffix(cause, e.Message) {
		return e.Message + ": " + cause
	}
	return e.Message
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Kind says what sort of failure it is: one of the Kind constants.
func (e *Error) Kind() Kind { return e.kind }

func fail(kind Kind, err error, format string, args ...any) *Error {
	return &Error{kind: kind, Message: fmt.Sprintf(format, args...), Err: err}
}

// about names the option that decides whether it fails so.
func (e *Error) about(option string) *Error {
	e.Option = option
	return e
}

// netErrors maps Chrome's network errors to kinds, by the start of their names
// after "net::ERR_" (net/base/net_error_list.h). The first match counts.
var netErrors = []struct {
	prefix string
	kind   Kind
	says   string
}{
	{"NAME_NOT_RESOLVED", KindDNS, "the host name does not exist"},
	{"NAME_RESOLUTION_FAILED", KindDNS, "the host name could not be looked up"},
	{"DNS_", KindDNS, "the host name could not be looked up"},
	{"ICANN_NAME_COLLISION", KindDNS, "the host name is reserved"},
	{"CERT_", KindTLS, "the certificate is not valid"},
	{"SSL_", KindTLS, "the secure connection failed"},
	{"BAD_SSL_CLIENT_AUTH_CERT", KindTLS, "the server asks for a certificate, and got none that it takes"},
	{"BAD_SSL_", KindTLS, "the secure connection failed"},
	{"ECH_", KindTLS, "the secure connection failed"},
	{"TOO_MANY_REDIRECTS", KindRedirectLoop, "the redirects never end"},
	{"TIMED_OUT", KindTimeout, "the server did not answer in time"},
	{"CONNECTION_TIMED_OUT", KindTimeout, "the server did not answer in time"},
	{"INVALID_AUTH_CREDENTIALS", KindAuth, "the server asks for a user name and password"},
	{"MISSING_AUTH_CREDENTIALS", KindAuth, "the server asks for a user name and password"},
	{"TOO_MANY_RETRIES", KindAuth, "the server asks for a user name and password"},
	{"INVALID_URL", KindInvalidURL, "Chrome cannot open this address"},
	{"UNKNOWN_URL_SCHEME", KindInvalidURL, "Chrome cannot open this kind of address"},
	{"DISALLOWED_URL_SCHEME", KindInvalidURL, "Chrome cannot open this kind of address"},
	{"UNSAFE_PORT", KindInvalidURL, "Chrome does not open this port"},
	{"UNSAFE_REDIRECT", KindInvalidURL, "the server redirects to an address that may not be opened"},
	{"FILE_NOT_FOUND", KindInvalidURL, "there is no such file, or the user that Chrome runs as cannot read it"},
	{"ACCESS_DENIED", KindInvalidURL, "access was denied"},
	{"BLOCKED_BY_", KindBlocked, "the request was blocked"},
	{"PROXY_", KindConnect, "the proxy could not be used"},
	{"TUNNEL_", KindConnect, "the proxy could not be used"},
	{"", KindConnect, "the connection failed"},
}

// decides names the options that decide whether there are such errors, by their prefixes.
var decides = map[string]string{"CERT_": "insecure", "BAD_SSL_CLIENT_AUTH_CERT": "client_cert"}

// netError turns Chrome's errorText, such as net::ERR_NAME_NOT_RESOLVED, into an Error.
func netError(text string) *Error {
	name := strings.TrimPrefix(text, "net::ERR_")
	for _, n := range netErrors {
		if strings.HasPrefix(name, n.prefix) {
			err := fail(n.kind, nil, "%s (%s)", n.says, text)
			return err.about(decides[n.prefix])
		}
	}
	return fail(KindConnect, nil, "the connection failed (%s)", text)
}

// asError makes err an Error: one that is one already, the cause of a context that
// ended, or a failure of the browser.
func asError(ctx context.Context, err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	if cause := context.Cause(ctx); cause != nil {
		if errors.As(cause, &e) {
			return e
		}
		err = cause
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fail(KindTimeout, err, "the page was not complete in time")
	case errors.Is(err, context.Canceled):
		return fail(KindCanceled, err, "the capture was stopped")
	}
	if strings.Contains(err.Error(), "Cannot navigate to invalid URL") { // what it cannot even ask the network for
		return fail(KindInvalidURL, err, "Chrome cannot open this address")
	}
	return fail(KindBrowser, err, "the browser failed")
}
