package main

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// event is something that happens at a time.
type event struct {
	at  time.Time
	n   uint64 // those of one moment happen in their order
	act func()
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	return e[i].at.Before(e[j].at) || e[i].at.Equal(e[j].at) && e[i].n < e[j].n
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	old := *e
	last := old[len(old)-1]
	old[len(old)-1] = event{}
	*e = old[:len(old)-1]
	return last
}

// fleet is all that goes on.
type fleet struct {
	settings
	board   *board
	chance  *rand.Rand
	events  events
	n       uint64
	workers []*worker
	owners  [frontier.Shards]*worker
	shards  [frontier.Shards][]int // the hosts of each
	tally   *tally
}

// worker is one of them: what it decides is decided by its frontier.
type worker struct {
	f      *fleet
	front  frontier.Frontier
	life   int // a new one each time that it was started
	alive  bool
	active map[string]*page
	ticks  int // how often it was woken: only the last one counts
	seen   time.Time
}

// page is one that is being captured.
type page struct {
	claim *frontier.Claim
	site  *site
	open  bool // its host sees it
}

var epoch = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// run lets a fleet work and gives the line of the table.
func run(s settings) string {
	f := simulate(s)
	return f.tally.line(f)
}

// simulate lets a fleet work until all is done, or its time is over.
func simulate(s settings) *fleet {
	f := &fleet{settings: s, chance: rand.New(rand.NewPCG(s.seed, uint64(s.workers)))} //nolint:gosec // it is to be the same each time
	f.tally = &tally{}
	f.board = &board{
		sites: makeSites(s, f.chance), now: epoch, every: time.Duration(float64(time.Second) / s.writes), retries: 3,
		wish: politeness.Wish{AtOnce: s.atOnce, Apart: s.apart}, tally: f.tally,
	}
	for i := range f.board.sites {
		f.tally.pages += int(f.board.sites[i].pages)
		shard := shardOf(f.board.sites[i].key)
		f.shards[shard] = append(f.shards[shard], i)
	}
	for range s.workers {
		w := &worker{f: f}
		f.workers = append(f.workers, w)
		f.after(time.Duration(f.chance.Int64N(int64(10*time.Second))), w.begin)
	}
	end := epoch.Add(time.Duration(s.hours * float64(time.Hour)))
	f.tally.watch(f)
	for len(f.events) > 0 && f.tally.settled < f.tally.pages {
		e := heap.Pop(&f.events).(event)
		if e.at.After(end) {
			break
		}
		f.board.now, f.board.costs = e.at, 0
		e.act()
	}
	return f
}

func (f *fleet) after(d time.Duration, act func()) {
	f.n++
	heap.Push(&f.events, event{f.board.now.Add(d), f.n, act})
}

// begin starts a worker.
func (w *worker) begin() {
	w.life++
	w.alive, w.active = true, map[string]*page{}
	name := fmt.Sprintf("%p-%d", w, w.life)
	for i, known := range w.f.workers {
		if known == w {
			name = fmt.Sprintf("worker-%d-%d", i, w.life)
		}
	}
	w.front = frontier.Frontier{Board: w.f.board, Worker: name, Lease: w.f.lease, Chance: w.f.chance}
	w.seen = time.Time{}
	for i := range frontier.Shards {
		if owner := w.f.owners[i]; owner == nil || frontier.Weight(name, frontier.ShardName(i)) > frontier.Weight(owner.front.Worker, frontier.ShardName(i)) {
			w.f.owners[i] = w
		}
	}
	w.f.after(time.Duration(w.f.chance.ExpFloat64()*float64(w.f.crash)), w.living(w.crash))
	w.f.after(w.f.lease/3, w.living(w.renew))
	w.tick(0)
}

// living is an act that ends with the worker's life.
func (w *worker) living(act func()) func() {
	life := w.life
	return func() {
		if w.alive && w.life == life {
			act()
		}
	}
}

// crash ends a worker: its pages are gone, and what it had is another's when its lease is over.
func (w *worker) crash() {
	w.alive = false
	w.f.tally.crashes++
	for _, p := range w.active {
		p.close()
	}
	for i, owner := range w.f.owners {
		if owner == w {
			w.f.owners[i] = w.f.heir(frontier.ShardName(i))
		}
	}
	w.f.after(10*time.Second, w.begin)
}

// heir is the worker whose a shard is now.
func (f *fleet) heir(shard string) (best *worker) {
	most := uint64(0)
	for _, w := range f.workers {
		if weight := frontier.Weight(w.front.Worker, shard); w.alive && weight >= most {
			best, most = w, weight
		}
	}
	return best
}

