package browser

import (
	"encoding/json"
	"math"
	"time"

	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/browser/singlefile"
)

// Page is what a capture got: plain data, with no tie to the browser.
type Page struct {
	URL      string    // as asked for
	Started  time.Time // when the capture began
	Browser  string    // product and version
	Response Response  // of the main document

	FinalURL string // as location.href has it at the end
	Title    string // as document.title has it at the end
	DOM      []byte // the rendered page, UTF-8; nil where there is none
	Picture  []byte // the screenshot; nil where there is none

	// Texts are the texts that the page shows and where its picture has them.
	Texts []PlacedText
	// Hidden are the elements of DOM that are not shown, by name.
	Hidden map[string]Hidden

	PictureFormat string // png, jpeg or webp
	Before        []byte // the page before anything was cleared, if Request.Evidence; as PictureFormat

	Shots []Shot // pictures that actions took on the way

	// What Request.Outputs asked for; nil where it could not be had.
	PDF, MHTML, Thumbnail []byte
	Console               []Message
	Cookies               []string // values of cookies, which messages of the console may hold
	Secrets               []string // what was typed that nobody else is to read
	Styled                *singlefile.Document

	Eval json.RawMessage // what Request.Own.Eval gave; nil where nothing was asked

	Links *Links // where the page leads, if Request.Links

	State *identity.State // what the browser kept of the visitor, if Request.Identity.Keep

	Original  *File  // the answer as it came, if it is no HTML page
	Downloads []File // files that the page sent besides

	Overlays  []Overlay
	Coverage  Coverage
	Truncated []string // what was cut or capped, a line each
	Partial   bool     // the deadline came before the page was complete
	// Faltered says that something in Coverage.Unloaded may be there at the next try: its server was
	// busy, or could not be reached.
	Faltered bool
	CutOff   string // why the main document ended before its end; empty where it did not
	Timings  Timings
}

// Shot is a picture of the page at a moment before it was taken.
type Shot struct {
	Name   string // as its action calls it
	Format string // png, jpeg or webp
	Data   []byte
}

// Hidden are the elements of one name that a reader of the page cannot see, and cannot
// make appear by a click either.
type Hidden struct {
	Count int   `json:"count"` // elements of that name in the document, seen or not
	At    []int `json:"at"`    // which of them, from 0 in document order; what is inside these is not listed
}

// Response is what the protocol says of the main document.
type Response struct {
	Status        int // of HTTP; 0 where there is none
	StatusText    string
	Headers       map[string]string // names as the server wrote them; values of one name joined by newlines
	MediaType     string            // as the browser understood it
	Protocol      string            // such as h2
	RemoteAddress string            // host:port that answered
	Redirects     []Redirect        // on the way, in order
}

// Redirect is one answer that sent the browser elsewhere.
type Redirect struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
}

// File is a named body.
type File struct {
	Name      string
	MediaType string
	URL       string
	Data      []byte
}

// Overlay is one thing that lay over the page, or wanted attention, and what was
// done with it.
type Overlay struct {
	Kind   string `json:"kind"`           // consent, newsletter, age, app, chat, ad, dialog, popup, overlay ...
	How    string `json:"how"`            // clicked, hidden, closed, answered, kept
	Detail string `json:"detail"`         // the rule or reason, and what it was
	Area   int    `json:"area,omitempty"` // per cent of the window that it covered
}

