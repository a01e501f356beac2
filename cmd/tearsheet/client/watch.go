package client

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"net/http"
	"net/url"
)

// Watched gives the pages that the server watches.
func (c *Client) Watched(ctx context.Context) ([]WatchedPage, error) {
	var list struct{ Pages []WatchedPage }
	err := c.read(ctx, call{method: http.MethodGet, path: "/v1/watch"}, &list)
	return list.Pages, err
}

// Watch adds a page to those that are watched: its URL, and what else a page of watch.yaml may say.
// Values are texts, numbers, bools, lists and, for values and headers, maps.
func (c *Client) Watch(ctx context.Context, address string, options Options) (WatchedPage, error) {
	return c.putWatched(ctx, call{method: http.MethodPost, path: "/v1/watch/pages"}, address, options)
}

// PutWatched changes a page that was added, named by its ID or its name, or adds one of that name.
// What is left out is as if it had never been asked for.
func (c *Client) PutWatched(ctx context.Context, page, address string, options Options) (WatchedPage, error) {
	return c.putWatched(ctx, call{method: http.MethodPut, path: "/v1/watch/pages/" + url.PathEscape(page)}, address, options)
}

func (c *Client) putWatched(ctx context.Context, what call, address string, options Options) (p WatchedPage, err error) {
	members := Options{}
	maps.Copy(members, options)
	if address != "" { // else it has a feed or a sitemap
		members["url"] = address
	}
	if what.body, err = json.Marshal(members); err != nil {
		return p, err
	}
	what.header = http.Header{"Content-Type": {"application/json"}}
	err = c.read(ctx, what, &p)
	return p, err
}

// WatchedPage gives a watched page by its ID or its name, with what was asked of it, where it was added.
func (c *Client) WatchedPage(ctx context.Context, page string) (p WatchedPage, err error) {
	err = c.read(ctx, call{method: http.MethodGet, path: "/v1/watch/pages/" + url.PathEscape(page)}, &p)
	return p, err
}

// Unwatch has a page watched no longer that was added, named by its ID or its name.
func (c *Client) Unwatch(ctx context.Context, page string) error {
	resp, err := c.send(ctx, call{method: http.MethodDelete, path: "/v1/watch/pages/" + url.PathEscape(page)})
	if err != nil {
		return err
	}
	return resp.Body.Close()
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
