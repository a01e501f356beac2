package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// chunk is how many snapshots go into one transaction: few enough that others need not
// wait long, and that little is lost where the process dies.
const chunk = 500

// keyBits are the bits of a row's number below those of its millisecond: as many
// snapshots of one millisecond have a place.
const keyBits = 18

// key is the number of the first row of a moment, or of the first that follows it.
func key(t time.Time) int64 {
	ms := t.UnixMilli()
	if t.Nanosecond()%int(time.Millisecond) != 0 {
		ms++
	}
	return ms << keyBits
}

// moment is the millisecond of a row.
func moment(n int64) int64 { return n >> keyBits }

// update is a survey on its way into the database.
type update struct {
	x       *Index
	changed int                    // rows that were added or removed
	broken  map[snapshots.ID]error // snapshots that cannot be read
	total   int                    // snapshots to be read, as far as it is known
	done    int
}

// apply brings the database to what a survey found.
func (u *update) apply(ctx context.Context, known known, s survey) error {
	adds := make([][]snapshots.ID, len(s.hosts))
	drops := make([][]int64, len(s.hosts))
	for i, h := range s.hosts {
		var err error
		if adds[i], drops[i], err = u.compare(ctx, h); err != nil {
			return err
		}
		u.total += len(adds[i])
	}
	for i, h := range s.hosts {
		if err := u.host(ctx, known[h.name], h, adds[i], drops[i]); err != nil {
			return err
		}
	}
	return nil
}

// compare gives the snapshots of a host that the database lacks, and the rows that it
// has too many.
func (u *update) compare(ctx context.Context, h surveyed) (add []snapshots.ID, drop []int64, err error) {
	if h.name != "" && h.looked == nil {
		drop, err = u.rows(ctx, h.name+"/", nil)
		return nil, drop, err
	}
	for name, ids := range h.looked {
		missing := make(map[snapshots.ID]bool, len(ids))
		for _, id := range ids {
			missing[id] = true
		}
		extra, err := u.rows(ctx, h.name+"/"+name+"/", missing)
		if err != nil {
			return nil, nil, err
		}
		drop = append(drop, extra...)
		for _, id := range ids {
			if missing[id] {
				add = append(add, id)
			}
		}
	}
	return add, drop, nil
}

// rows gives the rows below a folder that are not among those wanted, and takes those
// that are off the list.
func (u *update) rows(ctx context.Context, below string, wanted map[snapshots.ID]bool) (extra []int64, err error) {
	rows, err := u.x.db.QueryContext(ctx, "SELECT n, id FROM snapshots WHERE id >= ? AND id < ?", below, after(below))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var id snapshots.ID
		if err := rows.Scan(&n, &id); err != nil {
			return nil, err
		}
		if wanted[id] {
			delete(wanted, id)
		} else {
			extra = append(extra, n)
		}
	}
	return extra, rows.Err()
}

// after is the first string that follows all that start with a folder and its slash.
func after(folder string) string { return folder[:len(folder)-1] + string(rune('/'+1)) }

