package browser

import (
	"context"
	"strings"
	"time"
)

// What a capture says of itself: when it was where, what was asked for, what is missing.

// fill takes over what the protocol has said of the main document.
func (p *Page) fill(t *tab) {
	if r, answered, _ := t.net.document(); r != nil {
		p.Response = *r
		_, from := t.net.route()
		p.Response.RemoteAddress = t.door.reached(from, r.RemoteAddress)
		p.Timings.Response = answered.Sub(p.Started).Milliseconds()
	}
}

// since is the time since the capture began, in milliseconds.
func (p *Page) since() int64 { return time.Since(p.Started).Milliseconds() }

// requests sums up what the page asked for.
func (t *tab) requests() RequestCount {
	count := t.net.requests()
	refused, hosts := t.turnedAway()
	count.Blocked = int(t.documents.blocked.Load()+t.isolated.blocked()) + refused
	count.Forbidden = hosts[:min(len(hosts), forbiddenMost)]
	return count
}

// lacks notes what of the page could not be taken.
func (p *Page) lacks(what string, err error) {
	p.Partial = true
	why := err.Error()
	if why == context.DeadlineExceeded.Error() {
		why = "it did not come in time"
	}
	p.Truncated = append(p.Truncated, "there is no "+what+": "+why)
}

// outcome says in one word why settling stopped.
func (s *settler) outcome() string {
	switch {
	case s.hung.Load():
		return "hung"
	case s.soft.Err() != nil:
		return "deadline"
	}
	for _, w := range s.waits {
		if w.GaveUp {
			return "budget"
		}
	}
	return "quiet"
}

// overdue says why a page is taken before it has all that it was to have: what the user wanted
// to be there did not come, the page hung, or its time was up.
func (s *settler) overdue() (notes []string) {
	last := ""
	for _, w := range s.waits {
		if !w.GaveUp {
			continue
		}
		last = ", waiting: " + w.For
		if strings.HasPrefix(w.For, waitedFor) {
			notes = append(notes, "what was waited for did not come: "+w.Because)
		}
	}
	switch s.outcome() {
	case "hung":
		notes = append(notes, "the page is as it was when it no longer answered")
	case "deadline":
		notes = append(notes, "the page is as it was when its time was up"+last)
	}
	return notes
}

// noteInterruptions lists dialogs, popups and downloads.
func (p *Page) noteInterruptions(t *tab) {
	listed, count := t.dialogs.list()
	p.Overlays = append(p.Overlays, listed...)
	p.Coverage.Dialogs = count
	opened, count := t.popups()
	p.Overlays, p.Coverage.Popups = append(p.Overlays, opened...), count
	p.Coverage.Documents = int(t.navigated.Load())
	p.Truncated = append(p.Truncated, t.documents.finish()...)
	p.Downloads = t.documents.others()
}
