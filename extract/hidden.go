package extract

import (
	"encoding/json"
	"fmt"

	"golang.org/x/net/html"
)

// Hints are what only a browser can know of a page, found while it was open. They fit
// the document that was written out with them and no other.
type Hints struct {
	// Hidden are elements that no reader of the page sees, by tag name: parts meant for
	// other screens, menus that are shut, words for screen readers.
	Hidden map[string]Hidden `json:"hidden"`
}

// Hidden are elements of one tag name that are not shown.
type Hidden struct {
	Count int   `json:"count"` // elements of that name in the document: the hint holds only where it fits
	At    []int `json:"at"`    // which of them, from 0 in document order
}

// ReadHints reads hints from JSON, as a snapshot's hints.json has them.
func ReadHints(data []byte) (*Hints, error) {
	var h struct {
		Hints
		Unseen map[string]Hidden `json:"unseen"` // as snapshots up to 2026 call it
	}
	if err := json.Unmarshal(data, &h); err != nil {
		return nil, fmt.Errorf("these are no hints: %w", err)
	}
	if h.Hidden == nil {
		h.Hidden = h.Unseen
	}
	return &h.Hints, nil
}

// apply marks what is not shown as the page itself might have: with the hidden
// attribute. A name whose count does not fit is left alone, since then the document is
// another one, or the parser has seen it otherwise than the browser did.
func (h *Hints) apply(root *html.Node) {
	if h == nil || len(h.Hidden) == 0 {
		return
	}
	places := map[string][]*html.Node{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			if _, hinted := h.Hidden[n.Data]; hinted {
				places[n.Data] = append(places[n.Data], n)
			}
		}
	}
	for name, hidden := range h.Hidden {
		if len(places[name]) != hidden.Count {
			continue
		}
		for _, at := range hidden.At {
			if at < 0 || at >= hidden.Count {
				continue
			}
			n := places[name][at]
			n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
		}
	}
}
