package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
)

// Watched gives the pages that the server watches.
func (c *Client) Watched(ctx context.Context) ([]WatchedPage, error) {
	var list struct{ Pages []WatchedPage }
	err := c.read(ctx, call{method: http.MethodGet, path: "/v1/watch"}, &list)
	return list.Pages, err
}

// Changes gives what changed on the watched pages, the oldest first: of one page, named by its
// address, name or ID, or of all where it is empty; after the change with a cursor, where one is
// given. More of them are asked for as the loop goes on.
func (c *Client) Changes(ctx context.Context, page, cursor string) iter.Seq2[PageChange, error] {
	return func(yield func(PageChange, error) bool) {
		values := url.Values{}
		for name, value := range map[string]string{"url": page, "cursor": cursor} {
			if value != "" {
				values.Set(name, value)
			}
		}
		for {
			var list struct {
				Changes []PageChange
				Next    string
			}
			if err := c.read(ctx, call{method: http.MethodGet, path: "/v1/watch/changes", query: values}, &list); err != nil {
				yield(PageChange{}, err)
				return
			}
			for _, one := range list.Changes {
				if !yield(one, nil) {
					return
				}
			}
			if list.Next == "" {
				return
			}
			values.Set("cursor", list.Next)
		}
	}
}

// LookNow has a watched page looked at now. It is named by its address, its name or its ID.
func (c *Client) LookNow(ctx context.Context, page string) (WatchedPage, error) {
	var p WatchedPage
	err := c.read(ctx, call{method: http.MethodPost, path: "/v1/watch/look", query: url.Values{"page": {page}}}, &p)
	return p, err
}

// Unlearn has parts of a watched page looked at again that were learned to be volatile; with no
// keys all that are.
func (c *Client) Unlearn(ctx context.Context, page string, keys ...string) (WatchedPage, error) {
	var p WatchedPage
	err := c.read(ctx, call{method: http.MethodDelete, path: "/v1/watch/volatile", query: url.Values{"page": {page}, "part": keys}}, &p)
	return p, err
}
