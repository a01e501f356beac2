package browser

import "context"

// plan is how the picture of a page is taken, and what is known to be amiss with it.
type plan struct {
	strategy  string
	left      []string // what it cannot show, as scrollers that still hide a part of what is in them
	needs     int      // height of a window in which those of them were open that grow with it
	opened    bool     // scrollers were opened: what was seen in them may not come again
	certain   bool     // what is not in the picture is there to be seen
	unchecked bool     // the picture could not be held against what was seen

	tall, lacks int // height of a window that shows all but so many things, 0 if there is none
}

// shoot takes the picture as planned, and tells what of the things seen is in it; nil where
// the picture is not meant to be of the whole page.
func (s *settler) shoot(ctx context.Context, size extent) (shot, *testimony, error) {
	ask := s.tab.req.Picture
	if len(ask.Selectors) > 0 || ask.Viewport {
		got, err := s.tab.picture(ctx, size)
		return got, nil, err
	}
	switch s.plan.strategy {
	case strategyJoined:
		got, as, err := s.joined(ctx, size)
		if err == nil && (s.plan.tall == 0 || as.lost() <= s.plan.lacks) {
			return got, &as, nil
		}
		s.plan.strategy = strategyScrolled
		if s.plan.tall > 0 && s.heighten(s.plan.tall) {
			s.plan.strategy = strategyTall
			s.openScrollers(&s.plan)
			if size, err = s.measure(); err != nil {
				return shot{}, nil, err
			}
		}
	case strategyScreens:
		if got, as, err := s.screens(ctx, size); err == nil {
			return got, &as, nil
		}
		s.plan.strategy = strategyScrolled
		if now, err := s.measure(); err == nil {
			size = now
		}
	}
	got, err := s.tab.picture(ctx, size)
	if err != nil {
		return got, nil, err
	}
	as, err := s.attest(size)
	if err != nil {
		got.notes = append(got.notes, "the picture could not be held against what was seen: "+err.Error())
		s.plan.unchecked = true
		return got, nil, nil
	}
	switch {
	case as.astray() == 0:
	case !s.plan.certain && !s.stillThere(as):
		if !s.plan.opened {
			as.Found, as.Missing = as.Shown, nil
		}
	case s.plan.strategy == strategyScrolled: // what was there a moment ago
		if joined, again, err := s.joined(ctx, size); err == nil && again.lost() < as.lost() {
			s.plan.strategy = strategyJoined
			return joined, &again, nil
		}
	}
	if got.format == "png" {
		blank, faint := s.blank(ctx, got.data, as.Boxes)
		if len(blank) > 0 && s.plan.strategy == strategyScrolled { // it is drawn while it is in view
			joined, again, err := s.joined(ctx, size)
			if err == nil && again.lost() == 0 {
				if left, _ := s.blank(ctx, joined.data, as.Boxes); len(left) == 0 {
					s.plan.strategy = strategyJoined
					return joined, &again, nil
				}
			}
		}
		as.Missing, as.Shown = append(as.Missing, blank...), as.Shown-len(blank)
		as.faint = faint
		if as.Found == 0 {
			as.Found, as.Shown = len(as.Boxes), len(as.Boxes)-len(blank)
		}
	}
	return got, &as, nil
}

// spreads tells whether the picture shows the whole page from where it stands, so that what
// keeps to the window's foot would lie over its middle.
func (s *settler) spreads() bool {
	ask := s.tab.req.Picture
	return len(ask.Selectors) == 0 && !ask.Viewport && s.plan.fromTop()
}

// fromTop tells whether the picture is taken at once while the page's own window is at its top.
func (p plan) fromTop() bool { return p.strategy == strategyStill || p.strategy == strategyScrolled }

// atOnce tells whether the window stays in its place until the picture is taken.
func (p plan) atOnce() bool { return p.fromTop() || p.strategy == strategyTall }

// choose finds the strategy by which the picture shows what a person sees: the page as it
// stands, else in a window as tall as itself, else joined from what its own window shows.
// What the wheel brings meanwhile is looked through as well, and added to what was revealed, which is
// nil where nothing waits to be seen.
func (s *settler) choose(more *revealed) plan {
	view := s.tab.req.View
	out := plan{strategy: strategyStill}
	if more == nil || s.tab.req.Picture.Viewport {
		return out
	}
	out.strategy = strategyScrolled
	if s.soft.Err() != nil {
		return out
	}
	s.witness()
	size, err := s.measure()
	if err != nil {
		return out
	}
	turns, now := s.turns(size)
	switch {
	case turns:
		out.strategy = strategyScreens
		return out
	case s.scrolls(now) && !s.scrolls(size):
		more.and(s.more())
		s.witness()
		if now, err = s.measure(); err != nil {
			return out
		}
	case s.swayed: // what it was turned back to may be made anew
		s.witness()
	}
	size = now
	if size.Needs > size.Height+view.Height/3 && s.heighten(min(size.Needs, tallest)) {
		out.strategy = strategyTall
		// What is as tall as the window shows no more of itself in a taller one.
		if tall, err := s.measure(); err == nil && tall.Needs > size.Needs*3/2 {
			out.strategy = strategyScrolled
			s.lower()
		}
	}
	bare := s.openScrollers(&out)
	if (bare || len(out.left) > 0) && s.turnsPane(out.strategy == strategyTall) {
		return plan{strategy: strategyScreens}
	}
	if bare && out.strategy == strategyTall { // most of it would be blank
		out.strategy = strategyScrolled
		s.lower()
	}
	if size, err = s.measure(); err != nil {
		return out
	}
	// A pane that stays in its place grows with the window only.
	if needs := max(size.Needs, out.needs); len(out.left) > 0 && !bare && out.strategy == strategyScrolled && (needs > size.Height || out.needs > 0) && needs <= max(besideMost*size.Height, besideWindows*view.Height) {
		if size, err = s.growsPanes(&out, size, max(needs, size.Height)); err != nil {
			return out
		}
	}
	as, err := s.attest(size)
	if err != nil || as.lost() == 0 {
		return out
	}
	if (out.strategy == strategyTall || out.opened) && as.lost()*20 > as.Found {
		out = s.reconsidered(out, as)
	} else {
		out.certain = s.stillThere(as)
	}
	if !out.certain || out.strategy != strategyScrolled {
		return out
	}
	if size.Height <= tallest && size.Height > view.Height {
		if s.heighten(size.Height) {
			if tall, err := s.measure(); err == nil && near(tall.Height, size.Height) {
				again, err := s.attest(tall)
				if err == nil && again.astray() == 0 {
					out.strategy = strategyTall
					s.openScrollers(&out)
					return out
				}
				if err == nil && again.lost()*20 <= as.lost() {
					out.tall, out.lacks = tall.Height, again.lost()
				}
			}
		}
		s.lower()
	}
	if as.astray() > 0 {
		out.strategy = strategyJoined
	}
	return out
}

