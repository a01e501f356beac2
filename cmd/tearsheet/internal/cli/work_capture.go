package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/worker"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/robots"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
)

// captureJob captures the pages of jobs.
type captureJob struct {
	*libraries
	rules *robots.Rules
	print func(jobLine) // nil: nobody is told
}

// jobLine is the line of capture with the job beside it. Other programs rely on its fields.
type jobLine struct {
	pipeline.Result
	Job string `json:"job"`
	Run string `json:"run,omitempty"`
}

// do does one job.
func (c captureJob) do(ctx context.Context, t worker.Task) worker.Outcome {
	if t.Lost != nil {
		return c.outcome(ctx, t, pipeline.Fail(t.Job.URL, givenUp{*t.Lost}))
	}
	o := order.Order{URL: t.Job.URL, Options: t.Job.Options}
	p := c.pipelineOf(t.Job.ID, o)
	p.Retries, p.Begun, p.Later = 0, t.Begun, !t.Last
	p.Name, p.Group = t.Job.Name, t.Job.Group
	if t.Again {
		if r, ok := c.stored(ctx, p, t.Job.URL); ok {
			return c.outcome(ctx, t, r)
		}
	}
	if wants, failed := c.asked(ctx, t); failed != nil {
		return c.outcome(ctx, t, *failed)
	} else if wants.Wants > 0 {
		return wants
	}
	chrome, err := c.browser.get(ctx)
	if err != nil {
		return worker.Outcome{Failure: &politeness.Failure{Kind: politeness.Worker, Says: err.Error()}, Stopped: ctx.Err() != nil}
	}
	p.Browser = chrome
	req := requestOf(o)
	req.Answered = t.Answered
	if len(t.Job.Actions) > 0 {
		if err := json.Unmarshal(t.Job.Actions, &req.Actions); err != nil {
			return c.outcome(ctx, t, pipeline.Fail(t.Job.URL, fmt.Errorf("the job's actions cannot be read: %w", err)))
		}
	}
	return c.outcome(ctx, t, p.Do(ctx, req))
}

// givenUp is the failure of a job that is not tried again.
type givenUp struct{ why politeness.Failure }

func (e givenUp) Error() string { return e.why.Says }

// Kind is that of what went before.
func (e givenUp) Kind() string { return e.why.Kind }

// stored gives the result of a job that was stored by who had it before.
func (c captureJob) stored(ctx context.Context, p *pipeline.Pipeline, address string) (pipeline.Result, bool) {
	snap, ok, err := p.Taken(ctx, address)
	if err == nil && !ok {
		return pipeline.Result{}, false
	}
	var r pipeline.Result
	if err == nil {
		r, err = pipeline.Stored(p.Archive.Store, snap)
		r.URL, r.Name, r.Group = address, p.Name, p.Group
	}
	if err != nil {
		return pipeline.Fail(address, storage{err}), true
	}
	return r, true
}

// storage is a failure of the archive, whatever kind it names: the page is tried again.
type storage struct{ error }

// Kind is that of an archive that cannot be read or written.
func (storage) Kind() string { return snapshots.KindStorage }

// asked asks the site's robots.txt, where the job wants that: it may not be captured, or only
// when more time has passed.
func (c captureJob) asked(ctx context.Context, t worker.Task) (worker.Outcome, *pipeline.Result) {
	if !t.Job.Robots || strings.HasPrefix(t.Job.URL, "file:") {
		return worker.Outcome{}, nil
	}
	verdict, err := c.rules.Check(ctx, t.Job.URL)
	if err == nil && !verdict.Allowed {
		err = forbidden{verdict.Why}
	}
	if err != nil {
		failed := pipeline.Fail(t.Job.URL, err)
		return worker.Outcome{}, &failed
	}
	if delay := min(verdict.Delay, politeness.LongestCrawl); delay > t.Apart {
		return worker.Outcome{Wants: delay}, nil
	}
	return worker.Outcome{}, nil
}

// outcome is what a result means for the queue.
func (c captureJob) outcome(ctx context.Context, t worker.Task, r pipeline.Result) worker.Outcome {
	o := worker.Outcome{Line: kept(r)}
	if c.print != nil {
		o.Report = func() { c.print(jobLine{r, t.Job.ID, t.Job.Run}) }
	}
	if r.Error == nil {
		return o
	}
	if ctx.Err() != nil && r.Dir == "" {
		o.Stopped = true
	}
	o.Failure = &politeness.Failure{Kind: r.Error.Kind, Says: r.Error.Message, Final: r.Dir != ""}
	if r.Again != nil {
		o.Failure.After = r.Again.After
	}
	return o
}

// kept is the line as the queue keeps it: the text of the article is in the archive.
func kept(r pipeline.Result) []byte {
	if r.Article != nil {
		r.Article = &extract.Article{
			URL: r.Article.URL, Title: r.Article.Title, Authors: r.Article.Authors, Agency: r.Article.Agency, Published: r.Article.Published,
			SiteName: r.Article.SiteName, Language: r.Article.Language, WordCount: r.Article.WordCount,
		}
	}
	text, err := jsonLine(r)
	if err != nil || len(text) > mostKept {
		text, _ = jsonLine(pipeline.Result{URL: r.URL, FinalURL: r.FinalURL, Status: r.Status, Title: r.Title, Dir: r.Dir, Files: r.Files, Name: r.Name, Group: r.Group,
			Overlays: []browser.Overlay{}, Truncated: []string{"the rest of this line was too long for the queue"}, Partial: r.Partial, Timings: r.Timings, Error: r.Error})
	}
	return bytes.TrimSpace(text)
}

// mostKept is the most of a line that the queue keeps: servers take messages of up to 1 MiB.
const mostKept = 256 << 10
