package exchange

import (
	"io"
	"strings"
	"time"
)

// Exchange is one request that a page made and the response that it got. Workers, service
// workers and frames of other sites are part of the page.
type Exchange struct {
	Started  time.Time // when the request was made
	Address  string    // IP address that answered; empty where it is not known
	Request  Request
	Response Response
}

// Request is a request as it went out.
type Request struct {
	Method string
	URL    string // without fragment
	Header Fields
	Body   []byte // of POST and its kind; nil where there was none
	Kind   string // what it was for, as Chrome says: Document, Stylesheet, Image, Font, Script, XHR, Fetch, Media ...
}

// Response is a response as it came in.
type Response struct {
	Status     int // of HTTP; 0 where there was no response, Err then says why
	StatusText string
	Header     Fields // as served, Set-Cookie included; what it says of the body's encodings and length no longer holds
	// Body is the body as served, freed of transfer and content encoding. It is read once, by
	// whoever is handed the response; nil where there is none.
	Body io.Reader
	// Cut says, once Body is read, why its end is missing: one of the words that WARC has
	// for it (length, time, disconnect, unspecified), empty if it is whole. nil: it is whole.
	Cut func() string
	Err string // Chrome's name for what went wrong, such as ConnectionRefused
}

// Field is one line of a header.
type Field struct{ Name, Value string }

// Fields are the lines of a header, in order. Names are as they were on the wire, compare
// without case, and may repeat.
type Fields []Field

// Get gives the first value of a name, empty if there is none.
func (f Fields) Get(name string) string {
	for _, one := range f {
		if strings.EqualFold(one.Name, name) {
			return one.Value
		}
	}
	return ""
}

// Add adds a line at the end.
func (f *Fields) Add(name, value string) { *f = append(*f, Field{Name: name, Value: value}) }
