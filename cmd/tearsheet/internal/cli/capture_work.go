package cli

import (
	"context"
	"iter"
	"sync"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
)

// work captures pages, some at the same time.
type work struct {
	room  *room
	drain context.Context // ends when nothing new is to be begun
	// capture calls free, at most once, when the browser has done its part.
	capture func(t task, free func()) pipeline.Result
	drop    func(t task) bool // tells of one that is not begun whether nothing is to be said of it
	report  *reporter
}

// errNotBegun is the failure of a page that still waited when the run was stopped.
var errNotBegun error = notBegunError{}

type notBegunError struct{}

func (notBegunError) Error() string { return "the run was stopped before this page was begun" }

// Kind sorts it for programs: nothing is wrong with the page, nor with this program.
func (notBegunError) Kind() string { return string(browser.KindCanceled) }

// notBegun tells whether a page still waited when the run was stopped.
func notBegun(r pipeline.Result) bool {
	return r.Error != nil && r.Error.Message == errNotBegun.Error()
}

// run captures the targets and reports each as it finishes, one at a time. What was got
// of a page is stored while the next one loads. It takes a target only when there is room
// for it, so that lists may be endless.
func (w work) run(targets iter.Seq2[task, error]) {
	results := make(chan func())
	go func() {
		var open sync.WaitGroup
		for t, err := range targets {
			if err != nil {
				results <- func() { w.report.source(err) }
				continue
			}
			w.room.enter()
			open.Go(func() {
				defer w.room.stored()
				free := sync.OnceFunc(w.room.leave)
				r := pipeline.Fail(t.URL, errNotBegun)
				switch {
				case w.drain.Err() == nil:
					r = w.capture(t, free)
				case w.drop(t):
					free()
					return
				}
				free()
				if t.place != nil && notBegun(r) { // it waits for the crawl to go on
					return
				}
				results <- func() { w.report.result(r) }
			})
		}
		open.Wait()
		close(results)
	}()
	for report := range results {
		report()
	}
}
