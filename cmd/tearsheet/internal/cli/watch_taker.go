package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/input"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// watchTaker takes pages for a watch.
type watchTaker struct {
	app      *app
	jobs     *listedPages
	gate     gate
	lists    *http.Client // for feeds and sitemaps
	pipeline pipeline.Pipeline
	browser  *strangers // of a server; nil: that of the pipeline
	states   stateFiles
}

var _ watch.Taker = (*watchTaker)(nil)

// ours are failures that are no trouble of a page.
var ours = map[string]bool{
	string(browser.KindCanceled): true, string(browser.KindInternal): true, string(browser.KindBrowser): true, string(browser.KindInvalidURL): true,
	"storage": true, string(browser.KindRecording): true,
}

// Take looks at an address as a page of watch.yaml wants it.
func (t *watchTaker) Take(ctx context.Context, page *watch.Page, address string, worth func(changes.State) bool) (folder string, err error) {
	flags, err := t.jobs.pageFlags(page.Job)
	if err != nil {
		return "", err
	}
	address, err = input.Parse(address, last(flags.given("allow_file")) == "true")
	if err != nil {
		return "", err
	}
	leave, err := t.gate.enter(ctx, address)
	if err != nil {
		return "", err
	}
	defer leave()
	one := task{Target: input.Target{URL: address}, job: page.Job, page: flags}
	p := one.through(&t.pipeline, &t.states)
	if t.browser != nil {
		if p.Browser, err = t.browser.get(ctx); err != nil {
			return "", err
		}
	}
	var unread error
	seen := false
	begun := time.Now()
	p.Worth = func(s pipeline.Sight) bool {
		seen = true
		var state changes.State
		if state, unread = stateOf(address, begun, s, page.Wish); unread != nil {
			return false
		}
		return worth(state)
	}
	r := p.Do(ctx, flags.request(address))
	switch {
	case unread != nil:
		return "", unread
	case r.Error != nil && ours[r.Error.Kind]:
		return "", errors.New(r.Error.Message)
	case !seen && r.Error == nil:
		return "", fmt.Errorf("%s was not captured: %s", address, cmp.Or(r.Skipped, "nobody knows why"))
	case !seen:
		worth(changes.State{URL: address, FinalURL: r.FinalURL, At: begun, Status: r.Status, Trouble: r.Error.Kind, Why: r.Error.Message})
	}
	return r.Dir, nil
}

// stateOf is what is kept of a sight.
func stateOf(address string, at time.Time, s pipeline.Sight, wish changes.Wish) (changes.State, error) {
	r := s.Result
	c := changes.Capture{
		State: changes.State{URL: address, FinalURL: r.FinalURL, At: at, Status: r.Status, Title: r.Title, Headers: s.Side.Headers, Picture: s.Side.Picture},
		DOM:   s.Side.DOM, Fields: s.Side.Article, Original: s.Original, Eval: r.Eval,
	}
	c.Trouble, c.Why = troubleOf(r)
	return changes.Read(c, wish)
}

// troubleOf says why a sight is none of the page; empty: it is one.
func troubleOf(r pipeline.Result) (kind, why string) {
	class := r.Coverage.Class
	switch {
	case r.Error != nil:
		return r.Error.Kind, r.Error.Message
	case r.Status >= 400:
		return strconv.Itoa(r.Status), http.StatusText(r.Status)
	case class == classify.NotFound, class == classify.Login, class == classify.Empty:
		return string(class), r.Coverage.Why
	case r.Partial:
		return "partial", "the page was not complete in time"
	}
	return "", ""
}

// Listed are the addresses in the page's feed or sitemap.
func (t *watchTaker) Listed(ctx context.Context, page *watch.Page) (list []string, err error) {
	opts := input.Options{Client: t.lists, UserAgent: "tearsheet/" + strings.TrimPrefix(version(), "v")}
	if page.Feed != "" {
		opts.Feeds = []string{page.Feed}
	} else {
		opts.Sitemaps = []string{page.Sitemap}
	}
	var failed []error
	for target, err := range input.Targets(ctx, opts) {
		switch {
		case err != nil:
			failed = append(failed, err)
		case target.Err == nil:
			list = append(list, target.URL)
		}
	}
	if len(list) > 0 { // a part of a sitemap may be broken
		for _, err := range failed {
			t.app.complain(err)
		}
		failed = nil
	}
	return list, errors.Join(append(failed, ctx.Err())...)
}

// pictureMost is the most of a file of a snapshot that is read for a message.
const pictureMost = 256 << 20

// File is a file of a snapshot by its kind; nil where there is none.
func (t *watchTaker) File(folder, kind string) []byte {
	snap, err := t.pipeline.Archive.Find(context.Background(), folder)
	if err != nil {
		return nil
	}
	f, err := snap.Open(kind)
	if err != nil {
		return nil
	}
	defer f.Close() // only read: nothing to lose
	data, err := io.ReadAll(io.LimitReader(f, pictureMost+1))
	if err != nil || len(data) > pictureMost {
		return nil
	}
	return data
}
