package pipeline

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Result is what came of one address: the line that `capture --json` prints. Other
// programs rely on its fields.
type Result struct {
	URL       string            `json:"url"`
	FinalURL  string            `json:"final_url"`
	Status    int               `json:"status"` // of HTTP; 0 where there was no answer
	Title     string            `json:"title"`
	Dir       string            `json:"dir"`                 // the snapshot's folder; empty where nothing was stored
	Files     map[string]string `json:"files"`               // kind -> name in Dir
	Name      string            `json:"name,omitempty"`      // by which its job calls it
	Group     string            `json:"group,omitempty"`     // likewise, of pages that belong together
	Unchanged *Unchanged        `json:"unchanged,omitempty"` // the page is as a snapshot of before has it, which Dir and Files are of
	Skipped   string            `json:"skipped,omitempty"`   // why it was not captured anew; the snapshot is then one of before
	Article   *extract.Article  `json:"article"`
	Eval      json.RawMessage   `json:"eval,omitempty"`  // what --eval gave; absent where nothing was asked
	Links     []browser.Link    `json:"links,omitempty"` // where the page leads, if that was asked for
	Crawl     *Crawled          `json:"crawl,omitempty"` // its place in a crawl, if it was reached by one
	Overlays  []browser.Overlay `json:"overlays"`
	Coverage  browser.Coverage  `json:"coverage"`
	Truncated []string          `json:"truncated"`
	Partial   bool              `json:"partial"`
	Timings   Timings           `json:"timings"`
	Error     *Failure          `json:"error"`
	Again     *Again            `json:"-"` // it may be had another time; see Pipeline.Later
}

// Timings are milliseconds: those of the browser since the capture began, then what
// came after it.
type Timings struct {
	browser.Timings
	Extract int64 `json:"extract"`
	Store   int64 `json:"store"`
}

// Failure is why an address was not captured.
type Failure struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Option  string `json:"-"` // that decides whether it fails so; see browser.Error
}

// Fail makes the result of an address that was not captured. The kind is the error's
// own, if it has one.
func Fail(address string, err error) Result {
	r := newResult(address)
	r.Error = failure(err)
	return censor{redact: warc.Secrets}.result(r)
}

func newResult(address string) Result {
	return Result{URL: address, Files: map[string]string{}, Overlays: []browser.Overlay{}, Truncated: []string{}}
}

// resultOf is what a page says of itself, under the name that its job has for it.
func (p *Pipeline) resultOf(req browser.Request, page *browser.Page) Result {
	r := newResult(req.URL)
	r.Name, r.Group = p.Name, p.Group
	r.FinalURL, r.Status, r.Title = page.FinalURL, page.Response.Status, page.Title
	r.Coverage, r.Partial, r.Eval = page.Coverage, page.Partial, page.Eval
	r.Overlays = append(r.Overlays, page.Overlays...)
	r.Truncated = append(r.Truncated, page.Truncated...)
	r.Timings.Timings = page.Timings
	return r
}

// failure reads the kind that an error names. What names none is not foreseen, but for
// what the caller has stopped.
func failure(err error) *Failure {
	kind := kindOf(err)
	switch {
	case kind != "":
	case errors.Is(err, context.Canceled):
		kind = string(browser.KindCanceled)
	default:
		kind = string(browser.KindInternal)
	}
	f := &Failure{Kind: kind, Message: err.Error()}
	if e, ok := errors.AsType[*browser.Error](err); ok {
		f.Option = e.Option
	}
	return f
}

// kindOf is the kind that an error names, empty if it names none.
func kindOf(err error) string {
	if e, ok := errors.AsType[*browser.Error](err); ok {
		return string(e.Kind())
	}
	if e, ok := errors.AsType[interface {
		error
		Kind() string
	}](err); ok {
		return e.Kind()
	}
	return ""
}
