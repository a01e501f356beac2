package browser

import "fmt"

// tallest is the highest window that a page is given, in CSS pixels: all of most
// pages, so that everything is in view at once; longer ones are scrolled through.
const tallest = 16000

// extent is the report of js/world/measure.js.
type extent struct {
	Width  int `json:"width"`
	Height int `json:"height"` // of the document
	Needs  int `json:"needs"`  // window height that shows all of it, inner scrollers included
	Window int `json:"window"` // height of the window
	Nodes  int `json:"nodes"`
}

// more makes the page show what it has: it wakes lazy content, gives it a window as
// tall as itself, scrolls through what is longer, presses 'load more', and follows it
// while it grows. It returns notes on what was capped, and whether the tall window has
// to stay, because the page only draws what is in view.
func (s *settler) more() (notes []string, tall bool, pressed map[string]int) {
	view := s.tab.req.View
	pressed = map[string]int{}
	first, err := ask[struct {
		extent
		Waits bool `json:"waits"` // to be seen
	}](s.soft, s.tab, "wake", nil)
	if err != nil || !first.Waits {
		return nil, false, pressed
	}
	s.height = max(first.Needs, view.Height) + s.tab.req.Settle.ScrollPages*view.Height
	now := first.extent
	for round := 0; round < s.pace.rounds && s.soft.Err() == nil; round++ {
		size := min(max(now.Needs, view.Height), tallest)
		if size > now.Window {
			_ = s.tab.setViewport(view.Width, size)
		}
		_, _ = ask[struct{}](s.soft, s.tab, "sweep", map[string]any{"step": 0, "stops": now.Needs/size + 2})
		s.rest("lazy content")
		opened, err := ask[struct {
			Details int
			Pressed []string
			Size    extent
		}](s.soft, s.tab, "expand", map[string]any{"press": true})
		for _, name := range opened.Pressed {
			pressed[name]++
		}
		after := opened.Size
		if opened.Details+len(opened.Pressed) > 0 {
			s.rest("what was opened")
			after, err = s.measure()
		}
		if err != nil {
			break
		}
		if after.Height > s.height {
			notes = append(notes, fmt.Sprintf("the page goes on below %d px: infinite scroll was followed for %d windows", after.Height, s.tab.req.Settle.ScrollPages))
			now = after
			break
		}
		grew := after.Needs > now.Needs+2 || len(opened.Pressed) > 0
		now = after
		if !grew {
			break
		}
	}
	s.height = 0
	if filled, _ := ask[struct{ Filled int }](s.soft, s.tab, "fill", nil); filled.Filled > 0 {
		s.rest("filled pictures")
	}
	return notes, s.restore(now), pressed
}

// restore gives the page its own window back, unless it then drops what it drew, or
// shows only a part of it in a pane of its own.
func (s *settler) restore(tall extent) (stays bool) {
	view := s.tab.req.View
	if tall.Window == view.Height {
		return false
	}
	_ = s.tab.setViewport(view.Width, view.Height)
	small, err := ask[extent](s.soft, s.tab, "rest", nil)
	if err != nil {
		return false
	}
	inPane := small.Needs > small.Height+view.Height/3
	drops := small.Nodes < tall.Nodes*97/100-5
	if !inPane && !drops || tall.Window < tall.Height {
		return false
	}
	_ = s.tab.setViewport(view.Width, tall.Window)
	s.rest("the tall window")
	return true
}

// measure gives the size of the page now.
func (s *settler) measure() (extent, error) {
	return ask[extent](s.tab.ctx, s.tab, "measure", nil)
}
