package browser

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/tearsheet/tearsheet/browser/internal/pngjoin"

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
	view := s.tab.req.View.shown(size)
	return size.Height > view.Height+view.Height/10 || size.Width > view.Width+view.Width/4
}

// turns tells whether the page does not scroll but moves when the wheel is turned, and how
// large it is then: the wheel may bring more.
func (s *settler) turns(size extent) (bool, extent) {
	got, err := ask[struct{ Wheels, Locked, Deck bool }](s.soft, s.tab, "wheels", nil)
	if err != nil || s.scrolls(size) && !got.Locked || !got.Wheels && !got.Deck || !s.turnsOver(got.Wheels, false) {
		return false, size
	}
	if size, err = s.measure(); err != nil {
		return false, size
	}
	return got.Locked || !s.scrolls(size), size
}

// turnsOver tries whether the page shows something else when the wheel is turned, and turns it
// back. Where nothing is known of the page, what it says has to change: the wheel moves maps, too. A
// pane scrolls by itself: whether that counts, paned says.
func (s *settler) turnsOver(known, paned bool) bool {
	before, err := s.turn(0, false)
	if err != nil {
		return false
	}
	after, err := s.turnFrom(before, 1)
	if err != nil || after.View == before.View {
		return false
	}
	_, err = s.turnFrom(after, -1)
	turns := err == nil && (paned || after.Pane == before.Pane) && !zooms(before, after) && (known || shift(before, after) > 0 || !slices.Equal(after.Lines, before.Lines))
	s.swayed = s.swayed || !turns
	return turns
}

// turnTries is how often the wheel is turned before a page is taken to heed it not: one that
// is still busy with a turn does not hear the next, and some wait for a second one.
const (
	turnTries = 4
	turnPause = 1000 // ms of the page's clock between two tries
)

// turnFrom turns the wheel by so many windows, until the page shows something else.
func (s *settler) turnFrom(from turned, windows int) (turned, error) {
	now := from
	var err error
	for try := 0; err == nil && try < turnTries && now.View == from.View; try++ {
		if try > 0 { // some hear nothing for a while after a turn
			s.skip(s.soft, turnPause)
		}
		if try > 1 && !from.Native { // some take a single push for a mistake
			err = s.wheel(windows * from.reach())
		}
		if err == nil {
			now, err = s.turn(windows*from.reach(), from.Native)
		}
	}
	return now, err
}

// turned is the report of turn in js/world/wheel.js: what the window shows.
type turned struct {
	View  string   // the same where it shows the same
	Lines []string // what it says
	Marks []mark
	Pane  float64 // by which the pane is scrolled that takes up most of the window
	Paned bool    // there is one
	X, Y  float64
	Boxes []spotted

	Snaps, Native bool    // the pane stops at places of its own; it scrolls by itself
	Top, Bottom   float64 // of the pane in the window, or of the window
	Foot          float64 // where in the window begins what comes last; see around in js/world/wheel.js
}

// What comes into view in a pane may wait until it is well inside, and what is stuck to its head covers
// some of it: a screen is taken from its middle. Shares of its height.
const (
	paneAbove = 0.27 // that lies above what is taken
	paneBelow = 0.28 // that is left to the next screen
	paneSnaps = 0.8  // by which one is turned that goes on to its next place by itself, and is taken whole
)

// reach is by how many pixels the wheel is turned, so that nothing is jumped over.
func (t turned) reach() int {
	height := t.Bottom - t.Top
	switch {
	case t.Snaps:
		height *= paneSnaps
	case t.Paned:
		height *= 1 - paneAbove - paneBelow
	}
	return int(height)
}

// end is where in the window that ends which is taken of it, while more comes.
func (t turned) end() int {
	if t.Paned && !t.Snaps {
		return int(math.Round(t.Bottom - paneBelow*(t.Bottom-t.Top)))
	}
	return int(math.Round(t.Bottom))
}

// mark is a text of the page, and how far below the window's top it lies.
type mark struct {
	What string
	Y    float64
}

