package politeness

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

var start = time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC)

const lease = 30 * time.Second

// take takes up a new job as package frontier does; false where the host does not allow it.
func take(h *Host, now time.Time, seq uint64, wish Wish) bool {
	if open, _ := h.Open(now); !open || !h.Room(now, wish) {
		return false
	}
	h.Take(now, Slot{Seq: seq, Job: fmt.Sprint(seq)}, "1._", "w", lease, wish)
	return true
}

func TestAtOnce(t *testing.T) {
	var h Host
	wish := Wish{AtOnce: 2}
	if !take(&h, start, 1, wish) || !take(&h, start, 2, wish) || take(&h, start, 3, wish) {
		t.Error("not two at the same time")
	}
	now := start.Add(time.Second)
	h.Settle(now, "1", "w")
	if !take(&h, now, 3, wish) || h.Live(now) != 2 {
		t.Error("no room for another one")
	}
	// Who asks for less is heard, whoever else asks for more.
	if h.Settle(now, "2", "w"); take(&h, now, 4, Wish{AtOnce: 1}) {
		t.Error("a job that wants to be alone is not")
	}
	h.Settle(now, "3", "w")
	if !take(&h, now, 5, Wish{AtOnce: 1}) || take(&h, now, 6, wish) {
		t.Error("somebody comes to a job that wants to be alone")
	}
}

// The time between two starts runs from when the first was answered, whatever came between.
func TestApart(t *testing.T) {
	var h Host
	wish := Wish{AtOnce: 5, Apart: 10 * time.Second}
	take(&h, start, 1, wish)
	if take(&h, start.Add(15*time.Second), 2, wish) {
		t.Error("another one begins while nobody knows when the first did")
	}
	h.Went(start.Add(16*time.Second), "1", "w")
	if take(&h, start.Add(25*time.Second), 2, wish) {
		t.Error("the time between is too short")
	}
	if !take(&h, start.Add(26*time.Second), 2, wish) {
		t.Error("the time between is too long")
	}
	// Who ended without a word may have begun at any time.
	h.Settle(start.Add(27*time.Second), "2", "w")
	if take(&h, start.Add(36*time.Second), 3, wish) || !take(&h, start.Add(37*time.Second), 3, wish) {
		t.Error("a page that ended at once")
	}
}

// A site's own wish counts where it is longer, up to a limit.
func TestCrawlDelay(t *testing.T) {
	var h Host
	h.Wants(time.Hour)
	take(&h, start, 1, Wish{Apart: time.Second})
	h.Settle(start, "1", "w")
	if _, when := h.Open(start); !when.Equal(start.Add(time.Second)) {
		t.Errorf("it opens at %s for who does not ask robots.txt", when)
	}
	take(&h, start.Add(time.Second), 2, Wish{Apart: time.Second, Robots: true})
	h.Settle(start.Add(time.Second), "2", "w")
	if _, when := h.Open(start); !when.Equal(start.Add(time.Second + LongestCrawl)) {
		t.Errorf("it opens at %s", when)
	}
}

// The job of a worker that is not heard of is taken up by another, under the same moment.
func TestLease(t *testing.T) {
	var h Host
	take(&h, start, 1, Wish{AtOnce: 1})
	h.Renew(start.Add(20*time.Second), "1", "w", lease)
	if _, ok, _, when := h.Waiting(start.Add(49 * time.Second)); ok || !when.IsZero() {
		t.Error("a job that is under way is taken for one that is not")
	}
	now := start.Add(50 * time.Second)
	slot, ok, _, _ := h.Waiting(now)
	if !ok || !h.Room(now, Wish{AtOnce: 1}) {
		t.Fatal("nobody takes it up")
	}
	taken := h.Take(now, slot, "1._", "other", lease, Wish{AtOnce: 1})
	if !taken.Begun.Equal(start) || taken.Taken != 1 || len(h.Slots) != 1 {
		t.Errorf("%+v", h)
	}
	if h.Settle(now, "1", "w") || h.Renew(now, "1", "w", lease) || h.PutBack(now, "1", "w", now) {
		t.Error("who lost it may still change it")
	}
	if _, fatal := (Slot{Taken: mostTaken}).Fatal(); !fatal {
		t.Error("a page that ends every worker is begun for ever")
	}
	if !h.Settle(now, "1", "other") || !h.Idle() || h.Lanes["1._"] != 1 {
		t.Errorf("%+v", h)
	}
}

