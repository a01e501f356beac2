package extract

import (
	"strings"
	"testing"
)

// A page that is sent in pieces is read as its script would put it together.
func TestStreamed(t *testing.T) {
	half := strings.Index(story, "<p>“")
	page := `<html><head><title>Ferry sails again</title><meta property="og:type" content="article"><meta name="author" content="Anna Bee"></head><body><article><h1>Ferry sails again</h1>` +
		`<!--$?--><template id="B:0"></template><p>The story is on its way to you, please wait for it a little longer.</p><!--/$--></article><footer>The paper</footer>` +
		`<div hidden id="S:0"><div>` + story[:half] + `<template id="P:1"></template></div></div><div hidden id="S:1">` + story[half:] + `</div>` +
		`<div hidden id="S:7"><p>A piece that belongs nowhere.</p></div></body></html>`
	if got := textOfPage(t, page); got != storyText {
		t.Errorf("got %q", got)
	}
}

// Pieces that belong in one another, or very deep, do no harm.
func TestStreamedOddly(t *testing.T) {
	for name, page := range map[string]string{
		"a ring": `<div hidden id="S:0"><p>One</p><template id="P:1"></template></div><div hidden id="S:1"><p>Two</p><template id="P:0"></template></div><p>Three</p>`,
		"itself": `<div hidden id="S:0"><p>One</p><template id="B:0"></template></div><p>Three</p>`,
		"deep":   strings.Repeat(`<div>`, 400) + `<template id="B:0"></template>` + strings.Repeat(`</div>`, 400) + `<p>Three</p><div hidden id="S:0"><p>One</p></div>`,
	} {
		if got := textOfPage(t, page); !strings.Contains(got, "Three") {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
