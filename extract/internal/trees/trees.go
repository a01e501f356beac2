// Package trees holds boosted trees that ask the same question on a whole level: small,
// quick to answer, and easy to explain. Fit grows them, Score asks them, and Rounds asks many
// rows at once.
package trees

import "math"

// Ensemble is a sum of trees. It says how likely something is.
type Ensemble struct {
	Bias  float32
	Trees []Tree
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

// Score is the odds that features have, as a logarithm.
func (e *Ensemble) Score(features []float32) float32 {
	sum := e.Bias
	for i := range e.Trees {
		leaf := 0
		for _, q := range e.Trees[i].Questions {
			leaf <<= 1
			if features[q.Feature] > q.Above {
				leaf |= 1
			}
		}
		sum += e.Trees[i].Leaves[leaf]
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