// Coverage is the receipt of a capture: what was there and what was got.
type Coverage struct {
	// Complete says how much of the page was got, from 0 to 1. It is the product of
	//   - (images.loaded + fonts.loaded) / (images.found + fonts.loaded + fonts.failed), or 1
	//     where there are neither pictures nor web fonts;
	//   - 0.5 where the deadline came first, 0.9 where waiting was given up, else 1;
	//   - (seen.shown - seen.unwritten) / seen.found, or 1 where nothing was compared.
	// It is below 1 wherever something that was seen is missing, however little, and 0 where
	// nothing is seen of a page that has a text, or that came without what writes it.
	Complete float64 `json:"complete"`

	Class    classify.Class `json:"class"`         // what the page is
	Why      string         `json:"why,omitempty"` // the evidence for a class other than content
	Settled  string         `json:"settled"`       // why waiting stopped: quiet, budget, hung or deadline
	Waits    []Wait         `json:"waits"`
	Images   ImageCount     `json:"images"`
	Frames   FrameCount     `json:"frames"`
	Fonts    FontCount      `json:"fonts"`
	Requests RequestCount   `json:"requests"`
	Skipped  int64          `json:"skipped_ms"`     // by which the page's clock was moved ahead to its timers
	Kept     []string       `json:"kept,omitempty"` // what might have been cleared and was left in place
	Clicked  map[string]int `json:"clicked,omitempty"`
	Dialogs  int            `json:"dialogs,omitempty"`
	Popups   int            `json:"popups,omitempty"`
	Height   int            `json:"height"` // of the page, CSS pixels
	// Strategy is how the picture was taken: still, scrolled, tall, joined or screens.
	Strategy string `json:"strategy,omitempty"`
	// Seen tells whether what a person sees while scrolling is in the picture; nil where the
	// picture is of a part of the page, or where that could not be found out.
	Seen *Seen `json:"seen,omitempty"`
	// TallWindow says that the page was kept in a window as tall as itself, because it
	// only draws what is in view or scrolls in a pane of its own.
	TallWindow bool `json:"tall_window,omitempty"`
	// Unloaded is what failed to come and is missed: style sheets, frames, grounds, posters and
	// other pictures that are no <img> and, where nothing is seen of the page, its scripts and what
	// they asked for. The first five addresses, each with the reason.
	Unloaded  []string `json:"unloaded,omitempty"`
	white     bool     // the page has a text and shows none of it
	amiss     bool     // the picture is known not to show all, or was not checked
	scene     bool     // the picture has moments of a scene, see joined.go
	Documents int      `json:"documents"`
	// Formats says of each further format what it has of the picture.
	Formats map[string]FormatCheck `json:"formats,omitempty"`
}

// Wait is one phase of settling.
type Wait struct {
	For     string `json:"for"`
	Millis  int64  `json:"ms"`
	GaveUp  bool   `json:"gave_up,omitempty"`
	Because string `json:"because,omitempty"` // what was still going on
}

// ImageCount counts pictures.
type ImageCount struct {
	Found      int `json:"found"`
	Loaded     int `json:"loaded"`
	Broken     int `json:"broken"`
	LazyFound  int `json:"lazy_found"`
	LazyLoaded int `json:"lazy_loaded"`
	LazyFailed int `json:"lazy_failed"`
}

// FrameCount counts frames inside the page.
type FrameCount struct {
	Found   int `json:"found"`
	Kept    int `json:"kept"`
	Skipped int `json:"skipped"`
}

// FontCount counts web fonts.
type FontCount struct {
	Loaded int `json:"loaded"`
	Failed int `json:"failed"`
}

// RequestCount counts what the page asked for.
type RequestCount struct {
	Made    int `json:"made"`
	Failed  int `json:"failed"`
	Open    int `json:"open"`              // still unanswered at the end
	Blocked int `json:"blocked,omitempty"` // by the user's filter lists, or since a page may not reach that; see Options.Guard
	// Forbidden are the first hosts, with their ports, that the page asked for and may not reach.
	Forbidden []string `json:"forbidden,omitempty"`
}

// Timings are milliseconds since the capture began.
type Timings struct {
	Response int64 `json:"response"` // main document answered
	Load     int64 `json:"load"`     // load event, 0 if it never came
	Settled  int64 `json:"settled"`
	DOM      int64 `json:"dom"`
	Picture  int64 `json:"picture"`
	Total    int64 `json:"total"`
}

// almost is the most that a capture can be complete of which anything is known to be missing.
const almost = 0.999

// complete works out Coverage.Complete.
func (c Coverage) complete(partial bool) float64 {
	share := 1.0
	if all := c.Images.Found + c.Fonts.Loaded + c.Fonts.Failed; all > 0 {
		share = float64(c.Images.Loaded+c.Fonts.Loaded) / float64(all)
	}
	switch {
	case partial:
		share *= 0.5
	case c.Settled != "quiet":
		share *= 0.9
	}
	if c.Seen != nil && c.Seen.Shown-c.Seen.Unwritten < c.Seen.Found {
		share = math.Min(share*float64(c.Seen.Shown-c.Seen.Unwritten)/float64(c.Seen.Found), almost)
	}
	if c.white {
		return 0
	}
	if c.amiss || len(c.Unloaded) > 0 {
		share = math.Min(share, almost)
	}
	return math.Round(share*1000) / 1000
}
