package extract

import "strings"

// trimSaid drops the blocks that the article's fields say already: the standfirst
// before the text, notes and credit lines wherever they stand.
func (c *content) trimSaid(a *Article) {
	notes := map[string]bool{}
	for _, n := range a.Notes {
		notes[plain(n)] = true
	}
	credited := a.Credits.any()
	subtitle := plain(a.Subtitle)
	before := true
	c.kept(func(i int, b *block) bool {
		if b.size > maxText {
			before = false
			return true
		}
		text := c.of(b)
		switch {
		case before && headingTags[b.tag] && plain(text) == subtitle,
			notes[plain(text)],
			credited && isCreditLine(text):
			c.keep[i] = false
		case c.readsLikeProse(b) && b.size > 60:
			before = false
		}
		return true
	})
}

func (c Credits) any() bool {
	return len(c.Reporting)+len(c.AdditionalReporting)+len(c.Editing)+len(c.Writing) > 0
}

// isCreditLine says whether a whole line is credits: it begins as they do, and
// does not go on as a sentence would.
func isCreditLine(text string) bool {
	if !beginsCredit(text) {
		return false
	}
	return strings.HasPrefix(text, "(") && strings.HasSuffix(strings.TrimRight(text, ". "), ")") || strings.Contains(text, ";") || len(text) < 100
}
