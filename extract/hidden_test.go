package extract

import (
	"strings"
	"testing"
)

const twice = `<!doctype html><html lang="en"><head><title>Ferry returns to Low Quay</title></head><body>
<main><h1>Ferry returns to Low Quay</h1>
<div class="c-a"><p>By Ada Brook</p></div>
<p>The ferry that served Low Quay for sixty years came back on Monday, with a new hull and the old bell.</p>
<div class="c-b"><p>Our app brings you every sailing of the day, with times, prices and a map of the harbour.</p></div>
<p>Some three hundred people stood on the wall to see it, and the band played until the rain came.</p>
</main></body></html>`

// What the browser did not show is no part of the text, where the hints fit the page.
func TestHints(t *testing.T) {
	t.Parallel()
	const promo = "Our app brings you"
	tests := []struct {
		name, json string
		promo      bool
	}{
		{"none", `{}`, true},
		{"fitting", `{"hidden":{"div":{"count":2,"at":[1]}}}`, false},
		{"fitting, of a snapshot from before", `{"unseen":{"div":{"count":2,"at":[1]}}}`, false},
		{"of another page", `{"hidden":{"div":{"count":3,"at":[1]}}}`, true},
		{"out of range", `{"hidden":{"div":{"count":2,"at":[-1,7]}}}`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			hints, err := ReadHints([]byte(test.json))
			if err != nil {
				t.Fatal(err)
			}
			art, err := Extract([]byte(twice), Options{Hints: hints})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Contains(art.Text, promo); got != test.promo || !strings.Contains(art.Text, "the band played") {
				t.Errorf("promo %v, want %v: %q", got, test.promo, art.Text)
			}
		})
	}
	if _, err := ReadHints([]byte("<html>")); err == nil {
		t.Error("a page is taken for hints")
	}
}
