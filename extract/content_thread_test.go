package extract

import (
	"strings"
	"testing"
)

// Of a thread it is the posts, with their short lines and without what they quote
// of one another.
func TestThread(t *testing.T) {
	post := func(by, text string) string {
		return `<article class="message"><h4>` + by + `</h4><div class="wrapper">` + text + `</div></article>`
	}
	const first = "The ferry left without its piano this morning, and nobody at the quay can say why."
	page := `<html><head><title>Where is the piano?</title><meta name="generator" content="Flarum"></head><body><main>` +
		post("saltmill", first+`<ul><li>It was on the list</li><li>It was on the quay</li></ul>Any help is welcome<p></p>`) +
		post("ropewalk", `<blockquote><div>`+first+`</div></blockquote>It stands in the loft above the net store, under a sail, and has done so since Sunday.`) +
		post("saltmill", `Found it`) + `</main></body></html>`
	got := textOfPage(t, page)
	if n := strings.Count(got, first); n != 1 {
		t.Errorf("the first post stands there %d times", n)
	}
	for _, line := range []string{"It was on the list", "Any help is welcome", "under a sail", "Found it"} {
		if !strings.Contains(got, line) {
			t.Errorf("lost %q", line)
		}
	}
	if strings.Contains(got, "ropewalk") {
		t.Errorf("kept a name: %s", got)
	}
}

// A notice on cookies is none of the page, however little else the page says.
func TestLongNotice(t *testing.T) {
	notice := `<div id="onetrust-consent-sdk">` + strings.Repeat(`<p>These cookies are set by our partners, and you may read about each of them at some length below.</p>`, 30) + `</div>`
	got := textOfPage(t, `<html><head><title>Ferry sails again</title></head><body><main><h1>Ferry sails again</h1>`+story+`</main>`+notice+`</body></html>`)
	if strings.Contains(got, "partners") || !strings.Contains(got, "forty passengers") {
		t.Errorf("got %s", got)
	}
}
