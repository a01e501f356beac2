package browser

import (
	"context"
	"math"
	"strings"
	"sync/atomic"
	"time"
)

// pace is a set of budgets: how long rest must last to count, and how long to wait for it.
type pace struct {
	quiet     time.Duration // without a change
	network   time.Duration // without a request
	calm      time.Duration // without either, where nothing is planned and nothing is under way
	horizon   time.Duration // timers of the page that are due within this are waited for
	steps     time.Duration // work in steps, one timer after the other, is followed this long
	restless  time.Duration // a page that changes without growing is watched this long
	animation time.Duration // a drawing that moves is waited for this long
	busy      time.Duration // a page that says that it is busy is waited for this long
	load      time.Duration // for the load event
	phase     time.Duration // for one wait
	rounds    int           // of looking for more
}

var paces = map[Pace]pace{
	PaceFast: {
		quiet: 150 * time.Millisecond, network: 150 * time.Millisecond, calm: 30 * time.Millisecond,
		horizon: time.Second, steps: 500 * time.Millisecond,
		restless: time.Second, animation: 500 * time.Millisecond, busy: time.Second,
		load: 6 * time.Second, phase: 4 * time.Second, rounds: 4,
	},
	PaceNormal: {
		quiet: 300 * time.Millisecond, network: 300 * time.Millisecond, calm: 50 * time.Millisecond,
		horizon: 6 * time.Second, steps: 2500 * time.Millisecond,
		restless: 3 * time.Second, animation: 3 * time.Second, busy: 5 * time.Second,
		load: 12 * time.Second, phase: 12 * time.Second, rounds: 12,
	},
	PacePatient: {
		quiet: 700 * time.Millisecond, network: 700 * time.Millisecond, calm: 200 * time.Millisecond,
		horizon: 10 * time.Second, steps: 8 * time.Second,
		restless: 8 * time.Second, animation: 8 * time.Second, busy: 15 * time.Second,
		load: 30 * time.Second, phase: 30 * time.Second, rounds: 40,
	},
}

// hungAfter is how long the page's main thread may be silent before its scripts are
// stopped: longer than any work that ends.
var hungAfter = 6 * time.Second

// settler brings one page to rest and keeps the record of it.
type settler struct {
	tab     *tab
	pace    pace
	soft    context.Context // ends when what exists must be taken
	waits   []Wait
	hung    atomic.Bool
	skipped time.Duration // by which the page's clock was moved ahead
	polls   bool          // the page keeps asking for the same: such requests are not waited for
	plan    plan          // how the picture is taken
	follows bool          // a page that leads on to another one is followed there
	height  int           // CSS pixels; a page that has grown past it is not followed further
	limit   int           // CSS pixels down to which the page was followed

	swayed  bool     // a turn of the wheel has changed the page, and was taken back
	vain    int      // bands of a joined picture that could not be shown better
	scene   bool     // a joined picture has a scene that stays in its place while the page is scrolled past it
	laidFar bool     // pictures lie over frames of other sites
	heeds   bool     // it waits for a mouse or a finger, see pointer.go
	holder  string   // our world in the frame of the element that was located last
	shots   []Shot   // that actions took
	secrets []string // that actions typed
}

// wait waits for one phase to end and records it. f gives what was still going on when
// it gave up.
func (s *settler) wait(what string, f func(ctx context.Context) (because string, gaveUp bool)) {
	ctx, cancel := context.WithTimeout(s.soft, s.pace.phase/time.Duration(1+2*s.unrest()))
	defer cancel()
	s.record(ctx, what, f)
}

// unrest is how often the document was waited for in vain: patience with a page that never
// rests is spent once.
func (s *settler) unrest() (n int) {
	for _, w := range s.waits {
		if w.GaveUp && w.Because == documentChanges {
			n++
		}
	}
	return n
}

// documentChanges is what js/world/quiet.js says of a document that is never at rest.
const documentChanges = "the document changes"

// record is wait for what may take all the time that there is: the user asked for it.
func (s *settler) record(ctx context.Context, what string, f func(ctx context.Context) (because string, gaveUp bool)) {
	if s.soft.Err() != nil {
		return
	}
	begun := time.Now()
	because, gaveUp := f(ctx)
	s.waits = append(s.waits, Wait{For: what, Millis: time.Since(begun).Milliseconds(), GaveUp: gaveUp, Because: because})
}

// loadGrace is how long the load event may come after the last request.
const loadGrace = 500 * time.Millisecond

// load waits for the load event, or for another document where the page is followed. A
// page whose last request never ends goes on without it.
func (s *settler) load() {
	s.wait("load", func(ctx context.Context) (string, bool) {
		ctx, cancel := context.WithTimeout(ctx, s.pace.load)
		defer cancel()
		documents := s.tab.navigated.Load()
		loaded := func() bool { return s.tab.loaded.Load() != 0 || s.left(documents) || s.tab.net.cutOff() != "" }
		for {
			at, waitsFor, _ := s.tab.net.quietAt(loadGrace, s.polls)
			switch {
			case s.tab.net.awaitChange(ctx, time.Until(at), loaded):
				return "", false
			case ctx.Err() != nil:
				return waitsFor, true
			}
			if at, _, _ := s.tab.net.quietAt(loadGrace, s.polls); time.Until(at) > 0 {
				continue
			}
			// A page that is busy comes late to its load event, and to this question too.
			asked := time.Now()
			if s.tab.heartbeat(ctx) != nil || time.Since(asked) < loadGrace/2 {
				return strings.TrimSuffix("the load event did not come: "+s.tab.net.silent(), ": "), true
			}
			s.tab.net.stir()
		}
	})
	last := len(s.waits) - 1
	if last >= 0 && s.waits[last].GaveUp && s.tab.loaded.Load() == 0 && s.stopEndless() { // its time is up, and all the same it comes
		s.waits[last].Because = "the document has no end"
	}
}

