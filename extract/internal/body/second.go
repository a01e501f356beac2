package body

import (
	"fmt"
	"math"
	"slices"
)

// levelsUp is how many boxes around a block the second round looks at.
const levelsUp = 6

// surroundings are what the second round must know of where blocks stand.
type surroundings struct {
	sizes []int32           // running sum
	ups   [][levelsUp]int32 // of each block: the boxes around it, the innermost first
	boxes []box

	chances []float32 // of each block
	wanted  []float64 // running sum: how much of the text is wanted
}

func (s *sheet) surroundings() *surroundings {
	near := &surroundings{sizes: make([]int32, len(s.blocks)+1), ups: s.ups, boxes: s.boxes}
	for i := range s.blocks {
		near.sizes[i+1] = s.sums[i+1].size
	}
	return near
}

// second are the features of the second round: those of the first, and what it thought
// of the block and of those around it.
func (near *surroundings) second(first [][]float32, chances []float32) [][]float32 {
	near.hear(chances)
	rows := make([][]float32, len(first))
	for i := range rows {
		rows[i] = near.row(slices.Clip(first[i]), i)
	}
	return rows
}

// hear notes what the first round thought.
func (near *surroundings) hear(chances []float32) {
	near.chances = chances
	near.wanted = make([]float64, len(chances)+1)
	for i, chance := range chances {
		near.wanted[i+1] = near.wanted[i] + float64(chance)*float64(near.sizes[i+1]-near.sizes[i])
	}
}

// share is how much of the text of blocks from to to-1 is wanted.
func (near *surroundings) share(from, to int) float32 {
	size := near.sizes[to] - near.sizes[from]
	if size == 0 {
		return -1
	}
	return float32((near.wanted[to] - near.wanted[from]) / float64(size))
}

// columns puts what the second round adds of blocks first to last-1 into columns of their own.
func (near *surroundings) columns(into [][]float32, blocks stretch) {
	row := make([]float32, 0, countAdded)
	for i := blocks.first; i < blocks.last; i++ {
		row = near.row(row[:0], i)
		for k, v := range row {
			into[k][i-blocks.first] = v
		}
	}
}

// row adds to a row what the second round adds to the features of block i.
func (near *surroundings) row(row []float32, i int) []float32 {
	n := len(near.chances)
	for _, off := range beside {
		if k := i + off; k < 0 || k >= n {
			row = append(row, -1)
		} else {
			row = append(row, near.chances[k])
		}
	}
	for _, reach := range reaches {
		from, to := i+1, min(i+1+reach, n)
		if reach < 0 {
			from, to = max(i+reach, 0), i
		}
		row = append(row, near.share(min(from, to), to))
	}
	for _, x := range near.ups[i] {
		box := &near.boxes[x]
		row = append(row, near.share(box.first, box.last))
	}
	all := near.wanted[n]
	return append(row, float32(near.wanted[i]/max(all, 1)), float32((all-near.wanted[i+1])/max(all, 1)), float32(math.Log1p(all)),
		near.share(0, n), float32(float64(near.sizes[i+1]-near.sizes[i])/max(all, 1)))
}

// countAdded is how many features the second round adds: as many as secondNames.
const countAdded = len(beside) + len(reaches) + levelsUp + 5

var (
	beside  = [...]int{0, -4, -3, -2, -1, 1, 2, 3, 4}
	reaches = [...]int{-15, -5, 5, 15}
)

// secondNames are the names of what second adds.
func secondNames() []string {
	var names []string
	for _, off := range beside {
		names = append(names, fmt.Sprintf("first round at %+d", off))
	}
	for _, reach := range reaches {
		names = append(names, fmt.Sprintf("first round within %+d", reach))
	}
	for up := range levelsUp {
		names = append(names, fmt.Sprintf("first round in box %d up", up))
	}
	return append(names, "wanted before", "wanted after", "wanted in all", "wanted share", "share of wanted")
}
