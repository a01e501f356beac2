package browser

import "fmt"

// Heights of windows in CSS pixels. Chrome draws all that is in the window: a page of
// 16,000 px that is looked at in one piece takes 80 MB for it, and no less time than one
// that is scrolled through.
const (
	lookedAt = 4000  // in which a page is scrolled through
	tallest  = 16000 // that a page may keep, which only draws what is in view
)

// extent is the report of js/world/measure.js.
type extent struct {
	Width  int `json:"width"`
	Height int `json:"height"` // of the document
	Needs  int `json:"needs"`  // window height that shows all of it, inner scrollers included
	Window int `json:"window"` // height of the window
	Nodes  int `json:"nodes"`
}

// revealed tells how a page was made to show what it has.
type revealed struct {
	notes   []string       // on what was capped
	tall    bool           // the tall window has to stay: the page only draws what is in view
	pressed map[string]int // names of buttons
}

// more makes the page show what it has: it wakes lazy content, gives it a window as
// tall as itself, scrolls through what is longer, presses 'load more', and follows it
// while it grows. It returns nil where there was nothing that waits to be seen.
func (s *settler) more() *revealed {
	view := s.tab.req.View
	first, err := ask[struct {
		extent
		Waits bool `json:"waits"` // to be seen
	}](s.soft, s.tab, "wake", nil)
	if err != nil || !first.Waits {
		return nil
	}
	out := &revealed{pressed: map[string]int{}}
	now, most := first.extent, lookedAt
	for round := 0; round < s.pace.rounds && s.soft.Err() == nil; round++ {
		size := min(max(now.Needs, view.Height), most)
		if size > now.Window {
			now = s.stretch(now, size)
			if now.Window == view.Height {
				most, size = view.Height, view.Height
			}
		}
		if round == 0 {
			s.height = max(now.Needs, view.Height) + s.tab.req.Settle.ScrollPages*view.Height
		}
		after, buttons, err := s.look(now.Needs/size + 2)
		if err != nil {
			break
		}
		for _, name := range buttons {
			out.pressed[name]++
		}
		if after.Height > s.height && after.Window > view.Height {
			small, err := s.shrink()
			if err == nil && small.Height <= s.height { // a script made it as tall for the window
				now, most = small, view.Height
				continue
			}
		}
		if after.Height > s.height {
			out.notes = append(out.notes, fmt.Sprintf("the page goes on below %d px: infinite scroll was followed for %d windows", after.Height, s.tab.req.Settle.ScrollPages))
			now = after
			break
		}
		grew := after.Needs > now.Needs+2 || len(buttons) > 0
		now = after
		if !grew {
			break
		}
	}
	s.height = 0
	if filled, _ := ask[struct{ Filled int }](s.soft, s.tab, "fill", nil); filled.Filled > 0 {
		s.rest("filled pictures")
	}
	out.tall = s.restore(now)
	return out
}

// look shows all of the page to it, in so many windows, and opens what hides more. It
// returns the size that the page then has, and the buttons that were pressed.
func (s *settler) look(stops int) (after extent, pressed []string, err error) {
	_, _ = ask[struct{}](s.soft, s.tab, "sweep", map[string]any{"stops": stops, "moves": s.tab.req.Settle.Clock != ClockReal})
	s.rest("lazy content")
	opened, err := ask[struct {
		Details int
		Pressed []string
		Size    extent
	}](s.soft, s.tab, "expand", map[string]any{"press": true})
	after = opened.Size
	if opened.Details+len(opened.Pressed) > 0 {
		s.rest("what was opened")
		after, err = s.measure()
	}
	return after, opened.Pressed, err
}

// stretch gives the page a taller window, and tells the size that it has there: the page
// itself may be taller for it. One of which more than two parts are as tall as the window
// keeps its own: a taller one shows no more of it.
func (s *settler) stretch(now extent, height int) extent {
	view := s.tab.req.View
	_ = s.tab.setViewport(view.Width, height)
	tall, err := s.measure()
	if err != nil {
		return now
	}
	if tall.Needs-now.Needs > 2*(height-now.Window) {
		_ = s.tab.setViewport(view.Width, view.Height)
		now.Window = view.Height
		return now
	}
	return tall
}

// restore gives the page its own window back, unless it then drops what it drew, or
// shows only a part of it in a pane of its own.
func (s *settler) restore(tall extent) (stays bool) {
	view := s.tab.req.View
	if tall.Window == view.Height {
		return false
	}
	small, err := s.shrink()
	if err != nil {
		return false
	}
	inPane := small.Needs > small.Height+view.Height/3
	drops := small.Nodes < tall.Nodes*97/100-5
	if !inPane && !drops || tall.Height > tallest {
		return false
	}
	_ = s.tab.setViewport(view.Width, min(tall.Needs, tallest))
	s.rest("the tall window")
	return true
}

// shrink gives the page its own window, and tells the size that it comes to rest with.
func (s *settler) shrink() (extent, error) {
	_ = s.tab.setViewport(s.tab.req.View.Width, s.tab.req.View.Height)
	return ask[extent](s.soft, s.tab, "rest", nil)
}

// measure gives the size of the page now.
func (s *settler) measure() (extent, error) {
	return ask[extent](s.tab.ctx, s.tab, "measure", nil)
}
