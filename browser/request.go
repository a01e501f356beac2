package browser

import (
	"time"

	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/overlay"
)

// Request says what to capture and how. Only URL is needed: the zero value of the
// rest is what most users want.
type Request struct {
	bare bool // its scripts are left out; see bare.go

	URL     string
	Timeout time.Duration // for the whole page; 0: 45 s

	View     View
	Picture  Picture
	Cover    Cover
	Settle   Settle
	Overlays Overlays
	Network  Network

	// Deterministic makes the same page give the same bytes: the date and chance stand
	// still, the locale is en-US and the time zone UTC unless View says otherwise.
	Deterministic bool
	// Actions are done to the page before it is taken. One that cannot be done is an error
	// of kind action; the page is then taken as it is.
	Actions []Action
	// Evidence takes a picture before anything is cleared as well.
	Evidence bool
	// Also is what is taken of the page besides its document and picture.
	Also Also

	Record Recorder // keeps what the page loads; nil: nothing is kept
	Replay Replayer // answers the page's requests in the place of the network; nil: the network does

	AllowFile bool // file:// addresses may be opened
}

// View is the window that the page sees.
type View struct {
	Width, Height int     // CSS pixels; 0: 1280 x 800
	Scale         float64 // device pixels to a CSS pixel; 0: 1
	Mobile        bool    // a phone: touch, meta viewport, overlay scrollbars
	UserAgent     string  // empty: what Chrome says of itself
	Locale        string  // BCP 47 tag, for dates and numbers that scripts write, and Accept-Language
	Timezone      string  // IANA name such as Europe/Berlin
	Media         string  // CSS media type: screen or print; empty: screen
	ColorScheme   string  // light or dark; empty: Chrome's own
}

// Picture says what the screenshot is of and how it is written.
type Picture struct {
	Format   string // png, jpeg or webp; empty: png
	Quality  int    // 1 to 100, for jpeg and webp; 0: 85
	Selector string // CSS selector of the element to show; empty: the page
	Viewport bool   // only what the window shows, not the full page
}

// Also says what is taken of a page besides its document and picture.
type Also struct {
	PDF       bool // printed on paper
	Paper     Paper
	MHTML     bool // Chrome's own archive of one file
	Thumbnail bool // a small WebP of the page's top, 320 pixels wide
	Console   bool // what the page wrote there, exceptions and requests that failed
	// Styled is the document with what only the browser knows written into it, from which
	// package singlefile makes one self-contained file.
	Styled bool
}

// Paper is what a PDF is printed on. A page whose style names a size of its own gets that.
type Paper struct {
	Size      string // one of Papers; empty: a4
	Landscape bool
	Header    bool // title and time at the head of each sheet, address and number at its foot
}

// Cover says what the picture must not show: what differs from one time to the next, or
// is nobody's business.
type Cover struct {
	Mask []string // CSS selectors of what is covered with a flat colour
	Hide []string // CSS selectors of what is left out, its place kept empty
}

// Settle says how patient the capture is.
type Settle struct {
	Pace        Pace          // how long quiet must last and how long to wait for it
	For         []string      // what must be there first: a CSS selector, text=..., or js=... (an expression)
	Extra       time.Duration // to wait in addition, after the page has settled
	Clock       Clock         // whether the page's clock may be moved ahead to its timers
	ScrollPages int           // windows of infinite scroll to follow; 0: 20
}

// Pace is a choice of budgets.
type Pace string

// The paces.
const (
	PaceNormal  Pace = ""
	PaceFast    Pace = "fast"
	PacePatient Pace = "patient"
)

// Clock says how the page's own timers are waited for.
type Clock string

// The clocks.
const (
	ClockAuto Clock = ""     // moved ahead to the next timer when nothing else is going on
	ClockReal Clock = "real" // waited for
)

// Overlays says what to do with what lies over the page.
type Overlays struct {
	Policy  string         // dismiss, hide or keep; empty: dismiss
	Consent string         // reject, accept, hide or keep; empty: reject
	Rules   []overlay.Rule // the user's own, tried before those that are known
}

// The policies for overlays and consent.
const (
	Dismiss = "dismiss"
	Hide    = "hide"
	Keep    = "keep"
	Reject  = "reject"
	Accept  = "accept"
)

// Network is what requests carry and which are made.
type Network struct {
	Headers     map[string]string // sent with every request
	Insecure    bool              // accept bad certificates
	DownloadMax int64             // bytes of a download to keep; 0: 256 MiB
	Filter      *filter.List      // requests that are not made and elements that are not shown; nil: none
}

// withDefaults fills what the caller left empty.
func (r Request) withDefaults() Request {
	set(&r.Timeout, 45*time.Second)
	set(&r.View.Width, 1280)
	set(&r.View.Height, 800)
	set(&r.View.Scale, 1)
	set(&r.Picture.Format, "png")
	set(&r.Picture.Quality, 85)
	set(&r.Settle.ScrollPages, 20)
	set(&r.Overlays.Policy, Dismiss)
	set(&r.Overlays.Consent, Reject)
	if r.Deterministic {
		set(&r.View.Locale, "en-US")
		set(&r.View.Timezone, "UTC")
	}
	set(&r.Network.DownloadMax, 256<<20)
	set(&r.Also.Paper.Size, "a4")
	return r
}

// set gives *field its default where it has no value.
func set[T comparable](field *T, value T) {
	if *field == *new(T) {
		*field = value
	}
}
