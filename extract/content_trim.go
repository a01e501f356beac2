package extract

import "strings"

// trim takes away what stands before the first paragraph and repeats the head.
func (c *content) trim() {
	title := letters(c.title)
	for i := range c.blocks {
		if !c.keep[i] || title == "" {
			continue
		}
		if b := &c.blocks[i]; b.size > 0 && letters(c.of(b)) == title {
			c.keep[i] = false
		}
	}
}

// letters is a text's letters and digits in lower case, for comparing.
func letters(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return runeWeight(r) == 0 }), " ")
}
