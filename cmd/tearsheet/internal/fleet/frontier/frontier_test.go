package frontier

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

var start = time.Date(2026, 11, 28, 8, 0, 0, 0, time.UTC)

// memory is a board of one host.
type memory struct {
	host     politeness.Host
	revision uint64
	jobs     map[string][]Job // by lane
	lost     map[uint64]bool  // jobs that cannot be found
	busy     int              // times that another worker is faster
}

func (m *memory) Host(context.Context, string) (politeness.Host, uint64, error) {
	return m.host, m.revision, nil
}

func (m *memory) SetHost(_ context.Context, _ string, h politeness.Host, revision uint64) error {
	if m.busy > 0 || revision != m.revision {
		m.busy--
		return ErrChanged
	}
	m.host, m.revision = h, m.revision+1
	return nil
}

func (m *memory) Next(_ context.Context, _, lane string, after uint64) (Job, bool, error) {
	for _, j := range m.jobs[lane] {
		if j.Seq > after {
			return j, true, nil
		}
	}
	return Job{}, false, nil
}

func (m *memory) At(_ context.Context, slot politeness.Slot) (Job, bool, bool, error) {
	for _, list := range m.jobs {
		for _, j := range list {
			if j.Seq == slot.Seq && !m.lost[j.Seq] {
				return j, true, false, nil
			}
		}
	}
	return Job{}, false, false, nil
}

// add puts jobs into a lane.
func (m *memory) add(lane string, seqs ...uint64) {
	if m.jobs == nil {
		m.jobs = map[string][]Job{}
	}
	for _, seq := range seqs {
		m.jobs[lane] = append(m.jobs[lane], Job{Seq: seq, ID: fmt.Sprint(seq), Lane: lane, Run: runOf(lane)})
	}
}

// frontierOf knows of all lanes of a board.
func frontierOf(m *memory) *Frontier {
	f := &Frontier{Board: m, Worker: "w", Lease: time.Minute}
	for lane := range m.jobs {
		f.Roster.Seen("key", lane, true, start)
	}
	return f
}

// claims takes up what there is at a moment.
func claims(t *testing.T, f *Frontier, now time.Time) (ids []string) {
	t.Helper()
	for range 20 {
		c, _, err := f.Claim(t.Context(), now)
		if err != nil {
			t.Fatal(err)
		}
		if c != nil {
			ids = append(ids, c.Job.ID)
		}
	}
	return ids
}

// The urgent come first, then those that were there first; those of a run that is paused do not.
func TestFirst(t *testing.T) {
	m := &memory{}
	m.add("2.a", 1)
	m.add("1.a", 2, 5)
	m.add("1.b", 3, 4)
	m.add("1.paused", 6)
	m.add("0.b", 7)
	f := frontierOf(m)
	f.Skip = func(run string) bool { return run == "paused" }
	if got := fmt.Sprint(claims(t, f, start)); got != "[7 2 3 4 5 1]" {
		t.Error(got)
	}
}

// Who is too late asks again, a little later.
func TestChanged(t *testing.T) {
	m := &memory{busy: 1}
	m.add("1._", 1)
	f := frontierOf(m)
	if got := claims(t, f, start); len(got) > 0 {
		t.Errorf("%v was taken up, and another was faster", got)
	}
	if got := claims(t, f, start.Add(shortestWait)); len(got) != 1 {
		t.Errorf("%v", got)
	}
}

// What another worker had comes before what is new; what is not there any more is dropped,
// though not at once.
func TestTakenUpAgain(t *testing.T) {
	m := &memory{lost: map[uint64]bool{1: true}}
	m.add("1._", 1, 2, 3)
	f := frontierOf(m)
	claims(t, f, start)
	f.Worker = "other"
	now := start.Add(f.Lease)
	got := fmt.Sprint(claims(t, f, now), claims(t, f, now.Add(longestWait)))
	if got != "[] [2 3]" {
		t.Error(got)
	}
	if m.host.Slots[0].Missing != 1 {
		t.Errorf("%+v", m.host.Slots)
	}
	for range mostMissing {
		now = now.Add(patience + longestWait)
		claims(t, f, now)
	}
	if len(m.host.Slots) != 2 {
		t.Errorf("%+v", m.host.Slots)
	}
}

// A host without jobs is forgotten, and one of another worker when others are looked at.
func TestRoster(t *testing.T) {
	f := frontierOf(&memory{})
	f.Roster.Seen("empty", "1._", true, start)
	claims(t, f, start)
	if f.Roster.Len() != 0 {
		t.Errorf("%d hosts are known", f.Roster.Len())
	}
	f.Roster.Seen("mine", "1._", true, start.Add(time.Second))
	f.Roster.Seen("other", "1._", false, start)
	if h, _ := f.Roster.next(start.Add(time.Second)); h == nil || h.key != "mine" {
		t.Errorf("%+v", h)
	} else {
		f.Roster.put(h, start.Add(time.Hour))
	}
	if h, _ := f.Roster.next(start.Add(time.Second)); h == nil || h.key != "other" {
		t.Errorf("%+v", h)
	} else {
		f.Roster.put(h, start)
	}
	f.Roster.Keep(func(key string) bool { return key == "mine" })
	if h, when := f.Roster.next(start); h != nil || !when.Equal(start.Add(time.Minute)) || f.Roster.Len() != 1 {
		t.Errorf("%+v %s", h, when)
	}
	f.Roster.Ready("mine", start)
	if h, _ := f.Roster.next(start); h == nil {
		t.Error("its page has ended, and it is not asked")
	}
}

// A board that fails is not asked at once again.
func TestBoardFails(t *testing.T) {
	f := Frontier{Board: failing{}, Worker: "w"}
	f.Roster.Seen("key", "1._", true, start)
	if _, _, err := f.Claim(t.Context(), start); !errors.Is(err, errDown) {
		t.Errorf("%v", err)
	}
	if h, when := f.Roster.next(start); h != nil || !when.After(start) {
		t.Errorf("%+v %s", h, when)
	}
}

var errDown = errors.New("down")

type failing struct{ Board }

func (failing) Host(context.Context, string) (politeness.Host, uint64, error) {
	return politeness.Host{}, 0, errDown
}
