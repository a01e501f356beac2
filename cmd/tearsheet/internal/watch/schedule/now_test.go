package schedule

import (
	"context"
	"testing"
	"time"
)

// An entry that is due later is looked at at once where somebody asks for it.
func TestNow(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Set([]Entry{{Key: "a", Due: time.Now().Add(time.Hour)}, {Key: "b", Due: time.Now().Add(time.Hour)}})
	if !q.Now("b") || q.Now("c") {
		t.Error("it does not know which entries there are")
	}
	ctx, cancel := context.WithCancel(t.Context())
	q.Run(ctx, 1, func(_ context.Context, e Entry) time.Time {
		if e.Key != "b" {
			t.Errorf("%s was looked at", e.Key)
		}
		cancel()
		return time.Now().Add(time.Hour)
	})
}

// One that is asked for while it is being looked at is looked at again, once, however often.
func TestNowWhileItIsLookedAt(t *testing.T) {
	t.Parallel()
	q := NewQueue()
	q.Set([]Entry{{Key: "a"}, {Key: "b", Due: time.Now().Add(time.Hour)}})
	ctx, cancel := context.WithCancel(t.Context())
	looks := 0
	q.Run(ctx, 1, func(_ context.Context, e Entry) time.Time {
		switch looks++; {
		case e.Key == "b": // asked for at last, to see whether the other one comes before it
			cancel()
		case looks == 1:
			if q.Again("a") || !q.Now("a") || !q.Now("a") || !q.Again("a") {
				t.Error("it does not know that it was asked for")
			}
		default:
			q.Now("b")
		}
		return time.Now().Add(time.Hour)
	})
	if looks != 3 {
		t.Errorf("%d looks, not two at the one and one at the other", looks)
	}
}
