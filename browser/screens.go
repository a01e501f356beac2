package browser

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/input"
)

// noDelta stands for 0, which the protocol's package leaves out and Chrome asks for.
const noDelta = 1e-9

// screensMost is how many screens a page is followed for, which the wheel moves.
const screensMost = 40

// turns tells whether the page does not scroll but moves when the wheel is turned.
func (s *settler) turns(size extent) bool {
	view := s.tab.req.View
	if size.Height > view.Height+view.Height/10 || size.Width > view.Width+view.Width/4 {
		return false
	}
	got, err := ask[struct{ Wheels bool }](s.soft, s.tab, "wheels", nil)
	if err != nil || !got.Wheels {
		return false
	}
	before, err := s.turn(0)
	if err != nil {
		return false
	}
	// A busy page may take its time until it moves.
	for range turnTries {
		after, err := s.turn(1)
		if err != nil {
			return false
		}
		if after != before {
			_, _ = s.turn(-1)
			return true
		}
	}
	return false
}

// turnTries is how often the wheel is turned before a page is taken to heed it not.
const turnTries = 3

// turn turns the wheel by so many windows, and gives what the page shows then.
func (s *settler) turn(windows int) (string, error) {
	view := s.tab.req.View
	if windows != 0 {
		middle := point{X: float64(view.Width) / 2, Y: float64(view.Height) / 2}
		if err := s.mouse(s.soft, middle, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, DeltaX: noDelta, DeltaY: float64(windows * view.Height)}); err != nil {
			return "", err
		}
	}
	got, err := ask[struct{ View string }](s.soft, s.tab, "turn", map[string]any{"moves": s.tab.req.Settle.Clock != ClockReal})
	return got.View, err
}

// screens takes the picture screen by screen, as the wheel moves the page, one below the other.
func (s *settler) screens(ctx context.Context) (shot, error) {
	out := shot{format: "png"}
	view := s.tab.req.View
	part := box{Width: float64(view.Width), Height: float64(view.Height)}
	var whole strip
	last, err := s.turn(0)
	known := map[string]bool{}
	for n := 0; err == nil && !known[last]; n++ {
		known[last] = true
		if n == screensMost {
			out.notes = append(out.notes, fmt.Sprintf("the page goes on when the wheel is turned: it was followed for %d screens", n))
			break
		}
		var screen []byte
		if screen, err = s.tab.window(ctx, part); err == nil {
			err = whole.add(screen)
		}
		// A page that is still busy with one turn does not hear the next.
		for try := 0; err == nil && try < 2 && known[last]; try++ {
			last, err = s.turn(1)
		}
	}
	if err != nil {
		return out, err
	}
	for range len(known) {
		_, _ = s.turn(-1)
	}
	out.data, err = whole.close()
	return out, err
}
