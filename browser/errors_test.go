package browser

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestNetError(t *testing.T) {
	for text, want := range map[string]Kind{
		"net::ERR_NAME_NOT_RESOLVED":             KindDNS,
		"net::ERR_DNS_TIMED_OUT":                 KindDNS,
		"net::ERR_CONNECTION_REFUSED":            KindConnect,
		"net::ERR_CONNECTION_RESET":              KindConnect,
		"net::ERR_EMPTY_RESPONSE":                KindConnect,
		"net::ERR_CONNECTION_TIMED_OUT":          KindTimeout,
		"net::ERR_TIMED_OUT":                     KindTimeout,
		"net::ERR_CERT_AUTHORITY_INVALID":        KindTLS,
		"net::ERR_SSL_PROTOCOL_ERROR":            KindTLS,
		"net::ERR_BAD_SSL_CLIENT_AUTH_CERT":      KindTLS,
		"net::ERR_TOO_MANY_REDIRECTS":            KindRedirectLoop,
		"net::ERR_INVALID_AUTH_CREDENTIALS":      KindAuth,
		"net::ERR_UNSAFE_PORT":                   KindInvalidURL,
		"net::ERR_BLOCKED_BY_CLIENT":             KindBlocked,
		"net::ERR_PROXY_CONNECTION_FAILED":       KindConnect,
		"net::ERR_TUNNEL_CONNECTION_FAILED":      KindConnect,
		"net::ERR_SOMETHING_THAT_COMES_LATER_ON": KindConnect,
	} {
		err := netError(text)
		if err.kind != want {
			t.Errorf("%s is of kind %s, want %s", text, err.kind, want)
		}
		if err.Kind() != want {
			t.Errorf("%s: Kind() = %q", text, err.Kind())
		}
	}
}

// An error that an option decides of names it.
func TestNetErrorNamesItsOption(t *testing.T) {
	for text, want := range map[string]string{
		"net::ERR_CERT_DATE_INVALID":        "insecure",
		"net::ERR_BAD_SSL_CLIENT_AUTH_CERT": "client_cert",
		"net::ERR_SSL_PROTOCOL_ERROR":       "",
	} {
		if err := netError(text); err.Option != want {
			t.Errorf("%s names %q, not %q", text, err.Option, want)
		}
	}
}

func TestAsError(t *testing.T) {
	known := fail(KindTLS, nil, "no")
	late, cancel := context.WithTimeoutCause(context.Background(), time.Nanosecond, fail(KindTimeout, context.DeadlineExceeded, "late"))
	defer cancel()
	<-late.Done()
	plainlyLate, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	<-plainlyLate.Done()
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	other := errors.New("other")
	for _, test := range []struct {
		name string
		ctx  context.Context
		err  error
		want Kind
		is   error
	}{
		{"one of ours stays", context.Background(), fmt.Errorf("wrapped: %w", known), KindTLS, known},
		{"one of ours stays, though time is up", late, known, KindTLS, known},
		{"the cause of the context", late, context.DeadlineExceeded, KindTimeout, context.DeadlineExceeded},
		{"a deadline without a cause", plainlyLate, other, KindTimeout, context.DeadlineExceeded},
		{"stopped by the caller", stopped, other, KindCanceled, context.Canceled},
		{"an address that is none for Chrome", context.Background(), errors.New("Cannot navigate to invalid URL (-32000)"), KindInvalidURL, nil},
		{"anything else", context.Background(), other, KindBrowser, other},
	} {
		got := asError(test.ctx, test.err)
		if got.kind != test.want || test.is != nil && !errors.Is(got, test.is) {
			t.Errorf("%s: %v of kind %s, want %s", test.name, got, got.kind, test.want)
		}
	}
}

func TestErrorText(t *testing.T) {
	cause := errors.New("cause")
	if got := fail(KindDNS, cause, "host %d", 1).Error(); got != "host 1: cause" {
		t.Error(got)
	}
	if got := fail(KindDNS, nil, "host").Error(); got != "host" {
		t.Error(got)
	}
}

func TestErrorSaysNothingTwice(t *testing.T) {
	refused := errors.New("10.1.1.1 may not be reached")
	for want, err := range map[string]*Error{
		"no answer":                         fail(KindConnect, nil, "no answer"),
		"no answer: refused":                fail(KindConnect, errors.New("refused"), "no answer"),
		"no answer: cut off":                fail(KindConnect, errors.New("cut off"), "no answer: cut off"),
		"10.1.1.1 may not be reached":       fail(KindForbidden, fmt.Errorf("dial tcp: %w", refused), "%s", refused),
		"no answer in time":                 fail(KindTimeout, context.DeadlineExceeded, "no answer in time"),
		"10.1.1.1 may not be reached: gone": fail(KindForbidden, errors.New("gone"), "%s", refused),
	} {
		if err.Error() != want {
			t.Errorf("it says %q, not %q", err.Error(), want)
		}
	}
}
