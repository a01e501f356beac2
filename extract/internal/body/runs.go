package body

import "strings"

// several stands for more than one block.
const several = -1

// findPhrases notes which runs of words stand in which block.
func (s *sheet) findPhrases() {
	words := 0
	for i := range s.blocks {
		if b := &s.blocks[i]; b.size > 0 && b.size < maxPhrased {
			words += 1 + strings.Count(s.plain(b), " ")
		}
	}
	s.phrases = newRunTable(words)
	for i := range s.blocks {
		if b := &s.blocks[i]; b.size > 0 && b.size < maxPhrased {
			eachPhrase(s.plain(b), func(h uint64) { s.phrases.note(h, int32(i)) })
		}
	}
}

// runTable is which block each run of words stands in: a table without buckets, since it
// is made anew for each page and asked once for each run.
type runTable struct {
	runs   []uint64
	blocks []int32 // one more than the block; several; 0 where there is none
	mask   uint64
}

func newRunTable(runs int) *runTable {
	size := 16
	for size < 2*runs {
		size *= 2
	}
	return &runTable{make([]uint64, size), make([]int32, size), uint64(size - 1)}
}

// place is where a run is, or would be.
func (t *runTable) place(run uint64) uint64 {
	at := (run ^ run>>29) & t.mask
	for t.blocks[at] != 0 && t.runs[at] != run {
		at = (at + 1) & t.mask
	}
	return at
}

func (t *runTable) note(run uint64, block int32) {
	at := t.place(run)
	switch t.blocks[at] {
	case 0:
		t.runs[at], t.blocks[at] = run, block+1
	case block + 1:
	default:
		t.blocks[at] = several
	}
}

// isShared says whether a run stands in several blocks.
func (t *runTable) isShared(run uint64) bool { return t.blocks[t.place(run)] == several }

// maxPhrased is the size of a block that holds more than one may wish to know.
const maxPhrased = 20_000

// eachPhrase gives a number for each run of five words of a text.
func eachPhrase(plain string, f func(uint64)) {
	const prime = 1099511628211
	var last [5]uint64
	n := 0
	for w := range strings.SplitSeq(plain, " ") {
		h := uint64(14695981039346656037)
		for k := range len(w) {
			h = (h ^ uint64(w[k])) * prime
		}
		copy(last[:], last[1:])
		last[4] = h
		if n++; n >= len(last) {
			var sum uint64
			for _, x := range last {
				sum = sum*prime + x
			}
			f(sum)
		}
	}
}

// repeated is how much of a block stands in others, too.
func (s *sheet) repeated(b *block) float32 {
	if b.size == 0 || b.size >= maxPhrased {
		return 0
	}
	all, twice := 0, 0
	eachPhrase(s.plain(b), func(h uint64) {
		all++
		if s.phrases.isShared(h) {
			twice++
		}
	})
	return ratio(twice, all)
}
