package check

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// settle tells a change from a flake, by a second capture. What differs between the two
// captures is not held against the page, and told of.
func settle(b *baseline.Baseline, c *report.Case, first diff.Result, got, again baseline.Page, compare []string, opts diff.Options) (diff.Result, error) {
	second, err := b.Compare(again, compare, opts)
	if err != nil {
		return second, err
	}
	between, err := got.Compare(again, compare, opts)
	if err != nil || between.Equal() {
		return second, err
	}
	c.Flaky, c.Message = true, unstable(between)
	if second.Equal() {
		return second, nil
	}
	if p := between.Picture; p != nil {
		for _, region := range p.Regions {
			opts.Ignore = append(opts.Ignore, image.Rect(region.X, region.Y, region.X+region.Width, region.Y+region.Height))
		}
	}
	for _, f := range between.Fields {
		opts.Skip = append(opts.Skip, f.Name)
	}
	steady, err := b.Compare(again, compare, opts)
	if !changesBoth(first.Text, second.Text, between.Text) {
		steady.Text = diff.Text{}
	}
	steady.Console = slices.DeleteFunc(steady.Console, func(m diff.Message) bool { return !slices.Contains(first.Console, m) })
	return steady, err
}

// changesBoth tells whether a text changed besides the lines that differ between two
// captures in a row: a line came that both have, or more lines went than those.
func changesBoth(first, second, between diff.Text) bool {
	if len(between.Hunks) == 0 {
		return len(second.Hunks) > 0
	}
	came := lines(first, diff.Added)
	if slices.ContainsFunc(lines(second, diff.Added), func(line string) bool { return slices.Contains(came, line) }) {
		return true
	}
	return len(lines(second, diff.Removed)) > max(len(lines(between, diff.Added)), len(lines(between, diff.Removed)))
}

// lines are the lines of a difference that came or went.
func lines(t diff.Text, op diff.Op) []string {
	var list []string
	for _, hunk := range t.Hunks {
		for _, line := range hunk.Lines {
			if line.Op != op {
				continue
			}
			var text strings.Builder
			for _, span := range line.Spans {
				text.WriteString(span.Text)
			}
			list = append(list, text.String())
		}
	}
	return list
}

// unstable says what differs between two captures in a row, and what to do about it.
func unstable(between diff.Result) string {
	says := "two captures in a row differ: " + strings.Join(between.Summary(), "; ")
	if p := between.Picture; p != nil && len(p.Regions) > 0 {
		var places []string
		for _, region := range p.Regions[:min(len(p.Regions), 5)] {
			places = append(places, fmt.Sprintf("%dx%d at %d,%d", region.Width, region.Height, region.X, region.Y))
		}
		says += "; mask or hide what lies at " + strings.Join(places, ", ")
	}
	return says
}
