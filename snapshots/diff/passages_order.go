package diff

import (
	"cmp"
	"slices"
)

// sortPassages puts them into the order of the new text; place is where those stood that are
// gone.
func sortPassages(list []Passage, place map[int]int) {
	at := func(p Passage) (int, int) {
		if p.Got >= 0 {
			return p.Got, 1
		}
		return place[p.Want], 0
	}
	slices.SortStableFunc(list, func(a, b Passage) int {
		i, k := at(a)
		j, l := at(b)
		return cmp.Or(cmp.Compare(i, j), cmp.Compare(k, l), cmp.Compare(a.Want, b.Want))
	})
}
