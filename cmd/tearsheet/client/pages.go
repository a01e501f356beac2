package client

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
)

// Article gives the article of a page. With the option max_age, such as "1h", the archive
// may answer; else the page is captured.
func (c *Client) Article(ctx context.Context, address string, o Options) (Article, error) {
	var a Article
	err := c.read(ctx, call{method: http.MethodGet, path: "/v1/article", query: pageQuery(address, o)}, &a)
	return a, err
}

// Screenshot gives the picture of a page, and its media type. The reader must be closed.
// max_age is as for Article.
func (c *Client) Screenshot(ctx context.Context, address string, o Options) (picture io.ReadCloser, mediaType string, err error) {
	resp, err := c.send(ctx, call{method: http.MethodGet, path: "/v1/screenshot", query: pageQuery(address, o)})
	if err != nil {
		return nil, "", err
	}
	return resp.Body, resp.Header.Get("Content-Type"), nil
}

// Extract reads the article of an HTML document; address is where it came from, if that is
// known.
func (c *Client) Extract(ctx context.Context, html io.Reader, address string) (Article, error) {
	var a Article
	var body bytes.Buffer
	if _, err := body.ReadFrom(html); err != nil {
		return a, err
	}
	query := url.Values{}
	if address != "" {
		query.Set("url", address)
	}
	err := c.read(ctx, call{
		method: http.MethodPost, path: "/v1/extract", query: query, body: body.Bytes(), header: http.Header{"Content-Type": {"text/html"}},
	}, &a)
	return a, err
}

func pageQuery(address string, o Options) url.Values {
	q := o.query()
	q.Set("url", address)
	return q
}
