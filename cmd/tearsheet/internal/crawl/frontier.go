package crawl

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver
)

// What a page may be: queued, to be visited; open, being visited; kept, to be stored; done;
// same, another one once more; waiting, for the page that it says it is; failed; left.
const schema = `
CREATE TABLE pages (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT NOT NULL, depth INTEGER NOT NULL, parent INTEGER NOT NULL,
	deeper INTEGER NOT NULL DEFAULT 0, doubt INTEGER NOT NULL DEFAULT 0, own INTEGER NOT NULL DEFAULT 0, family TEXT NOT NULL DEFAULT '',
	state TEXT NOT NULL, why TEXT NOT NULL DEFAULT '', same INTEGER NOT NULL DEFAULT 0, digest BLOB, sketch BLOB);
CREATE INDEX turn ON pages (state, depth, id);
CREATE INDEX digests ON pages (digest) WHERE digest IS NOT NULL;
CREATE INDEX relatives ON pages (family) WHERE state = 'queued';
CREATE INDEX twins ON pages (same) WHERE same <> 0;
CREATE TABLE families (name TEXT PRIMARY KEY, why TEXT NOT NULL, streak INTEGER NOT NULL, closed INTEGER NOT NULL);
CREATE TABLE traits (family TEXT NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY (family, hash)) WITHOUT ROWID;
CREATE TABLE params (site TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (site, name));
CREATE TABLE rests (rest TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (rest, name)) WITHOUT ROWID;
CREATE TABLE votes (site TEXT NOT NULL, name TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (site, name, place)) WITHOUT ROWID;
CREATE TABLE seeds (url TEXT PRIMARY KEY);
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`

// Frontier is what a crawl has before it and behind it. It is safe for concurrent use.
type Frontier struct {
	rules Rules
	path  string
	lock  *flock.Flock
	db    *sql.DB
	id    string

	mu       sync.Mutex
	seeds    []seed
	sessions map[param]bool
	taken    int           // pages that are being visited, and those that were kept
	open     int           // pages that are being visited or stored
	changed  chan struct{} // closed and renewed when there may be something to do
}

// Page is a page that is to be visited.
type Page struct {
	ID    int64
	URL   string
	Depth int
	From  string // the page that led there first; empty: the crawl began there
}

// ErrUsed is the error where another run has the frontier.
var ErrUsed = errors.New("another run is at this crawl")

// Open opens the frontier in a file, and goes on with what is there unless it is to be fresh.
func Open(path string, rules Rules, fresh bool) (f *Frontier, err error) {
	if err := rules.Validate(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	lock := flock.New(path + ".lock")
	if got, err := lock.TryLock(); err != nil {
		return nil, err
	} else if !got {
		return nil, ErrUsed
	}
	defer func() {
		if err != nil {
			_ = lock.Unlock() // it goes with the process
		}
	}()
	if fresh {
		forget(path)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) // addresses may hold secrets
	if err != nil {
		return nil, err
	}
	if err := file.Close(); err != nil {
		return nil, err
	}
	f = &Frontier{rules: rules, path: path, lock: lock, sessions: map[param]bool{}, changed: make(chan struct{})}
	address := url.URL{Scheme: "file", Path: slashed(path), RawQuery: url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)", "temp_store(MEMORY)"}}.Encode()}
	if f.db, err = sql.Open("sqlite", address.String()); err != nil {
		return nil, err
	}
	f.db.SetMaxOpenConns(1)
	if err = f.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("the crawl's file %s: %w", path, err), f.db.Close())
	}
	return f, nil
}

func slashed(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		return "/" + path // of a drive
	}
	return path
}

// forget removes the file of a frontier.
func forget(path string) {
	for _, ending := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(path + ending) // there may be none
	}
}

// load makes the tables where there are none, and reads what is held in memory.
func (f *Frontier) load() error {
	if err := f.db.QueryRow(`SELECT value FROM about WHERE name = 'id'`).Scan(&f.id); err != nil {
		f.id = "crawl-" + rand.Text()
		return f.in(func(tx *sql.Tx) error {
			if _, err := tx.Exec(schema); err != nil {
				return err
			}
			_, err := tx.Exec(`INSERT INTO about (name, value) VALUES ('id', ?)`, f.id)
			return err
		})
	}
	if err := f.each(`SELECT url FROM seeds`, func(scan func(...any) error) error {
		var text string
		if err := scan(&text); err != nil {
			return err
		}
		u, err := url.Parse(text)
		f.seeds = append(f.seeds, seed{u})
		return err
	}); err != nil {
		return err
	}
	if err := f.each(`SELECT site, name FROM params WHERE state = 'session'`, func(scan func(...any) error) error {
		var of param
		err := scan(&of.name, &of.value)
		f.sessions[of] = true
		return err
	}); err != nil {
		return err
	}
	return f.again()
}

