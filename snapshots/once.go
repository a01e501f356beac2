package snapshots

import (
	"context"
	"errors"
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

// Taken gives the snapshot of a page that was stored for a cause, if it was.
func (s *Store) Taken(ctx context.Context, url string, o Once) (Snapshot, bool, error) {
	page, err := PageOf(url)
	if err != nil {
		return Snapshot{}, false, err
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
