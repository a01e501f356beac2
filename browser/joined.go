package browser

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"

	"github.com/tearsheet/tearsheet/browser/internal/pngjoin"

	"github.com/chromedp/cdproto/page"
)

// joinedMost is how many windows a picture is joined from.
const joinedMost = 250

// A thing that comes into view may wait until it is well inside the window: what is joined is
// taken from the middle. Shares of the window's height.
const (
	bandAbove = 0.2 // that lies above what is taken
	bandTall  = 0.5 // that is taken
)

// joined takes the picture window by window, as a person scrolls, and joins what they show. It
// tells what of the things seen is in it.
func (s *settler) joined(ctx context.Context, size extent) (shot, testimony, error) {
	out := shot{format: "png"}
	view := s.tab.req.View.shown(size)
	if s.tab.req.Picture.Format != "png" {
		out.notes = append(out.notes, "the picture is a png, since it is joined from what the window shows")
	}
	s.tab.glass.atTop(false)
	width, height := max(size.Width, view.Width), max(size.Height, view.Height)
	done := false
	defer func() { // what was held back comes back, whatever became of the picture
		if !done {
			_, _ = ask[testimony](s.tab.ctx, s.tab, "tilesDone", nil)
		}
	}()
	var whole pngjoin.Joiner
	for y, n := 0, 0; y < height; n++ {
		if n == joinedMost {
			out.notes = append(out.notes, fmt.Sprintf("the picture ends at %d of %d px: it is joined from %d windows", y, height, n))
			break
		}
		above, tall := int(bandAbove*float64(view.Height)), int(bandTall*float64(view.Height))
		if y == 0 {
			above, tall = 0, above+tall
		}
		if y+tall+view.Height-above-tall >= height {
			tall = height - y
		}
		row, next, err := s.row(ctx, band{y: y, tall: tall, above: above, width: width, height: height, view: view})
		if err != nil {
			return out, testimony{}, err
		}
		if y = next; row == nil {
			continue
		}
		if err := whole.Add(row); err != nil {
			return out, testimony{}, err
		}
	}
	as, err := ask[testimony](ctx, s.tab, "tilesDone", nil)
	done = err == nil
	if err != nil {
		return out, as, err
	}
	out.data, err = whole.Close()
	return out, as, err
}

// band is a part of the page over its whole width, in CSS pixels.
type band struct {
	y, tall       int  // where it is
	above         int  // how far below the window's top it is to lie
	width, height int  // of the page
	view          View // through which it is seen
	final         bool // it is taken however much it lacks
}

// row takes a band of the page, and tells where the next one begins. It is nothing where a
// scene that stays in its place shows what it did in the band before.
func (s *settler) row(ctx context.Context, b band) (picture []byte, next int, err error) {
	view := b.view
	var row []image.Image
	for x := 0; x < b.width; x += view.Width {
		got, err := s.tile(ctx, b, x)
		if err != nil {
			return nil, 0, err
		}
		switch {
		case got.Past > b.y:
			return nil, got.Past, nil
		case got.Until > b.y:
			b.tall = got.Until - b.y
			got, err = s.tile(ctx, b, x)
		case got.Scene && b.tall < min(view.Height, b.height-b.y): // it is taken whole
			s.scene = true
			b.above, b.tall = 0, min(view.Height, b.height-b.y)
			got, err = s.tile(ctx, b, x)
		}
		if err == nil && got.Lacks > 0 {
			b, got, err = s.shift(ctx, b, x, got)
		}
		if err != nil {
			return nil, 0, err
		}
		if got.Next > b.y && b.width <= view.Width {
			next = got.Next
		}
		if got.Repeats {
			return nil, cmp.Or(next, b.y+b.tall), nil
		}
		if picture, err = s.tab.window(ctx, box{float64(x), float64(b.y), float64(min(view.Width, b.width-x)), float64(b.tall)}); err != nil {
			return nil, 0, err
		}
		if b.width > view.Width {
			part, err := png.Decode(bytes.NewReader(picture))
			if err != nil {
				return nil, 0, err
			}
			row = append(row, part)
		}
	}
	if len(row) > 0 {
		picture, err = beside(row)
	}
	return picture, cmp.Or(next, b.y+b.tall), err
}

// shift finds how a band has to lie in the window for all to be shown that was seen in it:
// shorter where something that is not shown begins in it, else nearer to the window's edges.
func (s *settler) shift(ctx context.Context, b band, x int, got tiled) (band, tiled, error) {
	if got.From >= b.y+bandLeast {
		b.tall = got.From - b.y
	} else if s.vain < vainMost {
		best, least := b, got.Lacks
		height := b.view.Height
		centred := min(max(0, height/2-(got.Middle-b.y)), height-b.tall)
		for _, above := range []int{centred, 0, height - b.tall} {
			try := b
			try.above = above
			got, err := s.tile(ctx, try, x)
			if err != nil || got.Lacks == 0 {
				return try, got, err
			}
			if got.Lacks < least {
				best, least = try, got.Lacks
			}
		}
		if best == b {
			s.vain++
		}
		b = best
	}
	b.final = true
	got, err := s.tile(ctx, b, x)
	return b, got, err
}

const (
	bandLeast = 24 // CSS pixels of a band
	vainMost  = 3  // bands that could not be shown better, after which it is not tried again
)

// tiled is the report of tile in js/world/tiles.js.
type tiled struct {
	Repeats bool // it shows nothing but what the one before does
	Scene   bool // something that stays in its place fills the window
	Past    int  // where such a scene ends, of which the rest is in view
	Until   int  // where one begins
	Next    int  // where such a scene has come on by as much as it shows
	Lacks   int  // things that were seen there and are not shown: it is not taken yet
	From    int  // where the first of them begins
	Middle  int  // where its middle is
}

// tile brings the page's window to a place of a band.
func (s *settler) tile(ctx context.Context, b band, x int) (tiled, error) {
	view := b.view
	return ask[tiled](ctx, s.tab, "tile", map[string]any{
		"x": x, "y": b.y, "top": max(0, b.y-b.above), "width": min(view.Width, b.width-x), "height": b.tall,
		"first": b.y == 0 && x == 0, "last": b.y+b.tall >= b.height, "final": b.final, "moves": s.tab.req.Settle.Clock != ClockReal,
	})
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
