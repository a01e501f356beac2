package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Added is a page that somebody has asked a server to watch.
type Added struct {
	Key, URL string
	Asked    []byte // JSON: a page as watch.yaml has it
	At       time.Time
}

// TooManyError says that no further page can be added.
type TooManyError struct{ Most int }

// Error says so.
func (e *TooManyError) Error() string {
	return fmt.Sprintf("this server watches at most %d pages that are added: remove one, or start it with --most-watched", e.Most)
}

// Added lists the pages that were added, by their keys.
func (s *Store) Added(ctx context.Context) (list []Added, err error) {
	rows, err := s.db.QueryContext(ctx, "SELECT key, url, asked, at FROM added ORDER BY key")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var a Added
		var at int64
		if err := rows.Scan(&a.Key, &a.URL, &a.Asked, &at); err != nil {
			return nil, err
		}
		a.At = time.UnixMilli(at)
		list = append(list, a)
	}
	return list, rows.Err()
}

// Add keeps a page in the place of the one with the key was, which may be its own or of none. Of
// what is another page now nothing is known. There are at most so many, or it is a TooManyError.
func (s *Store) Add(ctx context.Context, was string, a Added, most int) error {
	return s.in(ctx, func(tx *sql.Tx) error {
		var url string
		err := tx.QueryRowContext(ctx, "SELECT url FROM added WHERE key = ?", was).Scan(&url)
		replaces := err == nil
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if replaces && (was != a.Key || url != a.URL) {
			if err := forget(ctx, tx, was); err != nil {
				return err
			}
		}
		if !replaces {
			var n int
			if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM added").Scan(&n); err != nil {
				return err
			}
			if n >= most {
				return &TooManyError{most}
			}
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO added (key, url, asked, at) VALUES (?, ?, ?, ?)", a.Key, a.URL, a.Asked, milli(a.At))
		return err
	})
}

// Remove forgets a page that was added, and how it was. What changed on it stays.
func (s *Store) Remove(ctx context.Context, key string) error {
	return s.in(ctx, func(tx *sql.Tx) error { return forget(ctx, tx, key) })
}

// Withhold drops the messages of a page's changes that are not told yet, of the targets that begin
// with a prefix, but for those to keep: who is to be told no longer is not told of what was before either.
func (s *Store) Withhold(ctx context.Context, page, prefix string, keep []string) error {
	kept, err := json.Marshal(append([]string{}, keep...))
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, `DELETE FROM outbox WHERE sent IS NULL AND change IN (SELECT id FROM changes WHERE page = ?1)
		AND substr(target, 1, length(?2)) = ?2 AND target NOT IN (SELECT value FROM json_each(?3))`, page, prefix, string(kept))
	return err
}

func forget(ctx context.Context, tx *sql.Tx, key string) error {
	for _, query := range []string{"DELETE FROM added WHERE key = ?", "DELETE FROM pages WHERE key = ?", "DELETE FROM refused WHERE page = ?", "DELETE FROM entries WHERE feed = ?"} {
		if _, err := tx.ExecContext(ctx, query, key); err != nil {
			return err
		}
	}
	return nil
}
