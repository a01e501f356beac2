// Package pipeline takes one address the whole way: browser -> extract -> snapshots.
// It is the only place where one library's output becomes another's input.
package pipeline

import (
	"context"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
)

// Pipeline captures pages into an archive.
type Pipeline struct {
	Browser *browser.Browser
	Archive *snapshots.Writer
	Tool    snapshots.Tool
	Save    Save          // formats that are made of what a page loads
	Signer  *proof.Signer // signs manifests and has their time stamped; nil: nobody does

	// Name and Group are what the page is called, in results and manifests.
	Name, Group string

	Retries int           // tries after the first, for what may pass
	Pause   time.Duration // before the second try, growing with each; 0: 1 s
	// FollowPages is how many pages of an article that runs over several are captured and
	// put together; 0: the one page.
	FollowPages int `option:"follow_pages"`
	// UnlessUnchanged notes in the archive's log that a page was as its last snapshot has it,
	// instead of storing another.
	UnlessUnchanged bool `option:"unless_unchanged"`
	// Views are further windows, sizes or devices, of which a snapshot has pictures.
	Views     []string        `option:"views"`
	SiteRules *siterules.Set  // where fields are on the pages of some sites; nil if nobody says
	Stopping  <-chan struct{} // closed when the run is being stopped; may be nil

	// Worth says whether what was captured is stored; nil: it always is.
	Worth  func(Sight) bool
	Stored func(snapshots.Snapshot) // is told of each snapshot; may be nil
	Job    string                   // that a snapshot is taken for, by which it is found again; empty: none
	// Wanted is asked of each page that was loaded, and says why it is not to be stored; empty:
	// it is. nil: all are.
	Wanted func(*browser.Page) (why string)
	// Begun is when the job was begun first, which may be done several times: it is stored once,
	// under the name of that moment. Zero: it is not.
	Begun time.Time
	// Later leaves what may pass for another time: it is not stored, and Again is set.
	Later bool
	// Keeps is given what the browser kept of the visitor, where a request wants that and the
	// page did not end the session; may be nil.
	Keeps func(*identity.State) error
}

// Do captures one address and stores what it got. It always gives a Result.
func (p *Pipeline) Do(ctx context.Context, req browser.Request) Result {
	return p.DoFreeing(ctx, req, func() {})
}

// DoFreeing is Do for those who have more to capture: it calls free when it needs the
// browser no more, and has only to store what it got.
func (p *Pipeline) DoFreeing(ctx context.Context, req browser.Request, free func()) (r Result) {
	defer func() {
		if thrown := recover(); thrown != nil { // the page's failure, and not the run's
			r = Fail(req.URL, browser.Panicked(thrown))
		}
	}()
	record, err := p.record(&req)
	if err != nil {
		return Fail(req.URL, recordingFailed{err})
	}
	if record != nil {
		defer func() { _ = record.close() }() // what stays goes with the archive's session
	}
	req.Links = req.Links || p.Save.Links
	page, err := p.capture(ctx, req)
	c := p.Save.censorOf(req).knowing(page)
	p.keepState(page, err)
	if r, is := p.dropped(req, page, err, c); is {
		return r
	}
	t := &taking{Pipeline: p, req: req, page: page, failed: err, record: record, censor: c, watch: newStopwatch(), free: free}
	defer func() { t.wacz.close() }()
	return t.result(ctx)
}

// keepState hands on what the browser kept of the visitor.
func (p *Pipeline) keepState(page *browser.Page, err error) {
	if p.Keeps == nil || page.State == nil || kindOf(err) == string(browser.KindAuth) {
		return
	}
	if err := p.Keeps(page.State); err != nil {
		page.Truncated = append(page.Truncated, err.Error())
	}
}

// dropped is the result of a page of which nothing is stored: it is left for another time, it
// failed, or nobody wants it. is is false for all others.
func (p *Pipeline) dropped(req browser.Request, page *browser.Page, err error, c censor) (r Result, is bool) {
	if r, is = p.later(req, page, err); !is {
		switch r = p.resultOf(req, page); {
		case err != nil:
			r.Error = failure(err)
			is = !keepsFailed(page, err)
		case p.Wanted != nil:
			r.Skipped = p.Wanted(page)
			is = r.Skipped != ""
		}
	}
	if !is {
		return Result{}, false
	}
	c.page(page)
	return c.result(r), true
}
