package browser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/tearsheet/tearsheet/browser/internal/pngjoin"

	"github.com/chromedp/cdproto/page"
	"golang.org/x/sync/errgroup"
)

// Sizes in device pixels.
const (
	pieceMax   = 16 << 20  // pixels of a picture that Chrome draws in one piece
	pictureMax = 200000    // height and width of any picture
	areaMax    = 512 << 20 // pixels of any picture
	drawnMax   = 6 << 20   // pixels that one Chrome draws at the same time for each core, of two cores at the least
)

// drawnAtOnce is how many pixels one Chrome draws at the same time. More bring no picture sooner,
// since one thread of Chrome's puts them together, and each is held four times over.
func drawnAtOnce(cores int) int64 { return drawnMax * int64(max(2, cores)) }

// formatMax is the height in device pixels that a format can hold: beyond it Chrome
// gives no bytes and no error.
var formatMax = map[string]float64{"jpeg": 65535, "webp": 16383}

// box is a part of the page in CSS pixels.
type box struct{ X, Y, Width, Height float64 }

// shot is a screenshot.
type shot struct {
	data   []byte
	format string   // may be another than asked for
	notes  []string // what was cut or changed
	cut    bool     // it was not drawn to its end in time
}

// picture takes the screenshot that the request asks for, of a page of that size.
func (t *tab) picture(ctx context.Context, size extent) (shot, error) {
	part, err := t.framed(ctx, size)
	if err != nil {
		return shot{}, err
	}
	return t.pictureOf(ctx, part)
}

// pictureOf takes the screenshot of a part of the page.
func (t *tab) pictureOf(ctx context.Context, part box) (shot, error) {
	s := shot{format: t.req.Picture.Format}
	scale := t.req.View.Scale
	if most := math.Floor(pictureMax / scale); part.Width > most {
		s.notes = append(s.notes, fmt.Sprintf("the picture ends at %.0f of %.0f px from the left", most, part.Width))
		part.Width = most
	}
	if most := math.Floor(min(pictureMax/scale, areaMax/(part.Width*scale*scale))); part.Height > most {
		s.notes = append(s.notes, fmt.Sprintf("the picture ends at %.0f of %.0f px", most, part.Height))
		part.Height = most
	}
	tall := part.Height * scale
	if most := formatMax[s.format]; most > 0 && tall > most {
		s.notes = append(s.notes, fmt.Sprintf("the picture is a png, since %s holds no more than %.0f px", s.format, most))
		s.format = "png"
	}
	take := func() ([]byte, error) {
		if tall*part.Width*scale <= pieceMax || s.format != "png" {
			return t.shoot(ctx, part, s.format)
		}
		data, drawn, err := t.shootTiles(ctx, part)
		if errors.Is(err, pngjoin.ErrNotPlain) {
			return t.shoot(ctx, part, s.format)
		}
		if err == nil && drawn < part.Height && !s.cut {
			s.cut = true
			s.notes = append(s.notes, fmt.Sprintf("the picture ends at %.0f of %.0f px: the rest was not drawn in time", drawn, part.Height))
		}
		return data, err
	}
	var err error
	s.data, err = take()
	if t.req.Deterministic && !t.req.Picture.Once && err == nil && !s.cut {
		s.data, err = steady(s.data, take)
	}
	return s, err
}

// steadyTries is how often a picture is taken anew until it is the same twice.
const steadyTries = 4

// steady gives the picture that comes out twice in a row: Chrome may still be moving a
// layer to or from the compositor, which changes the smoothing of a few edges.
func steady(last []byte, take func() ([]byte, error)) ([]byte, error) {
	for range steadyTries {
		next, err := take()
		if err != nil || bytes.Equal(next, last) {
			return next, err
		}
		last = next
	}
	return last, nil
}

// errNoMatch is the cause of a failure to find what the picture was to be of.
var errNoMatch = errors.New("nothing visible matches it: wait for it, or choose another")

// isNoMatch tells whether the page's picture failed because there is nothing to take it of;
// that of an action is the action's failure.
func isNoMatch(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Err == errNoMatch //nolint:errorlint // the very cause, not one further down
}

