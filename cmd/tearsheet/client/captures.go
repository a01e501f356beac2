package client

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"strings"
)

// Capture asks for a capture. The job is done even if the server is ended before it is; if
// the request is sent again, on the way or by this client, it stays one job.
func (c *Client) Capture(ctx context.Context, address string, o Options) (Job, error) {
	order := Options{"url": address}
	maps.Copy(order, o)
	body, err := json.Marshal(order)
	if err != nil {
		return Job{}, err
	}
	var j Job
	err = c.read(ctx, call{
		method: http.MethodPost, path: "/v1/captures", body: body,
		header: http.Header{"Content-Type": {"application/json"}, "Idempotency-Key": {rand.Text()}},
	}, &j)
	return j, err
}

// Job asks how far a job is.
func (c *Client) Job(ctx context.Context, id string) (Job, error) {
	var j Job
	err := c.read(ctx, call{method: http.MethodGet, path: jobPath(id)}, &j)
	return j, err
}

// Wait waits until a job has ended.
func (c *Client) Wait(ctx context.Context, id string) (Job, error) {
	for {
		var j Job
		err := c.read(ctx, call{method: http.MethodGet, path: jobPath(id), query: url.Values{"wait": {"1m"}}}, &j)
		if err != nil || j.Ended() {
			return j, err
		}
	}
}

// Cancel gives a job up; one that has ended stays as it is.
func (c *Client) Cancel(ctx context.Context, id string) (Job, error) {
	var j Job
	err := c.read(ctx, call{method: http.MethodDelete, path: jobPath(id)}, &j)
	return j, err
}

// Follow gives a job as it is, and again each time that something of it is new, until it
// has ended.
func (c *Client) Follow(ctx context.Context, id string) iter.Seq2[Job, error] {
	return func(yield func(Job, error) bool) {
		resp, err := c.send(ctx, call{method: http.MethodGet, path: jobPath(id) + "/events"})
		if err != nil {
			yield(Job{}, err)
			return
		}
		defer resp.Body.Close()
		var last Job
		for lines := bufio.NewReader(resp.Body); ; {
			line, err := lines.ReadString('\n')
			if data, ok := strings.CutPrefix(line, "data: "); ok && err == nil {
				last = Job{}
				if err = json.Unmarshal([]byte(data), &last); err != nil || !yield(last, nil) || last.Ended() {
					if err != nil {
						yield(last, err)
					}
					return
				}
			}
			if errors.Is(err, io.EOF) {
				err = io.ErrUnexpectedEOF // the server is being stopped
			}
			if err != nil {
				yield(last, err)
				return
			}
		}
	}
}

func jobPath(id string) string { return "/v1/captures/" + url.PathEscape(id) }
