package volatile

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// page is a page without an article: lines and their places.
func page(lines ...string) (s changes.State) {
	for i := 0; i < len(lines); i += 2 {
		s.Lines = append(s.Lines, changes.Paragraph{Place: lines[i], Text: lines[i+1]})
	}
	return s
}

// learned are the keys of what differs between two pages.
func learned(t *testing.T, a, b changes.State) Rules {
	t.Helper()
	list, err := changes.Compare(a, b, changes.Look{})
	if err != nil {
		t.Fatal(err)
	}
	return Rules{}.With(Learn(list, a, b, "for the test"))
}

func TestLearn(t *testing.T) {
	for name, c := range map[string]struct {
		a, b changes.State
		keys string
	}{
		"a place of its own":   {page("p", "Tide", "div.ad", "Buy good boots here"), page("p", "Tide", "div.ad", "Ropes are cheap now"), "[place:div.ad]"},
		"among its like":       {page("li", "Tide is high", "li", "Buy good boots here"), page("li", "Tide is high", "li", "Ropes are cheap now"), "[text:Buy good boots here text:Ropes are cheap now]"},
		"a list of others":     {page("p", "Tide", "ul#more > li", "a boat", "ul#more > li", "a net", "ul#more > li", "an oar", "ul#more > li", "a rope"), page("p", "Tide", "ul#more > li", "a sail", "ul#more > li", "a buoy", "ul#more > li", "a lamp", "ul#more > li", "a crab"), "[place:ul#more > li]"},
		"nobody's place":       {page("h1", "Tide", "p", "Buy good boots here"), page("h1", "Tide", "p", "Ropes are cheap now"), "[text:Buy good boots here text:Ropes are cheap now]"},
		"a counter":            {page("li", "Tide is high", "li", "17 seats are left on board"), page("li", "Tide is high", "li", "12 seats are left on board"), "[shape:# seats are left on board]"},
		"a clock is no matter": {page("p", "It is 14:03:01"), page("p", "It is 14:03:09"), "[]"},
	} {
		got := fmt.Sprint(slices.Sorted(maps.Keys(learned(t, c.a, c.b))))
		if got != c.keys {
			t.Errorf("%s: %s, want %s", name, got, c.keys)
		}
	}
}

func TestMasks(t *testing.T) {
	rules := learned(t, page("li", "Tide is high", "li", "Buy good boots here"), page("li", "Tide is high", "li", "Ropes are cheap now"))
	for name, c := range map[string]struct {
		change changes.Change
		masked bool
	}{
		"it comes back":        {changes.Change{What: changes.OfParagraph, How: changes.Added, After: "Buy good boots here", Place: "li"}, true},
		"the next of its kind": {changes.Change{What: changes.OfParagraph, How: changes.Edited, Before: "Ropes are cheap now", After: "Lamps are cheap now", Place: "li"}, true},
		"another line":         {changes.Change{What: changes.OfParagraph, How: changes.Edited, Before: "Tide is high", After: "Tide is low", Place: "li"}, false},
	} {
		if got := rules.Masks(c.change); got != c.masked {
			t.Errorf("%s: %t", name, got)
		}
	}
	// A headline on trial is known; one that was never seen is news.
	title := func(before, after string) changes.Change {
		return changes.Change{What: changes.OfField, How: changes.Edited, Name: "title", Before: before, After: after}
	}
	rules = Rules{}.With(Learn([]changes.Change{title("A", "B")}, changes.State{}, changes.State{}, "for the test"))
	if !rules.Masks(title("A", "B")) || !rules.Masks(title("B", "A")) || rules.Masks(title("A", "C")) {
		t.Errorf("%v", rules)
	}
	refused := Rules{}
	for key, rule := range rules {
		rule.Refused = true
		refused[key] = rule
	}
	if refused.Masks(title("A", "B")) || len(refused.With(Learn([]changes.Change{title("A", "B")}, changes.State{}, changes.State{}, "again"))) != len(refused) {
		t.Error("what was unlearned is masked")
	}
	regions := Rules{}.With(Learn([]changes.Change{{What: changes.OfPicture, Regions: []diff.Region{{X: 131, Y: 11, Width: 9, Height: 9}}}}, changes.State{}, changes.State{}, ""))
	if got := fmt.Sprint(regions.Ignored()); got != "[{64 0 144 32 0}]" {
		t.Error(got)
	}
}

func TestHistory(t *testing.T) {
	h := History{}
	field := func(name, before, after string) changes.Change {
		return changes.Change{What: changes.OfField, How: changes.Edited, Name: name, Before: before, After: after}
	}
	var rules Rules
	note := func(list ...changes.Change) { rules = rules.With(h.Note(list, changes.State{}, changes.State{})) }
	for i := range 4 { // at each visit another one
		note(field("notes", fmt.Sprint(i), fmt.Sprint(i+1)))
	}
	if !rules.Has("field:notes") || len(rules) != 1 {
		t.Errorf("%v", rules)
	}
	h, rules = History{}, nil
	note(field("title", "A", "B"))
	note()
	note(field("title", "B", "A"))
	if !rules.Has("field:title=A") || rules.Has("field:title") {
		t.Errorf("%v", rules)
	}
	h, rules = History{}, nil
	for range 3 { // now and then an edit, and nothing is learned
		note(field("title", fmt.Sprint(len(h)), fmt.Sprint(len(h)+1)))
		for range 4 {
			note()
		}
	}
	if len(rules) > 0 {
		t.Errorf("%v", rules)
	}
}
