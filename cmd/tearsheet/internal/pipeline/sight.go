package pipeline

import (
	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Sight is what a capture saw, before it is stored.
type Sight struct {
	Result   Result
	Side     diff.Side
	Original []byte // the answer as it came, where it is no HTML page
}

func sightOf(r Result, page *browser.Page) (Sight, error) {
	side, err := SideOf(page, r.Article)
	s := Sight{Result: r, Side: side}
	if page.Original != nil {
		s.Original = page.Original.Data
	}
	return s, err
}
