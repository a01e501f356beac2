package body

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/lab"
)

// Explain tells what a page was taken for, and why each block that is the body, or nearly
// was, is so. It is nil where the rules for the site say what the body is.
func Explain(p *Page, a *Said) []string {
	if p.ruledBody() != nil {
		return nil
	}
	const close, most = 2.5, 200
	c := Find(p, a)
	out := []string{"page taken for: " + c.Kind}
	c.scores(func(i int, m *lab.Model, row []float32) {
		b := &c.blocks[i]
		score := m.Second.Score(row)
		if b.size == 0 || !c.keep[i] && score < -close || len(out) > most {
			return
		}
		verdict := "left out"
		if c.keep[i] {
			verdict = "kept"
		}
		line := []rune(strings.ReplaceAll(c.of(b), "\n", " "))
		out = append(out, fmt.Sprintf("%s, %+.1f (%s): %s", verdict, score, reasons(m.Second.Weights(row)), string(line[:min(len(line), 60)])))
	})
	return out
}

// reasons names the features that moved a score most.
func reasons(weights []float32) string {
	const most = 4
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size32(weights[b]), size32(weights[a])) })
	var names []string
	for _, f := range order[:most] {
		names = append(names, fmt.Sprintf("%s %+.1f", lab.Names[f], weights[f]))
	}
	return strings.Join(names, ", ")
}

func size32(x float32) float32 { return max(x, -x) }
