package diff

import (
	"fmt"
	"hash/maphash"
	"strings"

	"golang.org/x/net/html"
)

// structureMax is how many changes of the document are listed: with more of them it is
// another document.
const structureMax = 200

// compareStructure lists elements that came, went, moved, were hidden or shown, or that
// lead or look elsewhere now. Of what came or went whole only the outermost is named.
func compareStructure(want, got *html.Node) []Element {
	s := structure{prints: map[*html.Node]uint64{}, seed: maphash.MakeSeed()}
	s.print(want)
	s.print(got)
	s.children(want, got)
	return s.moves()
}

// structure is the work of compareStructure.
type structure struct {
	seed   maphash.Seed
	prints map[*html.Node]uint64 // what each element says, with all in it
	notes  []note
}

// note is an entry of the list.
type note struct {
	what, detail string
	node         *html.Node
	from         *html.Node // of one that moved
}

func (s *structure) note(what string, n *html.Node, detail string) {
	s.notes = append(s.notes, note{what: what, node: n, detail: detail})
}

// children compares what two elements hold: first what is the same in both, then what
// lies between.
func (s *structure) children(want, got *html.Node) {
	before, after := elements(want), elements(got)
	stood, stands := s.all(before), s.all(after)
	for _, e := range edits(s.keys(before), s.keys(after)) {
		s.replaced(before, after, e, stood, stands)
	}
}

// all is the set of what elements say.
func (s *structure) all(list []*html.Node) map[uint64]bool {
	set := make(map[uint64]bool, len(list))
	for _, n := range list {
		set[s.prints[n]] = true
	}
	return set
}

// keys are the prints of elements, for a comparison of lists.
func (s *structure) keys(list []*html.Node) []string {
	keys := make([]string, len(list))
	for i, n := range list {
		keys[i] = fmt.Sprintf("%x", s.prints[n])
	}
	return keys
}

// replaced pairs off elements that stand in the place of others. What stands unchanged
// elsewhere under the same parent has moved and is no one's successor.
func (s *structure) replaced(before, after []*html.Node, e edit, stood, stands map[uint64]bool) {
	next := e.gotFrom
	added := func(until int) {
		for ; next < until; next++ {
			s.note("added", after[next], sayings(after[next]))
		}
	}
	for _, old := range before[e.from:e.to] {
		best, most := -1, leastAlike
		if !stands[s.prints[old]] {
			for j := next; j < min(e.gotTo, next+reach(e.to-e.from)); j++ {
				if score := resemblance(old, after[j]); score > most && !stood[s.prints[after[j]]] {
					best, most = j, score
				}
			}
		}
		if best < 0 {
			s.note("removed", old, sayings(old))
			continue
		}
		added(best)
		s.pair(old, after[best])
		next = best + 1
	}
	added(e.gotTo)
}

// leastAlike is what the resemblance of two elements must exceed to make them one.
const leastAlike = 0.9

// resemblance is how likely two elements are the same one, changed.
func resemblance(a, b *html.Node) float64 {
	if a.Data != b.Data {
		return 0
	}
	score := 0.0
	if id, other := attr(a, "id"), attr(b, "id"); id != other {
		score--
	} else if id != "" {
		score += 3
	}
	if attr(a, "class") == attr(b, "class") {
		score++
	}
	text, other := sayings(a), sayings(b)
	if text == other {
		return score + 1
	}
	return score + likeness(text, other)
}

// pair compares two elements that are the same one.
func (s *structure) pair(want, got *html.Node) {
	was, is := hidden(want), hidden(got)
	switch {
	case is && !was:
		s.note("hidden", got, sayings(got))
		return
	case was && !is:
		s.note("shown", got, sayings(got))
		return
	}
	for _, name := range telling {
		before, had := attribute(want, name)
		after, has := attribute(got, name)
		if before != after || had != has {
			s.note("changed", got, attributeChange(name, before, after, had, has))
		}
	}
	s.children(want, got)
}

// telling are the attributes that change what a page says or where it leads. Classes and
// styles are not among them: what they do is seen in the picture.
var telling = []string{
	"href", "src", "srcset", "alt", "title", "role", "aria-label", "aria-hidden", "aria-expanded", "disabled", "checked", "selected", "open",
	"placeholder", "type", "lang", "dir", "action", "target", "rel",
}

func attributeChange(name, before, after string, had, has bool) string {
	before, after = excerpts(before, after)
	switch {
	case !had:
		return fmt.Sprintf("%s=%q is new", name, after)
	case !has:
		return fmt.Sprintf("%s=%q is gone", name, before)
	}
	return fmt.Sprintf("%s=%q, was %q", name, after, before)
}

// moves gives the list in which an element that went from one place and came to another
// is one entry.
func (s *structure) moves() []Element {
	went := map[uint64][]int{}
	for i, n := range s.notes {
		if print := s.prints[n.node]; n.what == "removed" {
			went[print] = append(went[print], i)
		}
	}
	gone := map[int]bool{}
	for i := range s.notes {
		n := &s.notes[i]
		from := went[s.prints[n.node]]
		if n.what != "added" || len(from) == 0 {
			continue
		}
		n.what, n.from = "moved", s.notes[from[0]].node
		gone[from[0]], went[s.prints[n.node]] = true, from[1:]
	}
	var list []Element
	for i, n := range s.notes {
		if gone[i] || len(list) == structureMax {
			continue
		}
		e := Element{n.what, path(n.node), n.detail}
		if n.from != nil {
			e.Detail = strings.TrimPrefix(e.Detail+", from "+path(n.from), ", ")
		}
		list = append(list, e)
	}
	return list
}

// print hashes what an element says, with all in it.
func (s *structure) print(n *html.Node) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	h.WriteString(n.Data)
	for _, name := range telling {
		if value, ok := attribute(n, name); ok {
			fmt.Fprintf(&h, "\x00%s=%s", name, value)
		}
	}
	if hidden(n) {
		h.WriteString("\x00hidden")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			h.WriteString("\x00" + strings.Join(strings.Fields(child.Data), " "))
		case isElement(child):
			fmt.Fprintf(&h, "\x00%x", s.print(child))
		case child.Type == html.ElementNode:
		default:
			s.print(child)
		}
	}
	s.prints[n] = h.Sum64()
	return s.prints[n]
}
