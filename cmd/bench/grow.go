//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

// growth captures ever more pages in one run each: what a page takes must not grow.
func (c config) growth(ctx context.Context, s *site) error {
	levels, err := c.levels()
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	defer t.Flush()
	fmt.Fprintln(t, "pages\tstored\ts/page\tCPU s/page\tmedian MiB\tpeak MiB\ttemp MiB\t")
	for word := range strings.SplitSeq(c.grow, ",") {
		n, err := strconv.Atoi(word)
		if err != nil {
			return err
		}
		r, clean, err := c.newRound(ctx, "growth", levels[0])
		if err != nil {
			return err
		}
		for i := range n {
			r.urls = append(r.urls, fmt.Sprintf("%s/page/%s?copy=%d", s.base, s.pages[i%len(s.pages)].Name, i/len(s.pages)))
		}
		m := startMeter(r.temp, r.group)
		all, err := tearsheetRun(r)
		cost := m.end()
		clean()
		if err != nil {
			return err
		}
		each := float64(n)
		fmt.Fprintf(t, "%d\t%d\t%.3f\t%.3f\t%d\t%d\t%d\t\n", n, len(all), cost.wall.Seconds()/each, cost.cpu.Seconds()/each, cost.usual>>20, cost.peak>>20, cost.temp>>20)
	}
	return nil
}
