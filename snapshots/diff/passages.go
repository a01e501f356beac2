package diff

// Passage is what became of a paragraph.
type Passage struct {
	What           string // added, removed, edited, moved
	Want, Got      int    // which one it is on each side, from 0; -1 where it is not there
	Was, Is        []Span // of one that was edited: its words
	Removed, Added int    // words
}

// sameParagraph is the share of words that a paragraph must keep to be an edited one and not
// another one in its place.
const sameParagraph = 0.4

// Passages compares two texts by their paragraphs, and those that were edited by words. They
// come in the order of the new text, each that is gone behind the one that it followed.
func Passages(want, got []string) (list []Passage) {
	var went, came []int // paragraphs of which nothing is known yet
	place := map[int]int{}
	for _, e := range edits(want, got) {
		before, after := want[e.from:e.to], got[e.gotFrom:e.gotTo]
		became, from := map[int]bool{}, map[int]bool{}
		for _, p := range becomes(before, after) {
			if likeness(before[p.want], after[p.got]) >= sameParagraph {
				list = append(list, edited(want, got, e.from+p.want, e.gotFrom+p.got))
				became[p.want], from[p.got] = true, true
			}
		}
		for i := range before {
			if !became[i] {
				went, place[e.from+i] = append(went, e.from+i), e.gotFrom
			}
		}
		for i := range after {
			if !from[i] {
				came = append(came, e.gotFrom+i)
			}
		}
	}
	taken := map[int]bool{}
	for _, w := range went {
		g, alike := nearestOf(want[w], got, came, taken)
		switch {
		case alike == 1:
			list = append(list, Passage{What: "moved", Want: w, Got: g})
		case alike > leastMoved:
			list = append(list, edited(want, got, w, g))
		default:
			list = append(list, Passage{What: "removed", Want: w, Got: -1, Removed: words(want[w])})
			continue
		}
		taken[g] = true
	}
	for _, g := range came {
		if !taken[g] {
			list = append(list, Passage{What: "added", Want: -1, Got: g, Added: words(got[g])})
		}
	}
	sortPassages(list, place)
	return list
}

// leastMoved is how alike two paragraphs in different places are that are one.
const leastMoved = 0.7

// nearestOf finds among some paragraphs the one that is most like a text.
func nearestOf(text string, list []string, among []int, taken map[int]bool) (best int, most float64) {
	if len(among) > pairsMax {
		return -1, 0
	}
	for _, i := range among {
		if taken[i] {
			continue
		}
		share := 1.0
		if list[i] != text {
			share = min(likeness(text, list[i]), 0.999)
		}
		if share > most {
			best, most = i, share
		}
	}
	return best, most
}

func edited(want, got []string, w, g int) Passage {
	p := Passage{What: "edited", Want: w, Got: g}
	p.Was, p.Is, p.Removed, p.Added = compareWords(want[w], got[g])
	return p
}

// Words compares two paragraphs by words: those of each side, and how many it alone has.
func Words(want, got string) (was, is []Span, removed, added int) { return compareWords(want, got) }
