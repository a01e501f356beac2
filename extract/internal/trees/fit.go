package trees

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// Plan says how to grow an ensemble.
type Plan struct {
	Trees    int
	Depth    int
	Rate     float64 // how much of what a tree finds is believed
	Restrain float64 // added to the weight of each leaf: what is rare says little
	Features float64 // part of the features that a tree may ask for
	Groups   float64 // part of the groups that a tree sees
	Seed     uint64
	Skip     func(feature int) bool // features never to ask for; nil if there are none
}

// Table holds rows of features, ready to be learnt from.
type Table struct {
	rows    int
	columns [][]uint8   // of each feature: the bin of each row
	bounds  [][]float32 // of each feature: the upper bounds of all bins but the last
}

// Lesson is what is true of the rows of a table: between 0 and 1, how much each counts,
// and the group that it is seen or left out with. Rows that count nothing are not learnt
// from.
type Lesson struct {
	Truth  []float32
	Weight []float32
	Group  []int
}

const bins = 64

// Fit grows an ensemble. The same lesson and plan give the same one.
func (b *Table) Fit(s Lesson, p Plan) *Ensemble {
	random := rand.New(rand.NewPCG(p.Seed, 1)) //nolint:gosec // G404: to be repeated, not to be secret
	e := &Ensemble{Bias: bias(s)}
	scores := make([]float32, b.rows)
	for i := range scores {
		scores[i] = e.Bias
	}
	slope, bend := make([]float32, b.rows), make([]float32, b.rows)
	groups := 0
	for _, g := range s.Group {
		groups = max(groups, g+1)
	}
	for range p.Trees {
		seen := make([]bool, groups)
		for g := range seen {
			seen[g] = random.Float64() < p.Groups
		}
		var rows []int32
		for i, w := range s.Weight {
			if w == 0 || !seen[s.Group[i]] {
				continue
			}
			chance := Chance(scores[i])
			slope[i] = w * (s.Truth[i] - chance)
			bend[i] = w * max(chance*(1-chance), 1e-6)
			rows = append(rows, int32(i))
		}
		var features []int
		for f := range b.columns {
			if len(b.bounds[f]) > 0 && random.Float64() < p.Features && (p.Skip == nil || !p.Skip(f)) {
				features = append(features, f)
			}
		}
		t := b.grow(rows, slope, bend, features, p)
		e.Trees = append(e.Trees, t)
		b.add(t, scores)
	}
	return e
}

// Mean is an ensemble that says what several say together.
func Mean(list ...*Ensemble) *Ensemble {
	out, n := &Ensemble{}, float32(len(list))
	for _, e := range list {
		out.Bias += e.Bias / n
		for _, t := range e.Trees {
			part := make([]float32, len(t.Leaves))
			for i, leaf := range t.Leaves {
				part[i] = leaf / n
			}
			out.Trees = append(out.Trees, Tree{t.Questions, part})
		}
	}
	return out
}

// bias is the score of everything, before anything is asked.
func bias(s Lesson) float32 {
	var sum, all float64
	for i, w := range s.Weight {
		sum += float64(w * s.Truth[i])
		all += float64(w)
	}
	mean := min(max(sum/max(all, 1e-9), 1e-3), 1-1e-3)
	return float32(math.Log(mean / (1 - mean)))
}