// turn turns the wheel by so many pixels, or scrolls the pane, and gives what the page shows then.
func (s *settler) turn(by int, native bool) (turned, error) {
	args := map[string]any{"moves": s.tab.req.Settle.Clock != ClockReal}
	switch {
	case native:
		args["by"] = by
	case by != 0:
		if err := s.wheel(by); err != nil {
			return turned{}, err
		}
	}
	return ask[turned](s.soft, s.tab, "turn", args)
}

// around has the page show what of it belongs into a screen: the first one, the next ones, and the
// last, where all stands again as it did.
func (s *settler) around(stage string) (turned, error) {
	return ask[turned](s.soft, s.tab, "around", map[string]any{"stage": stage, "moves": s.tab.req.Settle.Clock != ClockReal})
}

// wheel turns the wheel over the middle of the window, and does not wait for what comes of it.
func (s *settler) wheel(by int) error {
	view := s.tab.req.View
	middle := point{X: float64(view.Width) / 2, Y: float64(view.Height) / 2}
	return s.mouse(s.soft, middle, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, DeltaX: noDelta, DeltaY: float64(by)})
}

// shift gives by how much what is seen has moved up between two turns, in CSS pixels: by what most
// of its texts do, or else by what the pane was scrolled. A head above them that leaves its place as
// one scrolls has them move further than the pane. It is 0 where that is not to be told.
func shift(from, to turned) int {
	scrolled := int(math.Round(to.Pane - from.Pane))
	if scrolled < 0 {
		return 0
	}
	best, alike, moved := commonShift(from, to)
	switch {
	case scrolled > 0 && (alike < shiftTexts || alike*2 <= moved):
		return scrolled
	case alike*2 < moved: // it was not moved as a whole
		return 0
	}
	return best
}

// commonShift gives by how much most texts have moved up, how many have, and how many have moved at all.
func commonShift(from, to turned) (best, alike, moved int) {
	was, often := map[string]float64{}, map[string]int{}
	for _, l := range from.Marks {
		was[l.What] = l.Y
		often[l.What]++
	}
	votes := map[int]int{}
	for _, l := range to.Marks {
		if by := int(math.Round(was[l.What] - l.Y)); often[l.What] == 1 && by != 0 {
			votes[by]++
			moved++
		}
	}
	for by, n := range votes {
		if by >= shiftLeast && (n > votes[best] || n == votes[best] && by < best) {
			best = by
		}
	}
	return best, votes[best], moved
}

const (
	shiftLeast = 24 // CSS pixels: less is a thing that comes to rest
	shiftTexts = 3  // that are believed more than the pane
)

// advance turns the wheel until something else fills most of the window, and gives by how much
// what was seen has moved up; 0 where it was changed as a whole.
func (s *settler) advance(from turned) (turned, int, error) {
	now, err := s.turnFrom(from, 1)
	by := shift(from, now)
	reach := from.reach()
	for each := by; err == nil && !from.Native && by > 0 && by < reach*3/4; {
		for range min((reach*9/10-by)/each-1, wheelsMost) {
			if err := s.wheel(reach); err != nil {
				return now, by, err
			}
		}
		var next turned
		if next, err = s.turn(reach, false); err != nil || next.View == now.View {
			break
		}
		now, by = next, shift(from, next)
	}
	return now, by, err
}

// wheelsMost is how often the wheel is turned at once.
const wheelsMost = 40

// reel is a picture that is taken screen by screen, one below the other, and what is known of it.
type reel struct {
	whole pngjoin.Joiner
	tall  int  // CSS pixels
	view  View // through which it is seen
	as    testimony
}

