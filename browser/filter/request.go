package filter

import (
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Request is one request that a page wants to make.
type Request struct {
	URL         string
	DocumentURL string // of the page that asks; empty for the page itself
	Type        Type   // zero counts as Other
}

// Type is what a request is for. A rule holds a set of them.
type Type uint16

// The types, by the names that lists give them.
const (
	Document Type = 1 << iota // the page itself: blocked only by rules that say so
	Subdocument
	Stylesheet
	Script
	Image
	Font
	Media
	XMLHTTPRequest
	WebSocket
	Ping
	Other

	elementHide // not requests: what exceptions switch off on a page
	genericHide

	usual    = Subdocument | Stylesheet | Script | Image | Font | Media | XMLHTTPRequest | WebSocket | Ping | Other
	switches = elementHide | genericHide
)

// resourceTypes are the names by which the DevTools protocol calls the types.
var resourceTypes = map[string]Type{
	"Stylesheet":  Stylesheet,
	"Image":       Image,
	"Media":       Media,
	"TextTrack":   Media,
	"Font":        Font,
	"Script":      Script,
	"XHR":         XMLHTTPRequest,
	"Fetch":       XMLHTTPRequest,
	"EventSource": XMLHTTPRequest,
	"WebSocket":   WebSocket,
	"Ping":        Ping,
}

// TypeOf gives the type for a resource type of the DevTools protocol, such as "Image"
// or "XHR". A "Document" is the page itself in the main frame, a Subdocument elsewhere.
func TypeOf(resource string, mainFrame bool) Type {
	switch t, known := resourceTypes[resource]; {
	case known:
		return t
	case resource != "Document":
		return Other
	case mainFrame:
		return Document
	default:
		return Subdocument
	}
}

// maxURL bounds what of an address is looked at.
const maxURL = 4096

// subject is a request taken apart for matching.
type subject struct {
	url, lower string // as it is, and in lower case
	host       string
	hostStart  int // of the host in both
	kind       Type
	page       sources // where the request comes from
	third      bool    // the page's site is another one
}

// newSubject takes a request apart. Addresses without a host (data:, blob:) are not
// for rules.
func newSubject(r Request) (*subject, bool) {
	url := r.URL
	if len(url) > maxURL {
		url = url[:maxURL]
	}
	host, start := hostOf(url)
	if host == "" {
		return nil, false
	}
	s := &subject{url: url, lower: lowerASCII(url), host: lowerASCII(host), hostStart: start, kind: r.Type}
	if s.kind == 0 {
		s.kind = Other
	}
	from, _ := hostOf(r.DocumentURL)
	if from = lowerASCII(from); from != "" {
		s.third = from != s.host && site(from) != site(s.host)
	} else if s.kind == Document {
		from = s.host
	}
	s.page = sourcesOf(from)
	return s, true
}

// hostOf finds the host in an address, and where it starts.
func hostOf(url string) (host string, start int) {
	scheme := strings.Index(url, "://")
	if scheme < 1 || strings.ContainsAny(url[:scheme], "/?#:") {
		return "", 0
	}
	start = scheme + len("://")
	end := len(url)
	if i := strings.IndexAny(url[start:], "/?#\\"); i >= 0 {
		end = start + i
	}
	if i := strings.LastIndexByte(url[start:end], '@'); i >= 0 {
		start += i + 1
	}
	host = url[start:end]
	if strings.HasPrefix(host, "[") {
		if i := strings.IndexByte(host, ']'); i >= 0 {
			return host[:i+1], start
		}
	}
	host, _, _ = strings.Cut(host, ":")
	return strings.TrimSuffix(host, "."), start
}

// site is the registrable domain of a host, or the host where it has none.
func site(host string) string {
	if isAddress(host) {
		return host
	}
	if s, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return s
	}
	return host
}

// lowerASCII is strings.ToLower that leaves every byte at its place.
func lowerASCII(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] += 'a' - 'A'
				}
			}
			return string(b)
		}
	}
	return s
}