// grow asks, level by level, the question that tells most.
func (b *Table) grow(rows []int32, slope, bend []float32, features []int, p Plan) Tree {
	var t Tree
	leafOf := make([]int32, len(rows))
	for level := 0; level < p.Depth; level++ {
		leaves := 1 << level
		gains := make([]float64, len(features))
		cuts := make([]int, len(features))
		var wait sync.WaitGroup
		const workers = 2
		for w := range workers {
			wait.Go(func() {
				sums := make([]float64, leaves*bins*2)
				for k := w; k < len(features); k += workers {
					gains[k], cuts[k] = b.bestCut(features[k], rows, leafOf, leaves, slope, bend, sums, p.Restrain)
				}
			})
		}
		wait.Wait()
		best := -1
		for k := range features {
			if best < 0 || gains[k] > gains[best] {
				best = k
			}
		}
		if best < 0 || gains[best] <= 0 {
			break
		}
		f := features[best]
		t.Questions = append(t.Questions, Question{f, b.bounds[f][cuts[best]]})
		column := b.columns[f]
		for k, i := range rows {
			leafOf[k] <<= 1
			if int(column[i]) > cuts[best] {
				leafOf[k] |= 1
			}
		}
	}
	slopes, bends := make([]float64, 1<<len(t.Questions)), make([]float64, 1<<len(t.Questions))
	for k, i := range rows {
		slopes[leafOf[k]] += float64(slope[i])
		bends[leafOf[k]] += float64(bend[i])
	}
	t.Leaves = make([]float32, len(slopes))
	for l := range t.Leaves {
		t.Leaves[l] = float32(p.Rate * slopes[l] / (bends[l] + p.Restrain))
	}
	return t
}

// bestCut finds the bin of a feature behind which a cut through all leaves gains most.
func (b *Table) bestCut(f int, rows, leafOf []int32, leaves int, slope, bend []float32, sums []float64, restrain float64) (float64, int) {
	clear(sums)
	column := b.columns[f]
	for k, i := range rows {
		at := (int(leafOf[k])*bins + int(column[i])) * 2
		sums[at] += float64(slope[i])
		sums[at+1] += float64(bend[i])
	}
	cuts := len(b.bounds[f])
	gains := make([]float64, cuts)
	for l := range leaves {
		own := sums[l*bins*2 : (l+1)*bins*2]
		var allSlope, allBend, s, h float64
		for i := 0; i < len(own); i += 2 {
			allSlope += own[i]
			allBend += own[i+1]
		}
		whole := allSlope * allSlope / (allBend + restrain)
		for c := range cuts {
			s += own[2*c]
			h += own[2*c+1]
			rest := allSlope - s
			gains[c] += s*s/(h+restrain) + rest*rest/(allBend-h+restrain) - whole
		}
	}
	best := 0
	for c := range gains {
		if gains[c] > gains[best] {
			best = c
		}
	}
	return gains[best], best
}

// add adds what a tree says to the scores.
func (b *Table) add(t Tree, scores []float32) {
	cuts := make([]uint8, len(t.Questions))
	for k, q := range t.Questions {
		at, _ := slices.BinarySearch(b.bounds[q.Feature], q.Above)
		cuts[k] = uint8(at)
	}
	for i := range scores {
		leaf := 0
		for k, q := range t.Questions {
			leaf <<= 1
			if b.columns[q.Feature][i] > cuts[k] {
				leaf |= 1
			}
		}
		scores[i] += t.Leaves[leaf]
	}
}

// NewTable cuts each feature of some rows into bins that hold about as many rows each.
func NewTable(rows [][]float32) *Table {
	const looked = 20_000 // rows, to find the bins by
	width := len(rows[0])
	b := &Table{rows: len(rows), columns: make([][]uint8, width), bounds: make([][]float32, width)}
	step := max(1, len(rows)/looked)
	for f := range width {
		var values []float32
		for i := 0; i < len(rows); i += step {
			values = append(values, rows[i][f])
		}
		slices.Sort(values)
		b.bounds[f] = quantiles(values)
		b.columns[f] = make([]uint8, len(rows))
		for i, row := range rows {
			at, _ := slices.BinarySearch(b.bounds[f], row[f])
			b.columns[f][i] = uint8(at)
		}
	}
	return b
}

// quantiles are the bounds between bins of about as many sorted values each.
func quantiles(values []float32) []float32 {
	var bounds []float32
	last := values[len(values)-1]
	for k := 1; k < bins; k++ {
		v := values[len(values)*k/bins]
		if v < last && (len(bounds) == 0 || v > bounds[len(bounds)-1]) {
			bounds = append(bounds, v)
		}
	}
	// What is rare is told apart from the rest, too.
	if distinct := slices.Compact(slices.Clone(values)); len(distinct) <= bins {
		bounds = distinct[:len(distinct)-1]
	}
	return bounds
}
