package browser

import (
	"context"
	"math"
)

// PlacedText is a run of text that a page shows, and its box in pixels of the picture.
type PlacedText struct {
	Text                string
	X, Y, Width, Height int
}

// takeTexts asks where the texts stand, once, of a page that its picture shows as it stands
// now. It is of no other use than to find them: what goes wrong leaves the page as it is.
func (s *settler) takeTexts(ctx context.Context, p *Page) {
	t := s.tab
	if p.Picture == nil || len(t.req.Picture.Selectors) > 0 || s.plan.strategy == strategyScreens || s.soft.Err() != nil {
		return
	}
	got, err := ask[struct {
		Texts []struct {
			Text string
			box
		}
	}](ctx, t, "texts", nil)
	if err != nil {
		return
	}
	scale := t.req.View.Scale
	for _, text := range got.Texts {
		x, y := math.Max(0, text.X*scale), math.Max(0, text.Y*scale)
		p.Texts = append(p.Texts, PlacedText{
			Text: text.Text, X: int(x), Y: int(y),
			Width: int(math.Ceil((text.X+text.Width)*scale - x)), Height: int(math.Ceil((text.Y+text.Height)*scale - y)),
		})
	}
}