// screens takes the picture screen by screen, as the wheel moves the page, one below the other.
// It tells what of the things that each shows is drawn in it.
func (s *settler) screens(ctx context.Context, size extent) (shot, testimony, error) {
	out := shot{format: "png"}
	r := reel{view: s.tab.req.View.shown(size)}
	last, err := s.turn(0, false)
	paned := last.Paned
	moved := 0 // by what the last turn brought, where that is less than a screen
	known := map[string]bool{}
	done := false
	defer func() { // what was held back comes back, whatever became of the picture
		if !done {
			_, _ = ask[testimony](s.tab.ctx, s.tab, "screensDone", nil)
		}
	}()
	for n := 0; err == nil && !known[last.View]; n++ {
		if last.X > 1 || last.Y > 1 {
			return out, r.as, errScrolls
		}
		if n == screensMost {
			out.notes = append(out.notes, fmt.Sprintf("the page goes on when the wheel is turned: it was followed for %d screens", n))
			break
		}
		if n == 0 && paned {
			if last, err = s.around("first"); err != nil {
				break
			}
		}
		if err = s.screen(ctx, &r, last, n == 0, moved); err != nil {
			break
		}
		if n == 0 && paned {
			if last, err = s.around("next"); err != nil {
				break
			}
		}
		known[last.View] = true
		last, moved, err = s.advance(last)
	}
	if err != nil && (len(known) < 2 || s.soft.Err() == nil) {
		return out, r.as, err
	}
	if paned && err == nil {
		last, err = s.foot(ctx, &r, last)
	}
	if before, lost := ask[testimony](s.tab.ctx, s.tab, "screensDone", nil); lost == nil {
		done = true
		r.as.Found, r.as.Unwritten = r.as.Found+before.lost(), before.Unwritten
		r.as.Missing = append(r.as.Missing, before.Missing...)
	}
	if err != nil { // what there was time for
		out.cut = true
		out.notes = append(out.notes, fmt.Sprintf("the page goes on when the wheel is turned: there was time for %d screens", len(known)))
	}
	for n := 1; err == nil && n < len(known); n++ {
		was := last
		if last, err = s.turnFrom(last, -1); last.View == was.View {
			break
		}
	}
	out.data, err = r.whole.Close()
	return out, r.as, err
}

// screen adds what the window shows to the picture, but for what stands above it already.
func (s *settler) screen(ctx context.Context, r *reel, now turned, first bool, moved int) error {
	top := 0
	if !first {
		top = int(math.Round(now.Top))
	}
	if moved > 0 {
		top = max(top, now.end()-moved)
	}
	return s.take(ctx, r, now, top, now.end())
}

// foot ends the picture of a pane with what its last screen shows below what was taken of it, and
// with what stands below the pane, or over its foot.
func (s *settler) foot(ctx context.Context, r *reel, last turned) (turned, error) {
	if err := s.take(ctx, r, last, last.end(), int(math.Round(last.Bottom))); err != nil {
		return last, err
	}
	last, err := s.around("last")
	if err != nil {
		return last, err
	}
	return last, s.take(ctx, r, last, int(math.Round(last.Foot)), r.view.Height)
}

// take adds a part of the window to the picture, and takes down what is in it and which of its texts
// are drawn.
func (s *settler) take(ctx context.Context, r *reel, now turned, top, bottom int) error {
	if bottom <= top {
		return nil
	}
	part, err := s.tab.window(ctx, box{Y: float64(top), Width: float64(r.view.Width), Height: float64(bottom - top)})
	if err != nil {
		return err
	}
	if _, err := ask[struct{}](s.soft, s.tab, "taken", map[string]int{"top": top, "bottom": bottom}); err != nil {
		return err
	}
	var texts []spotted
	for _, b := range now.Boxes {
		b.Y -= float64(top)
		if b.Kind == "text" && b.Y >= 0 && b.Y+b.Height <= float64(bottom-top) {
			texts = append(texts, b)
		}
	}
	flat, err := blanks(part, texts, r.view.Scale)
	if err != nil {
		return err
	}
	r.as.Found, r.as.Shown = r.as.Found+len(texts), r.as.Shown+len(texts)-len(flat)
	for _, b := range flat {
		r.as.Missing = append(r.as.Missing, sight{What: b.Kind, Why: "blank", X: b.X, Y: b.Y + float64(r.tall), Width: b.Width, Height: b.Height})
	}
	r.tall += bottom - top
	return r.whole.Add(part)
}
