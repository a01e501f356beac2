package main

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/frontier"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
)

// What a look-up and a change take where nobody else has any: of servers in one place that
// sync each change.
const (
	readTakes  = 500 * time.Microsecond
	writeTakes = 3 * time.Millisecond
)

// record is what is agreed on about a host, and what it was just before.
type record struct {
	host     politeness.Host
	revision uint64
	before   *record
	changed  time.Time
}

// board is the queue. Its servers make one change after the other durable, so that with too
// many of them each waits for its turn.
type board struct {
	sites   []site
	now     time.Time
	costs   time.Duration // of what the worker did that has its turn now
	every   time.Duration // from one change to the next
	free    time.Time     // when the servers have made the changes of before
	retries int
	wish    politeness.Wish
	tally   *tally
}

var _ frontier.Board = (*board)(nil)

// Host gives the record of a host: who reads while another writes sees what was before.
func (b *board) Host(_ context.Context, key string) (politeness.Host, uint64, error) {
	b.costs += readTakes
	b.tally.reads++
	r := b.sites[indexOf(key)].record
	if r == nil {
		return politeness.Host{}, 0, nil
	}
	if r.before != nil && b.now.Before(r.changed) {
		r = r.before
	}
	h := r.host
	h.Slots, h.Lanes = slices.Clone(h.Slots), maps.Clone(h.Lanes)
	return h, r.revision, nil
}

// SetHost puts a record in the place of another.
func (b *board) SetHost(_ context.Context, key string, h politeness.Host, revision uint64) error {
	b.write(1)
	site := &b.sites[indexOf(key)]
	before := site.record
	if before == nil && revision != 0 || before != nil && before.revision != revision {
		b.tally.conflicts++
		return frontier.ErrChanged
	}
	if before != nil {
		before.before = nil
	}
	site.record = &record{host: h, revision: revision + 1, before: before, changed: b.now.Add(b.costs)}
	return nil
}

// update changes a record, as a worker does that has a job of the host.
func (b *board) update(key string, change func(h *politeness.Host)) {
	b.costs += readTakes
	b.tally.reads++
	site := &b.sites[indexOf(key)]
	h := site.record.host
	h.Slots = slices.Clone(h.Slots)
	change(&h)
	b.write(1)
	site.record = &record{host: h, revision: site.record.revision + 1, before: &record{host: site.record.host, revision: site.record.revision}, changed: b.now.Add(b.costs)}
}

// write waits for the turn of so many changes.
func (b *board) write(n int) {
	if b.free.Before(b.now) {
		b.free = b.now
	}
	b.free = b.free.Add(time.Duration(n) * b.every)
	b.costs += b.free.Sub(b.now) + writeTakes
	b.tally.writes += n
}

// Next gives the first job of a host behind a place. Places are counted host by host here.
func (b *board) Next(_ context.Context, key, _ string, after uint64) (frontier.Job, bool, error) {
	b.costs += readTakes
	b.tally.reads++
	if site := &b.sites[indexOf(key)]; after >= uint64(site.pages) {
		return frontier.Job{}, false, nil
	}
	return b.job(key, after+1), true, nil
}

// At gives the job of a slot: none is lost here.
func (b *board) At(_ context.Context, slot politeness.Slot) (frontier.Job, bool, bool, error) {
	b.costs += readTakes
	b.tally.reads++
	return b.job(slot.Run, slot.Seq), true, false, nil
}

// job is a page. Its name is its place, its run says which host it is of.
func (b *board) job(key string, seq uint64) frontier.Job {
	return frontier.Job{Seq: seq, ID: string(rune(seq)), Run: key, Lane: lane, Retries: b.retries, Wish: b.wish}
}
