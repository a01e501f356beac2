package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// tally counts what comes of it.
type tally struct {
	pages, settled, dead     int
	loads, violations        int
	reads, writes, conflicts int
	crashes                  int
	waits                    []time.Duration // some of those for a claim
	claims                   int
	busy, looks              int // slots that had a page, at each look
	before, most             int // pages that were settled at the last look; the most between two
}

const heading = `workers     hosts     pages    hours  settled   given up  pages/s     peak  slots busy  writes/s  conflicts  claim p50  claim p99  first page p50  p99       Jain   crashes  violations`

// claim notes how long a worker waited for the queue when it took up a job.
func (t *tally) claim(took time.Duration) {
	if t.claims++; t.claims%16 == 0 {
		t.waits = append(t.waits, took)
	}
}

func (t *tally) settle(f *fleet, s *site, failure *politeness.Failure) {
	t.settled++
	if s.settled++; s.first == 0 {
		s.first = int64(f.board.now.Sub(epoch))
	}
	if failure != nil {
		t.dead++
	}
}

// watch looks each ten seconds how many slots have a page.
func (t *tally) watch(f *fleet) {
	f.after(10*time.Second, func() {
		for _, w := range f.workers {
			t.busy += len(w.active)
		}
		t.looks++
		t.most = max(t.most, t.settled-t.before)
		t.before = t.settled
		t.watch(f)
	})
}

// line is that of the table.
func (t *tally) line(f *fleet) string {
	took := f.board.now.Sub(epoch)
	var first []time.Duration
	// Of hosts that answer and that always had more to do, each is to have got as much.
	var sum, squares, n float64
	for i := range f.board.sites {
		s := &f.board.sites[i]
		if s.first > 0 {
			first = append(first, time.Duration(s.first))
		} else {
			first = append(first, took)
		}
		if s.quality == fine && s.settled < s.pages && s.pages > 50 {
			x := float64(s.settled)
			sum, squares, n = sum+x, squares+x*x, n+1
		}
	}
	jain := "-"
	if squares > 0 {
		jain = fmt.Sprintf("%.3f", sum*sum/(n*squares))
	}
	return fmt.Sprintf("%7d %9d %9d %8.2f %8.1f%% %9.1f%% %8.0f %8.0f %10.0f%% %9.0f %9.2f%% %9s %10s %15s %9s %8s %9d %11d",
		f.settings.workers, f.hosts, t.pages, took.Hours(), share(t.settled, t.pages), share(t.dead, t.settled), float64(t.settled)/took.Seconds(), float64(t.most)/10,
		share(t.busy, t.looks*f.settings.workers*f.slots), float64(t.writes)/took.Seconds(), share(t.conflicts, t.writes),
		quantile(t.waits, 0.5, time.Millisecond/10), quantile(t.waits, 0.99, time.Millisecond), quantile(first, 0.5, time.Second), quantile(first, 0.99, time.Second), jain, t.crashes, t.violations)
}

func share(a, b int) float64 { return 100 * float64(a) / float64(max(1, b)) }

func quantile(list []time.Duration, q float64, unit time.Duration) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[int(q*float64(len(list)-1))].Round(unit)
}