// left tells whether the page has gone on to another document where it is followed. Of
// the first one the news may still be on its way.
func (s *settler) left(documents int64) bool {
	return s.follows && s.tab.navigated.Load() > max(documents, 1)
}

// settled is the report of js/world/quiet.js.
type settled struct {
	Quiet   bool    `json:"quiet"`
	Millis  float64 `json:"ms"`
	Because string  `json:"because"`
	Idle    float64 `json:"idle"`  // milliseconds since the document grew
	Due     float64 `json:"due"`   // milliseconds until a timer, where nothing else is waited for
	Calm    bool    `json:"calm"`  // nothing was planned and nothing under way
	Heeds   bool    `json:"heeds"` // it waits for a mouse or a finger
}

// rest waits until network and document are quiet together. A page that asks for the
// same again and again, or changes without growing, is not waited for to the end. A new
// document has to settle as well, where it is not for arrive to do that.
func (s *settler) rest(what string) {
	s.wait(what, func(ctx context.Context) (string, bool) {
		begun := time.Now()
		window := s.pace.calm // of silence on the network
		first := s.tab.navigated.Load()
		for !s.left(first) {
			documents := s.tab.navigated.Load()
			waitsFor, err := s.tab.net.quiet(ctx, window, s.pace.restless, s.polls)
			if ctx.Err() != nil {
				return waitsFor, true
			}
			polled := err != nil
			report, err := s.settle(ctx)
			s.heeds = s.heeds || report.Heeds
			switch {
			case ctx.Err() != nil:
				return "time was up", true
			case isGone(err) || err != nil && s.tab.navigated.Load() != documents:
				continue
			case err != nil:
				return err.Error(), true
			case report.Due > 0:
				s.skip(ctx, report.Due)
				continue
			case !report.Quiet || report.Because != "":
				return report.Because, true
			}
			idle := time.Duration(report.Idle) * time.Millisecond
			if polled && time.Since(begun) > s.pace.restless && idle > s.pace.restless/2 {
				s.polls = true
			}
			if !report.Calm {
				window = s.pace.network
			}
			at, _, _ := s.tab.net.quietAt(window, s.polls)
			if time.Until(at) <= 0 && s.tab.navigated.Load() == documents {
				return "", false
			}
		}
		return "", false
	})
}

// skip moves the page's clock to the next timer, if the network is still quiet: what a
// timer does must not overtake an answer that is on its way.
func (s *settler) skip(ctx context.Context, due float64) {
	if at, _, _ := s.tab.net.quietAt(0, s.polls); time.Until(at) > 0 {
		return
	}
	moved, err := ask[struct{ Ms float64 }](ctx, s.tab, "skipOn", map[string]any{
		"ms": due, "horizon": s.pace.horizon.Milliseconds(), "steps": s.pace.steps.Milliseconds(), "phase": len(s.waits) + 1,
	})
	if err == nil {
		s.skipped += time.Duration(moved.Ms * float64(time.Millisecond))
	}
}

// settle asks the page to tell when its document is at rest.
func (s *settler) settle(ctx context.Context) (settled, error) {
	deadline, _ := ctx.Deadline()
	p := s.pace
	var refresh string
	if r, _, _ := s.tab.net.document(); r != nil && s.follows {
		refresh = r.header("Refresh")
	}
	return ask[settled](ctx, s.tab, "settle", map[string]any{
		"phase": len(s.waits) + 1, "follows": s.follows, "refresh": refresh, "cut": s.tab.net.cutOff() != "",
		"quiet": p.quiet.Milliseconds(), "calm": p.calm.Milliseconds(), "horizon": p.horizon.Milliseconds(), "steps": p.steps.Milliseconds(),
		"restless": p.restless.Milliseconds(), "animation": p.animation.Milliseconds(), "busy": p.busy.Milliseconds(), "height": s.heightLimit(), "skip": s.tab.req.Settle.Clock != ClockReal,
		"budget": max(0, time.Until(deadline).Milliseconds()-200),
	})
}

// heightLimit is the height at which the page stops being followed.
func (s *settler) heightLimit() int {
	if s.height == 0 {
		return math.MaxInt32
	}
	return s.height
}

// watchdog asks the page again and again whether it still answers. Where its main thread
// stays silent for too long, its scripts are stopped, so that what it shows can still
// be kept.
func (s *settler) watchdog(ctx context.Context) {
	for {
		beat, cancel := context.WithTimeout(ctx, hungAfter)
		parts := s.tab.recording.Heard()
		err := s.tab.heartbeat(beat)
		late := beat.Err() != nil
		cancel()
		if ctx.Err() != nil {
			return
		}
		if err != nil && late && s.tab.recording.Heard() == parts {
			s.hung.Store(true)
			s.tab.stopScripts()
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(500 * time.Millisecond):
		}
	}
}
