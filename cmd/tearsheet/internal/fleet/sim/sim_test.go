package main

import (
	"testing"
	"time"
)

// A small fleet with failures does all that can be done, visits no host more often than it
// was asked to, and does the same each time.
func TestFleet(t *testing.T) {
	s := settings{hosts: 300, pages: 4, workers: 12, slots: 4, atOnce: 2, apart: time.Second, lease: 30 * time.Second, hours: 12, crash: 5 * time.Minute, writes: 2000, seed: 3}
	f := simulate(s)
	if f.tally.violations != 0 || f.tally.settled != f.tally.pages || f.tally.crashes == 0 || f.tally.dead == 0 {
		t.Errorf("%s\n%s", heading, f.tally.line(f))
	}
	for i := range f.board.sites {
		site := &f.board.sites[i]
		if site.settled != site.pages {
			t.Errorf("host %d: %d of %d pages were settled", i, site.settled, site.pages)
		}
		if site.quality == fine && site.record != nil && !site.record.host.Idle() {
			t.Errorf("host %d: something is left under way: %+v", i, site.record.host)
		}
	}
	if again := simulate(s); again.tally.line(again) != f.tally.line(f) {
		t.Error("it is another one each time")
	}
}
