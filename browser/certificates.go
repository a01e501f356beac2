package browser

import (
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/browser/internal/held"
)

// Chrome without a window shows a server no certificate of its user, so that requests to
// hosts that ask for one are made here, in its place: with its headers and cookies, over TLS
// alone, to that very host. Chrome gets the answer and follows redirects itself.

// certificate gives the user's certificate for what a request is for.
func (t *tab) certificate(ev *fetch.EventRequestPaused) (identity.Certificate, bool) {
	u, err := url.Parse(ev.Request.URL)
	if err != nil || u.Scheme != "https" {
		return identity.Certificate{}, false
	}
	for _, c := range t.req.Identity.Certificates {
		rule := ruleOf(c.Host)
		if rule.port == "" {
			rule.port = "443"
		}
		if rule.holds(u) {
			return c, true
		}
	}
	return identity.Certificate{}, false
}

// notSent are lines that are the connection's, or would bring a body in a form that only
// Chrome reads.
var notSent = []string{"accept-encoding", "connection", "host", "content-length", "proxy-connection", "cookie"}

// certified makes a request that Chrome holds back, with the user's certificate.
func (t *tab) certified(ev *fetch.EventRequestPaused, c identity.Certificate) {
	began, sent := time.Now(), held.Request(ev)
	got, body, err := t.ask(ev, sent, c)
	if err != nil {
		t.documents.note(fmt.Sprintf("%s: the request with a certificate failed: %s", hostOf(sent.URL), plainCause(err)))
		t.refuse(ev, string(network.ErrorReasonConnectionFailed))
		return
	}
	t.fulfil(ev, got, body)
	if t.recording != nil {
		got.Body = bytes.NewReader(body)
		t.recording.Add(exchange.Exchange{Started: began, Request: sent, Response: got})
	}
}

// ask sends a request and reads its answer.
func (t *tab) ask(ev *fetch.EventRequestPaused, sent exchange.Request, c identity.Certificate) (got exchange.Response, body []byte, err error) {
	req, err := http.NewRequestWithContext(t.ctx, sent.Method, sent.URL, bytes.NewReader(sent.Body))
	if err != nil {
		return got, nil, err
	}
	for _, f := range sent.Header {
		if !slices.Contains(notSent, strings.ToLower(f.Name)) {
			req.Header.Set(f.Name, f.Value)
		}
	}
	jar, err := call(t, network.GetCookies, network.GetCookiesParams{URLs: []string{sent.URL}})
	if err != nil {
		return got, nil, err
	}
	for _, cookie := range jar.Cookies {
		req.AddCookie(&http.Cookie{Name: cookie.Name, Value: cookie.Value})
	}
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{Certificates: []tls.Certificate{c.TLS}, InsecureSkipVerify: t.req.Network.Insecure, MinVersion: tls.VersionTLS12}, //nolint:gosec // G402: the user asked for it
		ForceAttemptHTTP2: true,
	}
	if t.chrome.way != nil { // the guard holds for what is asked in Chrome's place, too
		transport.DialContext = t.chrome.way.DialContext
	}
	defer transport.CloseIdleConnections()
	res, err := transport.RoundTrip(req)
	if err != nil {
		return got, nil, err
	}
	defer res.Body.Close()
	limit := t.req.Network.DownloadMax
	if body, err = io.ReadAll(io.LimitReader(res.Body, limit+1)); err != nil {
		return got, nil, err
	}
	if int64(len(body)) > limit {
		return got, nil, errors.New("the answer is longer than what is kept of a file")
	}
	got = exchange.Response{Status: res.StatusCode, StatusText: strings.TrimSpace(strings.TrimPrefix(res.Status, fmt.Sprint(res.StatusCode)))}
	for name, values := range res.Header {
		for _, value := range values {
			got.Header.Add(name, value)
		}
	}
	return got, body, nil
}

// hostOf is the host of an address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// plainCause is an error without the address that it is about.
func plainCause(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	return err.Error()
}

// note keeps something to be told of the page.
func (d *documents) note(text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Contains(d.notes, text) && len(d.notes) < downloadsKept {
		d.notes = append(d.notes, text)
	}
}
