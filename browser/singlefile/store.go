package singlefile

import (
	"encoding/base64"
	"net/http"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// store gives bodies as data: addresses, each once.
type store struct {
	body   func(url string) (Body, bool)
	moves  []move
	data   map[string]string
	known  map[string]*resource
	list   []*resource
	report *Report
}

// resource is one body.
type resource struct {
	number        int
	url           string // data: address
	width, height int    // of a picture, in its own pixels; 0: not known
}

// get gives what an absolute address leads to, nil where that is not to be had.
func (s *store) get(address string) *resource {
	if known, ok := s.known[address]; ok {
		return known
	}
	r := s.load(address)
	s.known[address] = r
	if r != nil {
		r.number = len(s.list)
		s.list = append(s.list, r)
		s.report.Bodies++
	}
	return r
}

func (s *store) load(address string) *resource {
	if isData(address) {
		return &resource{url: tidied(address)}
	}
	if held := s.data[address]; isData(held) {
		return &resource{url: tidied(held)}
	}
	plain, fragment, _ := strings.Cut(address, "#")
	if held := s.data[plain]; isData(held) {
		return &resource{url: tidied(held)}
	}
	body, ok := s.fetch(plain)
	if !ok || len(body.Data) == 0 {
		return nil
	}
	r := &resource{url: dataURL(body.MediaType, body.Data)}
	r.width, r.height = pixels(body.Data)
	if fragment != "" {
		r.url += "#" + tidied(fragment)
	}
	return r
}

func isData(address string) bool {
	return len(address) >= 5 && strings.EqualFold(address[:5], "data:")
}

// dataURL writes a body as an address. It has no character that needs care in HTML or CSS.
func dataURL(mediaType string, data []byte) string {
	mediaType = strings.ReplaceAll(strings.TrimSpace(mediaType), " ", "")
	if mediaType == "" || strings.ContainsAny(mediaType, "\"'<>\\,#()&\x00\r\n\t") {
		mediaType = http.DetectContentType(data)
		mediaType = strings.ReplaceAll(mediaType, " ", "")
	}
	plain := base64.StdEncoding.EncodedLen(len(data))
	if strings.HasPrefix(mediaType, "image/svg+xml") {
		if text := escaped(string(data), true); len(text) < plain {
			return "data:" + mediaType + "," + text
		}
	}
	return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// tidied makes a data: address safe in HTML and CSS without changing what it holds.
func tidied(address string) string {
	// What ends an attribute, a url() or a candidate of srcset is escaped; line ends do
	// not count in an address.
	return escaped(strings.NewReplacer("\n", "", "\r", "", "\t", "").Replace(address), false)
}

// escaped writes text with percent signs where it needs them. whole is for text that is
// no address yet.
func escaped(text string, whole bool) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for i := range len(text) {
		c := text[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"'()<>\\&`{}|^", c) >= 0 || whole && (c == '%' || c == '#' || c == ',') {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// resolve gives the absolute form of an address as browsers understand it, empty where it
// is none.
func resolve(base, address string) string {
	address = strings.TrimSpace(address)
	if address == "" {
		return ""
	}
	if isData(address) || strings.HasPrefix(strings.ToLower(address), "blob:") {
		return address
	}
	u, err := addresses.ParseRef(base, address)
	if err != nil {
		return ""
	}
	return u.Href(false)
}

var addresses = whatwg.NewParser()
