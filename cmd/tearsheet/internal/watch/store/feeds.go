package store

import (
	"context"
	"database/sql"
	"time"
)

// Fresh gives those addresses of a feed that were not in it before, and notes all. Of a feed that
// is read for the first time none is fresh. What is fresh stays so until it is Taken.
func (s *Store) Fresh(ctx context.Context, feed string, addresses []string, now time.Time) (fresh []string, err error) {
	err = s.in(ctx, func(tx *sql.Tx) error {
		var known int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM entries WHERE feed = ?", feed).Scan(&known); err != nil {
			return err
		}
		for _, address := range addresses {
			if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO entries (feed, url, at, taken) VALUES (?, ?, ?, ?)", feed, address, milli(now), known == 0); err != nil {
				return err
			}
		}
		rows, err := tx.QueryContext(ctx, "SELECT url FROM entries WHERE feed = ? AND NOT taken ORDER BY at, url", feed)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var address string
			if err := rows.Scan(&address); err != nil {
				return err
			}
			fresh = append(fresh, address)
		}
		return rows.Err()
	})
	return fresh, err
}

// Taken notes that an entry of a feed was captured, with its change.
func (s *Store) Taken(ctx context.Context, feed, address string, change *Change, letters []Letter) error {
	return s.in(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE entries SET taken = 1 WHERE feed = ? AND url = ?", feed, address); err != nil || change == nil {
			return err
		}
		return s.putChange(ctx, tx, *change, letters)
	})
}
