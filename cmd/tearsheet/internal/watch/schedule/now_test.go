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
