package check

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// job is one page in one viewport.
type job struct {
	page     Page
	viewport Viewport
}

func (j job) dir() string { return filepath.Join(j.page.Name, j.viewport.Name) }

// judge captures a page and says what came of it.
func (r *Run) judge(ctx context.Context, j job) report.Case {
	begun := time.Now()
	c := report.Case{
		Name: j.page.Name, Viewport: j.viewport.Name, Tags: j.page.Tags, File: r.Config.File, Line: j.page.line, Status: report.Failed,
	}
	if err := r.compare(ctx, j, &c); err != nil {
		c.Status, c.Message = report.Failed, warc.Secrets.Text(err.Error())
	}
	c.Millis = time.Since(begun).Milliseconds()
	return c
}

// compare captures a page, compares it with its baseline, and once more where it differs.
func (r *Run) compare(ctx context.Context, j job, c *report.Case) error {
	place, err := r.sources.open(ctx, j.page.Source)
	if err != nil {
		return err
	}
	c.URL = warc.Secrets.URL(baseline.Lasting(place.url, place.moment))
	take := func(compared bool) (Shot, baseline.Page, error) {
		shot, err := r.Taker.Take(ctx, Order{place.url, j.page, j.viewport, place.archive, compared})
		if err != nil {
			return shot, baseline.Page{Picture: shot.Picture}, err
		}
		if shot.Partial != "" {
			return shot, baseline.Page{Picture: shot.Picture}, fmt.Errorf("the page was not complete within %s: %s", j.page.Capture.Timeout(), shot.Partial)
		}
		p, err := shot.page(place.moment)
		return shot, p, err
	}
	shot, got, err := take(true)
	c.Timings = shot.Timings
	if err != nil {
		c.Got = r.keep(j, "failed.png", got.Picture)
		return err
	}
	if shot.Status >= 400 && !expects(j.page.Expect, "status") {
		c.Got = r.keep(j, "failed.png", got.Picture)
		return fmt.Errorf("the server answered %d: where that is right, add \"expect: {status: %d}\"", shot.Status, shot.Status)
	}
	c.Expect = unmet(j.page.Expect, shot, place.moment)
	m := baseline.About{URL: warc.Secrets.URL(baseline.Lasting(shot.URL, place.moment)), Maker: r.Maker, Viewport: j.viewport}
	home := filepath.Join(r.Config.Baselines, j.dir())
	want, err := baseline.Load(home)
	if err != nil && !r.Update {
		return fmt.Errorf("%w; --update writes it anew", err)
	}
	if want == nil {
		return r.first(j, c, got, m, take)
	}
	c.Want = report.Picture{Path: baseline.PictureIn(home)}
	parts := r.comparable(j.page, want.Maker)
	opts := j.page.Threshold.options()
	changes, err := want.Compare(got, parts, opts)
	if err != nil {
		return err
	}
	if !changes.Equal() {
		_, again, err := take(false)
		if err != nil {
			return fmt.Errorf("the second capture failed: %w", err)
		}
		if changes, err = settle(want, c, changes, got, again, parts, opts); err != nil {
			return err
		}
		got = again
	}
	return r.conclude(j, c, changes, got, m)
}

// conclude gives a case its status, and keeps what differs from the baseline.
func (r *Run) conclude(j job, c *report.Case, changes diff.Result, got baseline.Page, m baseline.About) error {
	home := filepath.Join(r.Config.Baselines, j.dir())
	c.Changes = changes
	switch {
	case changes.Equal() && len(c.Expect) == 0:
		c.Status, c.Got = report.Passed, c.Want
		return nil
	case r.Update && len(c.Expect) == 0:
		c.Status = report.Updated
	default:
		c.Status = report.Changed
	}
	kept := filepath.Join(r.Output, gotFolder, j.dir())
	if err := r.keepGot(c, kept, got, m); err != nil {
		return err
	}
	if p := changes.Picture; p != nil && p.Diff != nil {
		c.Diff = r.keep(j, "difference.png", p.Diff)
		p.Diff = nil
	}
	if c.Status == report.Updated {
		// The report shows what was there; the folder is about to be replaced.
		c.Want = r.keepFile(j, "before"+filepath.Ext(c.Want.Path), c.Want.Path)
		return baseline.Save(home, got, m)
	}
	return nil
}

// first deals with a page that has no baseline. It is captured twice, since what differs
// from one time to the next is best known at once.
func (r *Run) first(j job, c *report.Case, got baseline.Page, m baseline.About, take func(compared bool) (Shot, baseline.Page, error)) error {
	home := filepath.Join(r.Config.Baselines, j.dir())
	kept := filepath.Join(r.Output, gotFolder, j.dir())
	if !r.New && !r.Update {
		c.Status = report.Missing
		c.Message = "there is no baseline: run `tearsheet check` where CI is not set and commit " + DefaultBaselines + ", or use --allow-new"
		return r.keepGot(c, kept, got, m)
	}
	_, again, err := take(true)
	if err != nil {
		return fmt.Errorf("the second capture failed: %w", err)
	}
	parts := j.page.Compare
	changes, err := got.Compare(again, parts, j.page.Threshold.options())
	if err != nil {
		return err
	}
	if !changes.Equal() {
		c.Flaky, c.Message = true, unstable(changes)
		// What comes twice is the better baseline.
		if _, third, err := take(false); err == nil {
			if same, err := third.Compare(again, parts, j.page.Threshold.options()); err == nil && same.Equal() {
				got = third
			}
		}
	}
	if len(c.Expect) > 0 { // what is not as expected is no baseline
		c.Status = report.Changed
		return r.keepGot(c, kept, got, m)
	}
	c.Status = report.New
	return r.keepGot(c, home, got, m)
}

// keepGot stores what was captured, and shows it in the report.
func (r *Run) keepGot(c *report.Case, dir string, got baseline.Page, m baseline.About) error {
	err := baseline.Save(dir, got, m)
	c.Got = report.Picture{Path: baseline.PictureIn(dir)}
	return err
}

// comparable are the parts of a page that can be compared with a baseline of that maker.
func (r *Run) comparable(p Page, by baseline.Maker) []string {
	if by == r.Maker || !p.SameBrowser {
		return p.Compare
	}
	return slices.DeleteFunc(slices.Clone(p.Compare), func(part string) bool { return part == baseline.Picture })
}

// options are the thresholds as the engine takes them.
func (t Threshold) options() diff.Options {
	return diff.Options{Threshold: t.Color, Edges: t.Antialiasing, Pixels: t.Pixels, Ratio: t.Ratio}
}
