package browser

import (
	"context"
	"fmt"
	"math"
)

// partsMost is how many parts of a page have a picture.
const partsMost = 200

// places are where the visible elements are that a selector matches, with the padding that
// was asked for. There is one at least.
func (t *tab) places(ctx context.Context, selector string) ([]box, error) {
	found, err := ask[struct {
		Boxes []box
		Wrong bool
	}](ctx, t, "placesOf", map[string]string{"selector": selector})
	switch {
	case err != nil:
		return nil, err
	case found.Wrong:
		return nil, fail(KindAction, errNoMatch, "%s is no CSS selector", selector)
	case len(found.Boxes) == 0:
		return nil, fail(KindAction, errNoMatch, "the selector %s", selector)
	}
	padding := float64(max(0, t.req.Picture.Padding))
	for i, b := range found.Boxes {
		x, y := math.Max(0, b.X-padding), math.Max(0, b.Y-padding)
		found.Boxes[i] = box{x, y, b.X + b.Width + padding - x, b.Y + b.Height + padding - y}
	}
	return found.Boxes, nil
}

// parts takes the pictures of the parts of the page that are not its first picture: they are
// numbered from 2 on, in the order of the selectors, and of a selector in that of the page.
func (t *tab) parts(ctx context.Context, p *Page) (shots []Shot) {
	asked := t.req.Picture
	if len(asked.Selectors) < 2 && !asked.All {
		return nil
	}
	number := 0
	for _, selector := range asked.Selectors {
		boxes, err := t.places(ctx, selector)
		if err != nil {
			p.Truncated = append(p.Truncated, "there is no picture of a part: "+err.Error())
			continue
		}
		if !asked.All {
			boxes = boxes[:1]
		}
		for _, b := range boxes {
			if number++; number == 1 {
				continue // it is the page's picture
			}
			if number > partsMost {
				p.Truncated = append(p.Truncated, fmt.Sprintf("there are pictures of the first %d parts only", partsMost))
				return shots
			}
			got, err := t.pictureOf(ctx, b)
			if err != nil {
				p.Truncated = append(p.Truncated, fmt.Sprintf("there is no picture of part %d: %s", number, err))
				continue
			}
			shots = append(shots, Shot{Name: fmt.Sprintf("part-%d", number), Format: got.format, Data: got.data})
		}
	}
	return shots
}