// How tall a window may be for what stands beside the page: so many times the page, or windows.
const (
	besideMost    = 3
	besideWindows = 5
)

// growsPanes gives the page a window of that height if more of its panes is seen there and the page
// is not another one for it. It tells the size that the page then has.
func (s *settler) growsPanes(to *plan, size extent, height int) (extent, error) {
	if height > tallest || !s.heighten(height) {
		return size, nil
	}
	shut := len(to.left)
	s.openScrollers(to)
	tall, err := s.measure()
	if err != nil || len(to.left) < shut && near(tall.Height, height) {
		to.strategy = strategyTall
		return tall, err
	}
	s.lower()
	s.openScrollers(to)
	return s.measure()
}

// reconsidered looks whether what a tall window or opened panes do not show is there in the page's own
// window, with panes as they were. Then the page is followed by the wheel where that moves it.
func (s *settler) reconsidered(out plan, as testimony) plan {
	if out.opened {
		_, _ = ask[struct{}](s.soft, s.tab, "closeScrollers", nil)
	}
	tall := out.strategy == strategyTall
	if tall {
		s.lower()
	} else {
		s.rest("closed panes")
	}
	if out.certain = s.stillThere(as); out.certain && s.turnsPane(false) {
		return plan{strategy: strategyScreens}
	}
	if size, err := s.measure(); tall && err == nil {
		s.heighten(min(size.Needs, tallest))
	}
	s.openScrollers(&out)
	return out
}

// near tells whether two heights are the same but for what a window does to a page.
func near(a, b int) bool { return a*10 <= b*11 && b*10 <= a*11 }

// heighten gives the page a taller window and waits for what it makes of it.
func (s *settler) heighten(height int) bool {
	view := s.tab.req.View
	if height <= view.Height || s.tab.setViewport(view.Width, height) != nil {
		return false
	}
	s.rest("the tall window")
	return true
}

// lower gives the page its own window back.
func (s *settler) lower() {
	view := s.tab.req.View
	if s.tab.setViewport(view.Width, view.Height) == nil {
		s.rest("the page's own window")
	}
}

// openScrollers makes panes and bodies that scroll as tall as what is in them, and says in the
// plan what could not be opened. It tells whether one was closed again, as it showed no more.
func (s *settler) openScrollers(to *plan) (bare bool) {
	type report struct {
		Count, Needs int
		Left         []string
	}
	to.left, to.needs = nil, 0
	got, err := ask[report](s.soft, s.tab, "openScrollers", nil)
	if err != nil {
		return false
	}
	to.left, to.needs = got.Left, got.Needs
	if got.Count == 0 {
		return false
	}
	to.opened = true
	s.rest("opened panes")
	shut, err := ask[report](s.soft, s.tab, "closeBare", nil)
	if err != nil || shut.Count == 0 {
		return false
	}
	s.rest("closed panes")
	to.left = append(to.left, shut.Left...)
	return true
}

// turnsPane tells whether a pane fills the window that shows more as the wheel is turned, and
// does not bear to be opened: it is closed again then.
func (s *settler) turnsPane(tall bool) bool {
	got, err := ask[struct{ Fills bool }](s.soft, s.tab, "paneFills", nil)
	if err != nil || !got.Fills {
		return false
	}
	if _, err := ask[struct{}](s.soft, s.tab, "closeScrollers", nil); err != nil {
		return false
	}
	if tall {
		s.lower()
	}
	s.rest("closed panes")
	if s.turnsOver(true, true) {
		return true
	}
	if size, err := s.measure(); tall && err == nil {
		s.heighten(min(size.Needs, tallest))
	}
	var again plan
	s.openScrollers(&again)
	return false
}

// stillThere goes back to where things were seen that are missing now: where none can be seen
// again, the page has changed them by itself and not for the way it is looked at.
func (s *settler) stillThere(as testimony) bool {
	args := s.walk()
	args["missing"] = as.Missing
	got, err := ask[struct{ Again, Of int }](s.soft, s.tab, "recall", args)
	return err == nil && got.Again > 0
}
