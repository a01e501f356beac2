package extract

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// isTeasers tells whether a date stands in a row of boxes of one make, each with a heading
// that leads to another page: the entries of a list, be they in the order of time.
func isTeasers(date *html.Node) bool {
	const up, row, near = 3, 3, 6 // levels to the box; boxes in the row; those beside it that are looked at
	box := date
	for level := 0; ; level++ {
		if box = box.Parent; box == nil || level == up || box.DataAtom == atom.Body {
			return false
		}
		if leadsByHeading(box) {
			break
		}
	}
	alike := 1
	for other := range dom.Near(box, near) {
		if other.DataAtom == box.DataAtom && sharesClass(other, box) && leadsByHeading(other) {
			alike++
		}
	}
	return alike >= row
}

// isLinkedRow tells whether a day stands beside a link in an element of a make that the one
// before or behind it is of, with a link and a day of its own.
func isLinkedRow(date *html.Node) bool {
	const longest = 300 // bytes of such an element
	row := date.Parent
	for row != nil && dom.InlineTags.Of(row.DataAtom) {
		row = row.Parent
	}
	if row == nil || row.DataAtom == atom.Body || len(dom.TextOf(row, longest)) >= longest || len(linksIn(row, nil)) != 1 {
		return false
	}
	return slices.ContainsFunc(dom.Beside(row), func(other *html.Node) bool {
		if makeOf(other) != makeOf(row) {
			return false
		}
		text := dom.TextOf(other, longest)
		return len(text) < longest && dates.HoldsYear(text) && len(linksIn(other, nil)) == 1
	})
}

// isIndexRow tells whether a date stands in one of several boxes of one make that have a link to
// something and few words besides: the threads of a forum, the files of a folder.
func (s *source) isIndexRow(date *html.Node) bool {
	const up, row, near = 6, 3, 6 // levels to the box; boxes in the row; those beside it that are looked at
	box := date
	for range up {
		if box = box.Parent; box == nil || box.DataAtom == atom.Body || dom.Within(s.headline, box) {
			return false
		}
		if dom.InlineTags.Of(box.DataAtom) {
			continue
		}
		alike := 0
		for other := range dom.Near(box, near) {
			if other.DataAtom == box.DataAtom && sharesClass(other, box) && isIndexEntry(other) {
				alike++
			}
		}
		if alike+1 >= row && isIndexEntry(box) && followsTitle(date, box) {
			return true
		}
	}
	return false
}

// followsTitle tells whether a link that is a title stands before a date, in a box.
func followsTitle(date, box *html.Node) bool {
	const title, longest = 12, 60 // bytes
	for n := range box.Descendants() {
		if n == date {
			break
		}
		if n.DataAtom == atom.A && !dom.Within(date, n) && len(dom.TextOf(n, longest)) >= title {
			return true
		}
	}
	return false
}

// isIndexEntry tells whether a box has a link that is a title, a day, and few words more.
func isIndexEntry(box *html.Node) bool {
	const longest, title, besides = 300, 12, 60 // bytes of all, of the link, of what is not linked
	links := linksIn(box, nil)
	if len(links) == 0 || dom.IsLonger(box, longest, 2*longest) {
		return false
	}
	text := dom.TextOf(box, longest)
	if !dates.HoldsYear(text) {
		return false
	}
	linked, longestLink := 0, 0
	for _, a := range links {
		size := len(dom.TextOf(a, longest))
		linked += size
		longestLink = max(longestLink, size)
	}
	return longestLink >= title && len(text)-linked <= besides && firstOf(box, atom.H1) == nil
}

// isBehindLink tells whether a day stands behind a link that is a title of something else, one of several
// such pairs in a box: <a>Ferries at night</a> <span>12 March</span> <a>The quay</a> <span>…
func isBehindLink(date *html.Node) bool {
	const shortest = 4 // bytes of a title
	n := date
	for n.Parent != nil && dom.InlineTags.Of(n.Parent.DataAtom) && textBefore(n) == nil {
		n = n.Parent
	}
	isPair := func(n *html.Node) bool {
		link := textBefore(n)
		return link != nil && link.DataAtom == atom.A && len(dom.TextOf(link, 60)) >= shortest && dates.HoldsYear(dom.TextOf(n, 60))
	}
	if !isPair(n) {
		return false
	}
	for other := range dom.Near(n, 4) {
		if other.DataAtom == n.DataAtom && isPair(other) {
			return true
		}
	}
	return false
}

// leadsByHeading tells whether a box, which is no heading itself, begins with one that is a
// link and no other heading follows it.
func leadsByHeading(box *html.Node) bool {
	const few = 30 // nodes that are looked at
	seen, linked := 0, 0
	for n := range box.Descendants() {
		if seen++; seen > few {
			break
		}
		if !dom.HeadingTags[n.DataAtom] {
			continue
		}
		if n.DataAtom == atom.H1 || anchorIn(n) == nil {
			return false
		}
		linked++
	}
	return linked == 1
}

// anchorIn is the link that a heading is, or stands in.
func anchorIn(heading *html.Node) *html.Node {
	if up := heading.Parent; up != nil && up.DataAtom == atom.A {
		return up
	}
	for c := heading.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.A && dom.Attr(c, "href") != "" {
			return c
		}
	}
	return nil
}
