package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
)

// How far a page is followed until it is taken for the one that was meant.
const (
	pagesMost   = 12 // that lead from one to the next
	reloadsMost = 5  // of one address: a page that loads itself anew more often never ends
	cutsMost    = 3  // times that a page is loaded again without what never comes
)

// arrive waits until the page is there and at rest. A page that leads on to another, or
// loads itself anew, is followed. The notes say what was cut off.
func (s *settler) arrive() (notes []string) {
	begun := time.Now()
	visits := map[string]int{}
	s.follows = true
	for range pagesMost {
		here := s.tab.address()
		if visits[here]++; visits[here] > reloadsMost {
			break
		}
		documents := s.tab.navigated.Load()
		s.load()
		s.tab.openShut(s.soft)
		said := ""
		if len(notes) < cutsMost && !s.left(documents) {
			said = s.cut()
		}
		if said != "" {
			notes = append(notes, said)
		} else if s.rest("the page"); !s.left(documents) || s.soft.Err() != nil {
			s.follows = false
			return notes
		}
		s.waits = []Wait{{For: "the pages before it", Millis: time.Since(begun).Milliseconds()}}
	}
	s.follows = false
	_ = s.tab.documents.hold()
	s.load()
	s.tab.openShut(s.soft)
	s.rest("the page")
	return notes
}

// cut loads the page again without what it cannot be read or drawn without and what does
// not come: a browser would show nothing for minutes. It says what that is, or nothing
// where the page does not wait for it.
func (s *settler) cut() (said string) {
	if s.tab.loaded.Load() != 0 {
		return ""
	}
	dead := s.tab.net.blocking()
	if len(dead) == 0 {
		return ""
	}
	ctx, cancel := context.WithTimeout(s.soft, s.pace.load)
	defer cancel()
	if got, err := ask[struct{ Stuck bool }](ctx, s.tab, "stuck", nil); err != nil || !got.Stuck {
		return ""
	}
	documents := s.tab.navigated.Load()
	s.tab.documents.cutOff(dead)
	if s.tab.documents.watch() != nil {
		return ""
	}
	if _, err := callIn(ctx, s.tab, page.Reload, page.ReloadParams{}); err != nil {
		return ""
	}
	s.tab.net.awaitChange(ctx, s.pace.load, func() bool { return s.tab.navigated.Load() != documents })
	return fmt.Sprintf("the page was loaded without what never came: %s", strings.Join(shortened(dead), ", "))
}

// shortened gives the first of some addresses, none of them long.
func shortened(addresses []string) (list []string) {
	const named = 3
	for _, address := range slices.Sorted(slices.Values(addresses)) {
		if len(list) == named {
			return append(list, fmt.Sprintf("%d more", len(addresses)-named))
		}
		list = append(list, clip(address, 120))
	}
	return list
}
