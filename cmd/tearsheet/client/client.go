// Package client talks to `tearsheet serve` from programs in Go.
//
//	c := client.New("http://127.0.0.1:8787", "")
//	article, err := c.Article(ctx, "https://example.com/", client.Options{"max_age": "1h"})
//
//	client.go    requests, answers, trying again
//	captures.go  captures as jobs; pages.go: the article and the picture of a page
//	archive.go   snapshots, their files, searching, comparing
//	watch.go     the pages that the server watches
//	types.go     what is given back; types_watch.go: of watched pages
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Client is a server. It is safe for concurrent use.
type Client struct {
	base  string
	token string
	// HTTP sends the requests; it may be changed before the first. Captures take their time,
	// so it should have no timeout of its own: the contexts have.
	HTTP *http.Client
}

// New gives the client of a server at an address such as http://127.0.0.1:8787. token is
// what tearsheet token add printed, empty where the server asks for none.
func New(address, token string) *Client {
	return &Client{strings.TrimRight(address, "/"), token, &http.Client{}}
}

// Options are those of a capture: the flags of tearsheet capture, with underscores. Values
// are strings, numbers, bools and lists of strings.
type Options map[string]any

// Problem is what the server answers to what it does not do.
type Problem struct {
	Status int    `json:"status"` // of HTTP
	Detail string `json:"detail"` // for people
	What   string `json:"kind"`   // what sort of failure it is
	Errors []struct {
		Where string `json:"where"`
		Says  string `json:"says"`
	} `json:"errors"`

	retryAfter time.Duration
}

// Error is the detail.
func (p *Problem) Error() string { return p.Detail }

// Kind is what sort of failure it is: invalid_request, not_found, dns ...
func (p *Problem) Kind() string { return p.What }

// tries is how often a request is sent to a server that has too much to do.
const tries = 4

// longestPause is the most that a server's Retry-After is followed.
const longestPause = time.Minute

// call is one request.
type call struct {
	method, path string
	query        url.Values
	body         []byte
	header       http.Header
}

// send sends a request, again where the server asks for that. The body of the answer must
// be closed.
func (c *Client) send(ctx context.Context, what call) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := c.once(ctx, what)
		p, ok := errors.AsType[*Problem](err)
		if !ok || try == tries || p.Status != http.StatusTooManyRequests && p.Status != http.StatusServiceUnavailable {
			return resp, err
		}
		timer := time.NewTimer(min(max(p.retryAfter, time.Duration(try)*time.Second), longestPause))
		select {
		case <-ctx.Done():
			timer.Stop()
			return nil, err
		case <-timer.C:
		}
	}
}

func (c *Client) once(ctx context.Context, what call) (*http.Response, error) {
	address := c.base + what.path
	if len(what.query) > 0 {
		address += "?" + what.query.Encode()
	}
	r, err := http.NewRequestWithContext(ctx, what.method, address, bytes.NewReader(what.body))
	if err != nil {
		return nil, err
	}
	for name, values := range what.header {
		r.Header[name] = values
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	resp, err := c.HTTP.Do(r)
	if err != nil || resp.StatusCode < 400 {
		return resp, err
	}
	defer resp.Body.Close()
	p := &Problem{}
	const most = 1 << 20
	data, err := io.ReadAll(io.LimitReader(resp.Body, most))
	if err != nil || json.Unmarshal(data, p) != nil || p.Detail == "" { // something before the server
		p = &Problem{What: "internal", Detail: "the server answers " + resp.Status}
	}
	p.Status = resp.StatusCode
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		p.retryAfter = time.Duration(seconds) * time.Second
	}
	return nil, p
}

// read sends a request and reads the JSON of its answer.
func (c *Client) read(ctx context.Context, what call, into any) error {
	resp, err := c.send(ctx, what)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

// query writes options as the parameters of a query.
func (o Options) query() url.Values {
	q := url.Values{}
	for name, value := range o {
		switch value := value.(type) {
		case []string:
			q[name] = value
		default:
			q.Set(name, fmt.Sprint(value))
		}
	}
	return q
}
