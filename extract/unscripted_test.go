package extract

import (
	"strings"
	"testing"
)

// What a page keeps for readers without scripts is its text where it shows no other.
func TestUnscripted(t *testing.T) {
	kept := `<noscript><h1>Ferry sails again</h1><div class="post">` + strings.Repeat(story, 2) + `</div></noscript>`
	bare := `<html><head><title>Ferry sails again</title></head><body><div id="app"></div>` + kept + `</body></html>`
	if got := textOfPage(t, bare); !strings.Contains(got, "forty passengers") {
		t.Errorf("a page of scripts: got %q", got)
	}
	full := `<html><head><title>Ferry sails again</title></head><body><article><h1>Ferry sails again</h1>` + strings.ReplaceAll(story, "ferry", "boat") + `</article>` + kept + `</body></html>`
	if got := textOfPage(t, full); strings.Contains(got, "The ferry to the outer") {
		t.Errorf("a page that shows itself: got %q", got)
	}
	pixel := `<html><body><p>Loading</p><noscript><img src="/pixel.gif" alt="` + strings.Repeat("a", 300) + `"></noscript></body></html>`
	if got := textOfPage(t, pixel); got != "Loading" {
		t.Errorf("a pixel: got %q", got)
	}
}

// A box is not out of sight for being what a link skips to.
func TestSkippedTo(t *testing.T) {
	body := strings.Repeat(story, 8)
	page := `<html><head><title>Ferry sails again</title></head><body><nav><a href="/">Home</a></nav><div id="skip-to-fallback"><h1>Ferry sails again</h1>` + body + `</div></body></html>`
	if got := textOfPage(t, page); !strings.Contains(got, "forty passengers") {
		t.Errorf("got %q", got)
	}
}

// What a tab shows is there to be read, whichever tab is open.
func TestTabs(t *testing.T) {
	page := `<html><head><title>Ferry sails again</title><meta name="author" content="Anna Bee"></head><body><article><h1>Ferry sails again</h1>` + story +
		`<div role="tabpanel" hidden><p>On Sundays it leaves at eight, if the captain has been seen by then.</p></div><div class="tabs__panel" style="display:none"><p>In winter it leaves when the ice does, and the piano stays at home.</p></div><div hidden><p>Nobody reads this line, which is there for machines that count.</p></div></article></body></html>`
	got := textOfPage(t, page)
	if !strings.Contains(got, "On Sundays") || !strings.Contains(got, "In winter") || strings.Contains(got, "Nobody reads") {
		t.Errorf("got %s", got)
	}
}
