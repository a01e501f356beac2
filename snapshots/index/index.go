package index

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Options are what an index does besides answering. The zero value is quiet.
type Options struct {
	// Progress is told how far the index is where it has much to read: the first time,
	// and after long captures. What is "snapshots" or "texts".
	Progress func(what string, done, total int)
	// Fresh is how long what was seen of the folders holds. A command looks each time; a
	// server, which is asked often and follows what it captures itself, need not.
	Fresh time.Duration
	// Trouble is told why the index could not be used where the answer then came from
	// the folders.
	Trouble func(err error)
}

// Index answers what an archive holds. It is safe for concurrent use, also while other
// processes have it open.
type Index struct {
	store *snapshots.Store
	opts  Options

	mu  sync.Mutex // of opening and closing
	db  *sql.DB
	dir string // where the database is
	own bool   // dir is of this index alone and goes with it

	seen seen
}

// Open gives the index of an archive. Nothing is read or written until it is asked.
func Open(store *snapshots.Store, opts Options) *Index {
	return &Index{store: store, opts: opts}
}

// Close lets go of the database.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.close()
}

func (x *Index) close() error {
	var err error
	if x.db != nil {
		err = x.db.Close()
		x.db = nil
	}
	if x.own {
		err = errors.Join(err, os.RemoveAll(x.dir))
		x.own = false
	}
	return err
}

func (x *Index) progress(what string, done, total int) {
	if x.opts.Progress != nil {
		x.opts.Progress(what, done, total)
	}
}

// Entry is what a list shows of a snapshot.
type Entry struct {
	ID     snapshots.ID
	URL    string
	Status int
	Title  string
}

// List gives the snapshots that a query chooses, the newest first and at most limit of
// them, 0 being all: those that Store.List gives, in its order, with its errors.
func (x *Index) List(ctx context.Context, q snapshots.Query, limit int) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if q.URL != "" { // one folder tells it all
			x.walk(ctx, q, limit, yield)
			return
		}
		l, err := x.list(ctx, q, limit)
		switch {
		case err != nil && ctx.Err() != nil:
			yield(Entry{}, context.Cause(ctx))
			return
		case err != nil:
			x.trouble(err)
			x.walk(ctx, q, limit, yield)
			return
		}
		for _, err := range l.errors {
			if !yield(Entry{}, err) {
				return
			}
		}
		for i, e := range l.entries {
			if limit > 0 && i >= limit || !yield(e, l.broken[e.ID]) {
				return
			}
		}
	}
}

func (x *Index) trouble(err error) {
	if x.opts.Trouble != nil {
		x.opts.Trouble(err)
	}
}

// walk is List without a database.
func (x *Index) walk(ctx context.Context, q snapshots.Query, limit int, yield func(Entry, error) bool) {
	n := 0
	for snap, err := range x.store.List(ctx, q) {
		if !yield(Entry{snap.ID, snap.URL, snap.Status, snap.Title}, err) {
			return
		}
		if snap.ID != "" {
			n++
		}
		if n == limit && limit > 0 {
			return
		}
	}
}

// listed is the answer to a query.
type listed struct {
	entries []Entry
	findings
}

// list asks the database. More than limit entries may come.
func (x *Index) list(ctx context.Context, q snapshots.Query, limit int) (l listed, err error) {
	host, _, err := q.Folders()
	if err != nil {
		return l, err
	}
	var rows []row
	found, err := x.ask(ctx, false, func(c querier) (err error) {
		rows, err = entries(ctx, c, q, host, limit)
		return err
	})
	if err != nil {
		return l, err
	}
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	l.errors, l.broken = found.errors, x.reread(ctx, rows)
	for _, r := range rows {
		l.entries = append(l.entries, r.Entry)
	}
	for id, err := range found.broken {
		l.broken[id] = err
		if (host == "" || id.Host() == host) && inTime(q, id.Time()) {
			l.entries = append(l.entries, Entry{ID: id})
		}
	}
	if len(l.entries) > len(rows) {
		slices.SortFunc(l.entries, byID)
	}
	return l, nil
}

func byID(a, b Entry) int { return snapshots.CompareIDs(a.ID, b.ID) }

func inTime(q snapshots.Query, t time.Time) bool {
	first, last := span(q.Since, q.Until)
	n := key(t)
	return first <= n && n < last
}

// row is an entry, and how its manifest was when it was taken in; see Store.Written.
type row struct {
	Entry
	written string
}

// entries reads a list from the database.
func entries(ctx context.Context, c querier, q snapshots.Query, host string, limit int) (list []row, err error) {
	query, args := listQuery(q, host)
	rows, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	begun, last := 0, "" // where the entries of the last moment begin, and that moment
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		r, err := readRow(text)
		if err != nil {
			return nil, err
		}
		if m := millisecond(r.ID); m != last {
			// Snapshots of one moment go by name, so a list ends between moments.
			slices.SortFunc(list[begun:], rowsByID)
			if limit > 0 && len(list) >= limit {
				return list, nil
			}
			begun, last = len(list), m
		}
		if q.URLPrefix == "" || q.Matches(r.URL) {
			list = append(list, r)
		}
	}
	slices.SortFunc(list[begun:], rowsByID)
	return list, rows.Err()
}

func rowsByID(a, b row) int { return byID(a.Entry, b.Entry) }

// listQuery is the question for a list. What is shown of a row is one value, since getting
// a value costs more than finding the row.
func listQuery(q snapshots.Query, host string) (query string, args []any) {
	first, last := span(q.Since, q.Until)
	query = "SELECT written || char(10) || id || char(10) || status || char(10) || replace(url, char(10), '%0A') || char(10) || title FROM snapshots "
	if host == "" {
		return query + "WHERE n >= ? AND n < ? ORDER BY n DESC", []any{first, last}
	}
	// The plus keeps SQLite from going through all times instead of the host.
	return query + "WHERE id >= ? AND id < ? AND +n >= ? AND +n < ? ORDER BY +n DESC", []any{host + "/", after(host + "/"), first, last}
}

var errRow = errors.New("the index has a row that cannot be read")

func readRow(text string) (r row, err error) {
	var id, status string
	var ok bool
	r.written, text, _ = strings.Cut(text, "\n")
	id, text, _ = strings.Cut(text, "\n")
	status, text, _ = strings.Cut(text, "\n")
	r.URL, r.Title, ok = strings.Cut(text, "\n")
	r.ID = snapshots.ID(id)
	if r.Status, err = strconv.Atoi(status); err != nil || !ok {
		return r, errRow
	}
	return r, nil
}

// millisecond is when a snapshot was taken, as it stands in its ID.
func millisecond(id snapshots.ID) string {
	stamp := string(id)[strings.LastIndexByte(string(id), '/')+1:]
	moment, _, _ := strings.Cut(stamp, "-") // the number of further ones
	return moment
}
