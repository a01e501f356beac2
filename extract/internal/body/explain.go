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
	c := find(p, a, &why{blocks: map[int]string{}, boxes: map[int]string{}})
	out := []string{"page taken for: " + c.Kind}
	tell := func(i int, reasons string) {
		if rule := c.ruleOf(i); rule != "" && !c.keep[i] {
			reasons = strings.TrimPrefix(reasons+"; rule: "+rule, "; ")
		}
		if b := &c.blocks[i]; b.size > 0 && reasons != "" && len(out) <= most {
			verdict := "left out"
			if c.keep[i] {
				verdict = "kept"
			}
			line := []rune(strings.ReplaceAll(c.of(b), "\n", " "))
			out = append(out, fmt.Sprintf("%s (%s): %s", verdict, reasons, string(line[:min(len(line), 60)])))
		}
	}
	scored := make([]bool, len(c.blocks))
	c.scores(func(i int, m *lab.Model, row []float32) {
		score := m.Second.Score(row)
		if scored[i] = true; c.keep[i] || score >= -close {
			tell(i, fmt.Sprintf("%+.1f: %s", score, reasons(m.Second.Weights(row))))
		}
	})
	for i := range scored {
		if !scored[i] {
			tell(i, "")
		}
	}
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
