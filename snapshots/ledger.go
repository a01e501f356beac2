package snapshots

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"
)

// Ledger is what the log says in the end: what is pinned, which pages were looked at and were
// as before, what was removed. It is safe for concurrent use, and can be read on.
type Ledger struct {
	store *Store

	mu      sync.Mutex
	end     int64 // of what was read
	pinned  map[ID]bool
	looks   map[string][]Event // by page, the oldest first
	removed map[string][]Event // likewise
	signed  bool               // the last line is
}

// Ledger gives the ledger of the archive, of which nothing has been read yet.
func (s *Store) Ledger() *Ledger {
	l := &Ledger{store: s}
	l.reset()
	return l
}

func (l *Ledger) reset() {
	l.end, l.signed = 0, false
	l.pinned, l.looks, l.removed = map[ID]bool{}, map[string][]Event{}, map[string][]Event{}
}

// Read reads what has been added to the log since, or all of it. What it has read until an
// error stays.
func (l *Ledger) Read(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	info, err := os.Lstat(l.store.logPath())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.reset()
		return nil
	case err != nil:
		return storageError("read the log", l.store.logPath(), err)
	case info.Size() < l.end: // it is another one
		l.reset()
	}
	for e, err := range l.store.events(ctx, l.end) {
		if err != nil {
			return err
		}
		l.add(e)
	}
	return nil
}

func (l *Ledger) add(e Event) {
	l.end, l.signed = e.end, e.Signed
	page := e.Snapshot.Host() + "/" + e.Snapshot.Page()
	switch e.What {
	case Pinned:
		l.pinned[e.Snapshot] = true
	case Unpinned:
		delete(l.pinned, e.Snapshot)
	case Removed:
		delete(l.pinned, e.Snapshot)
		l.removed[page] = append(l.removed[page], e)
	case Unchanged:
		if e.Look != nil {
			l.looks[page] = append(l.looks[page], e)
		}
	}
}

// Pinned tells whether gc is to leave a snapshot.
func (l *Ledger) Pinned(id ID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pinned[id]
}

// AllPinned are the snapshots that gc is to leave, the newest first.
func (l *Ledger) AllPinned() []ID {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.SortedFunc(maps.Keys(l.pinned), CompareIDs)
}

// Looks are the captures of a page that were not kept since they were the same as one of its
// snapshots, the oldest first.
func (l *Ledger) Looks(host, page string) []Event { return l.of(l.looks, host, page) }

// Removed are the removals of a page's snapshots, the oldest first.
func (l *Ledger) Removed(host, page string) []Event { return l.of(l.removed, host, page) }

// of gives a list that nobody writes to: what is added later goes behind its end.
func (l *Ledger) of(lists map[string][]Event, host, page string) []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := lists[host+"/"+page]
	return list[:len(list):len(list)]
}

// Signed tells whether the log's last line is signed: who writes the next one without a key
// leaves a line that not everybody accepts.
func (l *Ledger) Signed() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.signed
}

// LooksAt are the looks at a page that were the same as this snapshot, the oldest first.
func (l *Ledger) LooksAt(id ID) (list []Event) {
	for _, e := range l.Looks(id.Host(), id.Page()) {
		if e.Snapshot == id {
			list = append(list, e)
		}
	}
	return list
}
