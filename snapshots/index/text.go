package index

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"io"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// searched is what is searched of a snapshot, in the columns of the table words.
type searched struct{ title, text, authors, site, url, host, facets string }

// maxText bounds the text that is read of one snapshot.
const maxText = 16 << 20

// textOf reads what is searched. A snapshot without an article has what its manifest
// says and, where a text was kept as it came, that.
func textOf(store *snapshots.Store, snap snapshots.Snapshot) searched {
	s := searched{title: snap.Title, url: snap.URL, host: hostTerm(snap.ID.Host())}
	if snap.FinalURL != snap.URL {
		s.url += "\n" + snap.FinalURL
	}
	if plain, err := url.PathUnescape(s.url); err == nil {
		s.url = plain
	}
	if a := snap.Article; a != nil {
		s.title = join(s.title, a.Title)
		s.authors = join(slices.Concat(a.Authors, []string{a.Agency})...)
		s.site = join(a.SiteName, a.Section)
	}
	article := readArticle(store, snap)
	s.title, s.text = join(s.title, article.Subtitle), article.Text
	s.facets = facetTerms(snap, article.Tags)
	return s
}

// article is what is searched of a snapshot's article.
type article struct {
	Subtitle, Text string
	Tags           []string
}

// readArticle reads a snapshot's article, or what stands for it.
func readArticle(store *snapshots.Store, snap snapshots.Snapshot) (a article) {
	if data := readKind(store, snap, "article"); data != nil {
		if json.Unmarshal(data, &a) == nil {
			return a
		}
	}
	for _, f := range snap.Files {
		if f.Kind == "original" && strings.HasPrefix(f.MediaType, "text/") {
			return article{Text: string(readKind(store, snap, f.Kind))}
		}
	}
	return article{}
}

// readKind reads a file of a snapshot, or nothing where that cannot be done.
func readKind(store *snapshots.Store, snap snapshots.Snapshot, kind string) []byte {
	f, err := store.Open(snap, kind)
	if err != nil {
		return nil
	}
	defer f.Close() // only read: nothing to lose
	data, err := io.ReadAll(io.LimitReader(f, maxText))
	if err != nil {
		return nil
	}
	return data
}

// join puts texts one below the other, so that no phrase runs from one into the next.
func join(texts ...string) string {
	var list []string
	for _, t := range texts {
		if t != "" {
			list = append(list, t)
		}
	}
	return strings.Join(list, "\n")
}

// hostTerm makes one word of the folder of a host.
func hostTerm(folder string) string { return hex.EncodeToString([]byte(folder)) }

// cut brings each column into the form in which the database takes it.
func (s searched) cut() *searched {
	return &searched{spaced(s.title), spaced(s.text), spaced(s.authors), spaced(s.site), spaced(s.url), s.host, s.facets}
}

// insertText puts the words of a row into the database, and notes that they are there.
func insertText(ctx context.Context, c *sql.Conn, n int64, s searched) error {
	_, err := c.ExecContext(ctx, "INSERT OR REPLACE INTO words (rowid, title, text, authors, site, url, host, facets) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		n, s.title, s.text, s.authors, s.site, s.url, s.host, s.facets)
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, "UPDATE snapshots SET read = 1 WHERE n = ?", n)
	return err
}

// unread is a row whose words are not in the database yet: listing does not need them.
type unread struct {
	n  int64
	id snapshots.ID
}

// readTexts reads the words of all snapshots that want them, the newest first.
func (x *Index) readTexts(ctx context.Context) error {
	total, err := countUnread(ctx, x.db)
	if err != nil {
		return err
	}
	for done, last := 0, int64(math.MaxInt64); ; {
		list, err := x.unread(ctx, last)
		if err != nil || len(list) == 0 {
			return err
		}
		last = list[len(list)-1].n
		texts := make([]*searched, len(list))
		parallel(ctx, len(list), func(i int) {
			// What has gone or broken since is told of by the next survey.
			if snap, err := x.store.Get(list[i].id); err == nil {
				texts[i] = textOf(x.store, snap).cut()
			}
		})
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		err = transact(ctx, x.db, writing, func(c *sql.Conn) error {
			for i, row := range list {
				var still int
				if err := c.QueryRowContext(ctx, "SELECT count(*) FROM snapshots WHERE n = ? AND id = ? AND read = 0", row.n, string(row.id)).Scan(&still); err != nil {
					return err
				}
				if still == 0 || texts[i] == nil {
					continue // another process read it, or it is gone
				}
				if err := insertText(ctx, c, row.n, *texts[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		done += len(list)
		x.progress("texts", done, max(done, total))
	}
}

func countUnread(ctx context.Context, c querier) (n int, err error) {
	err = c.QueryRowContext(ctx, "SELECT count(*) FROM snapshots WHERE read = 0").Scan(&n)
	return n, err
}

func (x *Index) unread(ctx context.Context, before int64) (list []unread, err error) {
	rows, err := x.db.QueryContext(ctx, "SELECT n, id FROM snapshots WHERE read = 0 AND n < ? ORDER BY n DESC LIMIT ?", before, chunk)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var u unread
		if err := rows.Scan(&u.n, &u.id); err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, rows.Err()
}
