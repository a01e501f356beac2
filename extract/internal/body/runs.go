package body

import "strings"

// several stands for more than one block.
const several = -1

// findPhrases notes which runs of words stand in which block.
func (s *sheet) findPhrases() {
	runs := 0
	for i := range s.blocks {
		if b := &s.blocks[i]; b.size > 0 && b.size < maxPhrased {
			runs += max(strings.Count(s.plain(b), " ")+2-runWords, 0)
		}
	}
	s.phrases = newRunTable(runs)
	s.placed = make([][]uint32, len(s.blocks))
	places := make([]uint32, 0, runs)
	for i := range s.blocks {
		if b := &s.blocks[i]; b.size > 0 && b.size < maxPhrased {
			from := len(places)
			places = s.phrases.noteAll(places, s.plain(b), int32(i))
			s.placed[i] = places[from:]
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

// note notes that a run stands in a block, and tells its place.
func (t *runTable) note(run uint64, block int32) uint32 {
	at := t.place(run)
	switch t.blocks[at] {
	case 0:
		t.runs[at], t.blocks[at] = run, block+1
	case block + 1:
	default:
		t.blocks[at] = several
	}
	return uint32(at)
}

// isShared says whether the run at a place stands in several blocks.
func (t *runTable) isShared(place uint32) bool { return t.blocks[place] == several }

// runWords is how many words a run has.
const runWords = 5

// maxPhrased is the size of a block that holds more than one may wish to know.
const maxPhrased = 20_000

// noteAll notes each run of five words of a block's text, by a number for it, and adds their
// places to those given.
func (t *runTable) noteAll(places []uint32, plain string, block int32) []uint32 {
	const prime = 1099511628211
	const start = 14695981039346656037
	var last [runWords]uint64
	n := 0
	h := uint64(start)
	for k := 0; k <= len(plain); k++ {
		if k < len(plain) && plain[k] != ' ' {
			h = (h ^ uint64(plain[k])) * prime
			continue
		}
		last = [runWords]uint64{last[1], last[2], last[3], last[4], h}
		h = start
		if n++; n >= len(last) {
			places = append(places, t.note((((last[0]*prime+last[1])*prime+last[2])*prime+last[3])*prime+last[4], block))
		}
	}
	return places
}

// repeated is how much of a block stands in others, too.
func (s *sheet) repeated(i int) float32 {
	twice := 0
	for _, place := range s.placed[i] {
		if s.phrases.isShared(place) {
			twice++
		}
	}
	return ratio(twice, len(s.placed[i]))
}
