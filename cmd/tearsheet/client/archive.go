package client

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strconv"
)

// Query chooses snapshots. The zero value chooses all.
type Query struct {
	URL   string // of this address; with * at its end, of all that start so
	Host  string
	Since string // a date, a time or an age such as 7d
	Until string
}

func (q Query) values() url.Values {
	values := url.Values{}
	for name, value := range map[string]string{"url": q.URL, "host": q.Host, "since": q.Since, "until": q.Until} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values
}

// Snapshots gives the snapshots that a query chooses, the newest first. More of them are
// asked for as the loop goes on.
func (c *Client) Snapshots(ctx context.Context, q Query) iter.Seq2[Snapshot, error] {
	return func(yield func(Snapshot, error) bool) {
		values := q.values()
		for {
			var page struct {
				Snapshots []Snapshot
				Next      string
			}
			if err := c.read(ctx, call{method: http.MethodGet, path: "/v1/snapshots", query: values}, &page); err != nil {
				yield(Snapshot{}, err)
				return
			}
			for _, s := range page.Snapshots {
				if !yield(s, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			values.Set("cursor", page.Next)
		}
	}
}

// Manifest gives the manifest of a snapshot, as it lies in the archive.
func (c *Client) Manifest(ctx context.Context, id string) (json.RawMessage, error) {
	var m json.RawMessage
	err := c.read(ctx, call{method: http.MethodGet, path: snapshotPath(id)}, &m)
	return m, err
}

// File gives a file of a snapshot by its kind: dom, screenshot, article ... It must be
// closed.
func (c *Client) File(ctx context.Context, id, kind string) (io.ReadCloser, error) {
	resp, err := c.send(ctx, call{method: http.MethodGet, path: snapshotPath(id) + "/files/" + url.PathEscape(kind)})
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// Verify tells whether a snapshot is as it was stored, byte by byte.
func (c *Client) Verify(ctx context.Context, id string) (Verified, error) {
	var v Verified
	err := c.read(ctx, call{method: http.MethodGet, path: snapshotPath(id) + "/verify"}, &v)
	return v, err
}

// Search looks for words, as tearsheet search does, and gives at most limit hits, and how
// many pages have the words.
func (c *Client) Search(ctx context.Context, words string, limit int) (hits []Hit, found int, err error) {
	var page struct {
		Hits  []Hit
		Found int
	}
	err = c.read(ctx, call{method: http.MethodGet, path: "/v1/search", query: url.Values{"q": {words}, "limit": {strconv.Itoa(limit)}}}, &page)
	return page.Hits, page.Found, err
}

// Diff tells what differs between two snapshots, each named by its id or by an address,
// whose newest is meant: the line that tearsheet diff --json prints.
func (c *Client) Diff(ctx context.Context, a, b string) (json.RawMessage, error) {
	var d json.RawMessage
	err := c.read(ctx, call{method: http.MethodGet, path: "/v1/diff", query: url.Values{"a": {a}, "b": {b}}}, &d)
	return d, err
}

func snapshotPath(id string) string { return "/v1/snapshots/" + url.PathEscape(id) }
