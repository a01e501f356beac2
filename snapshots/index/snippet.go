package index

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Excerpt is a piece of a text and the places in it that were searched for.
type Excerpt struct {
	Text  string
	Marks []Mark // in order, apart from each other
}

// Mark is a place in an excerpt, in bytes.
type Mark struct{ Start, End int }

// place is a hit of a clause in a text.
type place struct {
	Mark
	clause int
}

// marks finds where the clauses of a search occur in the text of a column.
func (s search) marks(column, text string) []place {
	list := slices.Collect(words(text))
	list = slices.DeleteFunc(list, func(w word) bool { return w.term == "" })
	var places []place
	for i, c := range s.clauses() {
		if !c.in(column) {
			continue
		}
		for at := range list {
			if c.isAt(list[at:]) {
				places = append(places, place{Mark{list[at].start, list[at+len(c.terms)-1].end}, i})
			}
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return a.Start - b.Start })
	return places
}

// isAt tells whether a text starts with what the clause looks for.
func (c clause) isAt(list []word) bool {
	if len(list) < len(c.terms) {
		return false
	}
	for i, term := range c.terms {
		switch isLast := i == len(c.terms)-1; {
		case list[i].term == term:
		case isLast && c.starts && strings.HasPrefix(list[i].term, term):
		default:
			return false
		}
	}
	return true
}

// around is how many bytes of a text an excerpt shows.
const around = 240

// part gives the piece of a text in which most of what was searched for occurs, or its
// beginning where nothing does.
func part(text string, places []place) Excerpt {
	best, most := 0, 0
	for i := range places {
		seen := map[int]bool{}
		for _, p := range places[i:] {
			if p.End > places[i].Start+around*3/4 {
				break
			}
			seen[p.clause] = true
		}
		if len(seen) > most {
			best, most = i, len(seen)
		}
	}
	start := 0
	if len(places) > 0 {
		start = max(0, places[best].Start-around/4)
	}
	end := toWord(text, min(len(text), start+around), 1)
	return cutOut(text, toWord(text, start, -1), end, places)
}

// whole gives all of a text.
func whole(text string, places []place) Excerpt { return cutOut(text, 0, len(text), places) }

// toWord moves a cut outwards to the next space, or to the edge of a letter where there
// is none nearby.
func toWord(text string, at, step int) int {
	const near = 24
	for i, to := 0, at; i <= near && to > 0 && to < len(text); i, to = i+1, to+step {
		if text[to] == ' ' || text[to] == '\n' {
			return to
		}
	}
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at += step
	}
	return min(max(at, 0), len(text))
}

// spaces are what ends a line, and what a line is better without.
var spaces = strings.NewReplacer("\n", " ", "\t", " ", "\r", " ")

// cutOut cuts an excerpt out of a text, with its marks, on one line.
func cutOut(text string, start, end int, places []place) Excerpt {
	marks := within(start, end, places)
	for start < end && (text[start] == ' ' || text[start] == '\n') {
		start++ // no mark begins with one
	}
	var e Excerpt
	var b strings.Builder
	if start > 0 {
		b.WriteString("… ")
	}
	at := start
	put := func(until int) {
		b.WriteString(spaces.Replace(text[at:until]))
		at = until
	}
	for _, m := range marks {
		put(m.Start)
		from := b.Len()
		put(m.End)
		e.Marks = append(e.Marks, Mark{from, b.Len()})
	}
	put(end)
	if end < len(text) {
		b.WriteString(" …")
	}
	e.Text = b.String()
	return e
}

// within gives the marks in a part of a text; those that touch are one.
func within(start, end int, places []place) (marks []Mark) {
	for _, p := range places {
		if p.Start < start || p.End > end {
			continue
		}
		if last := len(marks) - 1; last >= 0 && p.Start <= marks[last].End {
			marks[last].End = max(marks[last].End, p.End)
			continue
		}
		marks = append(marks, p.Mark)
	}
	return marks
}
