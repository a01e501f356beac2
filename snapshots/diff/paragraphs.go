package diff

import (
	"slices"
	"strings"
)

// What became of a paragraph; see [Paragraph].
const (
	SameParagraph    = "kept"
	AddedParagraph   = "added"
	RemovedParagraph = "removed"
	EditedParagraph  = "edited"
	MovedParagraph   = "moved"
)

// Paragraph is what became of one paragraph of a text.
type Paragraph struct {
	What  string `json:"what"`            // kept, added, removed, edited, moved
	Want  int    `json:"want,omitempty"`  // its number in the old text, from 1; 0: it was not there
	Got   int    `json:"got,omitempty"`   // and in the new one
	Moved bool   `json:"moved,omitempty"` // it stands elsewhere among the others, edited or not
	Was   []Span `json:"was,omitempty"`   // of one that was not kept: its words before
	Is    []Span `json:"is,omitempty"`    // and now

	Added   int `json:"words_added,omitempty"`
	Removed int `json:"words_removed,omitempty"`
}

// Paragraphs tells what became of each paragraph of a text: in the order of the new one, those
// that were removed where they stood. Space between words does not count.
func Paragraphs(want, got []string) []Paragraph {
	p := newPairing(want, got)
	var list []Paragraph
	w, g := 0, 0
	until := func(wantEnd, gotEnd int) {
		for ; w < wantEnd; w++ {
			if p.became[w] < 0 {
				list = append(list, goneParagraph(want[w], w))
			}
		}
		for ; g < gotEnd; g++ {
			list = append(list, p.paragraph(g))
		}
	}
	for _, e := range p.edits {
		until(e.from, e.gotFrom)
		until(e.to, e.gotTo)
	}
	until(len(want), len(got))
	return list
}

func goneParagraph(text string, at int) Paragraph {
	return Paragraph{What: RemovedParagraph, Want: at + 1, Was: []Span{{text, true}}, Removed: words(text)}
}

// pairing is which paragraph became which.
type pairing struct {
	want, got    []string // with one space between words
	edits        []edit
	became, from []int // -1: none
	moved        []bool
}

func newPairing(want, got []string) *pairing {
	p := &pairing{want: squeezed(want), got: squeezed(got), moved: make([]bool, len(got))}
	p.became, p.from = slices.Repeat([]int{-1}, len(want)), slices.Repeat([]int{-1}, len(got))
	p.edits = edits(p.want, p.got)
	w, g := 0, 0
	for _, e := range append(slices.Clone(p.edits), edit{len(want), len(want), len(got), len(got)}) {
		for ; w < e.from; w, g = w+1, g+1 {
			p.pair(w, g, false)
		}
		w, g = e.to, e.gotTo
	}
	p.moves()
	for _, e := range p.edits {
		p.like(p.lost(e.from, e.to), p.come(e.gotFrom, e.gotTo), false)
	}
	p.like(p.lost(0, len(want)), p.come(0, len(got)), true)
	return p
}

func squeezed(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strings.Join(strings.Fields(s), " ")
	}
	return out
}

func (p *pairing) pair(w, g int, moved bool) {
	p.became[w], p.from[g], p.moved[g] = g, w, moved
}

// lost are the old paragraphs of a part that have become none yet; come likewise the new ones.
func (p *pairing) lost(from, to int) []int { return unpaired(p.became, from, to) }
func (p *pairing) come(from, to int) []int { return unpaired(p.from, from, to) }

func unpaired(pairs []int, from, to int) (list []int) {
	for i := from; i < to; i++ {
		if pairs[i] < 0 {
			list = append(list, i)
		}
	}
	return list
}

// moves pairs those that stand word for word elsewhere.
func (p *pairing) moves() {
	lost := map[string][]int{}
	for _, w := range p.lost(0, len(p.want)) {
		lost[p.want[w]] = append(lost[p.want[w]], w)
	}
	for _, g := range p.come(0, len(p.got)) {
		if same := lost[p.got[g]]; len(same) > 0 {
			p.pair(same[0], g, true)
			lost[p.got[g]] = same[1:]
		}
	}
}

// like pairs those that share half their words or more, the likest first. Of very many it
// looks only at those near by.
func (p *pairing) like(lost, come []int, moved bool) {
	type likely struct {
		pair
		share float64
	}
	var list []likely
	near := reach(len(lost))
	for i, w := range lost {
		for j := max(0, i-near); j < min(len(come), i+near); j++ {
			if share := likeness(p.want[w], p.got[come[j]]); share >= 0.5 {
				list = append(list, likely{pair{w, come[j]}, share})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b likely) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	for _, l := range list {
		if p.became[l.want] < 0 && p.from[l.got] < 0 {
			p.pair(l.want, l.got, moved)
		}
	}
}

// paragraph is what a new paragraph was.
func (p *pairing) paragraph(g int) Paragraph {
	w := p.from[g]
	if w < 0 {
		return Paragraph{What: AddedParagraph, Got: g + 1, Is: []Span{{p.got[g], true}}, Added: words(p.got[g])}
	}
	one := Paragraph{What: SameParagraph, Want: w + 1, Got: g + 1, Moved: p.moved[g]}
	switch {
	case p.want[w] != p.got[g]:
		one.What = EditedParagraph
		one.Was, one.Is, one.Removed, one.Added = compareWords(p.want[w], p.got[g])
	case one.Moved:
		one.What = MovedParagraph
		one.Is = []Span{{Text: shorten(p.got[g], contextMax)}}
	}
	return one
}

// Words compares two paragraphs by words: those of each side, and how many it alone has.
func Words(want, got string) (was, is []Span, removed, added int) { return compareWords(want, got) }
