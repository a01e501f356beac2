// Package trees holds boosted trees that ask the same question on a whole level: small,
// quick to answer, and easy to explain. Fit grows them, Score asks them.
package trees

import (
	"math"
	"sync"
)

// Ensemble is a sum of trees. It says how likely something is.
type Ensemble struct {
	Bias  float32
	Trees []Tree

	once   sync.Once
	asked  []asked   // the questions of all trees, one after the other
	leaves []float32 // and their leaves
	depths []uint8   // how many questions each tree asks
}

// asked is a question in half the room.
type asked struct {
	feature int32
	above   float32
}

// compile lays the trees out side by side, which is how they are asked fastest.
func (e *Ensemble) compile() {
	for _, t := range e.Trees {
		for _, q := range t.Questions {
			e.asked = append(e.asked, asked{int32(q.Feature), q.Above})
		}
		e.leaves = append(e.leaves, t.Leaves...)
		e.depths = append(e.depths, uint8(len(t.Questions)))
	}
}

// Tree asks its questions from the root down. The answers, the first being the highest
// bit, are the number of a leaf.
type Tree struct {
	Questions []Question
	Leaves    []float32
}

// Question is whether a feature is above a bound.
type Question struct {
	Feature int
	Above   float32
}

// Score is the odds that features have, as a logarithm. Trees that were added after the
// first call are not asked.
func (e *Ensemble) Score(features []float32) float32 {
	e.once.Do(e.compile)
	sum := e.Bias
	questions, leaves := e.asked, e.leaves
	for _, depth := range e.depths {
		leaf := 0
		for _, q := range questions[:depth] {
			above := 0
			if features[q.feature] > q.above {
				above = 1
			}
			leaf = leaf<<1 | above // no jump: it could not be foreseen
		}
		sum += leaves[leaf]
		questions, leaves = questions[depth:], leaves[1<<depth:]
	}
	return sum
}

// Chance makes a chance of what Score says.
func Chance(score float32) float32 { return float32(1 / (1 + math.Exp(-float64(score)))) }

// Weights tells what each feature added to a score: at each question, how far its answer
// moved the mean of the leaves that were left.
func (e *Ensemble) Weights(features []float32) []float32 {
	weights := make([]float32, len(features))
	for i := range e.Trees {
		t := &e.Trees[i]
		left := t.Leaves
		before := mean(left)
		for _, q := range t.Questions {
			half := len(left) / 2
			if features[q.Feature] > q.Above {
				left = left[half:]
			} else {
				left = left[:half]
			}
			after := mean(left)
			weights[q.Feature] += after - before
			before = after
		}
	}
	return weights
}

func mean(values []float32) float32 {
	var sum float32
	for _, v := range values {
		sum += v
	}
	return sum / float32(len(values))
}
