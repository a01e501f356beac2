package browser

import "time"

// Request says what to capture and how. Only URL is needed: the zero value of the
// rest is what most users want.
type Request struct {
	URL     string
	Timeout time.Duration // for the whole page; 0: 45 s

	View     View
	Picture  Picture
	Settle   Settle
	Overlays Overlays
	Network  Network

	AllowFile bool // file:// addresses may be opened
}

// View is the window that the page sees.
type View struct {
	Width, Height int     // CSS pixels; 0: 1280 x 800
	Scale         float64 // device pixels to a CSS pixel; 0: 1
	Mobile        bool    // a phone: touch, meta viewport, overlay scrollbars
	UserAgent     string  // empty: what Chrome says of itself
}

// Picture says what the screenshot is of and how it is written.
type Picture struct {
	Format   string // png, jpeg or webp; empty: png
	Quality  int    // 1 to 100, for jpeg and webp; 0: 85
	Selector string // CSS selector of the element to show; empty: the page
	Viewport bool   // only what the window shows, not the full page
}

// Settle says how patient the capture is.
type Settle struct {
	Pace        Pace          // how long quiet must last and how long to wait for it
	For         []string      // CSS selectors that must match something before the page counts as complete
	Extra       time.Duration // to wait in addition, after the page has settled
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

// Overlays says what to do with what lies over the page.
type Overlays struct {
	Policy  string // dismiss, hide or keep; empty: dismiss
	Consent string // reject, accept, hide or keep; empty: reject
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
	set(&r.Network.DownloadMax, 256<<20)
	return r
}

// set gives *field its default where it has no value.
func set[T comparable](field *T, value T) {
	if *field == *new(T) {
		*field = value
	}
}
