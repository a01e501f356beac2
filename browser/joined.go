package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"

	"github.com/chromedp/cdproto/page"
)

// joinedMost is how many windows a picture is joined from.
const joinedMost = 250

// joined takes the picture window by window, as a person scrolls, and joins what they show. It
// tells what of the things seen is in it.
func (s *settler) joined(ctx context.Context, size extent) (shot, testimony, error) {
	out := shot{format: "png"}
	view := s.tab.req.View
	if s.tab.req.Picture.Format != "png" {
		out.notes = append(out.notes, "the picture is a png, since it is joined from what the window shows")
	}
	width, height := max(size.Width, view.Width), max(size.Height, view.Height)
	var whole strip
	for y, n := 0, 0; y < height; y += view.Height {
		tall := min(view.Height, height-y)
		var row []image.Image
		var only []byte
		for x := 0; x < width; x, n = x+view.Width, n+1 {
			if n >= joinedMost {
				out.notes = append(out.notes, fmt.Sprintf("the picture ends at %d of %d px: it is joined from %d windows", y, height, n))
				y, width = height, 0
				break
			}
			part := box{X: float64(x), Y: float64(y), Width: float64(min(view.Width, width-x)), Height: float64(tall)}
			tile, err := s.tile(ctx, part, n == 0, y+tall >= height)
			if err != nil {
				return out, testimony{}, err
			}
			if only = tile; only == nil {
				continue
			}
			if width > view.Width {
				img, err := png.Decode(bytes.NewReader(tile))
				if err != nil {
					return out, testimony{}, err
				}
				row = append(row, img)
			}
		}
		if width == 0 {
			break
		}
		if len(row) > 0 {
			var err error
			if only, err = beside(row); err != nil {
				return out, testimony{}, err
			}
		}
		if only == nil {
			continue
		}
		if err := whole.add(only); err != nil {
			return out, testimony{}, err
		}
	}
	as, err := ask[testimony](ctx, s.tab, "tilesDone", nil)
	if err != nil {
		return out, as, err
	}
	out.data, err = whole.close()
	return out, as, err
}

// tile brings the page's window to a place and takes what of it is to be joined: nothing where
// a scene that stays in its place shows what it did in the window before.
func (s *settler) tile(ctx context.Context, part box, first, last bool) ([]byte, error) {
	got, err := ask[struct{ Repeats bool }](ctx, s.tab, "tile", map[string]any{
		"x": part.X, "y": part.Y, "width": part.Width, "height": part.Height,
		"first": first, "last": last, "moves": s.tab.req.Settle.Clock != ClockReal,
	})
	if err != nil || got.Repeats {
		return nil, err
	}
	return s.tab.window(ctx, part)
}

// window takes a part of the page that the window shows now.
func (t *tab) window(ctx context.Context, part box) ([]byte, error) {
	got, err := callIn(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatPng, OptimizeForSpeed: new(true), CaptureBeyondViewport: new(false),
		Clip: &page.Viewport{X: part.X, Y: part.Y, Width: part.Width, Height: part.Height, Scale: 1},
	})
	if err != nil {
		return nil, err
	}
	if len(got.Data) == 0 {
		return nil, fail(KindBrowser, nil, "Chrome gave an empty picture")
	}
	return got.Data, nil
}

// beside puts pictures of one height side by side.
func beside(row []image.Image) ([]byte, error) {
	var width, height int
	for _, img := range row {
		width += img.Bounds().Dx()
		height = max(height, img.Bounds().Dy())
	}
	all := image.NewRGBA(image.Rect(0, 0, width, height))
	x := 0
	for _, img := range row {
		draw.Draw(all, image.Rect(x, 0, x+img.Bounds().Dx(), height), img, img.Bounds().Min, draw.Src)
		x += img.Bounds().Dx()
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, opaque{all})
	return out.Bytes(), err
}

// opaque is a picture of which every pixel is: it is written as 8-bit RGB.
type opaque struct{ *image.RGBA }

func (opaque) Opaque() bool { return true }
