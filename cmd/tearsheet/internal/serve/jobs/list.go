package jobs

import (
	"context"
	"strconv"
)

// List gives the jobs of an owner, the newest first and at most limit of them: those in a
// state, where one is given, after the cursor that the call before gave.
func (q *Queue) List(ctx context.Context, owner string, state State, cursor string, limit int) (list []Job, next string, err error) {
	before := int64(1) << 62
	if cursor != "" {
		if before, err = strconv.ParseInt(cursor, 10, 64); err != nil {
			return nil, "", kinded{"invalid_request", "the cursor is none that was given"}
		}
	}
	rows, err := q.db.QueryContext(ctx, "SELECT "+columns+" FROM jobs WHERE owner = ? AND (? = '' OR state = ?) AND n < ? ORDER BY n DESC LIMIT ?",
		owner, state, state, before, limit+1)
	if err != nil {
		return nil, "", err
	}
	defer rows.Close()
	for rows.Next() {
		j, err := scan(rows)
		if err != nil {
			return nil, "", err
		}
		if len(list) == limit {
			return list, strconv.FormatInt(list[limit-1].n, 10), nil
		}
		list = append(list, j)
	}
	return list, "", rows.Err()
}

// Retry adds what a job asked for again, as a new job.
func (q *Queue) Retry(ctx context.Context, owner, id string) (Job, error) {
	j, err := q.Get(ctx, owner, id)
	switch {
	case err != nil:
		return j, err
	case j.Order.URL == "":
		return j, ErrSecret
	}
	return q.Add(ctx, New{Order: j.Order, Owner: owner, Hook: j.Hook})
}
