package worker

import (
	"context"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
)

// view is what a worker knows of the others and of what there is to do. Whose a host is only
// keeps workers out of each other's way, so that nothing depends on all of them seeing the same.
type view struct {
	self    string
	others  map[string]time.Time // when each was heard of last
	seen    time.Time            // when the queue was looked at last
	told    time.Time            // when the others were told last
	nothing bool                 // there was nothing to do then
	idle    time.Duration        // how long to wait until it is looked at again, where no host is known
}

const (
	seenFor  = 10 * time.Second       // how long what was seen holds: jobs that are added meanwhile are told of
	idleFor  = 200 * time.Millisecond // the same for a worker that has nothing to do, at first
	tellEach = 5 * time.Second
	forgets  = 3 * tellEach
	fewLanes = 20_000 // up to so many are all looked at
)

// until is how long what was seen holds, where so many hosts are known.
func (v *view) until(hosts int) time.Duration {
	if hosts > 0 {
		return seenFor
	}
	return max(idleFor, v.idle)
}

// own tells whether the hosts of a shard are this worker's: each shard is its that has the
// highest hash with it.
func (v *view) own(shard string) bool {
	mine := weight(v.self, shard)
	for other := range v.others {
		if weight(other, shard) > mine {
			return false
		}
	}
	return true
}

func weight(worker, shard string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(shard + worker)) // a hash never fails
	x := h.Sum64()
	x ^= x >> 33 // the last letters count little in FNV
	x *= 0xff51afd7ed558ccd
	return x ^ x>>33
}

// heard notes that a host has a job.
func (w *Worker) heard(key, lane string) {
	w.after(func(now time.Time) {
		w.view.nothing, w.view.idle = false, 0
		w.front.Roster.Seen(key, lane, w.view.own(queue.ShardOf(key)), now)
	})
}

// met notes that another worker is there, or has left.
func (w *Worker) met(p queue.Presence) {
	if p.Worker == w.name {
		return
	}
	w.after(func(now time.Time) {
		delete(w.view.others, p.Worker)
		if !p.Left {
			w.view.others[p.Worker] = now
		}
	})
}

// look tells the others that this worker is there, and looks at what there is to do where
// that was long ago.
func (w *Worker) look(ctx context.Context) error {
	now := w.queue.Now()
	v := &w.view
	if now.Sub(v.told) >= tellEach {
		w.queue.TellPresence(queue.Presence{Worker: w.name})
		v.told = now
		for other, last := range v.others {
			if now.Sub(last) > forgets {
				delete(v.others, other)
			}
		}
	}
	if now.Sub(v.seen) < v.until(w.front.Roster.Len()) {
		return nil
	}
	paused, err := w.queue.Paused(ctx)
	if err != nil {
		return err
	}
	w.mu.Lock()
	w.paused = paused
	w.mu.Unlock()
	jobs, lanes, err := w.queue.Size(ctx)
	if err != nil {
		return err
	}
	shards := []string{""}
	if lanes > fewLanes {
		shards = w.shards()
	}
	left := uint64(0)
	for _, shard := range shards {
		list, err := w.queue.Lanes(ctx, shard)
		if err != nil {
			return err
		}
		for _, lane := range list {
			if run := lane.Run(); !w.skips(run) {
				w.front.Roster.Seen(lane.Key, lane.Name, v.own(queue.ShardOf(lane.Key)), now)
				left += lane.Jobs
			}
		}
	}
	v.idle = min(2*max(v.idle, idleFor), seenFor)
	if w.front.Roster.Len() > 0 || w.opts.Once {
		v.idle = idleFor
	}
	v.seen, v.nothing = now, jobs == 0 || lanes <= fewLanes && left == 0
	return nil
}

// shards are the worker's own, and one of another's: whatever that has not time for.
func (w *Worker) shards() (list []string) {
	w.front.Roster.Forget()
	for i := range queue.Shards {
		if shard := shardName(i); w.view.own(shard) {
			list = append(list, shard)
		}
	}
	return append(list, shardName(rand.IntN(queue.Shards))) //nolint:gosec // any will do
}

func shardName(i int) string {
	name := strconv.FormatInt(int64(i), 16)
	if len(name) < 2 {
		name = "0" + name
	}
	return name
}
