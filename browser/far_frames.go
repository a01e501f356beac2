package browser

import (
	"context"
	"encoding/base64"
	"fmt"
)

// farMost is how many windows are looked into for frames of other sites.
const farMost = 40

// drawFar has the picture show the frames of other sites that lie outside of the window, which
// Chrome leaves blank; see js/world/far_frames.js. How many are not drawn goes into the plan.
func (s *settler) drawFar(ctx context.Context, far []box) {
	if len(far) == 0 || s.tab.req.Picture.Viewport || !s.plan.fromTop() {
		return
	}
	s.laidFar = true
	windows, blank := 0, 0
	for _, frame := range far {
		looked, err := s.layFar(ctx, frame, farMost-windows)
		windows += looked
		if err != nil || windows >= farMost {
			blank++
		}
	}
	_, _ = ask[struct{}](s.tab.ctx, s.tab, "leaveFar", nil)
	if blank > 0 {
		s.plan.left = append(s.plan.left, fmt.Sprintf("%d frames of other sites are not drawn whole", blank))
	}
}

// layFar lays over a frame what the window shows of it, in so many windows at the most.
func (s *settler) layFar(ctx context.Context, frame box, most int) (windows int, err error) {
	end := frame.Y + frame.Height
	for y := frame.Y; y < end-1; windows++ {
		if windows == most {
			return windows, nil
		}
		part, err := ask[box](ctx, s.tab, "showFar", map[string]float64{"x": frame.X, "y": y, "width": frame.Width, "height": min(end-y, float64(s.tab.req.View.Height))})
		if err != nil {
			return windows, err
		}
		if part.Width < 1 || part.Height < 1 || part.Y+part.Height <= y {
			return windows, fail(KindBrowser, nil, "the frame does not come into the window")
		}
		picture, err := s.tab.window(ctx, part)
		if err != nil {
			return windows, err
		}
		if _, err := ask[struct{}](ctx, s.tab, "layFar", map[string]any{
			"picture": base64.StdEncoding.EncodeToString(picture), "x": part.X, "y": part.Y, "width": part.Width, "height": part.Height,
		}); err != nil {
			return windows, err
		}
		y = part.Y + part.Height
	}
	return windows, nil
}

// liftFar takes away what drawFar has laid over frames.
func (s *settler) liftFar() {
	if s.laidFar {
		s.laidFar = false
		_, _ = ask[struct{}](s.tab.ctx, s.tab, "liftFar", nil)
	}
}
