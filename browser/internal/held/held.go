package held

import (
	"mime"
	"slices"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// NotAwaited are the types of request that never make a page more complete, or never end.
var NotAwaited = map[network.ResourceType]bool{
	network.ResourceTypeEventSource:        true,
	network.ResourceTypeWebSocket:          true,
	network.ResourceTypePing:               true,
	network.ResourceTypeCSPViolationReport: true,
	network.ResourceTypePreflight:          true,
	network.ResourceTypeMedia:              true,
	network.ResourceTypePrefetch:           true,
}

// Answered tells whether a request is held back with its answer, or what became of it.
func Answered(ev *fetch.EventRequestPaused) bool {
	return ev.ResponseStatusCode != 0 || ev.ResponseErrorReason != ""
}

// Request is the request that is held back.
func Request(ev *fetch.EventRequestPaused) exchange.Request {
	r := exchange.Request{Method: ev.Request.Method, URL: WithoutFragment(ev.Request.URL), Header: Lines(ev.Request.Headers), Kind: string(ev.ResourceType)}
	for _, part := range ev.Request.PostDataEntries {
		r.Body = append(r.Body, part.Bytes...)
	}
	return r
}

// Response is the answer that is held back, without its body.
func Response(ev *fetch.EventRequestPaused) exchange.Response {
	r := exchange.Response{Status: int(ev.ResponseStatusCode), StatusText: ev.ResponseStatusText, Err: string(ev.ResponseErrorReason)}
	for _, h := range ev.ResponseHeaders {
		r.Header.Add(h.Name, h.Value)
	}
	return r
}

// Header gives the first value of a line of the answer's header, by its name in any case.
func Header(ev *fetch.EventRequestPaused, name string) string {
	for _, h := range ev.ResponseHeaders {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// HasBody tells whether an answer has a body that can be read.
func HasBody(ev *fetch.EventRequestPaused) bool {
	status := ev.ResponseStatusCode
	switch {
	case ev.ResponseErrorReason != "", ev.Request.Method == "HEAD", status < 200, status == 204, status == 205, status == 304:
		return false
	case status >= 300 && status < 400:
		return Header(ev, "Location") == "" // Chrome reads none where it goes on to the next
	}
	return true
}

// IsPacked tells whether a body is longer than what is sent of it.
func IsPacked(ev *fetch.EventRequestPaused) bool { return Header(ev, "Content-Encoding") != "" }

// Length is how long the answer's body is, where it says so.
func Length(ev *fetch.EventRequestPaused) (size int64, known bool) {
	if IsPacked(ev) {
		return 0, false // that of the body is another
	}
	size, err := strconv.ParseInt(strings.TrimSpace(Header(ev, "Content-Length")), 10, 64)
	return size, err == nil && size >= 0
}

// IsEndless tells whether an answer is of a type that goes on for ever.
func IsEndless(ev *fetch.EventRequestPaused) bool {
	mediaType, _, _ := mime.ParseMediaType(Header(ev, "Content-Type"))
	return mediaType == "text/event-stream" || mediaType == "multipart/x-mixed-replace"
}

// Lines lists the lines of a header as the protocol has them, those that repeat on their own.
func Lines(headers network.Headers) exchange.Fields {
	var list exchange.Fields
	for name, value := range headers {
		text, ok := value.(string)
		if !ok || strings.HasPrefix(name, ":") {
			continue
		}
		for line := range strings.SplitSeq(text, "\n") {
			list.Add(name, line)
		}
	}
	slices.SortFunc(list, func(a, b exchange.Field) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// WithoutFragment is an address as it is asked for.
func WithoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}
