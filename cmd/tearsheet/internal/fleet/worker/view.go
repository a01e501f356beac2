package worker

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
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
	paused  uint64               // jobs that may not begin, where there was nothing else
	busy    time.Duration        // what looking takes: where there are many hosts it is done less often
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
		return max(seenFor, 20*v.busy)
	}
	return max(idleFor, v.idle)
}

// own tells whether the hosts of a shard are this worker's.
func (v *view) own(shard string) bool {
	mine := frontier.Weight(v.self, shard)
	for other := range v.others {
		if frontier.Weight(other, shard) > mine {
			return false
		}
	}
	return true
}

// heard notes that a host has a job.
func (w *Worker) heard(key, lane string) {
	w.after(func(now time.Time) {
		w.view.nothing, w.view.idle = false, 0
		w.front.Roster.Seen(key, lane, w.view.own(frontier.ShardOf(key)), now)
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
				w.front.Roster.Seen(lane.Key, lane.Name, v.own(frontier.ShardOf(lane.Key)), now)
				left += lane.Jobs
			}
		}
	}
	v.idle = min(2*max(v.idle, idleFor), seenFor)
	if w.front.Roster.Len() > 0 || w.opts.Once {
		v.idle = idleFor
	}
	v.busy = w.queue.Now().Sub(now)
	v.seen, v.nothing, v.paused = now, jobs == 0 || lanes <= fewLanes && left == 0, jobs
	return nil
}

// shards are the worker's own, and one of another's: whatever that has not time for. It is
// all of them at once where there are few workers.
func (w *Worker) shards() (list []string) {
	own := map[string]bool{}
	for i := range frontier.Shards {
		if shard := frontier.ShardName(i); w.view.own(shard) {
			own[shard] = true
			list = append(list, shard)
		}
	}
	if len(list) > mostShards {
		return []string{""}
	}
	w.front.Roster.Keep(func(key string) bool { return own[frontier.ShardOf(key)] })
	return append(list, frontier.ShardName(rand.IntN(frontier.Shards))) //nolint:gosec // any will do
}

// mostShards is how many shards are asked for one by one.
const mostShards = 64
