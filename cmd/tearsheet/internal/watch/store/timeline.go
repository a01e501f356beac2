package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Numbered is a change and its number: a later one has a higher one.
type Numbered struct {
	N int64
	Change
}

// Timeline says which changes are listed.
type Timeline struct {
	Pages  []string // keys; nil: all
	Newest bool     // the newest first; else the oldest
	From   int64    // number of the change after which the list goes on; 0: it begins
	Most   int
}

// Timeline lists changes in their order, those too of which nobody was told.
func (s *Store) Timeline(ctx context.Context, t Timeline) (list []Numbered, err error) {
	pages, err := json.Marshal(t.Pages)
	if err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT n, id, page, at, told, body FROM changes
		WHERE (?1 OR page IN (SELECT value FROM json_each(?2))) AND (?3 = 0 OR CASE WHEN ?4 THEN n < ?3 ELSE n > ?3 END)
		ORDER BY CASE WHEN ?4 THEN -n ELSE n END LIMIT ?5`, t.Pages == nil, string(pages), t.From, t.Newest, t.Most)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c Numbered
		var at int64
		if err := rows.Scan(&c.N, &c.ID, &c.Page, &at, &c.Told, &c.Body); err != nil {
			return nil, err
		}
		c.At = time.UnixMilli(at)
		list = append(list, c)
	}
	return list, rows.Err()
}

// Change gives a change by its ID, and tells whether there is one.
func (s *Store) Change(ctx context.Context, id string) (c Change, found bool, err error) {
	var at int64
	err = s.db.QueryRowContext(ctx, "SELECT id, page, at, told, body FROM changes WHERE id = ?", id).Scan(&c.ID, &c.Page, &at, &c.Told, &c.Body)
	c.At = time.UnixMilli(at)
	if errors.Is(err, sql.ErrNoRows) {
		return Change{}, false, nil
	}
	return c, err == nil, err
}

// Hasten notes that a page is due by then at the latest. One that was never looked at is due anyway.
func (s *Store) Hasten(ctx context.Context, key string, due time.Time) error {
	_, err := s.db.ExecContext(ctx, "UPDATE pages SET due = ?2 WHERE key = ?1 AND due > ?2", key, milli(due))
	return err
}
