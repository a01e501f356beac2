package visit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// page is a sight of an article: its title, and its paragraphs divided by bars. "!503" is a
// trouble.
func page(text string) changes.State {
	if kind, ok := strings.CutPrefix(text, "!"); ok {
		return changes.State{Trouble: kind}
	}
	title, rest, _ := strings.Cut(text, "|")
	s := changes.State{Title: title, IsArticle: true, Article: fmt.Appendf(nil, `{"title":%q}`, title)}
	for p := range strings.SplitSeq(rest, "|") {
		s.Paragraphs = append(s.Paragraphs, changes.Paragraph{Text: p})
	}
	return s
}

// visits looks at a page visit by visit, each of which is given its looks, and says what came of
// each; a look that nobody asked for is a mistake, as is one that is missing.
func visits(t *testing.T, name string, all ...string) (said []string, m Memory) {
	t.Helper()
	for _, looks := range all {
		v := New(m, Options{})
		list := strings.Split(looks, " / ")
		stored := ""
		for i, look := range list {
			next := v.See(page(look))
			if next.More == (i == len(list)-1) {
				t.Fatalf("%s: %q: more looks are wanted behind the %d. of %d: %t", name, looks, i+1, len(list), next.More)
			}
			if next.Store {
				stored = "stored "
				v.Stored("folder")
			}
		}
		o, err := v.End()
		if err != nil {
			t.Fatal(err)
		}
		m = o.Memory
		one := stored
		for _, c := range o.Changes {
			one += fmt.Sprintf("%s %s %s>%s ", c.What, c.How, c.Before, c.After)
		}
		if o.Soon {
			one += "soon "
		}
		said = append(said, strings.TrimSpace(one))
	}
	return said, m
}

const (
	base   = "T|the tide came in at noon today|masons had mended the wall again"
	edited = "T|the tide came in at dusk today|masons had mended the wall again"
	notice = base + "|we store cookies do you agree"
	trial  = "U|the tide came in at noon today|masons had mended the wall again"
	first  = base + " / " + base + " / " + base
)

func TestVisits(t *testing.T) {
	const told = "stored paragraph edited the tide came in at noon today>the tide came in at dusk today"
	for name, c := range map[string]struct{ visits, says []string }{
		"nothing":                 {[]string{first, base}, []string{"stored", ""}},
		"an edit":                 {[]string{first, edited + " / " + edited, edited}, []string{"stored", told, ""}},
		"an edit between looks":   {[]string{first, notice + " / " + edited + " / " + edited}, []string{"stored", told}},
		"a notice":                {[]string{first, notice + " / " + base + " / " + base, notice}, []string{"stored", "", ""}},
		"a trial":                 {[]string{first, trial + " / " + trial + " / " + base + " / " + base, trial}, []string{"stored", "", ""}},
		"a headline":              {[]string{first, trial + " / " + trial + " / " + trial}, []string{"stored", "stored field edited T>U"}},
		"an outage that passes":   {[]string{first, "!503 / !503", base}, []string{"stored", "soon", ""}},
		"an outage":               {[]string{first, "!503 / !timeout", "!503 / !503", "!503 / !503", base + " / " + base}, []string{"stored", "soon", "stored status edited ok>503", "", "stored status edited 503>ok"}},
		"one that fails once":     {[]string{first, "!503 / " + base}, []string{"stored", ""}},
		"a page that is gone":     {[]string{first, "!404 / !404"}, []string{"stored", "stored status edited ok>404"}},
		"a page that is to come":  {[]string{"!404 / !404", "!404 / !404", first}, []string{"", "", "stored status edited 404>ok"}},
		"an edit in an outage":    {[]string{first, "!503 / !503", "!503 / !503", edited + " / " + edited}, []string{"stored", "soon", "stored status edited ok>503", told + " status edited 503>ok"}},
		"noise at the first look": {[]string{base + "|ad 1 boots / " + base + "|ad 2 ropes / " + base + "|ad 3 lamps", base + "|ad 2 ropes"}, []string{"stored", ""}},
	} {
		said, _ := visits(t, name, c.visits...)
		if got, want := strings.Join(said, "; "), strings.Join(c.says, "; "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// What is missing for once is not learned: it is the page's own.
func TestNoticesAreLearnedAndParagraphsAreNot(t *testing.T) {
	short := "T|the tide came in at noon today"
	_, m := visits(t, "short", first, short+" / "+base+" / "+base, notice+" / "+base+" / "+base)
	if len(m.Rules) != 1 || !m.Rules.Has("text:we store cookies do you agree") {
		t.Errorf("%v", m.Rules)
	}
	// What was unlearned is not learned anew, and told when it stays.
	rule := m.Rules["text:we store cookies do you agree"]
	rule.Refused = true
	m.Rules[rule.Key] = rule
	v := New(m, Options{})
	v.See(page(notice))
	v.See(page(notice))
	if o, err := v.End(); err != nil || len(o.Changes) != 1 {
		t.Errorf("%v %v", o.Changes, err)
	}
}

// A value that is asked for is told, however often it changes.
func TestAsked(t *testing.T) {
	var m Memory
	price := func(text string) changes.State { return changes.State{Values: map[string]string{"seats": text}} }
	n := 0
	at := func() string { n++; return fmt.Sprint(n, " left") }
	for i := range 6 {
		v := New(m, Options{Asked: []string{"seats"}})
		looks := 0
		for v.See(price(at())).More {
			if looks++; looks > 10 {
				t.Fatal("it looks for ever")
			}
		}
		o, err := v.End()
		if err != nil {
			t.Fatal(err)
		}
		if m = o.Memory; i > 0 && len(o.Changes) != 1 {
			t.Errorf("visit %d: %v", i, o.Changes)
		}
	}
}
