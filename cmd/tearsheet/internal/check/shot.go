package check

import (
	"context"
	"encoding/json"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// Order asks for one capture.
type Order struct {
	URL      string // whole
	Page     Page
	Viewport Viewport
	Replay   *replay.Archive // that answers in the place of the net; nil: none does
	Compared bool            // with another: the picture is vouched for if they are alike
}

// Shot is what a capture got.
type Shot struct {
	URL     string // where the page ended
	Status  int
	Title   string
	Picture []byte // PNG
	DOM     []byte
	Article json.RawMessage
	Console []diff.Message
	Partial string // why the page is not complete; empty: it is
	Timings []report.Timing
}

// Taker captures pages, deterministically. With an error the shot holds what there was.
type Taker interface {
	Take(ctx context.Context, order Order) (Shot, error)
}

// page is the shot as baselines keep it.
func (s Shot) page(moment string) (baseline.Page, error) {
	return baseline.Of(diff.Side{Picture: s.Picture, DOM: s.DOM, Article: s.Article, Console: s.Console}, moment)
}

// NewOrder asks for a capture with the options that pages have where nothing is said.
func NewOrder(address string, viewport Viewport) Order {
	return Order{URL: address, Page: Page{Options: defaultOptions()}, Viewport: viewport}
}
