package browser

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/runtime"
)

// askEvery is how often an expression of the user's is tried.
const askEvery = 100 * time.Millisecond

// waitedFor begins the names of waits for what the user wants to see.
const waitedFor = "wait_for"

// present waits for what the user wants to see first.
func (s *settler) present() {
	var inPage []string
	for _, what := range s.tab.req.Settle.For {
		if expression, ok := strings.CutPrefix(what, "js="); ok {
			s.record(s.soft, waitedFor+" "+what, func(ctx context.Context) (string, bool) { return s.tab.holds(ctx, expression) })
		} else {
			inPage = append(inPage, what)
		}
	}
	if len(inPage) > 0 {
		s.record(s.soft, waitedFor, func(ctx context.Context) (string, bool) {
			deadline, _ := ctx.Deadline()
			got, err := ask[struct{ Missing []string }](ctx, s.tab, "present", map[string]any{
				"wanted": inPage, "budget": max(0, time.Until(deadline).Milliseconds()-200),
			})
			switch {
			case err != nil:
				return err.Error(), true
			case len(got.Missing) > 0:
				return "the page does not show " + strings.Join(got.Missing, ", "), true
			}
			return "", false
		})
	}
	if len(s.tab.req.Settle.For) > 0 {
		s.rest("what was waited for")
	}
}

// holds waits until an expression in the page's own world is true.
func (t *tab) holds(ctx context.Context, expression string) (because string, gaveUp bool) {
	for {
		res, err := callIn(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, AwaitPromise: new(true), ReturnByValue: new(true)})
		switch {
		case err != nil && ctx.Err() != nil && because != "": // its time was up: what it gave before counts
		case err != nil:
			because = err.Error()
		case res.ExceptionDetails != nil:
			because = "the expression fails: " + res.ExceptionDetails.Text
		case truthy(string(res.Result.Value)):
			return "", false
		default:
			because = fmt.Sprintf("the expression gives %s", res.Result.Value)
		}
		select {
		case <-ctx.Done():
			return because, true
		case <-time.After(askEvery):
		}
	}
}

// truthy tells whether a JSON value counts as true in JavaScript.
func truthy(value string) bool {
	switch value {
	case "", "false", "null", "0", `""`:
		return false
	}
	return true
}

// extra waits for the time that the user wants on top.
func (s *settler) extra() (waited bool) {
	d := s.tab.req.Settle.Extra
	if d <= 0 {
		return false
	}
	s.record(s.soft, "wait", func(ctx context.Context) (string, bool) {
		select {
		case <-ctx.Done():
			return "time was up", true
		case <-time.After(d):
			return "", false
		}
	})
	return true
}
