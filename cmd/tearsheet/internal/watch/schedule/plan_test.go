package schedule

import (
	"testing"
	"time"
)

func TestCron(t *testing.T) {
	vienna, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ cron, after, next string }{
		{"30 7 * * MON-FRI", "2026-03-27T08:30:00+01:00", "2026-03-30T07:30:00+02:00"}, // over the change of the clock
		{"@daily", "2026-10-24T12:00:00+02:00", "2026-10-25T00:00:00+02:00"},
		{"*/15 * * * *", "2026-06-01T08:07:30+02:00", "2026-06-01T08:15:00+02:00"},
		// At 02:30 there is no such time on the day when the clock goes forward: it is not left out.
		{"30 2 * * *", "2026-03-28T12:00:00+01:00", "2026-03-29T03:30:00+02:00"},
	} {
		p, err := Cron(c.cron, vienna)
		if err != nil {
			t.Errorf("%s: %v", c.cron, err)
			continue
		}
		after, _ := time.Parse(time.RFC3339, c.after)
		if got := p.For("page", 0).Next(after).In(vienna).Format(time.RFC3339); got != c.next {
			t.Errorf("%s after %s: %s, want %s", c.cron, c.after, got, c.next)
		}
		jittered := p.For("page", 10*time.Minute).Next(after)
		want, _ := time.Parse(time.RFC3339, c.next)
		if d := jittered.Sub(want); d < 0 || d > 10*time.Minute {
			t.Errorf("%s with a jitter of ten minutes: %s later", c.cron, d)
		}
	}
	for _, bad := range []string{"", "nonsense", "61 * * * *", "@every 1h", "0 0 30 2 *"} {
		if _, err := Cron(bad, vienna); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestEvery(t *testing.T) {
	start := time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC)
	for _, jitter := range []time.Duration{0, 4 * time.Minute} {
		p := Every(10*time.Minute).For("https://tide.example/", jitter)
		at, n := start, 0
		for {
			next := p.Next(at)
			if !next.After(at) {
				t.Fatalf("after %s comes %s", at, next)
			}
			if next.After(start.Add(24 * time.Hour)) {
				break
			}
			at, n = next, n+1
		}
		if n != 144 {
			t.Errorf("jitter %s: %d times a day, want 144", jitter, n)
		}
	}
	if !(Plan{}).Next(start).IsZero() {
		t.Error("no plan has a time")
	}
}
