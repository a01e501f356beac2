package trees

import "slices"

// Many rows are asked together, eight in a word: a byte of it is one row's. A feature is
// written down as the number of its bounds that are below it, so that an answer is a
// comparison of small numbers, eight at a time.

const (
	lanes = 8
	ones  = 0x0101010101010101
	highs = ones << 7
	most  = 127 // bounds that the lower seven bits of a byte can count
)

// scale is a feature, with bounds that it is compared with, the lowest first.
type scale struct {
	feature int
	bounds  []float32
}

// rank is how many bounds a value is above.
func (s *scale) rank(value float32) uint64 {
	n := 0
	for n < len(s.bounds) && value > s.bounds[n] {
		n++
	}
	return uint64(n)
}

// plan is an ensemble as many rows are asked.
type plan struct {
	scales []scale
	asked  []asked   // the questions of all trees, one after the other
	leaves []float32 // and their leaves
	depths []uint8   // how many questions each tree asks
}

// asked is whether a rank on a scale is as high as least, which stands in each byte.
type asked struct {
	scale int
	least uint64
}

func (e *Ensemble) compile() {
	bounds := map[int][]float32{}
	for _, t := range e.Trees {
		for _, q := range t.Questions {
			bounds[q.Feature] = append(bounds[q.Feature], q.Above)
		}
	}
	p := &e.plan
	first := map[int]int{} // of each feature: its scale, or the first of several
	for feature, all := range bounds {
		slices.Sort(all)
		bounds[feature] = slices.Compact(all)
		first[feature] = len(p.scales)
		for part := range slices.Chunk(bounds[feature], most) {
			p.scales = append(p.scales, scale{feature, part})
		}
	}
	for _, t := range e.Trees {
		for _, q := range t.Questions {
			at, _ := slices.BinarySearch(bounds[q.Feature], q.Above)
			p.asked = append(p.asked, asked{first[q.Feature] + at/most, ones * uint64(at%most+1)})
		}
		p.leaves = append(p.leaves, t.Leaves...)
		p.depths = append(p.depths, uint8(len(t.Questions)))
	}
}

// Scores is Score of so many rows, the first of which has the first of each feature's
// values. Trees that were added after the first call are not asked.
func (e *Ensemble) Scores(features [][]float32, rows int) []float32 {
	e.once.Do(e.compile)
	p := &e.plan
	words := (rows + lanes - 1) / lanes
	ranks := p.ranks(features, rows, words)
	scores := make([]float32, words*lanes)
	for i := range scores {
		scores[i] = e.Bias
	}
	found := make([]uint64, words) // the leaves that the answers to the questions so far lead to
	questions, leaves := p.asked, p.leaves
	for _, depth := range p.depths {
		clear(found)
		for _, q := range questions[:depth] {
			of := ranks[q.scale*words:][:len(found)]
			for w := range found {
				found[w] = found[w]<<1 | (of[w]-q.least)&highs>>7
			}
		}
		for w, eight := range found {
			of := (*[lanes]float32)(scores[w*lanes:])
			for k := range of {
				of[k] += leaves[eight>>(lanes*k)&0xff]
			}
		}
		questions, leaves = questions[depth:], leaves[1<<depth:]
	}
	return scores[:rows]
}

// ranks are the ranks of each feature on its scale, the highest bit of each byte being set:
// what is subtracted from one leaves the next as it is.
func (p *plan) ranks(features [][]float32, rows, words int) []uint64 {
	ranks := make([]uint64, len(p.scales)*words)
	for k := range p.scales {
		s := &p.scales[k]
		values := features[s.feature][:rows]
		var last float32 // most values are those of the row before
		rank := s.rank(last)
		for w := range ranks[k*words:][:words] {
			eight := uint64(highs)
			for lane, v := range values[w*lanes : min((w+1)*lanes, rows)] {
				if v != last {
					last, rank = v, s.rank(v)
				}
				eight |= rank << (lane * lanes)
			}
			ranks[k*words+w] = eight
		}
	}
	return ranks
}
