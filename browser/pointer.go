package browser

import (
	"context"

	"github.com/chromedp/cdproto/input"
)

// lendHand moves the mouse, or touches the screen, where the page waits for that: many hold
// their scripts back until somebody is there. It does so in a corner, where little lies under
// the pointer, presses nothing, and goes; a wheel it turns by nothing.
func (s *settler) lendHand() {
	if !s.heeds || s.soft.Err() != nil {
		return
	}
	s.heeds = false
	touch := s.mouseAlong
	if s.tab.req.View.Mobile {
		touch = s.touchOff
	}
	at, err := ask[point](s.soft, s.tab, "handPlace", nil)
	if err == nil && touch(s.soft, at) == nil {
		s.rest("what a hand sets off")
	}
}

func (s *settler) mouseAlong(ctx context.Context, at point) error {
	for _, does := range []struct {
		at    point
		event input.DispatchMouseEventParams
	}{
		{at, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved}},
		{at, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, DeltaX: noDelta, DeltaY: -noDelta}},
		{point{X: at.X, Y: at.Y + 1}, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved}},
		{point{X: at.X - 50, Y: at.Y + 1}, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved}},
	} {
		if err := s.mouse(ctx, does.at, does.event); err != nil {
			return err
		}
	}
	return nil
}

// touchOff begins to touch and thinks better of it, so that it is no tap.
func (s *settler) touchOff(ctx context.Context, at point) error {
	for _, event := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at.X, Y: at.Y}}},
		{Type: input.DispatchTouchEventTypeTouchCancel, TouchPoints: []*input.TouchPoint{}},
	} {
		if err := s.touch(ctx, event); err != nil {
			return err
		}
	}
	return nil
}
