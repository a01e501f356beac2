package extract

import "testing"

func TestNotes(t *testing.T) {
	for text, want := range map[string]bool{
		"Editor's note: the bees are well.":                                           true,
		"(This story has not been touched by our staff and comes from a wire.)":       true,
		"This report was created from a syndicated feed.":                             true,
		"Dieser Artikel wurde automatisch von der Agentur übernommen.":                true,
		"यह खबर एजेंसी की फीड से ली गई है।":                                           true,
		"This story begins in a garden, and it ends in one.":                          false,
		"(Reporting by Anna Bee)":                                                     false,
		"This article is about bees, which were once thought to have no ears at all.": false,
	} {
		if got := isNote(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
