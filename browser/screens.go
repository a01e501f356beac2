package browser

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/input"
)

// noDelta stands for 0, which the protocol's package leaves out and Chrome asks for.
const noDelta = 1e-9

// screensMost is how many screens a page is followed for, which the wheel moves.
const screensMost = 40

// errScrolls says that the wheel has made the page larger than its window, which now scrolls.
var errScrolls = errors.New("the page scrolls")

// scrolls tells whether a page is larger than its window.
func (s *settler) scrolls(size extent) bool {
	view := s.tab.req.View
	return size.Height > view.Height+view.Height/10 || size.Width > view.Width+view.Width/4
}

// turns tells whether the page does not scroll but moves when the wheel is turned, and how
// large it is then: the wheel may bring more.
func (s *settler) turns(size extent) (bool, extent) {
	if s.scrolls(size) {
		return false, size
	}
	got, err := ask[struct{ Wheels bool }](s.soft, s.tab, "wheels", nil)
	if err != nil || !got.Wheels {
		return false, size
	}
	before, err := s.turn(0)
	if err != nil {
		return false, size
	}
	after, err := s.turnFrom(before, 1)
	if err != nil || after.View == before.View {
		return false, size
	}
	if _, err = s.turnFrom(after, -1); err != nil {
		return false, size
	}
	if size, err = s.measure(); err != nil {
		return false, size
	}
	return !s.scrolls(size), size
}

// turnTries is how often the wheel is turned before a page is taken to heed it not: one that
// is still busy with a turn does not hear the next, and some wait for a second one.
const turnTries = 4

// turnFrom turns the wheel by so many windows, until the page shows something else.
func (s *settler) turnFrom(from turned, windows int) (turned, error) {
	now := from
	var err error
	for try := 0; err == nil && try < turnTries && now.View == from.View; try++ {
		now, err = s.turn(windows)
	}
	return now, err
}

// turned is the report of turn in js/world/tiles.js: what the window shows.
type turned struct {
	View  string // the same where it shows the same
	X, Y  float64
	Boxes []spotted
}

// turn turns the wheel by so many windows, and gives what the page shows then.
func (s *settler) turn(windows int) (turned, error) {
	view := s.tab.req.View
	if windows != 0 {
		middle := point{X: float64(view.Width) / 2, Y: float64(view.Height) / 2}
		if err := s.mouse(s.soft, middle, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, DeltaX: noDelta, DeltaY: float64(windows * view.Height)}); err != nil {
			return turned{}, err
		}
	}
	return ask[turned](s.soft, s.tab, "turn", map[string]any{"moves": s.tab.req.Settle.Clock != ClockReal})
}

// screens takes the picture screen by screen, as the wheel moves the page, one below the other.
// It tells what of the things that each shows is drawn in it.
func (s *settler) screens(ctx context.Context) (shot, testimony, error) {
	out := shot{format: "png"}
	var as testimony
	view := s.tab.req.View
	var whole strip
	last, err := s.turn(0)
	known := map[string]bool{}
	for n := 0; err == nil && !known[last.View]; n++ {
		known[last.View] = true
		if last.X > 1 || last.Y > 1 {
			return out, as, errScrolls
		}
		if n == screensMost {
			out.notes = append(out.notes, fmt.Sprintf("the page goes on when the wheel is turned: it was followed for %d screens", n))
			break
		}
		var screen []byte
		if screen, err = s.tab.window(ctx, box{Width: float64(view.Width), Height: float64(view.Height)}); err != nil {
			break
		}
		texts := slices.DeleteFunc(last.Boxes, func(b spotted) bool { return b.Kind != "text" })
		flat, unread := blanks(screen, texts, view.Scale)
		if err = errors.Join(unread, whole.add(screen)); err != nil {
			break
		}
		as.Found, as.Shown = as.Found+len(texts), as.Shown+len(texts)-len(flat)
		for _, b := range flat {
			as.Missing = append(as.Missing, sight{What: b.Kind, Why: "blank", X: b.X, Y: b.Y + float64(n*view.Height), Width: b.Width, Height: b.Height})
		}
		if err == nil {
			last, err = s.turnFrom(last, 1)
		}
	}
	if err != nil {
		return out, as, err
	}
	for n := 1; err == nil && n < len(known); n++ {
		last, err = s.turnFrom(last, -1)
	}
	out.data, err = whole.close()
	return out, as, err
}
