package browser

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/browser/overlay"
)

// knownRules are the overlay rules that come with tearsheet.
var knownRules = sync.OnceValues(overlay.Known)

// clearing is the report of js/world/overlay.js.
type clearing struct {
	Done []Overlay `json:"done"`
	Kept []string  `json:"kept"`
}

// clear deals with what lies over the page, until a look finds nothing more.
func (s *settler) clear() (done []Overlay, kept []string) {
	policy := s.tab.req.Overlays
	if policy.Policy == Keep {
		return nil, nil
	}
	known, err := knownRules()
	if err != nil {
		known = nil // the package's own tests read every rule
	}
	rules := slices.Concat(policy.Rules, known)
	for round := 0; round < 4 && s.soft.Err() == nil; round++ {
		answered, declining := s.answerFrames(rules)
		got, err := ask[clearing](s.soft, s.tab, "clear", map[string]any{"policy": policy.Policy, "consent": policy.Consent, "rules": rules, "answered": len(answered), "declining": declining})
		if isGone(err) { // the answer made the page load anew
			s.rest("the page after an answer")
			done = append(append(done, answered...), Overlay{Kind: "consent", How: "clicked", Detail: "the page loaded anew"})
			continue
		}
		if err != nil {
			if s.soft.Err() == nil {
				kept = append(kept, "what lies over the page could not be judged: "+err.Error())
			}
			break
		}
		done = append(append(done, answered...), got.Done...)
		kept = append(kept, got.Kept...)
		if len(got.Done)+len(answered) == 0 {
			break
		}
		s.rest("cleared overlays")
	}
	return done, kept
}

// stirred tells whether the page has changed since what lies over it was cleared.
func (s *settler) stirred() bool {
	got, err := ask[struct{ Stirred bool }](s.soft, s.tab, "stirred", nil)
	return err == nil && got.Stirred
}

// liftedFrame is a frame that lies over the page; see js/world/overlay.js.
type liftedFrame struct {
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Rule   string `json:"rule"`
}

// frameAnswer is the report of answer in js/world/overlay.js.
type frameAnswer struct {
	Pressed, Rule string
	Declines      bool
	Width, Height int
}

// answerFrames presses the button of consent notices that stand in frames of other
// sites, where the page itself cannot reach, and gives those that can be declined or closed. Frames in
// the page's flow are left alone.
func (s *settler) answerFrames(rules []overlay.Rule) (done []Overlay, declining []liftedFrame) {
	declining = []liftedFrame{}
	policy := s.tab.req.Overlays
	frames := s.tab.world.others(s.tab.net.mainFrame())
	if len(frames) == 0 {
		return nil, declining
	}
	over, err := ask[struct {
		Frames []liftedFrame `json:"frames"`
	}](s.soft, s.tab, "lifted", map[string]any{"rules": rules})
	if err != nil || len(over.Frames) == 0 {
		return nil, declining
	}
	press := policy.Policy == Dismiss && policy.Consent != Keep && policy.Consent != Hide
	for _, id := range frames[:min(len(frames), 20)] {
		got, err := askIn[frameAnswer](s.soft, s.tab, id, "answer", map[string]any{"press": press, "consent": policy.Consent, "frames": over.Frames})
		switch {
		case err != nil:
		case got.Pressed != "":
			done = append(done, Overlay{Kind: "consent", How: "clicked", Detail: strings.TrimPrefix(got.Rule+": in a frame: "+got.Pressed, ": ")})
		case got.Declines:
			declining = append(declining, liftedFrame{Width: got.Width, Height: got.Height})
		}
	}
	return done, declining
}

// conceal lays the user's styles over the page, and takes the elements out of sight that the
// user's filter lists name.
func (s *settler) conceal() {
	s.dress()
	list := s.tab.req.Network.Filter
	u, err := url.Parse(s.tab.address())
	if list == nil || err != nil {
		return
	}
	if selectors := list.Hides(u.Hostname()); len(selectors) > 0 {
		_, _ = ask[struct{}](s.soft, s.tab, "conceal", map[string]any{"selectors": selectors})
	}
}
