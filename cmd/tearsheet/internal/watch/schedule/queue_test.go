package schedule

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A day of a thousand pages: none is left out, and the load is flat.
func TestDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const pages, workers, takes = 1000, 8, 9 * time.Second
		plans := map[string]Plan{}
		var list []Entry
		begin := time.Now()
		wanted := 0
		end := begin.Add(24 * time.Hour)
		for i := range pages {
			key := fmt.Sprintf("https://tide.example/%d", i)
			every := []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour, 6 * time.Hour}[i%4]
			plans[key] = Every(every).For(key, every/20)
			first := plans[key].Next(begin)
			list = append(list, Entry{Key: key, Due: first})
			for at := first; at.Before(end.Add(-5 * time.Minute)); at = plans[key].Next(at) {
				wanted++
			}
		}
		q := NewQueue()
		q.Set(list)
		var mu sync.Mutex
		var late time.Duration
		done, inTime, now, most := 0, 0, 0, 0
		perHour := map[int]int{}
		ctx, stop := context.WithDeadline(t.Context(), end)
		defer stop()
		q.Run(ctx, workers, func(_ context.Context, e Entry) time.Time {
			mu.Lock()
			done++
			now++
			if e.Due.Before(end.Add(-5 * time.Minute)) {
				inTime++
			}
			most, late = max(most, now), max(late, time.Since(e.Due))
			perHour[int(time.Since(begin).Hours())]++
			mu.Unlock()
			time.Sleep(takes)
			mu.Lock()
			now--
			mu.Unlock()
			return plans[e.Key].Next(time.Now())
		})
		if inTime != wanted {
			t.Errorf("%d of %d runs of the day were made", inTime, wanted)
		}
		least, highest := done, 0
		for hour := range 24 {
			least, highest = min(least, perHour[hour]), max(highest, perHour[hour])
		}
		t.Logf("%d visits (%d due), %d to %d an hour, %d at the same time, %s late at most", done, wanted, least, highest, most, late)
		if highest > least*11/10 {
			t.Errorf("%d to %d visits an hour", least, highest)
		}
		if late > 2*time.Minute {
			t.Errorf("%s late", late)
		}
	})
}

func TestMissedIsMadeUpOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		plan := Every(time.Hour).For("page", 0)
		q := NewQueue()
		q.Set([]Entry{{Key: "page", Due: time.Now().Add(-50 * time.Hour)}})
		ctx, stop := context.WithTimeout(t.Context(), 150*time.Minute)
		defer stop()
		var at []time.Time
		q.Run(ctx, 1, func(_ context.Context, e Entry) time.Time {
			at = append(at, time.Now())
			return plan.Next(time.Now())
		})
		if len(at) < 3 || len(at) > 4 {
			t.Errorf("%d visits in two hours and a half after two days of standing still: %v", len(at), at)
		}
	})
}

func TestSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewQueue()
		q.Set([]Entry{{Key: "late", Due: time.Now().Add(10 * time.Hour)}, {Key: "gone", Due: time.Now().Add(time.Hour)}})
		ctx, stop := context.WithCancel(t.Context())
		var seen []string
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			q.Run(ctx, 2, func(_ context.Context, e Entry) time.Time {
				seen = append(seen, e.Key)
				return time.Time{}
			})
		}()
		synctest.Wait()
		q.Set([]Entry{{Key: "late", Due: time.Now().Add(time.Minute)}, {Key: "new", Due: time.Now()}})
		time.Sleep(2 * time.Hour)
		stop()
		<-ended
		if fmt.Sprint(seen) != "[new late]" {
			t.Errorf("%v", seen)
		}
	})
}
