package browser

import (
	"errors"
	"fmt"
	"time"

	"github.com/tearsheet/tearsheet/browser/action"
	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/browser/overlay"
)

// Request says what to capture and how. Only URL is needed: the zero value of the
// rest is what most users want.
type Request struct {
	bare     bool // its scripts are left out; see without_scripts.go
	unending bool // its document has no end, as far as is known; see internal/record/document.go

	URL     string
	Timeout time.Duration `option:"timeout"` // for the whole page; 0: 45 s

	View     View
	Picture  Picture
	Cover    Cover
	Settle   Settle
	Overlays Overlays
	Network  Network
	Own      Own
	Identity Identity

	// Deterministic makes the same page give the same bytes: the date and chance stand
	// still, the locale is en-US and the time zone UTC unless View says otherwise.
	Deterministic bool `option:"deterministic"`
	// Emulate is what else the page meets: how its visitor likes to see, where they are, how
	// slow all is; option.Emulated says how it is written.
	Emulate []string `option:"emulate"`
	// Actions are done to the page before it is taken. One that cannot be done is an error
	// of kind action; the page is then taken as it is.
	Actions []Action
	// Evidence takes a picture before anything is cleared as well.
	Evidence bool `option:"evidence"`
	// Outputs is what is taken of the page besides its document and picture.
	Outputs Outputs

	Links bool // Page.Links is to be where the page leads

	Record Recorder // keeps what the page loads; nil: nothing is kept
	Replay Replayer // answers the page's requests in the place of the network; nil: the network does

	// Answered is told each time that a main document has been answered, or could not be; may
	// be nil. The capture goes on when it returns.
	Answered func()

	AllowFile bool `option:"allow_file"` // file:// addresses may be opened

	plain bool // it is taken as it comes: nothing is pressed, opened or scrolled
}

// View is the window that the page sees.
type View struct {
	Width       int     `option:"viewport"`     // CSS pixels; 0: 1280
	Height      int     `option:"viewport"`     // CSS pixels; 0: 800
	Scale       float64 `option:"scale"`        // device pixels to a CSS pixel; 0: 1
	Mobile      bool    `option:"mobile"`       // a phone: touch, meta viewport, overlay scrollbars
	UserAgent   string  `option:"user_agent"`   // empty: what Chrome says of itself
	Locale      string  `option:"locale"`       // BCP 47 tag, for dates and numbers that scripts write, and Accept-Language
	Timezone    string  `option:"timezone"`     // IANA name such as Europe/Berlin
	Media       string  `option:"media"`        // CSS media type: screen or print; empty: screen
	ColorScheme string  `option:"color_scheme"` // light or dark; empty: Chrome's own
}

// Picture says what the screenshot is of and how it is written.
type Picture struct {
	Format  string `option:"format"`  // png, jpeg or webp; empty: png
	Quality int    `option:"quality"` // 1 to 100, for jpeg and webp; 0: 85
	// Selectors are CSS selectors of the elements to show, each in a picture of its own; none:
	// the page. The first one's is Page.Picture, the others are among Page.Shots.
	Selectors []string `option:"selector"`
	All       bool     `option:"selector_all"`  // of each element that matches, not of the first alone
	Padding   int      `option:"padding"`       // CSS pixels around them
	Viewport  bool     `option:"full_page,not"` // only what the window shows, not the full page
	Once      bool     // take a Deterministic picture once, not until it comes twice alike: for those who compare it with another
}

// Outputs says what is taken of a page besides its document and picture.
type Outputs struct {
	PDF       bool `option:"save,pdf"` // printed on paper
	Paper     Paper
	MHTML     bool `option:"save,mhtml"`     // Chrome's own archive of one file
	Thumbnail bool `option:"save,thumbnail"` // a small WebP of the page's top, 320 pixels wide
	Console   bool `option:"save,console"`   // what the page wrote there, exceptions and requests that failed
	// Styled is the document with what only the browser knows written into it, from which
	// package singlefile makes one self-contained file.
	Styled bool `option:"save,html"`
}

// Paper is what a PDF is printed on. A page whose style names a size of its own gets that.
type Paper struct {
	Size      string `option:"paper"` // one of option.Papers; empty: a4
	Landscape bool   `option:"landscape"`
	Header    bool   `option:"pdf_header"`      // title and time at the head of each sheet, address and number at its foot
	Media     string `option:"pdf_media"`       // CSS media type that it is printed as: print or screen; empty: print
	Single    bool   `option:"pdf_single_page"` // all on one sheet, as wide as the window and as tall as it takes
}

