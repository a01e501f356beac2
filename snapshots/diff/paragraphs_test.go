package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// named are paragraphs that share no words, by a letter.
var named = map[string]string{
	"A": "The ferry left the northern quay before dawn.",
	"B": "Nobody had told harbour staff about fog warnings.",
	"C": "Tickets bought online remain valid until spring.",
	"D": "Council members meet again on Thursday evening.",
	"E": "Three cranes stand idle since last winter.",
	"F": "",
	// Edited ones.
	"a": "The ferry left the southern quay long before dawn.",
	"d": "Council members will meet again on Friday evening.",
	"e": "Four cranes stand idle since last winter.",
}

func textOf(letters string) (list []string) {
	for _, l := range strings.Split(letters, "") {
		list = append(list, named[l])
	}
	return list
}

func TestParagraphs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ want, got, became string }{
		{"ABC", "ABC", "kept:1>1 kept:2>2 kept:3>3"},
		{"ABC", "ADBC", "kept:1>1 added:0>2 kept:2>3 kept:3>4"},
		{"ABC", "AC", "kept:1>1 removed:2>0 kept:3>2"},
		{"ABC", "aBC", "edited:1>1 kept:2>2 kept:3>3"},
		{"ABCD", "DABC", "moved:4>1 kept:1>2 kept:2>3 kept:3>4"},
		{"ABCD", "dABC", "edited:4>1! kept:1>2 kept:2>3 kept:3>4"},
		{"AB", "CD", "removed:1>0 removed:2>0 added:0>1 added:0>2"},
		{"A", "B", "removed:1>0 added:0>1"},
		{"AAB", "AB", "removed:1>0 kept:2>1 kept:3>2"},
		{"ADE", "adeB", "edited:1>1 edited:2>2 edited:3>3 added:0>4"},
	} {
		var parts []string
		for _, p := range Paragraphs(textOf(test.want), textOf(test.got)) {
			part := fmt.Sprintf("%s:%d>%d", p.What, p.Want, p.Got)
			if p.What == EditedParagraph && p.Moved {
				part += "!"
			}
			parts = append(parts, part)
		}
		got := strings.Join(parts, " ")
		if test.want == "AAB" { // which of two that are the same was removed nobody can tell
			got = strings.Replace(got, "kept:1>1 removed:2>0 kept:3>2", test.became, 1)
		}
		if got != test.became {
			t.Errorf("%s to %s: %s, want %s", test.want, test.got, got, test.became)
		}
	}
}

func TestParagraphWords(t *testing.T) {
	t.Parallel()
	p := Paragraphs([]string{"Ships  may leave\nat nine."}, []string{"Ships may leave at nine."})
	if p[0].What != SameParagraph {
		t.Errorf("space between words counts: %+v", p[0])
	}
	p = Paragraphs([]string{"Ships may leave at nine."}, []string{"Ships may now leave at ten."})
	marked := func(spans []Span) (list []string) {
		for _, s := range spans {
			if s.Changed {
				list = append(list, strings.TrimSpace(s.Text))
			}
		}
		return list
	}
	if p[0].Added != 2 || p[0].Removed != 1 || !slices.Equal(marked(p[0].Is), []string{"now", "ten"}) || !slices.Equal(marked(p[0].Was), []string{"nine"}) {
		t.Errorf("it became %+v", p[0])
	}
}

// What became of the paragraphs makes the new text of the old one, whatever the two are.
func FuzzParagraphs(f *testing.F) {
	f.Add("ABCDE", "EABdF")
	f.Add("", "AAB")
	f.Add("ADDEa", "aDEAD")
	f.Fuzz(func(t *testing.T, want, got string) {
		if len(want) > 40 || len(got) > 40 {
			t.Skip()
		}
		before, after := textOf(want), textOf(got)
		list := Paragraphs(before, after)
		var wants, gots []int
		for _, p := range list {
			if p.Want > 0 {
				wants = append(wants, p.Want)
			}
			if p.Got > 0 {
				gots = append(gots, p.Got)
			}
			if p.What == SameParagraph && before[p.Want-1] != after[p.Got-1] {
				t.Errorf("%+v was not kept", p)
			}
		}
		if !slices.IsSorted(gots) || len(gots) != len(after) {
			t.Errorf("%s to %s: the new ones are %v", want, got, gots)
		}
		slices.Sort(wants)
		if len(slices.Compact(wants)) != len(before) || len(wants) != len(before) {
			t.Errorf("%s to %s: the old ones are %v", want, got, wants)
		}
	})
}
