package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
)

// reporter tells the user what came of each page: JSON lines on stdout for programs,
// lines on stderr for people, with a progress bar on a terminal.
type reporter struct {
	app    *app
	asJSON bool
	done   int
	failed int
	kept   int     // pages that were as a snapshot has them
	left   int     // pages that were not looked at, for what there is of them
	broken int     // sources that could not be read
	short  int     // pages of which too little was got
	least  float64 // the share of a page that is enough
	err    error   // of writing to stdout
	bar    *progressbar.ProgressBar
}

func newReporter(a *app, asJSON bool, least float64) *reporter {
	r := &reporter{app: a, asJSON: asJSON, least: least}
	if a.Terminal {
		r.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription("capturing"),
			progressbar.OptionShowCount(), progressbar.OptionSetItsString("pages"), progressbar.OptionShowIts(),
			progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSpinnerType(14))
	}
	return r
}

// result reports one page.
func (r *reporter) result(res pipeline.Result) {
	r.done++
	isShort := res.Error == nil && res.Skipped == "" && res.Coverage.Complete < r.least && res.Files["dom"] != ""
	switch {
	case res.Error != nil:
		r.failed++
	case isShort:
		r.short++
	case res.Unchanged != nil:
		r.kept++
	case res.Skipped != "":
		r.left++
	}
	if r.bar != nil {
		r.bar.Clear()
	}
	if r.asJSON {
		encoder := json.NewEncoder(plain.JSON(r.app.Out))
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(res); err != nil && r.err == nil {
			r.err = fmt.Errorf("writing the results: %w", err)
		}
	} else {
		fmt.Fprintln(r.app.Err, line(res))
	}
	if isShort {
		fmt.Fprintf(r.app.Err, "tearsheet: %s: %.3f of the page was got, less than %g\n", plain.Line(res.URL), res.Coverage.Complete, r.least)
	}
	if r.bar != nil {
		r.bar.Add(1)
	}
}

// source reports a list, sitemap or feed that could not be read.
func (r *reporter) source(err error) {
	r.broken++
	r.app.complain(err)
}

// finish gives the command's error once all pages are through.
func (r *reporter) finish(ctx context.Context) error {
	if r.bar != nil {
		r.bar.Finish()
	}
	if r.done+r.broken == 0 && ctx.Err() == nil {
		fmt.Fprintln(r.app.Err, "there was nothing to capture")
	}
	if !r.asJSON && r.done > 1 {
		fmt.Fprintln(r.app.Err, r.summary())
	}
	switch {
	case r.err != nil:
		return r.err
	case ctx.Err() != nil:
		return errStopped
	case r.failed+r.broken+r.short > 0:
		return errFailed
	}
	return nil
}

// summary counts what came of all pages.
func (r *reporter) summary() string {
	says := fmt.Sprintf("%d captured, %d failed", r.done-r.failed-r.kept-r.left, r.failed)
	for _, more := range []struct {
		n    int
		what string
	}{{r.kept, "unchanged"}, {r.left, "left out"}} {
		if more.n > 0 {
			says += fmt.Sprintf(", %d %s", more.n, more.what)
		}
	}
	return says
}

// line tells a person what came of a page: what was saved where, how long it took and
// what was cleared away.
func line(r pipeline.Result) string {
	if r.Error != nil {
		return fmt.Sprintf("FAILED  %s  %s: %s", plain.Line(r.URL), r.Error.Kind, plain.Line(advised(r.Error.Message, r.Error.Option)))
	}
	if r.Unchanged != nil {
		return fmt.Sprintf("%s\n  unchanged since %s  %s  %.1fs", plain.Line(cmp.Or(r.Title, r.URL)), when(r.Unchanged.Since), nearby(r.Dir), float64(r.Timings.Total)/1000)
	}
	if r.Skipped != "" {
		return fmt.Sprintf("%s\n  left out (%s)  %s", plain.Line(cmp.Or(r.Title, r.URL)), r.Skipped, nearby(r.Dir))
	}
	parts := []string{fmt.Sprintf("saved  %s", nearby(r.Dir)), fmt.Sprintf("%.1fs", float64(r.Timings.Total)/1000)}
	if r.Status >= 400 {
		parts = append(parts, fmt.Sprintf("status %d", r.Status))
	}
	if r.Article != nil && r.Article.WordCount > 0 {
		parts = append(parts, fmt.Sprintf("%d words", r.Article.WordCount))
	}
	if n := r.Coverage.Images; n.Found > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d pictures", n.Loaded, n.Found))
	}
	if cleared := clearedAway(r); cleared != "" {
		parts = append(parts, "cleared "+cleared)
	}
	if class := r.Coverage.Class; class != "" && class != classify.Content {
		parts = append(parts, "this is a page of class "+string(class)+": "+plain.Line(r.Coverage.Why))
	}
	if r.Partial {
		parts = append(parts, "PARTIAL")
	}
	for _, note := range r.Truncated {
		parts = append(parts, plain.Line(note))
	}
	title := r.Title
	if title == "" {
		title = r.URL
	}
	return plain.Line(title) + "\n  " + strings.Join(parts, "  ")
}

// clearedAway names what was cleared, each kind once.
func clearedAway(r pipeline.Result) string {
	var kinds []string
	seen := map[string]bool{}
	for _, o := range r.Overlays {
		if !seen[o.Kind] && o.How != "kept" {
			seen[o.Kind] = true
			kinds = append(kinds, o.Kind)
		}
	}
	return strings.Join(kinds, ", ")
}

// nearby writes a path from the working folder where that is shorter.
func nearby(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}
