package lab

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/trees"
)

// Model decides which blocks of a page are its body, in two rounds: the second knows
// what the first thought of a block's neighbours.
type Model struct {
	First, Second *trees.Ensemble

	Rounds *trees.Rounds // both, of a model that was read

	asked []bool
}

// Asks tells whether a question of either round is about a feature.
func (m *Model) Asks(feature int) bool { return m.asked[feature] }

// Chances are what the first round thinks of blocks, by their features.
func (m *Model) Chances(rows [][]float32) []float32 {
	out := make([]float32, len(rows))
	for i, row := range rows {
		out[i] = trees.Chance(m.First.Score(row))
	}
	return out
}

// between stands between the rounds in the file.
const between = "second round\n"

// Write writes a model down; names are those of the features of the second round, those
// of the first being the first of them.
func (m *Model) Write(w io.Writer, names []string) error {
	if err := m.First.Write(w, names); err != nil {
		return err
	}
	if _, err := fmt.Fprint(w, between); err != nil {
		return err
	}
	return m.Second.Write(w, names)
}

// Read reads what Write wrote.
func Read(text string, names []string) (*Model, error) {
	first, second, ok := strings.Cut(text, between)
	if !ok {
		return nil, errors.New("this model has no second round")
	}
	var m Model
	var err error
	if m.First, err = trees.Read(first, names); err != nil {
		return nil, err
	}
	if m.Second, err = trees.Read(second, names); err != nil {
		return nil, err
	}
	m.Rounds = trees.NewRounds(m.First, m.Second)
	m.asked = make([]bool, len(names))
	for _, e := range []*trees.Ensemble{m.First, m.Second} {
		for _, t := range e.Trees {
			for _, q := range t.Questions {
				m.asked[q.Feature] = true
			}
		}
	}
	return &m, nil
}
