package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Waiting is a message that is to be told.
type Waiting struct {
	N      int64
	Change Change
	Target string
	Tries  int
}

// Ready gives the message that is due longest, those first that were not tried, or the messages of one digest. A digest stays as it
// was when it was given first. Where none is due, next is when one will be; zero: there is none.
func (s *Store) Ready(ctx context.Context, now time.Time) (list []Waiting, next time.Time, err error) {
	err = s.in(ctx, func(tx *sql.Tx) error {
		var n, due int64
		var target string
		var digest bool
		var batch sql.NullInt64
		err := tx.QueryRowContext(ctx, "SELECT n, target, due, digest, batch FROM outbox WHERE sent IS NULL ORDER BY due > ?1, CASE WHEN due > ?1 THEN 0 ELSE tries END, due, n LIMIT 1", now.UnixMilli()).Scan(&n, &target, &due, &digest, &batch)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return nil
		case err != nil:
			return err
		case due > now.UnixMilli():
			next = time.UnixMilli(due)
			return nil
		}
		if !batch.Valid {
			batch.Int64 = n
			_, err := tx.ExecContext(ctx, "UPDATE outbox SET batch = ?1 WHERE n = ?1 OR ?2 AND digest AND target = ?3 AND due <= ?4 AND sent IS NULL AND batch IS NULL", n, digest, target, now.UnixMilli())
			if err != nil {
				return err
			}
		}
		rows, err := tx.QueryContext(ctx, `SELECT o.n, o.target, o.tries, c.id, c.page, c.at, c.body FROM outbox o JOIN changes c ON c.id = o.change
			WHERE o.batch = ? AND o.sent IS NULL ORDER BY o.n`, batch.Int64)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			w := Waiting{Change: Change{Told: true}}
			var at int64
			if err := rows.Scan(&w.N, &w.Target, &w.Tries, &w.Change.ID, &w.Change.Page, &at, &w.Change.Body); err != nil {
				return err
			}
			w.Change.At = time.UnixMilli(at)
			list = append(list, w)
		}
		return rows.Err()
	})
	return list, next, err
}

// Sent notes that messages were told.
func (s *Store) Sent(ctx context.Context, list []Waiting, now time.Time) error {
	s.step("sent: before")
	err := s.each(ctx, list, "UPDATE outbox SET sent = ?2, failed = '' WHERE n = ?1", milli(now))
	s.step("sent: after")
	return err
}

// Later notes that messages could not be told, and when to try again.
func (s *Store) Later(ctx context.Context, list []Waiting, due time.Time, why string) error {
	return s.each(ctx, list, "UPDATE outbox SET tries = tries + 1, due = ?2, failed = ?3 WHERE n = ?1", milli(due), why)
}

func (s *Store) each(ctx context.Context, list []Waiting, query string, args ...any) error {
	return s.in(ctx, func(tx *sql.Tx) error {
		for _, w := range list {
			if _, err := tx.ExecContext(ctx, query, append([]any{w.N}, args...)...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Waiting is how many messages were tried and could not be told.
func (s *Store) Waiting(ctx context.Context) (n int, err error) {
	err = s.db.QueryRowContext(ctx, "SELECT count(*) FROM outbox WHERE sent IS NULL AND tries > 0").Scan(&n)
	return n, err
}
