//go:build linux

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// result is what came of the rounds of a tool.
type result struct {
	level                        int       // pages at the same time
	rate, median, p95, cpu, peak []float64 // a round each
	kinds                        map[string][]float64
	checked                      checked
	missed                       []string // pages that were not complete at some time
}

func (r *result) incomplete(name string) {
	if !slices.Contains(r.missed, name) {
		r.missed = append(r.missed, name)
	}
}

func (r *result) add(pages int, c cost, took []float64, got checked) {
	n := float64(pages)
	r.rate = append(r.rate, n/c.wall.Seconds())
	r.cpu = append(r.cpu, c.cpu.Seconds()/n)
	r.peak = append(r.peak, float64(c.peak)/(1<<20))
	if r.kinds == nil {
		r.kinds = map[string][]float64{}
	}
	for kind, d := range c.kinds {
		r.kinds[kind] = append(r.kinds[kind], d.Seconds()/n)
	}
	if len(took) > 0 {
		r.median = append(r.median, quantile(took, 0.5))
		r.p95 = append(r.p95, quantile(took, 0.95))
	}
	r.checked.dom.sum(got.dom)
	r.checked.picture.sum(got.picture)
	r.checked.clear.sum(got.clear)
}

// quantile is the value below which that share of the values lies.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

func middle(values []float64) float64 { return quantile(values, 0.5) }

// printTable writes the table. Ratios are to the floor, or else to the first tool.
func printTable(w io.Writer, chosen []tool, results []result) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "tool\tat a time\tpages/s\tratio\tmedian ms\tp95 ms\tCPU s/page\tpeak MiB\tDOM\tpicture\tnotice gone\t")
	for i, r := range results {
		fmt.Fprintf(t, "%s\t%d\t%.2f\t%.2f\t%s\t%s\t%.2f\t%.0f\t%s\t%s\t%s\t\n", chosen[i].name, r.level, middle(r.rate), middle(r.rate)/middle(results[0].rate),
			millis(r.median), millis(r.p95), middle(r.cpu), middle(r.peak), percent(r.checked.dom), percent(r.checked.picture), percent(r.checked.clear))
	}
	t.Flush()
	fmt.Fprintln(w, "\nCPU seconds a page, by the kind of process")
	fmt.Fprintf(t, "tool\t%s\tall\t\n", strings.Join(kinds, "\t"))
	for i, r := range results {
		fmt.Fprintf(t, "%s\t%s%.3f\t\n", chosen[i].name, kindsRow(r.kinds), middle(r.cpu))
	}
	t.Flush()
	for i, r := range results {
		if len(r.missed) > 0 {
			fmt.Fprintf(w, "\n%s missed something of %s\n", chosen[i].name, strings.Join(r.missed, ", "))
		}
	}
}

func millis(values []float64) string {
	if len(values) == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", middle(values))
}

func percent(s share) string {
	if s.of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(s.found)/float64(s.of))
}
