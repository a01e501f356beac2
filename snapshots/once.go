package snapshots

import (
	"context"
	"errors"
	"path/filepath"
	"time"
)

// Once makes a draft the one snapshot of a cause that may be taken up several times, as a job
// of a queue is: by a process that dies and by the one that takes its place, or by both at
// the same time. All of them give the same moment, which names the snapshot, so that the
// first of them that comes to its end has stored it, and the others find it there.
type Once struct {
	Begun time.Time           // when the cause was taken up first
	Same  func(Manifest) bool // tells a snapshot of the cause from another one of that moment
}

// moment names the snapshot.
func (o *Once) moment(m Manifest) time.Time {
	if o == nil {
		return m.CapturedAt
	}
	return o.Begun.UTC().Truncate(time.Millisecond)
}

// there tells whether a snapshot that has a name already is the one that is to be stored.
func (o *Once) there(s *Store, id ID) (Snapshot, bool) {
	if o == nil {
		return Snapshot{}, false
	}
	snap, err := s.Get(id)
	return snap, err == nil && o.Same(snap.Manifest)
}

// errTaken says that the snapshot of a cause was stored meanwhile, under another name.
var errTaken = errors.New("it is stored already")

// besides gives the snapshot of a cause that was stored under another name than this one. On
// disk a name is taken by a whole snapshot. In a bucket it may be taken by one that never comes
// to its end, so that the next one goes on under the next name: whose line is in the log first
// has stored it.
func (o *Once) besides(s *Store, id ID) (Snapshot, bool) {
	if o == nil || s.remote == nil {
		return Snapshot{}, false
	}
	page := id.Host() + "/" + id.Page()
	entries, _ := s.entries(filepath.Dir(s.snapshotDir(id))) // none is none of the cause
	for _, e := range entries {
		other, err := ParseID(page + "/" + e.Name())
		if err != nil || other == id || !other.Time().Equal(id.Time()) {
			continue
		}
		if snap, ok := o.there(s, other); ok {
			return snap, true
		}
	}
	return Snapshot{}, false
}

// Taken gives the snapshot of a page that was stored for a cause, if it was.
func (s *Store) Taken(ctx context.Context, url string, o Once) (Snapshot, bool, error) {
	page, err := PageOf(url)
	if err != nil {
		return Snapshot{}, false, err
	}
	if err := s.Refresh(ctx); err != nil {
		return Snapshot{}, false, err
	}
	if s.remote != nil {
		snap, ok := o.besides(s, ID(page+"/"+stamp(o.moment(Manifest{}), 1)))
		if ok {
			return snap, true, nil
		}
	}
	for n := 1; ctx.Err() == nil; n++ {
		snap, err := s.Get(ID(page + "/" + stamp(o.moment(Manifest{}), n)))
		var e *Error
		switch {
		case errors.As(err, &e) && e.Kind() == KindNotFound:
			return Snapshot{}, false, nil
		case err == nil && o.Same(snap.Manifest):
			return snap, true, nil
		case err != nil && !(errors.As(err, &e) && e.Kind() == KindBroken):
			return Snapshot{}, false, err
		}
	}
	return Snapshot{}, false, context.Cause(ctx)
}
