package browser

import (
	"context"
	"sync"
	"time"
)

// Frames of other sites that are asked for their timers, how many in a row are waited for, and how
// long a frame may take to answer.
const (
	apartMost     = 30
	apartTimers   = 6
	apartPatience = time.Second
)

// restApart moves the clocks of frames of other sites to the timers that come next in them, as
// rest does for the page and the frames of its own site.
func (s *settler) restApart() {
	if s.tab.req.Settle.Clock == ClockReal {
		return
	}
	// It is one phase for them, so that what comes again and again in it is told from work.
	arguments := map[string]int64{"horizon": s.pace.horizon.Milliseconds(), "steps": s.pace.steps.Milliseconds(), "phase": int64(len(s.waits) + 1)}
	for range apartTimers {
		due := map[string]float64{} // by the frame's world
		frames := s.tab.world.otherFrames(s.tab.net.mainFrame())
		var all sync.WaitGroup
		var mu sync.Mutex
		for _, f := range frames[:min(len(frames), apartMost)] {
			all.Go(func() {
				ctx, cancel := context.WithTimeout(s.soft, apartPatience)
				defer cancel()
				if got, err := askIn[struct{ Due float64 }](ctx, s.tab, f.world, "dueApart", arguments); err == nil && got.Due > 0 {
					mu.Lock()
					defer mu.Unlock()
					due[f.world] = got.Due
				}
			})
		}
		all.Wait()
		if len(due) == 0 {
			return
		}
		for world, ms := range due {
			ctx, cancel := context.WithTimeout(s.soft, apartPatience)
			_, _ = askIn[struct{}](ctx, s.tab, world, "skip", map[string]float64{"ms": ms})
			cancel()
		}
		s.rest("frames of other sites")
	}
}
