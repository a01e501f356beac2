package index

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Result is what a search found.
type Result struct {
	Hits   []Hit   // the best first
	Pages  int     // that were found; Snapshots where the query asks for all
	More   bool    // there are more than that: only the newest were ranked
	Errors []error // what of the archive could not be read
}

// Hit is a snapshot that was found.
type Hit struct {
	Entry
	Score  float64 // the higher the better
	Others int     // older snapshots of the page that were found too
	Title  Excerpt // of the page
	Text   Excerpt // where the words occur, or how the text begins
}

// ranked is how many of the snapshots in which the words occur are ranked, the newest:
// a word that is in nearly all tells nothing of them.
const ranked = 5000

// glanced is how many are looked at where the newest come first.
const glanced = 500

// candidate is a snapshot in which the words occur.
type candidate struct {
	n      int64
	id     snapshots.ID
	score  float64
	others int
}

// Search looks for words. What a page's title says counts most, then its authors; what
// fits as well as another is put after it if it is older.
func (x *Index) Search(ctx context.Context, q Query) (Result, error) {
	s, err := parse(q.Text)
	if err != nil {
		return Result{}, err
	}
	if q.whole {
		s = s.asItStands()
	}
	host, _, err := snapshots.Query{Host: q.Host}.Folders()
	if err != nil {
		return Result{}, err
	}
	var r Result
	var tooMany bool
	ask := func() (findings, error) {
		return x.ask(ctx, true, func(c querier) (err error) {
			limited, cancel := context.WithTimeoutCause(ctx, q.patience(), errTooMany)
			defer cancel()
			r, err = find(limited, c, q, s.match(host, q.Facets))
			if tooMany = err != nil && ctx.Err() == nil && errors.Is(context.Cause(limited), errTooMany); tooMany {
				return nil // the database is as it should be
			}
			return err
		})
	}
	f, err := ask()
	if err != nil && ctx.Err() == nil {
		x.trouble(err)
		if err = x.openOwn(ctx); err == nil {
			f, err = ask()
		}
	}
	if ctx.Err() != nil {
		return Result{}, context.Cause(ctx)
	}
	switch {
	case err != nil:
		return Result{}, err
	case tooMany && q.Newest && s.goesOn():
		return x.Search(ctx, q.asItStands())
	case tooMany:
		return Result{}, errTooMany
	}
	r.Errors = f.errors
	for _, id := range slices.SortedFunc(maps.Keys(f.broken), snapshots.CompareIDs) {
		r.Errors = append(r.Errors, f.broken[id])
	}
	broken := make([]error, len(r.Hits))
	parallel(ctx, len(r.Hits), func(i int) { broken[i] = x.excerpt(&r.Hits[i], s) })
	r.Errors = append(r.Errors, slices.DeleteFunc(broken, func(err error) bool { return err == nil })...)
	return r, nil
}

// find asks the database for the hits.
func find(ctx context.Context, c querier, q Query, match string) (r Result, err error) {
	first, last := span(q.Since, q.Until)
	score, most := "bm25(words, 10, 1, 5, 3, 2, 0, 0)", ranked
	if q.Newest {
		score, most = "0.0", glanced
	}
	rows, err := c.QueryContext(ctx, `SELECT n, id, `+score+`
		FROM words CROSS JOIN snapshots ON n = words.rowid
		WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ? ORDER BY words.rowid DESC LIMIT ?`, match, first, last, most+1)
	if err != nil {
		return r, err
	}
	defer rows.Close()
	var found []*candidate
	pages := map[string]*candidate{}
	for n := 0; rows.Next(); n++ {
		if n == most {
			r.More = true
			break
		}
		c := new(candidate)
		if err := rows.Scan(&c.n, &c.id, &c.score); err != nil {
			return r, err
		}
		page := c.id.Host() + "/" + c.id.Page()
		if newer := pages[page]; newer != nil && !q.All {
			newer.others++
			continue
		}
		pages[page] = c
		found = append(found, c)
	}
	if err := rows.Err(); err != nil {
		return r, err
	}
	if err := rows.Close(); err != nil {
		return r, err
	}
	// The database's scores are the lower the better.
	slices.SortStableFunc(found, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(a.score, b.score), snapshots.CompareIDs(a.id, b.id))
	})
	r.Pages = len(found)
	found = found[min(q.Skip, len(found)):]
	if q.Limit > 0 {
		found = found[:min(q.Limit, len(found))]
	}
	for _, f := range found {
		h := Hit{Entry: Entry{ID: f.id}, Score: -f.score, Others: f.others}
		row := c.QueryRowContext(ctx, "SELECT url, title, status FROM snapshots WHERE n = ?", f.n)
		if err := row.Scan(&h.URL, &h.Entry.Title, &h.Status); err != nil {
			return r, err
		}
		r.Hits = append(r.Hits, h)
	}
	return r, nil
}

// excerpt shows where in a snapshot the words occur. Of one that cannot be read any more, what the
// index has of it is shown.
func (x *Index) excerpt(h *Hit, s search) error {
	h.Title = whole(h.Entry.Title, s.marks("title", h.Entry.Title))
	snap, err := x.store.Get(h.ID)
	switch {
	case err != nil && snap.ID == "": // it went a moment ago
		return nil
	case err != nil:
		return err
	}
	text := readArticle(x.store, snap).Text
	h.Text = part(text, s.marks("text", text))
	return nil
}
