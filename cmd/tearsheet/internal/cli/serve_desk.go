package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// libraries is the desk of a server: it hands its orders to the libraries.
type libraries struct {
	pipeline pipeline.Pipeline // but for its browser, and what is each order's own
	browser  *strangers
	gate     gate
}

var _ desk.Desk = (*libraries)(nil)

// Check completes an order's address and looks at what the table of options cannot know.
func (l *libraries) Check(o order.Order) (order.Order, error) {
	address, err := input.Parse(o.URL, false)
	if err != nil {
		return o, err
	}
	o.URL = address
	if name := o.Last("device"); name != "" {
		if _, ok := browser.Device(name); !ok {
			return o, problem.Faults(422, problem.InvalidRequest, []problem.Fault{{Where: "device", Says: fmt.Sprintf("%q is not known; use one of: %s", name, strings.Join(browser.Devices(), ", "))}})
		}
	}
	if err := requestOf(o).Validate(); err != nil {
		return o, problem.New(422, problem.InvalidRequest, "%s", err.Error())
	}
	return o, nil
}

// requestOf is the capture that an order asks for.
func requestOf(o order.Order) browser.Request {
	req := browser.Request{URL: o.URL}
	o.Apply(&req)
	beDevice(&req, o.Last("device"))
	return req
}

// pipelineOf is the pipeline for an order; its browser is still to be set.
func (l *libraries) pipelineOf(job string, o order.Order) *pipeline.Pipeline {
	p := l.pipeline
	p.Job, p.Retries = job, max(p.Retries, o.Retries)
	o.Apply(&p)
	return &p
}

// Capture captures a page.
func (l *libraries) Capture(ctx context.Context, job string, o order.Order, tell func(stage string)) desk.Line {
	leave, err := l.gate.enter(ctx, o.URL)
	if err != nil {
		return l.Fail(o.URL, err)
	}
	defer leave()
	p := l.pipelineOf(job, o)
	if p.Browser, err = l.browser.get(ctx); err != nil {
		return l.Fail(o.URL, err)
	}
	return lineOf(p.DoFreeing(ctx, requestOf(o), func() { tell("storing") }))
}

// Stored looks for the snapshot of a job.
func (l *libraries) Stored(ctx context.Context, job string, o order.Order, since time.Time) (desk.Line, bool) {
	for snap, err := range l.pipeline.Archive.List(ctx, snapshots.Query{URL: o.URL, Since: since}) {
		if err != nil || pipeline.JobOf(snap) != job {
			continue
		}
		line, err := l.Line(snap)
		return line, err == nil
	}
	return desk.Line{}, false
}

// Fail is the line of an address that is not captured.
func (l *libraries) Fail(address string, err error) desk.Line {
	return lineOf(pipeline.Fail(address, err))
}

// Public takes what is secret out of an address.
func (l *libraries) Public(address string) string { return warc.Secrets.URL(address) }

// Answers tells whether a snapshot is what an order asks for.
func (l *libraries) Answers(o order.Order, snap snapshots.Snapshot) bool {
	return l.pipelineOf("", o).Answers(requestOf(o), snap)
}

// Line is that of a snapshot.
func (l *libraries) Line(snap snapshots.Snapshot) (desk.Line, error) {
	r, err := pipeline.Stored(l.pipeline.Archive.Store, snap)
	return lineOf(r), err
}

// lineOf is a result as a server has it.
func lineOf(r pipeline.Result) desk.Line {
	text, err := jsonLine(r)
	if err != nil { // a result is made of what can be written
		text, _ = jsonLine(pipeline.Fail(r.URL, err))
	}
	line := desk.Line{Text: bytes.TrimSpace(text), Dir: r.Dir}
	if r.Error != nil {
		line.Kind, line.Message = r.Error.Kind, r.Error.Message
	}
	timings, err := json.Marshal(r.Timings)
	if err == nil {
		_ = json.Unmarshal(timings, &line.Timings) // what is no number is left out
	}
	return line
}

// Extract reads the article of a document.
func (l *libraries) Extract(html []byte, address, contentType string) (json.RawMessage, error) {
	opts := extract.Options{ContentType: contentType, SiteRules: l.pipeline.SiteRules}
	if address != "" {
		var err error
		if opts.URL, err = url.Parse(address); err != nil {
			return nil, err
		}
	}
	article, err := extract.Extract(html, opts)
	if err != nil {
		return nil, err
	}
	return jsonLine(article)
}

// Compare tells what differs between two snapshots.
func (l *libraries) Compare(a, b snapshots.Snapshot) (json.RawMessage, error) {
	want, err := pipeline.SnapshotSide(a)
	if err != nil {
		return nil, err
	}
	got, err := pipeline.SnapshotSide(b)
	if err != nil {
		return nil, err
	}
	result, err := diff.Compare(want, got, diff.Options{})
	if err != nil {
		return nil, err
	}
	return jsonLine(compared{string(a.ID), string(b.ID), result.Equal(), result})
}

// Memory is what the browser takes.
func (l *libraries) Memory() int64 { return l.browser.memory() }
