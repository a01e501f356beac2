package check

import (
	"regexp"

	"github.com/tearsheet/tearsheet/browser/action"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
)

// Config is what a tearsheet.yaml says.
type Config struct {
	File      string // as it was opened
	Baselines string // folder, absolute
	Viewports []Viewport
	Pages     []Page
}

// Viewport is a window in which pages are looked at.
type Viewport struct {
	Name   string  `json:"name"`
	Device string  `json:"device,omitempty"` // a phone or tablet by name; the rest is then not used
	Width  int     `json:"width,omitempty"`
	Height int     `json:"height,omitempty"`
	Scale  float64 `json:"scale,omitempty"`
	Mobile bool    `json:"mobile,omitempty"`
}

// Page is one page to look at.
type Page struct {
	Name   string
	Tags   []string
	Source Source
	Options
	Expect []Expectation

	line int
}

// Source says where a page comes from. At most one of Serve, Start and Replay is set;
// none of them for an address on the net.
type Source struct {
	URL    string // a whole address, or a path on what Serve, Start or Replay gives
	Serve  string // folder, absolute
	Start  string // command that starts a server
	Dir    string // folder in which it is started, absolute
	Ready  string // address that answers once it is up
	Replay string // recorded page, a .wacz file, absolute
}

// Options say how a page is captured and compared.
type Options struct {
	Viewports   []string // names; empty: all
	Capture     Capture
	Actions     []Action
	Compare     []string
	Threshold   Threshold
	SameBrowser bool // pictures are compared only where the same browser made the baseline
}

// Capture is what is asked of a capture: names of the option table, and their values.
type Capture map[string][]string

// Timeout is the time for one capture.
func (c Capture) Timeout() string {
	if given := c["timeout"]; len(given) > 0 {
		return given[0]
	}
	timeout, _ := option.Find("timeout")
	return timeout.Default
}

// Action is one thing that is done to a page before it is captured.
type Action = action.Action

// Threshold says how much of a picture may differ before it counts as changed.
type Threshold struct {
	Color        float64 // distance of two colours that count as the same, 0 to 1
	Pixels       int     // that may differ
	Ratio        float64 // part of the picture that may differ, 0 to 1
	Antialiasing bool    // whether pixels that differ by smoothing alone count
}

// Expectation is what a field must be, whatever the baseline says.
type Expectation struct {
	Field    string
	Equals   []string // one, or the items of a list; nil: not asked
	Contains []string // each of them
	Matches  *regexp.Regexp
	Absent   bool
	MinWords int
}

// Fields are what an expectation may be of: those of the article, and facts of the page.
var Fields = []string{
	"url", "canonical_url", "title", "subtitle", "authors", "agency", "dateline", "credits", "published", "modified", "site_name", "section",
	"breadcrumbs", "tags", "language", "direction", "description", "notes", "image", "images", "videos", "paywalled", "pages", "word_count",
	"reading_minutes", "text", "markdown", "html",
	"status", "page_title", "console",
}

// defaultOptions are the options where nothing is said.
func defaultOptions() Options {
	return Options{Capture: Capture{}, Compare: baseline.Parts}
}
