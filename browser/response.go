package browser

import (
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
)

func toResponse(r *network.Response, redirects []Redirect) *Response {
	out := &Response{
		Status: int(r.Status), StatusText: r.StatusText, MediaType: r.MimeType, Protocol: r.Protocol,
		Redirects: redirects, Headers: map[string]string{},
	}
	for name, value := range r.Headers {
		if text, ok := value.(string); ok {
			out.Headers[name] = text
		}
	}
	if r.RemoteIPAddress != "" {
		out.RemoteAddress = net.JoinHostPort(strings.Trim(r.RemoteIPAddress, "[]"), strconv.FormatInt(r.RemotePort, 10))
	}
	return out
}

// heldBack takes the main document's answer from the event at which we stopped it: no
// other tells of it.
func (n *traffic) heldBack(ev *fetch.EventRequestPaused, mediaType string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.answered = time.Now()
	n.response = &Response{
		Status: int(ev.ResponseStatusCode), StatusText: ev.ResponseStatusText, MediaType: mediaType,
		Redirects: n.redirects, Headers: map[string]string{},
	}
	for _, h := range ev.ResponseHeaders {
		if before, ok := n.response.Headers[h.Name]; ok {
			h.Value = before + "\n" + h.Value
		}
		n.response.Headers[h.Name] = h.Value
	}
}

// header gives the value of a header, by its name in any case.
func (r Response) header(name string) string {
	for key, value := range r.Headers {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return ""
}

// asksForPassword tells whether a browser would ask for a password and not show the page.
func (r Response) asksForPassword() bool {
	if r.Status != 401 && r.Status != 407 {
		return false
	}
	for name := range r.Headers {
		if strings.EqualFold(name, "WWW-Authenticate") || strings.EqualFold(name, "Proxy-Authenticate") {
			return true
		}
	}
	return false
}
