package cli

import (
	"math"
	"testing"
	"testing/synctest"
	"time"
)

func TestPagesAtOnce(t *testing.T) {
	for _, c := range []struct {
		cores  int
		memory int64
		want   int
	}{
		{1, math.MaxInt64, 3}, {2, math.MaxInt64, 6}, {8, 64 << 30, 24},
		{8, 2 << 30, 4}, {2, 700 << 20, 1}, {2, 0, 1},
	} {
		if got := pagesAtOnce(c.cores, c.memory); got != c.want {
			t.Errorf("%d cores, %d bytes: %d pages, not %d", c.cores, c.memory, got, c.want)
		}
	}
}

// A machine for tests: how much of it is idle, and its memory.
type pretended struct {
	idle   uint64 // percent
	memory int64
	ticks  ticks
}

func (p *pretended) read() reading {
	p.ticks.all += 100
	p.ticks.idle += p.idle
	return reading{at: time.Now(), ticks: p.ticks, cores: 2, memory: p.memory}
}

// fill lets in as many pages as there is room for, and has them leave after a while.
func fill(r *room) (most int) {
	synctest.Wait()
	for range r.most {
		r.enter()
	}
	most = r.most
	time.Sleep(lookEvery)
	for range most {
		r.leave()
		r.stored()
	}
	return most
}

func TestRoomFollowsTheMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &pretended{idle: 60, memory: 8 << 30}
		r := newRoom(6, m.read)
		for i, step := range []struct {
			idle   uint64
			memory int64
			want   int // pages after it
		}{
			{60, 8 << 30, 7}, {60, 8 << 30, 8}, {60, 8 << 30, 10}, {10, 8 << 30, 10}, // more while there is nothing to do
			{60, 900 << 20, 10},                                                                 // not without memory for them
			{1, 8 << 30, 9}, {1, 8 << 30, 8}, {1, 8 << 30, 7}, {1, 8 << 30, 6}, {1, 8 << 30, 6}, // back to what is enough
			{60, 100 << 20, 5}, {60, 100 << 20, 4}, {60, 100 << 20, 3}, {60, 100 << 20, 2}, {60, 100 << 20, 1}, {60, 100 << 20, 1},
			{1, 8 << 30, 1}, {60, 8 << 30, 2},
		} {
			m.idle, m.memory = step.idle, step.memory
			fill(r)
			if r.most != step.want {
				t.Errorf("step %d: %d pages, not %d", i, r.most, step.want)
			}
		}
		m.idle, m.memory = 90, 8<<30
		for range 50 {
			fill(r)
		}
		if r.most != 2*mostPerCore {
			t.Errorf("%d pages", r.most)
		}
	})
}

// Pages that do not fill the room ask for no more of it.
func TestRoomHalfEmpty(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRoom(6, (&pretended{idle: 90, memory: 8 << 30}).read)
		for range 5 {
			r.enter()
			time.Sleep(lookEvery)
			r.leave()
			r.stored()
		}
		if r.most != 6 {
			t.Errorf("%d pages", r.most)
		}
	})
}

func TestRoomIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRoom(2, nil)
		entered := 0
		go func() {
			for range 6 {
				r.enter()
				entered++
			}
		}()
		for _, step := range []struct {
			do   func()
			want int
		}{
			{func() {}, 2},
			{r.leave, 3},
			{r.leave, 4}, // four are held, two of them in the browser
			{r.leave, 4}, // nothing is stored yet
			{r.stored, 5},
			{r.stored, 5}, // two are in the browser
			{r.leave, 6},
		} {
			step.do()
			synctest.Wait()
			if entered != step.want {
				t.Fatalf("%d pages came in, not %d", entered, step.want)
			}
		}
	})
}
