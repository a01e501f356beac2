package trees

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// What is true here is that exactly one of two features is large.
func grown(t *testing.T) (*Ensemble, [][]float32, []float32) {
	t.Helper()
	random := rand.New(rand.NewPCG(3, 4))
	var s Lesson
	var rows [][]float32
	for i := range 4000 {
		row := []float32{random.Float32(), random.Float32(), random.Float32(), 7}
		truth := float32(0)
		if (row[0] > 0.3) != (row[2] > 0.6) {
			truth = 1
		}
		rows, s.Truth = append(rows, row), append(s.Truth, truth)
		s.Weight, s.Group = append(s.Weight, 1), append(s.Group, i%50)
	}
	return NewTable(rows).Fit(s, Plan{Trees: 30, Depth: 3, Rate: 0.3, Restrain: 1, Features: 1, Groups: 0.7, Seed: 1}), rows, s.Truth
}

func TestFitFindsWhatIsTrue(t *testing.T) {
	e, rows, truth := grown(t)
	wrong := 0
	for i, row := range rows {
		if (Chance(e.Score(row)) > 0.5) != (truth[i] == 1) {
			wrong++
		}
	}
	if wrong > len(rows)/50 {
		t.Errorf("%d of %d are wrong", wrong, len(rows))
	}
}

func TestFitIsRepeatable(t *testing.T) {
	a, _, _ := grown(t)
	b, _, _ := grown(t)
	if written(t, a) != written(t, b) {
		t.Error("the same samples gave another ensemble")
	}
}

var names = []string{"size", "links", "place", "seven"}

func written(t *testing.T, e *Ensemble) string {
	t.Helper()
	var b strings.Builder
	if err := e.Write(&b, names); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFileHoldsAll(t *testing.T) {
	e, rows, _ := grown(t)
	text := written(t, e)
	back, err := Read(text, names)
	if err != nil {
		t.Fatal(err)
	}
	if written(t, back) != text {
		t.Error("what was read is not what was written")
	}
	for _, row := range rows[:100] {
		if d := back.Score(row) - e.Score(row); d > 0.05 || d < -0.05 {
			t.Errorf("the score of %v is off by %v", row, d)
		}
	}
	if _, err := Read(text, names[1:]); err == nil {
		t.Error("a feature is gone, and nobody said so")
	}
}

func TestMeanSaysWhatBothSay(t *testing.T) {
	e, rows, _ := grown(t)
	other := &Ensemble{Bias: 1}
	m := Mean(e, other)
	for _, row := range rows[:20] {
		if d := m.Score(row) - (e.Score(row)+1)/2; d > 1e-4 || d < -1e-4 {
			t.Errorf("off by %v", d)
		}
	}
}

func TestRoundsSayWhatEachEnsembleSays(t *testing.T) {
	e, rows, _ := grown(t)
	other := &Ensemble{Bias: 1}
	for k := range 2 * most { // a feature of more bounds than a scale holds
		other.Trees = append(other.Trees, Tree{[]Question{{2, float32(k) / (2 * most)}}, []float32{0, 1}})
	}
	rounds := NewRounds(e, other)
	for _, count := range []int{0, 1, 8, 50} {
		columns := make([][]float32, len(rows[0]))
		for _, row := range rows[:count] {
			for k, v := range row {
				columns[k] = append(columns[k], v)
			}
		}
		asked := rounds.Rows(count)
		asked.Take(0, columns[:1])
		asked.Take(1, columns[1:])
		for round, e := range []*Ensemble{e, other} {
			for i, score := range asked.Scores(round) {
				if want := e.Score(rows[i]); score != want {
					t.Errorf("row %d of %d, round %d: %v, want %v", i, count, round, score, want)
				}
			}
		}
	}
}

func TestWeightsTellWhatDecided(t *testing.T) {
	e, _, _ := grown(t)
	row := []float32{0.9, 0.5, 0.1, 7}
	w := e.Weights(row)
	if w[0] <= w[1] || w[3] != 0 {
		t.Errorf("weights are %v", w)
	}
	sum := e.Bias
	for i := range e.Trees {
		sum += mean(e.Trees[i].Leaves)
	}
	for _, x := range w {
		sum += x
	}
	if d := sum - e.Score(row); d > 1e-3 || d < -1e-3 {
		t.Errorf("the weights add up to %v, the score is %v", sum, e.Score(row))
	}
}
