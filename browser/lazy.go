package browser

import "fmt"

// tallest is the height in CSS pixels of a window that a page may keep, which only draws
// what is in view. Chrome draws all that is in the window.
const tallest = 16000

// extent is the report of js/world/measure.js.
type extent struct {
	Width    int  `json:"width"`
	Height   int  `json:"height"`  // of the document
	Needs    int  `json:"needs"`   // window height that shows all of it, inner scrollers included
	Content  int  `json:"content"` // height of all that scrolls together
	Deepest  int  `json:"deepest"` // height of the tallest of it
	Window   int  `json:"window"`  // height of the window
	Across   int  `json:"across"`  // width of the window
	Nodes    int  `json:"nodes"`
	Moved    bool `json:"moved"`    // something is elsewhere for the picture
	Leftward bool `json:"leftward"` // it begins at the right
}

// revealed tells how a page was made to show what it has.
type revealed struct {
	notes   []string       // on what was capped
	pressed map[string]int // names of buttons
}

// and adds what a further look at the page revealed.
func (r *revealed) and(more *revealed) {
	if more == nil {
		return
	}
	r.notes = append(r.notes, more.notes...)
	for name, times := range more.pressed {
		r.pressed[name] += times
	}
}

// more makes the page show what it has: it wakes lazy content, scrolls through it as a
// person does, presses 'load more', and follows it while it grows. It returns nil where
// there was nothing that waits to be seen.
func (s *settler) more() *revealed {
	view := s.tab.req.View
	now, err := ask[struct {
		extent
		Waits bool `json:"waits"` // to be seen
	}](s.soft, s.tab, "wake", nil)
	if err != nil || !now.Waits {
		return nil
	}
	out := &revealed{pressed: map[string]int{}}
	s.height = max(now.Needs, now.Deepest, view.Height) + s.tab.req.Settle.ScrollPages*view.Height
	size := now.extent
	for round := 0; round < s.pace.rounds && s.soft.Err() == nil; round++ {
		after, buttons, err := s.look()
		if err != nil {
			break
		}
		for _, name := range buttons {
			out.pressed[name]++
		}
		if after.Deepest > s.height {
			out.notes = append(out.notes, fmt.Sprintf("the page goes on below %d px: infinite scroll was followed for %d windows", after.Deepest, s.tab.req.Settle.ScrollPages))
			break
		}
		grew := after.Content > size.Content+2 || len(buttons) > 0
		size = after
		if !grew {
			break
		}
	}
	s.height, s.limit = 0, s.height
	if filled, _ := ask[struct{ Filled int }](s.soft, s.tab, "fill", nil); filled.Filled > 0 {
		s.rest("filled pictures")
	}
	return out
}

// walkMost is how often a walk through the page may stop.
const walkMost = 400

// walk are the arguments of a walk through the page: how often it may stop, how far down it
// may go, and whether the page's clock may be moved.
func (s *settler) walk() map[string]any {
	return map[string]any{"stops": walkMost, "limit": max(s.height, s.limit), "moves": s.tab.req.Settle.Clock != ClockReal}
}

// look shows the page what it has not been shown of itself, and opens what hides more. It
// returns the size that the page then has, and the buttons that were pressed.
func (s *settler) look() (after extent, pressed []string, err error) {
	before, err := ask[extent](s.soft, s.tab, "sweep", s.walk())
	if isGone(err) {
		s.rest("the page after it was scrolled")
	}
	s.rest("lazy content")
	opened, err := ask[struct {
		Details int
		Pressed []string
		Size    extent
	}](s.soft, s.tab, "expand", map[string]any{"press": true})
	after = opened.Size
	if opened.Details > 0 && len(opened.Pressed) == 0 { // what is opened is no more of itself when it is opened again
		s.height += max(0, after.Deepest-before.Deepest)
	}
	if opened.Details+len(opened.Pressed) > 0 {
		s.rest("what was opened")
		after, err = s.measure()
	}
	return after, opened.Pressed, err
}

// measure gives the size of the page now.
func (s *settler) measure() (extent, error) {
	return ask[extent](s.tab.ctx, s.tab, "measure", nil)
}
