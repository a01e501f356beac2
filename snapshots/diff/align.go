package diff

import (
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"image"
	"slices"
)

// segment is some rows of both pictures that belong together, or that only one has.
type segment struct {
	want, got int // the first row in each
	rows      int
	only      Op // Kept: in both; Added: in got only; Removed: in want only
}

// inPlace pairs each row with the one at the same height.
func inPlace(want, got int) []segment {
	common := min(want, got)
	list := []segment{{0, 0, common, Kept}}
	switch {
	case got > common:
		list = append(list, segment{common, common, got - common, Added})
	case want > common:
		list = append(list, segment{common, common, want - common, Removed})
	}
	return list
}

// bandsMax is how many bands of rows may have come and gone: with more, two pictures are
// not the same one moved about, but two pictures.
const bandsMax = 40

// align finds which rows of want are which rows of got, so that a banner at the top does
// not change all that follows. nil: they have too little in common. Rows that occur once
// in each picture are the anchors (Bram Cohen's patience diff); what lies between two
// anchors is paired off from the side on which more is alike.
func align(want, got *image.RGBA) []segment {
	width := min(want.Rect.Dx(), got.Rect.Dx())
	a := aligner{want: want, got: got, width: width}
	seed := maphash.MakeSeed()
	a.wantRows, a.gotRows = hashRows(want, width, seed), hashRows(got, width, seed)
	w, g := 0, 0
	for _, anchor := range append(anchors(a.wantRows, a.gotRows), pair{len(a.wantRows), len(a.gotRows)}) {
		if anchor.want < w || anchor.got < g { // the rows before have been found to reach over it
			continue
		}
		a.between(w, g, anchor.want, anchor.got)
		w, g = anchor.want, anchor.got
		same := 0
		for w+same < len(a.wantRows) && g+same < len(a.gotRows) && a.wantRows[w+same] == a.gotRows[g+same] {
			same++
		}
		a.add(segment{w, g, same, Kept})
		w, g = w+same, g+same
	}
	bands := 0
	for _, s := range a.list {
		if s.only != Kept {
			bands++
		}
	}
	if bands > bandsMax {
		return nil
	}
	return a.list
}

// aligner is the work of align.
type aligner struct {
	want, got         *image.RGBA
	width             int
	wantRows, gotRows []uint64 // hashes
	list              []segment
}

// pair is one of each of two lists.
type pair struct{ want, got int }

// anchors gives what occurs once in each of two lists, in the same order in both: the
// longest such list of pairs.
func anchors(want, got []uint64) []pair {
	type seen struct{ wants, gots, want, got int }
	all := make(map[uint64]seen, len(want))
	for i, h := range want {
		s := all[h]
		s.wants, s.want = s.wants+1, i
		all[h] = s
	}
	for i, h := range got {
		if s, ok := all[h]; ok {
			s.gots, s.got = s.gots+1, i
			all[h] = s
		}
	}
	var once []pair
	for _, s := range all {
		if s.wants == 1 && s.gots == 1 {
			once = append(once, pair{s.want, s.got})
		}
	}
	slices.SortFunc(once, func(p, q pair) int { return cmp.Compare(p.want, q.want) })
	return longestRise(once)
}

// longestRise gives the longest part of a list in which got rises, by patience sorting.
func longestRise(list []pair) []pair {
	var tops []int // of each pile: an index of list
	before := make([]int, len(list))
	for i, p := range list {
		pile, _ := slices.BinarySearchFunc(tops, p.got, func(top, got int) int { return cmp.Compare(list[top].got, got) })
		before[i] = -1
		if pile > 0 {
			before[i] = tops[pile-1]
		}
		if pile == len(tops) {
			tops = append(tops, i)
		} else {
			tops[pile] = i
		}
	}
	rise := make([]pair, len(tops))
	if len(tops) == 0 {
		return rise
	}
	for k, i := len(tops)-1, tops[len(tops)-1]; k >= 0; k, i = k-1, before[i] {
		rise[k] = list[i]
	}
	return rise
}

// between pairs off the rows that lie before an anchor.
func (a *aligner) between(w, g, wEnd, gEnd int) {
	tail := 0 // equal rows that end at the anchor
	for wEnd-tail > w && gEnd-tail > g && a.wantRows[wEnd-tail-1] == a.gotRows[gEnd-tail-1] {
		tail++
	}
	wEnd, gEnd = wEnd-tail, gEnd-tail
	wants, gots := wEnd-w, gEnd-g
	common := min(wants, gots)
	fromTop := wants == gots || a.alike(w, g, common) >= a.alike(wEnd-common, gEnd-common, common)
	if fromTop {
		a.add(segment{w, g, common, Kept})
		w, g = w+common, g+common
	}
	a.add(segment{w, g, wants - common, Removed})
	a.add(segment{w + wants - common, g, gots - common, Added})
	if !fromTop {
		a.add(segment{wEnd - common, gEnd - common, common, Kept})
	}
	a.add(segment{wEnd, gEnd, tail, Kept})
}

// sampled is the distance of the pixels that alike looks at.
const sampled = 4

// alike counts pixels that are the same in some rows of both pictures.
func (a *aligner) alike(w, g, rows int) (same int) {
	for i := range rows {
		p, q := row(a.want, w+i, a.width), row(a.got, g+i, a.width)
		for x := 0; x < len(p); x += 4 * sampled {
			if binary.LittleEndian.Uint32(p[x:]) == binary.LittleEndian.Uint32(q[x:]) {
				same++
			}
		}
	}
	return same
}

// add appends a segment, to the last one where it goes on from there.
func (a *aligner) add(s segment) {
	if s.rows == 0 {
		return
	}
	if n := len(a.list); n > 0 {
		last := &a.list[n-1]
		if last.only == s.only && s.follows(*last) {
			last.rows += s.rows
			return
		}
	}
	a.list = append(a.list, s)
}

// follows tells whether a segment begins where another ends.
func (s segment) follows(last segment) bool {
	w, g := last.want, last.got
	if last.only != Added {
		w += last.rows
	}
	if last.only != Removed {
		g += last.rows
	}
	return s.want == w && s.got == g
}

// hashRows hashes each row of a picture.
func hashRows(img *image.RGBA, width int, seed maphash.Seed) []uint64 {
	hashes := make([]uint64, img.Rect.Dy())
	inParallel(len(hashes), func(from, to int) {
		for y := from; y < to; y++ {
			hashes[y] = maphash.Bytes(seed, row(img, y, width))
		}
	})
	return hashes
}
