package extract

import "strings"

// aboutSubject says whether the names of a box, which sound like furniture, name
// what the page is about instead: a story on cookies has boxes named for cookies.
// Its headline has the word, or the box is in one whose name the headline has.
func (c *content) aboutSubject(box int) bool {
	b := &c.boxes[box]
	if tagCues[b.tag]&cueDrop != 0 || roleCues[attr(b.node, "role")]&cueDrop != 0 {
		return false
	}
	if !c.subject[b.parent] && !c.namedForSubject(box) {
		return false
	}
	if c.subject == nil {
		c.subject = map[int]bool{}
	}
	c.subject[box] = true
	return true
}

func (c *content) namedForSubject(box int) bool {
	const shortest = 4 // ad and nav are in too many words
	n := c.boxes[box].node
	title := " " + c.about.subject
	for _, w := range splitName(attr(n, "class") + " " + attr(n, "id")) {
		if w = strings.TrimSuffix(w, "s"); len(w) >= shortest && wordCues[w]&cueDrop != 0 && strings.Contains(title, " "+w) {
			return true
		}
	}
	return false
}
