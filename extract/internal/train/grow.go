package main

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/lab"
	"github.com/tearsheet/tearsheet/extract/internal/trees"
)

// everything is the fold of pages that are in none: a model without it learnt from all.
const everything = folds

var (
	firstPlan  = trees.Plan{Trees: 100, Depth: 6, Rate: 0.12, Restrain: 1, Features: 0.25, Groups: 0.4}
	secondPlan = trees.Plan{Trees: 60, Depth: 6, Rate: 0.15, Restrain: 1, Features: 0.25, Groups: 0.4}
)

// bags is how many ensembles are grown by chances of their own and speak together: what
// one of them owes to its chances alone, the others do not say.
const bags = 2

// grow grows a model without each fold of the pages, and one of all.
//
// The first round never sees what the rules say, and one half of the second does not
// either: the rules were made on pages like these, so they look better here than they are.
func grow(samples []*sample) (models [folds + 1]*lab.Model) {
	names := lab.Names
	blind := func(f int) bool { return f < len(names) && strings.Contains(names[f], "rules") }
	table, lesson, folded := tabulate(samples, func(s *sample) [][]float32 { return s.sheet.First })
	fit := func(fold int, plan trees.Plan, skip func(int) bool) *trees.Ensemble {
		plan.Skip = skip
		part := lesson
		part.Weight = append([]float32{}, lesson.Weight...)
		for i, f := range folded {
			if f == fold {
				part.Weight[i] = 0
			}
		}
		var grown [bags]*trees.Ensemble
		for b := range grown {
			plan.Seed = uint64(b)
			grown[b] = table.Fit(part, plan)
		}
		return trees.Mean(grown[:]...)
	}
	for f := range models {
		models[f] = &lab.Model{First: fit(f, firstPlan, blind)}
		say("first round without fold %d", f)
	}
	table, lesson, folded = tabulate(samples, func(s *sample) [][]float32 {
		return s.sheet.Second(s.sheet.First, models[s.page.fold()].Chances(s.sheet.First))
	})
	for f := range models {
		models[f].Second = trees.Mean(fit(f, secondPlan, blind), fit(f, secondPlan, nil))
		say("second round without fold %d", f)
	}
	return models
}

// tabulate makes a table of the rows that samples are learnt from.
func tabulate(samples []*sample, rowsOf func(*sample) [][]float32) (*trees.Table, trees.Lesson, []int) {
	var rows [][]float32
	var lesson trees.Lesson
	var folded []int
	for _, s := range samples {
		all := rowsOf(s)
		for i, used := range s.use {
			if used {
				rows = append(rows, all[i])
				lesson.Truth = append(lesson.Truth, s.labels[i])
				lesson.Weight = append(lesson.Weight, s.weights[i])
				lesson.Group = append(lesson.Group, s.group)
				folded = append(folded, s.page.fold())
			}
		}
	}
	return trees.NewTable(rows), lesson, folded
}