// host brings one host up to date. Rows come after the page they belong to is known,
// and go before it is forgotten, so that none is ever out of sight.
func (u *update) host(ctx context.Context, old host, h surveyed, add []snapshots.ID, drop []int64) error {
	isGone := h.name != "" && h.looked == nil
	if len(add)+len(drop) > 0 || isGone {
		err := transact(ctx, u.x.db, writing, func(c *sql.Conn) error {
			for _, n := range drop {
				if err := u.remove(ctx, c, n); err != nil {
					return err
				}
			}
			if isGone {
				_, err := c.ExecContext(ctx, "DELETE FROM hosts WHERE host = ?", h.name)
				return err
			}
			old = host{never, untrusted(h)}
			return save(ctx, c, h.name, old)
		})
		if err != nil || isGone {
			return err
		}
	}
	for ids := range slices.Chunk(add, chunk) {
		found := u.readAll(ctx, ids)
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		err := transact(ctx, u.x.db, writing, func(c *sql.Conn) error {
			for _, snap := range found {
				if err := u.insert(ctx, c, snap); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		u.x.progress("snapshots", u.done, u.total)
	}
	for i, p := range h.pages {
		if slices.ContainsFunc(h.looked[p.name], func(id snapshots.ID) bool { return u.broken[id] != nil }) {
			h.pages[i].seen = never // it is to be looked at again
		}
	}
	if old.seen == h.seen && slices.Equal(old.pages, h.pages) {
		return nil
	}
	return transact(ctx, u.x.db, writing, func(c *sql.Conn) error { return save(ctx, c, h.name, h.host) })
}

// untrusted gives the pages of a host with those that were read marked to be read again.
func untrusted(h surveyed) []page {
	pages := slices.Clone(h.pages)
	for i, p := range pages {
		if _, looked := h.looked[p.name]; looked {
			pages[i].seen = never
		}
	}
	return pages
}

func save(ctx context.Context, c *sql.Conn, name string, h host) error {
	_, err := c.ExecContext(ctx, "INSERT OR REPLACE INTO hosts (host, seen, pages) VALUES (?, ?, ?)", name, h.seen, encode(h.pages))
	return err
}

// readAll reads manifests, several at a time. What cannot be read is noted; what was
// there a moment ago and is gone is left out.
func (u *update) readAll(ctx context.Context, ids []snapshots.ID) []manifest {
	snaps := make([]manifest, len(ids))
	errs := make([]error, len(ids))
	parallel(ctx, len(ids), func(i int) { snaps[i], errs[i] = readManifest(u.x.store, ids[i]) })
	var found []manifest
	for i, err := range errs {
		var kinded interface{ Kind() string }
		switch {
		case err == nil && snaps[i].ID != "":
			found = append(found, snaps[i])
		case errors.As(err, &kinded) && kinded.Kind() == snapshots.KindNotFound && snaps[i].ID == "":
		case err != nil:
			u.broken[ids[i]] = err
		}
	}
	u.done += len(ids)
	return found
}

// parallel calls f with 0 to n-1, a few at the same time, until ctx ends.
func parallel(ctx context.Context, n int, f func(i int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				f(i)
			}
		})
	}
	workers.Wait()
}

// insert adds the row of a snapshot, unless another process has done so.
func (u *update) insert(ctx context.Context, c *sql.Conn, snap manifest) error {
	_, added, err := insert(ctx, c, snap)
	if added {
		u.changed++
	}
	return err
}

// errCrowded is a moment that has no more room.
var errCrowded = errors.New("more snapshots of one millisecond than an index can hold")

// insert adds the row of a snapshot and gives its number.
func insert(ctx context.Context, c *sql.Conn, snap manifest) (n int64, added bool, err error) {
	first := key(snap.ID.Time())
	if moment(first) != snap.ID.Time().UnixMilli() {
		return 0, false, fmt.Errorf("an index cannot hold the year %d", snap.ID.Time().Year())
	}
	var last sql.NullInt64
	if err := c.QueryRowContext(ctx, "SELECT max(n) FROM snapshots WHERE n >= ? AND n < ?", first, first+1<<keyBits).Scan(&last); err != nil {
		return 0, false, err
	}
	n = first
	if last.Valid {
		n = last.Int64 + 1
	}
	if moment(n) != moment(first) {
		return 0, false, errCrowded
	}
	done, err := c.ExecContext(ctx, "INSERT OR IGNORE INTO snapshots (n, id, url, title, status, written) VALUES (?, ?, ?, ?, ?, ?)",
		n, string(snap.ID), snap.URL, snap.Title, snap.Status, snap.written)
	if err != nil {
		return 0, false, err
	}
	rows, err := done.RowsAffected()
	return n, rows > 0, err
}

// remove takes a snapshot's row and words away.
func (u *update) remove(ctx context.Context, c *sql.Conn, n int64) error {
	for _, table := range []string{"DELETE FROM words WHERE rowid = ?", "DELETE FROM snapshots WHERE n = ?"} {
		if _, err := c.ExecContext(ctx, table, n); err != nil {
			return err
		}
	}
	u.changed++
	return nil
}