// tick wakes the worker's loop.
func (w *worker) tick(after time.Duration) {
	w.ticks++
	tick := w.ticks
	w.f.after(after, w.living(func() {
		if tick == w.ticks {
			w.loop()
		}
	}))
}

// loop is one turn of what a worker does.
func (w *worker) loop() {
	b := w.f.board
	if len(w.active) >= w.f.slots {
		return // the end of a page wakes it
	}
	w.look()
	claim, when, _ := w.front.Claim(context.Background(), b.now) // a board in memory does not fail
	if claim != nil {
		w.f.tally.claim(b.costs)
		w.visit(claim, b.costs)
	}
	w.tick(max(b.costs, min(when.Sub(b.now), 5*time.Second)))
}

// look sees which hosts have jobs: the worker's own, and those of one shard of others.
func (w *worker) look() {
	b := w.f.board
	age := 10 * time.Second
	if w.front.Roster.Len() == 0 {
		age = 200 * time.Millisecond
	}
	if b.now.Sub(w.seen) < age {
		return
	}
	w.seen = b.now
	b.costs += readTakes
	own := func(key string) bool { return w.f.owners[shardOf(key)] == w }
	w.front.Roster.Keep(own)
	other := w.f.chance.IntN(frontier.Shards)
	for i, owner := range w.f.owners {
		if owner != w && i != other {
			continue
		}
		left := w.f.shards[i][:0]
		for _, host := range w.f.shards[i] {
			if s := &b.sites[host]; s.settled < s.pages {
				left = append(left, host)
				w.front.Roster.Seen(s.key, lane, owner == w, b.now)
			}
		}
		w.f.shards[i] = left
	}
}

// visit captures a page that was taken up; starts is when the claim is durable.
func (w *worker) visit(c *frontier.Claim, starts time.Duration) {
	site := &w.f.board.sites[indexOf(c.Host)]
	p := &page{claim: c, site: site}
	w.active[c.Host+c.Job.ID] = p
	if c.Lost != nil {
		w.f.after(starts, w.living(func() { w.end(p, c.Lost) }))
		return
	}
	v := site.visit(w.f.chance)
	// Chrome needs its time before the site sees anything.
	starts += time.Duration(50+w.f.chance.IntN(350)) * time.Millisecond
	w.f.after(starts, w.living(func() { p.begin(w.f) }))
	if v.answer > 0 && w.f.apart > 0 {
		w.f.after(starts+v.answer, w.living(func() {
			if w.active[c.Host+c.Job.ID] == p {
				w.f.board.update(c.Host, func(h *politeness.Host) { h.Went(w.f.board.now, c.Job.ID, w.front.Worker) })
			}
		}))
	}
	w.f.after(starts+v.takes+time.Millisecond, w.living(func() { w.end(p, v.failure) }))
}

// begin is what the site's log has.
func (p *page) begin(f *fleet) {
	p.open = true
	p.site.open++
	now := f.board.now.UnixNano()
	if int(p.site.open) > f.atOnce || p.site.last > 0 && now-p.site.last < int64(f.apart) {
		f.tally.violations++
	}
	p.site.last = now
	f.tally.loads++
}

func (p *page) close() {
	if p.open {
		p.site.open--
		p.open = false
	}
}

// end keeps what came of a page.
func (w *worker) end(p *page, failure *politeness.Failure) {
	p.close()
	b, c := w.f.board, p.claim
	delete(w.active, c.Host+c.Job.ID)
	final := true
	if failure != nil && c.Lost == nil {
		b.update(c.Host, func(h *politeness.Host) {
			final, _ = h.Failed(b.now, c.Job.ID, w.front.Worker, *failure, c.Job.Retries)
		})
	}
	if final {
		b.write(2) // what came of it is kept, and the job is taken out
		b.update(c.Host, func(h *politeness.Host) {
			if failure == nil {
				h.Reached()
			}
			if h.Settle(b.now, c.Job.ID, w.front.Worker) {
				w.f.tally.settle(w.f, p.site, failure)
			}
		})
	}
	w.front.Roster.Ready(c.Host, b.now.Add(b.costs))
	w.tick(b.costs)
}

// renew gives signs of life.
func (w *worker) renew() {
	for _, p := range w.active {
		w.f.board.update(p.claim.Host, func(h *politeness.Host) {
			h.Renew(w.f.board.now, p.claim.Job.ID, w.front.Worker, w.f.lease)
		})
	}
	w.f.after(w.f.lease/3, w.living(w.renew))
}