func TestFailures(t *testing.T) {
	for _, test := range []struct {
		failure Failure
		retries int
		final   bool
		after   time.Duration // until the job may be tried again
		closed  time.Duration // until any may
	}{
		{Failure{Kind: "timeout"}, 1, false, 20 * time.Second, 0},
		{Failure{Kind: "timeout"}, 0, true, 0, 0},
		{Failure{Kind: "connect"}, 1, false, 15 * time.Second, 15 * time.Second},
		{Failure{Kind: "busy", After: 5 * time.Minute}, 1, false, 5 * time.Minute, 5 * time.Minute},
		{Failure{Kind: "busy", After: 5 * time.Hour}, 1, false, time.Hour, time.Hour},
		{Failure{Kind: "storage"}, 0, false, 5 * time.Second, 0},
		{Failure{Kind: "tls"}, 5, true, 0, 0},
		{Failure{Kind: "timeout", Final: true}, 5, true, 0, 0},
	} {
		var h Host
		take(&h, start, 1, Wish{})
		final, ok := h.Failed(start, "1", "w", test.failure, test.retries)
		if !ok || final != test.final {
			t.Errorf("%+v: final is %t", test.failure, final)
		}
		if !final && !h.Slots[0].Until.Equal(start.Add(test.after)) {
			t.Errorf("%+v: again at %s", test.failure, h.Slots[0].Until)
		}
		if test.closed > 0 && !h.Closed.Equal(start.Add(test.closed)) || test.closed == 0 && !h.Closed.IsZero() {
			t.Errorf("%+v: closed until %s", test.failure, h.Closed)
		}
	}
}

// A host that is down is asked by one page at a time, ever less often; in the end its jobs
// are given up without a visit, until it may be there again.
func TestDown(t *testing.T) {
	var h Host
	now := start
	for i := range uint64(hopeless) {
		if !take(&h, now, i, Wish{}) || take(&h, now, i+100, Wish{}) && i > 0 {
			t.Fatalf("visit %d", i)
		}
		if i == 0 {
			h.Settle(now, "100", "w")
		}
		if _, ok := h.Hopeless(now); ok {
			t.Fatal("it is given up too soon")
		}
		h.Failed(now, fmt.Sprint(i), "w", Failure{Kind: "connect", Says: "nobody is there"}, 0)
		h.Settle(now, fmt.Sprint(i), "w")
		if i+1 < hopeless {
			now = h.Closed
		}
	}
	why, ok := h.Hopeless(now)
	if open, _ := h.Open(now); !ok || !open || why.Kind != "connect" {
		t.Errorf("%+v %t", why, ok)
	}
	if took := now.Sub(start); took < 5*time.Minute || took > 10*time.Minute {
		t.Errorf("it took %s", took)
	}
	if _, ok := h.Hopeless(h.Closed); ok {
		t.Error("it is never asked again")
	}
	h.Reached()
	if h.Down > 0 {
		t.Error("it is there again")
	}
}

// A record says the same when it was written and read.
func TestRecord(t *testing.T) {
	h := Host{Down: 2}
	take(&h, start, 7, Wish{AtOnce: 3, Apart: 1500 * time.Millisecond})
	text, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	var back Host
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || string(again) != string(text) || !back.Slots[0].Begun.Equal(start) {
		t.Errorf("%s\n%s %v", text, again, err)
	}
}
