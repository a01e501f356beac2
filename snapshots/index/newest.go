package index

import (
	"context"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Cursor is a place in a list of snapshots, the newest first: what follows it is older.
// The zero value stands before the newest.
type Cursor int64

// Listed is a piece of a list.
type Listed struct {
	Entries []Entry
	Next    Cursor // where the next piece begins; 0 if this was the last
}

// Newest gives the snapshots that a query chooses by host, time and facets, the newest
// first, at most limit of them and those after a cursor. Its text is not looked at, and
// what cannot be read is left out: List tells of it.
func (x *Index) Newest(ctx context.Context, q Query, after Cursor, limit int) (l Listed, err error) {
	host, _, err := snapshots.Query{Host: q.Host}.Folders()
	if err != nil {
		return l, err
	}
	query, args := newestQuery(q, host, after, limit)
	ask := func() error {
		_, err := x.ask(ctx, len(q.Facets) > 0, func(c querier) (err error) {
			l, err = piece(ctx, c, query, args, limit)
			return err
		})
		return err
	}
	err = ask()
	if err != nil && ctx.Err() == nil {
		x.trouble(err)
		if err = x.openOwn(ctx); err == nil {
			err = ask()
		}
	}
	if ctx.Err() != nil {
		return Listed{}, context.Cause(ctx)
	}
	return l, err
}

// newestQuery is the question for a piece, with one row more than is shown: it tells
// whether there is another piece.
func newestQuery(q Query, host string, after Cursor, limit int) (string, []any) {
	first, last := span(q.Since, q.Until)
	if after != 0 {
		last = min(last, int64(after))
	}
	const columns = "SELECT snapshots.n, id, snapshots.url, status, snapshots.title FROM "
	switch {
	case len(q.Facets) > 0:
		return columns + `words CROSS JOIN snapshots ON n = words.rowid
			WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ? ORDER BY words.rowid DESC LIMIT ?`,
			[]any{strings.Join(chosen(host, q.Facets), " AND "), first, last, limit + 1}
	case host != "":
		return columns + "snapshots WHERE id >= ? AND id < ? AND +n >= ? AND +n < ? ORDER BY +n DESC LIMIT ?",
			[]any{host + "/", afterFolder(host), first, last, limit + 1}
	}
	return columns + "snapshots WHERE n >= ? AND n < ? ORDER BY n DESC LIMIT ?", []any{first, last, limit + 1}
}

func afterFolder(folder string) string { return after(folder + "/") }

func piece(ctx context.Context, c querier, query string, args []any, limit int) (l Listed, err error) {
	rows, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return l, err
	}
	defer rows.Close()
	var last int64
	for rows.Next() {
		if len(l.Entries) == limit {
			l.Next = Cursor(last)
			break
		}
		var e Entry
		if err := rows.Scan(&last, &e.ID, &e.URL, &e.Status, &e.Title); err != nil {
			return l, err
		}
		l.Entries = append(l.Entries, e)
	}
	l.Entries = slices.Clip(l.Entries)
	return l, rows.Err()
}
