package browser_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page that does not come to show what is waited for says so, and one that is taken since its
// time is up says what it was waiting for.
func TestWaitingInVainIsTold(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<title>Quay</title><h1>Quay</h1><p>Ships are late.`))
	for _, test := range []struct {
		settle browser.Settle
		says   string // of what was waited for
		last   string // that its time was spent on
	}{
		{browser.Settle{For: []string{"h1", "#ship"}}, "what was waited for did not come: the page does not show #ship", "wait_for"},
		{browser.Settle{For: []string{"js=window.ship"}}, "what was waited for did not come: the expression gives null", "wait_for js=window.ship"},
		{browser.Settle{Extra: time.Minute}, "", "wait"},
	} {
		t.Run(test.last, func(t *testing.T) {
			t.Parallel()
			page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL, Timeout: 4 * time.Second, Settle: test.settle})
			if err != nil {
				t.Fatal(err)
			}
			if test.says != "" && !slices.Contains(page.Truncated, test.says) {
				t.Errorf("it says %q, and not %q", page.Truncated, test.says)
			}
			late := slices.ContainsFunc(page.Truncated, func(s string) bool {
				return strings.HasPrefix(s, "the page is as it was when its time was up, waiting: "+test.last)
			})
			if late != page.Partial {
				t.Errorf("partial %t: %q", page.Partial, page.Truncated)
			}
		})
	}
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Settle: browser.Settle{For: []string{"h1", "text=Ships", "js=true"}}})
	if len(page.Truncated) > 0 {
		t.Errorf("what came is missed: %q", page.Truncated)
	}
}
