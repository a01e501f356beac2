package browser

import (
	"context"
	"fmt"
	"math"

	"github.com/chromedp/cdproto/page"
)

// Limits of the picture formats, in device pixels: beyond them Chrome gives no bytes
// and no error.
var tallestPicture = map[string]float64{"png": 60000, "jpeg": 65535, "webp": 16383}

// box is a part of the page in CSS pixels.
type box struct{ X, Y, Width, Height float64 }

// picture takes the screenshot that the request asks for. notes say what was cut.
func (t *tab) picture(ctx context.Context, size extent) (data []byte, notes []string, err error) {
	p, v := t.req.Picture, t.req.View
	part := box{Width: math.Max(float64(v.Width), float64(size.Width)), Height: math.Max(float64(size.Height), 1)}
	switch {
	case p.Selector != "":
		found, err := ask[*box](ctx, t, "place", map[string]string{"selector": p.Selector})
		if err != nil {
			return nil, nil, err
		}
		if found == nil {
			return nil, nil, fail(KindBrowser, nil, "nothing visible matches --selector %s", p.Selector)
		}
		part = *found
	case p.Viewport:
		part = box{Width: float64(v.Width), Height: float64(v.Height)}
	}
	if most := tallestPicture[p.Format] / v.Scale; part.Height > most {
		notes = append(notes, fmt.Sprintf("the picture ends at %.0f of %.0f px, the most that %s can hold", math.Floor(most), part.Height, p.Format))
		part.Height = math.Floor(most)
	}
	params := page.CaptureScreenshotParams{
		Format:                page.CaptureScreenshotFormat(p.Format),
		CaptureBeyondViewport: new(true),
		OptimizeForSpeed:      new(p.Format == "png"),
		Clip:                  &page.Viewport{X: part.X, Y: part.Y, Width: part.Width, Height: part.Height, Scale: 1},
	}
	if p.Format != "png" {
		params.Quality = new(int64(p.Quality))
	}
	shot, err := callIn(ctx, t, page.CaptureScreenshot, params)
	if err != nil {
		return nil, notes, err
	}
	if len(shot.Data) == 0 {
		return nil, notes, fail(KindBrowser, nil, "Chrome gave an empty picture")
	}
	return shot.Data, notes, nil
}
