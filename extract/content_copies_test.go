package extract

import (
	"strings"
	"testing"
)

// A text that a page of goods lays out for screens of two sizes is there once; the
// label of each item is there with each.
func TestCopies(t *testing.T) {
	const about = `<p>A mug for the captain, thrown on the quay and fired in the loft above the net store.</p><ul><li>Holds one storm and a half</li></ul>`
	item := func(name string) string {
		return `<div><h3>` + name + `</h3><p>Ships with the next tide, if there is one.</p></div>`
	}
	page := `<html><head><title>Mug</title><meta property="og:type" content="product"></head><body><main><h1>Mug</h1><div class="desktop">` + about + `</div><div class="mobile">` + about +
		`</div>` + item("A mug for two captains") + item("A mug without a handle") + item("A handle without a mug") + `</main></body></html>`
	got := textOfPage(t, page)
	for text, want := range map[string]int{"thrown on the quay": 1, "one storm and a half": 1, "the next tide": 3} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%q stands there %d times, want %d\n%s", text, n, want, got)
		}
	}
}

// What narrows a list down is no part of it; a box around the list that is named for
// that is.
func TestFilters(t *testing.T) {
	goods := strings.Repeat(`<li><img src="mug.jpg"><h3>A mug for two captains</h3></li>`, 8)
	page := `<html><head><title>Mugs</title><link rel="canonical" href="https://quay.example/collections/mugs"></head><body><main><div class="results-filterable filter"><div class="filters"><p>Only with a handle</p><p>Fits a loft</p></div><ul>` + goods + `</ul></div></main></body></html>`
	got := textOfPage(t, page)
	if strings.Contains(got, "Fits a loft") || !strings.Contains(got, "two captains") {
		t.Errorf("got %s", got)
	}
}
