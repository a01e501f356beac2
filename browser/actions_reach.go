package browser

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/dom"
)

// point is a place in the window, in CSS pixels.
type point struct {
	X, Y   float64
	Why    string // it cannot be reached
	Absent bool   // since nothing matches
}

// lookFor is how long the page itself is asked for an element before the frames of
// other sites in it are.
const lookFor = 250 * time.Millisecond

// locate waits for an element that can be reached, in the page or in a frame of another
// site, where the page cannot look.
func (s *settler) locate(ctx context.Context, a Action) (point, error) {
	until := time.Now().Add(a.Timeout)
	ctx, cancel := context.WithDeadline(ctx, until.Add(time.Second)) // the page's own answer should come first
	defer cancel()
	for {
		left := max(0, time.Until(until))
		budget := left
		others := s.tab.world.otherFrames(s.tab.net.mainFrame())
		if len(others) > 0 {
			budget = min(left, lookFor)
		}
		s.holder = ""
		at, err := ask[point](ctx, s.tab, "locate", map[string]any{"target": a.Target, "budget": budget.Milliseconds()})
		switch {
		case isGone(err) && ctx.Err() == nil: // another document came
			continue
		case err != nil && ctx.Err() != nil && s.soft.Err() == nil:
			return at, fmt.Errorf("the page did not answer within %s", a.Timeout)
		case err != nil || at.Why == "":
			return at, err
		}
		if at.Absent {
			if inside, ok := s.locateInFrames(ctx, a, others); ok {
				return inside, nil
			}
		}
		if time.Until(until) <= 0 {
			return at, fmt.Errorf("%s within %s", at.Why, a.Timeout)
		}
	}
}

// locateInFrames looks for an element in frames of other sites.
func (s *settler) locateInFrames(ctx context.Context, a Action, frames []frameWorld) (point, bool) {
	for _, f := range frames {
		at, err := askIn[point](ctx, s.tab, f.world, "locate", map[string]any{"target": a.Target, "budget": 0})
		if err != nil || at.Why != "" {
			continue
		}
		corner, err := s.cornerOf(ctx, f)
		if err != nil {
			continue
		}
		s.holder = f.world
		return point{X: at.X + corner.X, Y: at.Y + corner.Y}, true
	}
	return point{}, false
}

// cornerOf is where the content of a frame begins in the window.
func (s *settler) cornerOf(ctx context.Context, f frameWorld) (point, error) {
	owner, err := callIn(ctx, s.tab, dom.GetFrameOwner, dom.GetFrameOwnerParams{FrameID: f.frame})
	if err != nil {
		return point{}, err
	}
	model, err := callIn(ctx, s.tab, dom.GetBoxModel, dom.GetBoxModelParams{BackendNodeID: owner.BackendNodeID})
	if err != nil {
		return point{}, err
	}
	if model.Model == nil || len(model.Model.Content) < 2 {
		return point{}, fmt.Errorf("the frame has no place")
	}
	return point{X: model.Model.Content[0], Y: model.Model.Content[1]}, nil
}

// askHolder asks in the frame of the element that was located.
func askHolder[R any](ctx context.Context, s *settler, name string, argument any) (R, error) {
	if s.holder != "" {
		return askIn[R](ctx, s.tab, s.holder, name, argument)
	}
	return ask[R](ctx, s.tab, name, argument)
}

// scrollTo scrolls to an element, on and on until it comes; by pixels; or to an end.
func (s *settler) scrollTo(ctx context.Context, a Action) error {
	to := a.Value
	_, err := strconv.Atoi(to)
	if a.Target != "" || err != nil && to != "top" && to != "bottom" {
		set(&a.Target, to)
		to = a.Target
		s.onward(ctx, a)
		if _, err := s.locate(ctx, a); err != nil {
			return err
		}
	}
	got, err := askHolder[point](ctx, s, "scroll", map[string]string{"to": to})
	return got.orError(err)
}

// onward scrolls the page to its end as long as it grows there, until an element is there.
func (s *settler) onward(ctx context.Context, a Action) {
	ctx, cancel := context.WithTimeout(ctx, a.Timeout)
	defer cancel()
	for height := -1; ctx.Err() == nil; {
		got, err := ask[struct{ There bool }](ctx, s.tab, "onward", map[string]string{"target": a.Target})
		if err != nil || got.There {
			return
		}
		s.tab.net.stir()
		s.rest("scrolling on")
		size, err := s.measure()
		if err != nil || size.Height == height {
			return // what is still to come comes by itself
		}
		height = size.Height
	}
}

// orError is the error of a call, or what the page says against it.
func (p point) orError(err error) error {
	if err == nil && p.Why != "" {
		return fmt.Errorf("%s", p.Why)
	}
	return err
}
