package jobs

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Due gives a job that has ended and whose hook is to be told now, and how often that was
// tried; without one it gives when to ask again, at the latest.
func (q *Queue) Due(ctx context.Context, now time.Time) (j Job, tries int, next time.Time, err error) {
	j, err = scan(q.db.QueryRowContext(ctx, "SELECT "+columns+" FROM jobs WHERE hook_due <= ? ORDER BY hook_due LIMIT 1", now.UnixMilli()))
	switch {
	case err == nil:
		return j, j.told, now, nil
	case !errors.Is(err, ErrNotFound):
		return Job{}, 0, now.Add(pause), err
	}
	var due sql.NullInt64
	err = q.db.QueryRowContext(ctx, "SELECT min(hook_due) FROM jobs WHERE hook_due IS NOT NULL").Scan(&due)
	next = now.Add(time.Hour)
	if due.Valid {
		next = time.UnixMilli(due.Int64)
	}
	return Job{}, 0, next, err
}

// Told says what came of telling a hook: it is tried again at a time, or not at all where
// that is zero.
func (q *Queue) Told(j Job, again time.Time) error {
	due := sql.NullInt64{Int64: again.UnixMilli(), Valid: !again.IsZero()}
	_, err := q.db.Exec("UPDATE jobs SET hook_tries = hook_tries + 1, hook_due = ? WHERE n = ?", due, j.n)
	return err
}

// Hooks gets something when there may be a hook to tell.
func (q *Queue) Hooks() <-chan struct{} { return q.hooks }
