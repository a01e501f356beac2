package browser

import (
	"io"
	"time"
)

// Exchange is one request that a page made and the answer that it got. Workers, service
// workers and frames of other sites are part of the page.
type Exchange struct {
	Started  time.Time // when the request was made
	Address  string    // IP address that answered; empty where it is not known
	Request  HTTPRequest
	Response HTTPResponse
}

// HTTPRequest is a request as it went out.
type HTTPRequest struct {
	Method string
	URL    string // without fragment
	Header []Field
	Body   []byte // of POST and its kind; nil where there was none
	Kind   string // what it was for, as Chrome says: Document, Stylesheet, Image, Font, Script, XHR, Fetch, Media ...
}

// HTTPResponse is an answer as it came in.
type HTTPResponse struct {
	Status     int // of HTTP; 0 where there was no answer, Err then says why
	StatusText string
	Header     []Field // as served, Set-Cookie included; what it says of the body's encodings and length no longer holds
	// Body is the body as served, freed of transfer and content encoding. It is read once,
	// before Record returns; nil where there is none.
	Body io.Reader
	// Cut says, once Body is read, why its end is missing: one of the words that WARC has
	// for it (length, time, disconnect, unspecified), empty if it is whole. nil: it is whole.
	Cut func() string
	Err string // Chrome's name for what went wrong, such as ConnectionRefused
}

// Field is one line of a header. Names are as they were on the wire and may repeat.
type Field struct{ Name, Value string }

// Recorder keeps the exchanges of a page. Record is called from several goroutines at a
// time, an exchange as it is answered; it must have read the body when it returns. An
// error means that the exchange is not kept; the capture goes on and says so.
type Recorder interface {
	Record(Exchange) error
	// Rollback forgets what was recorded of the page: it has crashed and is loaded anew. No
	// Record runs meanwhile.
	Rollback() error
}

// Replayer answers a page's requests in the place of the network. ok tells whether it
// has an answer; what it has not is answered 404. The body is read once; if it is an
// io.Closer it is closed then.
type Replayer interface {
	Replay(HTTPRequest) (answer HTTPResponse, ok bool)
}