// framed gives the part of the page that the picture is to show.
func (t *tab) framed(ctx context.Context, size extent) (box, error) {
	p, v := t.req.Picture, t.req.View
	t.leftward = size.Leftward
	switch {
	case len(p.Selectors) > 0:
		found, err := t.places(ctx, p.Selectors[0])
		if err != nil {
			return box{}, err
		}
		return found[0], nil
	case p.Viewport:
		return box{Width: float64(v.Width), Height: float64(v.Height)}, nil
	}
	return box{Width: math.Max(float64(v.Width), float64(size.Width)), Height: math.Max(float64(size.Height), 1)}, nil
}

// hair is by how many CSS pixels the picture of a page that begins at the right is taller: Chrome
// draws such a page too far to the right where the picture is just as large as the window.
const hair = 0.01

// shoot takes a picture of a part of the page. Tall ones take turns.
func (t *tab) shoot(ctx context.Context, part box, format string) ([]byte, error) {
	scale := t.req.View.Scale
	pixels := min(drawnAtOnce(1), int64(part.Width*part.Height*scale*scale))
	if err := t.chrome.drawing.Acquire(ctx, pixels); err != nil {
		return nil, err
	}
	defer t.chrome.drawing.Release(pixels)
	params := page.CaptureScreenshotParams{
		Format:                page.CaptureScreenshotFormat(format),
		CaptureBeyondViewport: new(t.leftward || !t.glass.holds(part)),
		OptimizeForSpeed:      new(format == "png"),
		Clip:                  &page.Viewport{X: part.X, Y: part.Y, Width: part.Width, Height: part.Height, Scale: 1},
	}
	if t.leftward {
		params.Clip.Height += hair
	}
	if format != "png" {
		params.Quality = new(int64(t.req.Picture.Quality))
	}
	got, err := callIn(ctx, t, page.CaptureScreenshot, params)
	if err != nil {
		return nil, err
	}
	if len(got.Data) == 0 {
		return nil, fail(KindBrowser, nil, "Chrome gave an empty picture")
	}
	return got.Data, nil
}

// windowOnly takes a picture of what the window shows, where the whole page was not drawn in time.
func (t *tab) windowOnly() (shot, error) {
	ctx, cancel := t.share(0.5)
	defer cancel()
	v := t.req.View
	got, err := t.pictureOf(ctx, box{Width: float64(v.Width), Height: float64(v.Height)})
	got.cut = true
	got.notes = append(got.notes, "the picture shows the window alone: the page was not drawn in time")
	return got, err
}

// shootTiles takes a picture in parts, from the top down. A part is joined to those above
// while Chrome draws the next one. It tells how far down it came: when time is up, what was
// drawn is the picture.
func (t *tab) shootTiles(within context.Context, part box) (data []byte, drawn float64, err error) {
	step := tileHeight(part.Width, t.req.View.Scale)
	var whole pngjoin.Joiner
	tiles := make(chan []byte, 1)
	work, ctx := errgroup.WithContext(within)
	work.Go(func() error {
		defer close(tiles)
		for y := 0.0; y < part.Height; y += step {
			tile, err := t.shoot(ctx, box{part.X, part.Y + y, part.Width, math.Min(step, part.Height-y)}, "png")
			if err != nil {
				return err
			}
			select {
			case tiles <- tile:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		return nil
	})
	work.Go(func() error {
		for tile := range tiles {
			if err := whole.Add(tile); err != nil {
				return err
			}
			drawn = min(drawn+step, part.Height)
		}
		return nil
	})
	if err := work.Wait(); err != nil && (drawn == 0 || within.Err() == nil || t.ctx.Err() != nil) {
		return nil, 0, err
	}
	data, err = whole.Close()
	return data, drawn, err
}

// tileHeight is how tall the parts of a picture are, in CSS pixels. Parts begin where a
// CSS pixel and a device pixel begin, whatever devices there are (2.625 device pixels).
func tileHeight(width, scale float64) float64 {
	const aligned = 64
	step := math.Floor(pieceMax / (width * scale * scale))
	return math.Max(aligned, step-math.Mod(step, aligned))
}
