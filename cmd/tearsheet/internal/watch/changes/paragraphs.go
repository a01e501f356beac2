package changes

import (
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// compareText compares the paragraphs of two articles, or the lines of two pages where either
// is none.
func compareText(before, after State) (list []Change) {
	articles := before.IsArticle && after.IsArticle
	want, got := before.Lines, after.Lines
	if articles {
		want, got = before.Paragraphs, after.Paragraphs
	}
	for _, p := range diff.Paragraphs(steadied(want, articles), steadied(got, articles)) {
		if p.What == diff.SameParagraph {
			continue
		}
		c := Change{What: OfParagraph, How: p.What, Added: p.Added, Removed: p.Removed}
		at := p.Got - 1
		if p.Want > 0 {
			c.Before, c.Place = want[p.Want-1].Text, want[p.Want-1].Place
		}
		if p.Got > 0 {
			c.After, c.Place = got[p.Got-1].Text, got[p.Got-1].Place
		} else {
			at = p.Want - 1
		}
		if articles {
			c.Paragraph = &at
		}
		if p.What == Edited {
			c.Was, c.Is, c.Removed, c.Added = diff.Words(c.Before, c.After)
		}
		if p.What == Edited || !clockOnly(c.Before+c.After) {
			list = append(list, c)
		}
	}
	return list
}

// clockOnly tells whether a line is a clock or a counter and nothing else.
func clockOnly(text string) bool { return strings.Trim(Steady(text), "… .,|()") == "" }

// shortText is how many words a paragraph of an article has at most that may be a clock or a
// counter. In a longer one the time of day is news.
const shortText = 8

// steadied gives texts as they are compared.
func steadied(list []Paragraph, article bool) []string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = p.Text
		if !article || wordsUpTo(p.Text, shortText) {
			texts[i] = Steady(p.Text)
		}
	}
	return texts
}
