package snapshots

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"path"
	"strings"
	"time"
)

// Orphan is an object in an archive's bucket that belongs to nothing that is stored: what a
// process left that died while it stored a snapshot or removed one.
type Orphan struct {
	Key     string // from the archive down, with forward slashes
	Size    int64
	Changed time.Time
	Upload  bool // parts of an object that is not there
}

// garbageAge is how old an orphan is that cannot be of a process that is at work: older than
// the longest time from a draft's first object to its line in the log.
const garbageAge = 4 * lineWithin

// Garbage gives the orphans of an archive in a bucket, by key, of before some time. In an
// archive on disk there are none: see Writer.Swept.
func (s *Store) Garbage(ctx context.Context, before time.Time) iter.Seq2[Orphan, error] {
	return func(yield func(Orphan, error) bool) {
		if s.remote == nil {
			return
		}
		if err := s.Refresh(ctx); err != nil {
			yield(Orphan{}, err)
			return
		}
		mirrored := *s
		mirrored.direct = false
		g := garbage{store: &mirrored}
		bucket := s.remote.bucket
		for o, err := range bucket.List(ctx, "", "", false) {
			if err != nil {
				yield(Orphan{}, storageError("list", bucket.URL(), err))
				return
			}
			if !o.Changed.Before(before) || !g.holds(o.Key) {
				continue
			}
			if !yield(Orphan{Key: o.Key, Size: o.Size, Changed: o.Changed}, nil) {
				return
			}
		}
		for o, err := range bucket.Unfinished(ctx) {
			if err != nil {
				yield(Orphan{}, storageError("list", bucket.URL(), err))
				return
			}
			if o.Changed.Before(before) && !yield(Orphan{Key: o.Key, Size: o.Size, Changed: o.Changed, Upload: true}, nil) {
				return
			}
		}
	}
}

// garbage tells orphans from what is stored, of keys in their order.
type garbage struct {
	store *Store
	id    ID              // of the snapshot that was looked at last
	files map[string]bool // that it has; nil: all
}

// holds tells whether a key is an orphan. What is no place of a snapshot is none: it is
// somebody else's.
func (g *garbage) holds(key string) bool {
	dir, name := path.Split(key)
	id, err := ParseID(strings.TrimSuffix(dir, "/"))
	if err != nil {
		return false
	}
	if id != g.id {
		g.id, g.files = id, g.filesOf(id)
	}
	return g.files != nil && !g.files[name]
}

// filesOf are the files that a snapshot has: none where it is not stored, nil where that
// cannot be told.
func (g *garbage) filesOf(id ID) map[string]bool {
	files := map[string]bool{}
	snap, err := g.store.Get(id)
	var e *Error
	switch {
	case err == nil:
		files[ProofName] = true
		for _, name := range snap.FileNames() {
			files[name] = true
		}
	case !errors.As(err, &e) || e.kind != KindNotFound || errors.Is(err, fs.ErrPermission):
		return nil
	}
	return files
}

// RemoveGarbage removes the orphans that cannot be of a process that is at work, on disk the
// files that no snapshot shares any more, and tells how many there were and their bytes.
func (w *Writer) RemoveGarbage(ctx context.Context) (n int, bytes int64, err error) {
	if w.remote == nil {
		return w.removeUnshared(ctx)
	}
	return w.removeGarbage(ctx, time.Now().Add(-garbageAge))
}

func (w *Writer) removeGarbage(ctx context.Context, before time.Time) (n int, bytes int64, err error) {
	for o, err := range w.Garbage(ctx, before) {
		if err != nil {
			return n, bytes, err
		}
		remove := w.remote.bucket.Remove
		if o.Upload {
			remove = w.remote.bucket.Forget
		}
		if err := remove(ctx, o.Key); err != nil {
			return n, bytes, writeError("remove garbage", o.Key, err)
		}
		n, bytes = n+1, bytes+o.Size
	}
	return n, bytes, nil
}

// reportGarbage tells of orphans.
func (s *Store) reportGarbage(ctx context.Context, r *Report) {
	for o, err := range s.Garbage(ctx, time.Now().Add(time.Hour)) { // clocks differ
		switch {
		case err != nil:
			r.add("", Unreadable, "%v", cause(err))
			return
		case o.Upload:
			r.add(o.Key, Leftover, "parts of an upload that has not come to its end")
		default:
			r.add(o.Key, Leftover, "belongs to no snapshot that is stored: a process is at work, or died")
		}
	}
}
