package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
)

// Kept is what came of a visit, as it is kept.
type Kept struct {
	Key, URL string
	Memory   visit.Memory
	Looked   time.Time
	Due      time.Time // next
	Failed   string    // why the page could not be looked at; empty: it was

	Change   *Change  // nil: none
	Messages []Letter // of the change
}

// Change is one change of a page, as it is kept.
type Change struct {
	ID   string
	Page string
	At   time.Time
	Told bool   // somebody is told of it; its condition holds
	Body []byte // JSON
}

// Letter is who is to be told of a change, and when.
type Letter struct {
	Target string
	Due    time.Time
	Digest bool // it goes together with others that are due then
}

// Memory is what is known of a page; nothing of one that was never seen.
func (s *Store) Memory(ctx context.Context, key string) (m visit.Memory, err error) {
	var data []byte
	err = s.db.QueryRowContext(ctx, "SELECT memory FROM pages WHERE key = ?", key).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return m, nil
	}
	if err == nil {
		err = unpack(data, &m)
	}
	if err == nil {
		err = s.refuse(ctx, key, &m)
	}
	return m, err
}

// Due is when a page is due; zero where nobody knows.
func (s *Store) Due(ctx context.Context, key string) (time.Time, error) {
	var due int64
	err := s.db.QueryRowContext(ctx, "SELECT due FROM pages WHERE key = ?", key).Scan(&due)
	if errors.Is(err, sql.ErrNoRows) || due == 0 {
		return time.Time{}, nil
	}
	return time.UnixMilli(due), err
}

// Keep keeps a visit: all of it or nothing.
func (s *Store) Keep(ctx context.Context, k Kept) error {
	memory, err := pack(k.Memory)
	if err != nil {
		return err
	}
	s.step("keep: before")
	err = s.in(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO pages (key, url, memory, due, looked, looks, failed) VALUES (?, ?, ?, ?, ?, 1, ?)
			ON CONFLICT (key) DO UPDATE SET url = excluded.url, memory = excluded.memory, due = excluded.due, looked = excluded.looked, looks = looks + 1, failed = excluded.failed`,
			k.Key, k.URL, memory, milli(k.Due), milli(k.Looked), k.Failed); err != nil {
			return err
		}
		s.step("keep: state")
		if k.Change == nil {
			return nil
		}
		return s.putChange(ctx, tx, *k.Change, k.Messages)
	})
	s.step("keep: after")
	return err
}

// putChange keeps a change and who is to be told of it.
func (s *Store) putChange(ctx context.Context, tx *sql.Tx, c Change, letters []Letter) error {
	if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO changes (id, page, at, told, body) VALUES (?, ?, ?, ?, ?)", c.ID, c.Page, milli(c.At), c.Told, c.Body); err != nil {
		return err
	}
	s.step("keep: change")
	for _, l := range letters {
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO outbox (change, target, due, digest) VALUES (?, ?, ?, ?)", c.ID, l.Target, milli(l.Due), l.Digest); err != nil {
			return err
		}
	}
	s.step("keep: messages")
	return nil
}

// Page is what a list shows of one.
type Page struct {
	Key, URL    string
	Looked, Due time.Time
	Looks       int
	Failed      string
	Memory      visit.Memory
}

// selectPages is how pages are read.
const selectPages = "SELECT key, url, looked, due, looks, failed, memory FROM pages "

// Pages lists all pages that were ever looked at.
func (s *Store) Pages(ctx context.Context) ([]Page, error) {
	return s.pages(ctx, selectPages+"ORDER BY key")
}

// Page gives a page by its key; one without looks where it was never looked at.
func (s *Store) Page(ctx context.Context, key string) (Page, error) {
	list, err := s.pages(ctx, selectPages+"WHERE key = ?", key)
	if err != nil || len(list) == 0 {
		return Page{Key: key}, err
	}
	return list[0], nil
}

func (s *Store) pages(ctx context.Context, query string, args ...any) (list []Page, err error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p Page
		var looked, due int64
		var memory []byte
		if err := rows.Scan(&p.Key, &p.URL, &looked, &due, &p.Looks, &p.Failed, &memory); err != nil {
			return nil, err
		}
		if err := unpack(memory, &p.Memory); err != nil {
			return nil, err
		}
		p.Looked, p.Due = time.UnixMilli(looked), time.UnixMilli(due)
		list = append(list, p)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	for i := range list {
		if err := s.refuse(ctx, list[i].Key, &list[i].Memory); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// Changes lists the last changes of which somebody was told, the newest first; of all pages
// where page is empty.
func (s *Store) Changes(ctx context.Context, page string, most int) (list []Change, err error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, page, at, told, body FROM changes WHERE told AND (?1 = '' OR page = ?1) ORDER BY n DESC LIMIT ?2", page, most)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c Change
		var at int64
		if err := rows.Scan(&c.ID, &c.Page, &at, &c.Told, &c.Body); err != nil {
			return nil, err
		}
		c.At = time.UnixMilli(at)
		list = append(list, c)
	}
	return list, rows.Err()
}

func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
