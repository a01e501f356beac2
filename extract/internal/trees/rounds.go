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

// Rounds are ensembles that ask the same rows, one after the other.
type Rounds struct {
	scales []scale // by their features
	plans  []plan
}

// scale is a feature, with bounds that any ensemble compares it with, the lowest first.
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
	bias   float32
	asked  []asked   // the questions of all trees, one after the other
	leaves []float32 // and their leaves
	depths []uint8   // how many questions each tree asks
}

// asked is whether a rank on a scale is as high as least, which stands in each byte.
type asked struct {
	scale int
	least uint64
}

// NewRounds lays ensembles out. Trees that are added to them later are not asked.
func NewRounds(ensembles ...*Ensemble) *Rounds {
	var bounds [][]float32 // of each feature
	for _, e := range ensembles {
		for _, t := range e.Trees {
			for _, q := range t.Questions {
				if more := q.Feature + 1 - len(bounds); more > 0 {
					bounds = append(bounds, make([][]float32, more)...)
				}
				bounds[q.Feature] = append(bounds[q.Feature], q.Above)
			}
		}
	}
	r := &Rounds{}
	first := make([]int, len(bounds)) // of each feature: its scale, or the first of several
	for feature, all := range bounds {
		slices.Sort(all)
		bounds[feature] = slices.Compact(all)
		first[feature] = len(r.scales)
		for part := range slices.Chunk(bounds[feature], most) {
			r.scales = append(r.scales, scale{feature, part})
		}
	}
	for _, e := range ensembles {
		p := plan{bias: e.Bias}
		for _, t := range e.Trees {
			for _, q := range t.Questions {
				at, _ := slices.BinarySearch(bounds[q.Feature], q.Above)
				p.asked = append(p.asked, asked{first[q.Feature] + at/most, ones * uint64(at%most+1)})
			}
			p.leaves = append(p.leaves, t.Leaves...)
			p.depths = append(p.depths, uint8(len(t.Questions)))
		}
		r.plans = append(r.plans, p)
	}
	return r
}

// Rows are so many rows of features that rounds ask.
type Rows struct {
	rounds *Rounds
	count  int
	words  int
	ranks  []uint64 // on each scale, the highest bit of each byte being set: what is subtracted from one leaves the next as it is
}

// Rows makes room for so many rows.
func (r *Rounds) Rows(count int) *Rows {
	words := (count + lanes - 1) / lanes
	return &Rows{r, count, words, make([]uint64, len(r.scales)*words)}
}

// Take takes the values of features, a column each, the first of which is feature from.
func (r *Rows) Take(from int, columns [][]float32) {
	for k := range r.rounds.scales {
		s := &r.rounds.scales[k]
		if s.feature < from || s.feature >= from+len(columns) {
			continue
		}
		s.rankAll(columns[s.feature-from][:r.count], r.ranks[k*r.words:][:r.words])
	}
}

// rankAll puts the ranks of values into words.
func (s *scale) rankAll(values []float32, into []uint64) {
	var last float32 // most values are those of the row before
	rank := s.rank(last)
	for w := range into {
		rest := values[w*lanes:]
		if len(rest) >= lanes {
			if v := (*[lanes]float32)(rest); v[0] == last && v[1] == last && v[2] == last && v[3] == last && v[4] == last && v[5] == last && v[6] == last && v[7] == last {
				into[w] = highs | rank*ones
				continue
			}
			rest = rest[:lanes]
		}
		eight := uint64(highs)
		for lane, v := range rest {
			if v != last {
				last, rank = v, s.rank(v)
			}
			eight |= rank << (lane * lanes)
		}
		into[w] = eight
	}
}

// Scores is what an ensemble's Score is of each row.
func (r *Rows) Scores(round int) []float32 {
	p := &r.rounds.plans[round]
	scores := make([]float32, r.words*lanes)
	for i := range scores {
		scores[i] = p.bias
	}
	found := make([]uint64, r.words) // the leaves that the answers to the questions so far lead to
	questions, leaves := p.asked, p.leaves
	for _, depth := range p.depths {
		clear(found)
		for _, q := range questions[:depth] {
			of := r.ranks[q.scale*r.words:][:len(found)]
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
	return scores[:r.count]
}
