package index

import (
	"context"
	"database/sql"
	"sync"

	"github.com/tearsheet/tearsheet/snapshots"
)

// manifest is a snapshot, and how its manifest was when it was read; see Store.Written.
type manifest struct {
	snapshots.Snapshot
	written string
}

// readManifest looks at a manifest before it reads it, so that what is changed meanwhile is seen
// the next time.
func readManifest(store *snapshots.Store, id snapshots.ID) (m manifest, err error) {
	m.written = store.Written(id)
	m.Snapshot, err = store.Get(id)
	return m, err
}

// reread reads again the manifests that were written to since they were taken in: somebody damaged
// them, or copied the archive. Looking at one takes some 4 µs. What can be read counts as what it
// says; the rest is given.
func (x *Index) reread(ctx context.Context, rows []row) map[snapshots.ID]error {
	broken := map[snapshots.ID]error{}
	var sound []manifest
	var mu sync.Mutex
	parallel(ctx, len(rows), func(i int) {
		r := &rows[i]
		if x.store.Written(r.ID) == r.written {
			return
		}
		m, err := readManifest(x.store, r.ID)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil:
			r.URL, r.Title, r.Status = m.URL, m.Title, m.Status
			sound = append(sound, m)
		case m.ID != "": // else it went a moment ago
			r.Entry, broken[r.ID] = Entry{ID: r.ID}, err
		}
	})
	if len(sound) > 0 {
		if err := x.noteWritten(ctx, sound); err != nil {
			x.trouble(err)
		}
	}
	return broken
}

// noteWritten notes how manifests are now, so that they need not be read again.
func (x *Index) noteWritten(ctx context.Context, list []manifest) error {
	return transact(ctx, x.db, writing, func(c *sql.Conn) error {
		for _, m := range list {
			_, err := c.ExecContext(ctx, "UPDATE snapshots SET url = ?, title = ?, status = ?, written = ? WHERE id = ?",
				m.URL, m.Title, m.Status, m.written, string(m.ID))
			if err != nil {
				return err
			}
		}
		return nil
	})
}