// each runs a function over the rows of a query.
func (f *Frontier) each(query string, do func(scan func(...any) error) error, args ...any) error {
	rows, err := f.db.Query(query, args...)
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := do(rows.Scan); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}

// in runs a function in a transaction.
func (f *Frontier) in(do func(*sql.Tx) error) error {
	tx, err := f.db.Begin()
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// ID is the crawl's own, by which its snapshots are known.
func (f *Frontier) ID() string { return f.id }

// Seed adds a page where the crawl begins. One that is there already stays as it is.
func (f *Frontier) Seed(text string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	a, err := parse(text, f.isSession)
	if err != nil {
		return err
	}
	defer f.signal()
	return f.in(func(tx *sql.Tx) error {
		if err := f.root(tx, a.url); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO pages (key, url, depth, parent, state) VALUES (?, ?, 0, 0, 'queued')
			ON CONFLICT (key) DO UPDATE SET depth = 0, state = CASE WHEN state = 'left' THEN 'queued' ELSE state END`, a.key, text)
		return err
	})
}

// Lead adds a page that a list of the site's names, such as a sitemap, if it belongs to the
// crawl.
func (f *Frontier) Lead(text string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	a, err := parse(text, f.isSession)
	if err != nil || f.rules.out(a.url, f.seeds) != "" {
		return nil //nolint:nilerr // what is no address is no page
	}
	defer f.signal()
	return f.in(func(tx *sql.Tx) error {
		_, err := tx.Exec(`INSERT OR IGNORE INTO pages (key, url, depth, parent, state) VALUES (?, ?, 0, 0, 'queued')`, a.key, text)
		return err
	})
}

// root adds an address from which scopes are measured.
func (f *Frontier) root(tx *sql.Tx, u *url.URL) error {
	for _, s := range f.seeds {
		if s.String() == u.String() {
			return nil
		}
	}
	f.seeds = append(f.seeds, seed{u})
	_, err := tx.Exec(`INSERT OR IGNORE INTO seeds (url) VALUES (?)`, u.String())
	return err
}

// signal wakes those who wait for a page.
func (f *Frontier) signal() {
	close(f.changed)
	f.changed = make(chan struct{})
}

// Next gives the next page, which is then open until Done. It waits while there is none, as
// long as those that are open may lead to one; ok is false at the end, and when ctx ends.
func (f *Frontier) Next(ctx context.Context) (page Page, ok bool, err error) {
	for ctx.Err() == nil {
		page, ok, changed, err := f.take()
		if ok || err != nil || changed == nil {
			return page, ok, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
	return Page{}, false, nil
}

// take opens a page, or gives what to wait for; nil: there is nothing to wait for.
func (f *Frontier) take() (page Page, ok bool, changed chan struct{}, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open > 0 {
		changed = f.changed
	}
	if f.rules.Limit > 0 && f.taken >= f.rules.Limit {
		return page, false, changed, nil
	}
	err = f.db.QueryRow(`SELECT p.id, p.url, p.depth, coalesce(q.url, '') FROM pages p LEFT JOIN pages q ON q.id = p.parent
		WHERE p.state = 'queued' ORDER BY p.depth, p.id LIMIT 1`).Scan(&page.ID, &page.URL, &page.Depth, &page.From)
	switch {
	case errors.Is(err, sql.ErrNoRows) && f.open == 0:
		again, err := f.undecided()
		return page, false, again, err
	case errors.Is(err, sql.ErrNoRows):
		return page, false, changed, nil
	case err != nil:
		return page, false, nil, err
	}
	if _, err = f.db.Exec(`UPDATE pages SET state = 'open' WHERE id = ?`, page.ID); err != nil {
		return page, false, nil, err
	}
	f.open++
	f.taken++
	return page, true, nil, nil
}

// undecided queues the pages that still wait for one that will not come, and tells whether
// there are any.
func (f *Frontier) undecided() (again chan struct{}, err error) {
	res, err := f.db.Exec(`UPDATE pages SET state = 'queued', own = 1, same = 0 WHERE state = 'waiting'`)
	if err != nil {
		return nil, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return nil, err
	}
	again = f.changed
	f.signal()
	return again, nil
}

// Close ends the work on a frontier. Where nothing is left to go on with its file goes.
func (f *Frontier) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var rest int
	err := f.db.QueryRow(`SELECT count(*) FROM pages WHERE state IN ('queued', 'open', 'kept', 'failed') OR state = 'left' AND why = 'depth'`).Scan(&rest)
	err = errors.Join(err, f.db.Close())
	if err == nil && rest == 0 {
		forget(f.path)
		_ = os.Remove(f.path + ".lock")
	}
	return errors.Join(err, f.lock.Unlock())
}