// Cover says what the picture must not show: what differs from one time to the next, or
// is nobody's business.
type Cover struct {
	Mask []string `option:"mask"` // CSS selectors of what is covered with a flat colour
	Hide []string `option:"hide"` // CSS selectors of what is left out, its place kept empty
}

// Own is what the user adds to the page.
type Own struct {
	Scripts  []string // JavaScript, run in the page's own world in each document before any of its own
	ScriptOf []string `option:"script"` // what they are called in a manifest
	Styles   []string // CSS, laid over that of the page
	StyleOf  []string `option:"style"`
	// Eval is JavaScript that is run once the page is ready, in its own world. What it gives,
	// or the promise that it gives comes to, is Page.Eval; if it throws that is an error of
	// kind action, and the page is taken all the same.
	Eval string `option:"eval"`
}

// Settle says how patient the capture is.
type Settle struct {
	Pace        Pace          `option:"settle"`       // how long quiet must last and how long to wait for it
	For         []string      `option:"wait_for"`     // what must be there first: a CSS selector, text=..., or js=... (an expression)
	Extra       time.Duration `option:"wait"`         // to wait in addition, after the page has settled
	Clock       Clock         `option:"clock"`        // whether the page's clock may be moved ahead to its timers
	ScrollPages int           `option:"scroll_pages"` // windows of infinite scroll to follow; 0: 20, -1: none
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
	Policy  Policy         `option:"overlays"` // Dismiss, Hide or Keep; empty: Dismiss
	Consent Policy         `option:"consent"`  // Reject, Accept, Hide or Keep; empty: Reject
	Rules   []overlay.Rule // the user's own, tried before those that are known
	RulesOf string         `option:"overlay_rules"` // what Rules are called in a manifest
}

// Policy says what is done with what lies over the page.
type Policy string

// The policies. Reject and Accept are for questions of consent alone, Dismiss for all else.
const (
	Dismiss Policy = "dismiss" // closed as a person would, or hidden where that fails
	Hide    Policy = "hide"    // taken out of sight, and not answered
	Keep    Policy = "keep"    // left where it is
	Reject  Policy = "reject"  // answered with as little consent as can be given
	Accept  Policy = "accept"  // answered with consent to all
)

// Network is what requests carry and which are made.
type Network struct {
	Headers     map[string]string `option:"headers"`      // sent to the page's own site, or where "HOST: NAME" stands for the name, to that host; * is each
	Insecure    bool              `option:"insecure"`     // accept bad certificates
	DownloadMax int64             `option:"download_max"` // bytes of a download to keep; 0: 256 MiB
	Block       []string          `option:"block"`        // kinds of request that are not made: images, fonts, media, stylesheets, scripts, third-party
	Filter      *filter.List      // requests that are not made and elements that are not shown; nil: none
	FilterOf    []string          `option:"filter_list"` // what Filter was made of, as a manifest calls it
}

// Validate says what of the request makes no sense; nil: nothing. The errors in it are of
// type *option.Error, but for those of actions.
func (r Request) Validate() error {
	r = r.withDefaults()
	all := []error{option.In(&r).Check()}
	if i, err := action.Check(r.Actions); err != nil {
		all = append(all, fmt.Errorf("actions[%d]: %w", i, err))
	}
	return errors.Join(all...)
}

// withDefaults fills what the caller left empty.
func (r Request) withDefaults() Request {
	set(&r.View.Width, 1280)
	set(&r.View.Height, 800)
	option.In(&r).Fill()
	if r.Deterministic {
		set(&r.View.Locale, "en-US")
		set(&r.View.Timezone, "UTC")
	}
	return r
}

// filtered combines what is not loaded: by the user's lists, and by kind.
func (r Request) filtered() (Request, error) {
	if len(r.Network.Block) == 0 {
		return r, nil
	}
	kinds, err := filter.Block(r.Network.Block...)
	if err == nil {
		r.Network.Filter = filter.Combine(r.Network.Filter, kinds)
	}
	return r, err
}

// set gives *field its default where it has no value.
func set[T comparable](field *T, value T) {
	if *field == *new(T) {
		*field = value
	}
}
