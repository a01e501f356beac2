package check

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Run is one look at the pages of a config.
type Run struct {
	Config *Config
	Taker  Taker
	Maker  baseline.Maker // of the pictures of this run
	Tool   string         // name and version, for the report
	Pick   Pick
	Update bool            // what differs becomes the baseline
	New    bool            // what has no baseline gets one
	Places Places          // where pages are while they are looked at
	Output string          // folder for what differs, see Prepare
	Drain  context.Context // ends when nothing new is to be begun
	Done   func(report.Case)

	sources sources
}

// Places hold so many pages at the same time as the machine bears.
type Places interface {
	Enter() // waits for a place
	Leave()
}

// Pick says which pages are looked at.
type Pick struct {
	Only []string // names
	Tags []string
	// Shard of Shards is the part of this run: 1 of 4, ... 0 of 0 is all.
	Shard, Shards int
}

// The places in the folder of what differs.
const (
	outputMarker = ".tearsheet-results"
	gotFolder    = "got"
	lookFolder   = "look"
)

// Do looks at every page that is picked. Pages that fail do not stop the others.
func (r *Run) Do(ctx context.Context) (report.Report, error) {
	begun := time.Now()
	jobs, err := r.Pick.jobs(r.Config)
	if err != nil {
		return report.Report{}, err
	}
	defer r.sources.close()
	out := report.Report{
		Title: filepath.Base(filepath.Dir(absolute(r.Config.File))), Tool: r.Tool, Browser: r.Maker.Browser, Platform: r.Maker.Platform,
		Started: begun, Cases: make([]report.Case, len(jobs)),
	}
	out.Notes = append(r.otherMakers(jobs), r.Config.leftovers()...)
	var open sync.WaitGroup
	var telling sync.Mutex
	for i, j := range jobs {
		r.Places.Enter()
		open.Go(func() {
			defer r.Places.Leave()
			c := r.one(ctx, j)
			out.Cases[i] = c
			telling.Lock()
			defer telling.Unlock()
			r.Done(c)
		})
	}
	open.Wait()
	out.Millis = time.Since(begun).Milliseconds()
	return out, nil
}

// one looks at one page, unless the run is being stopped.
func (r *Run) one(ctx context.Context, j job) report.Case {
	if r.Drain != nil && r.Drain.Err() != nil || ctx.Err() != nil {
		return report.Case{
			Name: j.page.Name, Viewport: j.viewport.Name, Tags: j.page.Tags, File: r.Config.File, Line: j.page.line,
			Status: report.Failed, Message: "the run was stopped before this page was begun",
		}
	}
	return r.judge(ctx, j)
}

// Validate tells whether there is anything to pick in a config.
func (p Pick) Validate(c *Config) error {
	_, err := p.jobs(c)
	return err
}

// Count is how many captures are picked, pages times viewports.
func (p Pick) Count(c *Config) int {
	jobs, err := p.jobs(c)
	if err != nil {
		return 0
	}
	return len(jobs)
}

// jobs are the pages that are picked, in their viewports, in the order of the config.
func (p Pick) jobs(c *Config) ([]job, error) {
	names := make([]string, len(c.Pages))
	for i, page := range c.Pages {
		names[i] = page.Name
	}
	for _, name := range p.Only {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("there is no page %q: %s", name, meant(name, names))
		}
	}
	var all []job
	for _, page := range c.Pages {
		if !p.takes(page) {
			continue
		}
		for _, v := range c.Viewports {
			if len(page.Viewports) == 0 || slices.Contains(page.Viewports, v.Name) {
				all = append(all, job{page, v})
				for _, moment := range page.shots() {
					all = append(all, job{moment, v})
				}
			}
		}
	}
	if len(all) == 0 {
		return nil, errors.New("no page is picked: look at --only and --tag")
	}
	if p.Shards < 2 {
		return all, nil
	}
	var mine []job
	for i := p.Shard - 1; i < len(all); i += p.Shards {
		mine = append(mine, all[i])
	}
	return mine, nil
}

func (p Pick) takes(page Page) bool {
	if len(p.Only) > 0 && !slices.Contains(p.Only, page.Name) {
		return false
	}
	return len(p.Tags) == 0 || slices.ContainsFunc(page.Tags, func(t string) bool { return slices.Contains(p.Tags, t) })
}

// otherMakers tells of baselines that another browser made.
func (r *Run) otherMakers(jobs []job) []string {
	counts := map[string]int{}
	for _, j := range jobs {
		want, err := baseline.Load(filepath.Join(r.Config.Baselines, j.dir()))
		if err != nil || want == nil || want.Maker == r.Maker {
			continue
		}
		counts[want.Unlike(r.Maker)]++
	}
	var notes []string
	for what, n := range counts {
		notes = append(notes, fmt.Sprintf("%d of %d baselines were made with %s: pages may be drawn otherwise; --update makes them anew", n, len(jobs), what))
	}
	slices.Sort(notes)
	return notes
}

// leftovers tells of baselines that are of no page, or of no viewport of it, any more.
func (c *Config) leftovers() []string {
	known := map[string]bool{}
	all, err := Pick{}.jobs(c)
	if err != nil {
		return nil
	}
	for _, j := range all {
		known[j.dir()] = true
	}
	found, err := filepath.Glob(filepath.Join(c.Baselines, "*", "*", "meta.json"))
	if err != nil {
		return nil
	}
	var notes []string
	for _, file := range found {
		dir, err := filepath.Rel(c.Baselines, filepath.Dir(file))
		if err == nil && !known[dir] {
			notes = append(notes, fmt.Sprintf("the baseline %s is of no page in %s: delete it", filepath.ToSlash(dir), filepath.Base(c.File)))
		}
	}
	return notes
}

// Prepare makes the folder for what differs, empty. It refuses a folder that holds
// anything else.
func Prepare(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, outputMarker)); err != nil && len(entries) > 0 {
		return fmt.Errorf("the folder %s is not one of tearsheet's results and is not empty: name another with --output", dir)
	}
	for _, name := range []string{gotFolder, lookFolder} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	// Nothing of it belongs into a repository.
	if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte("*\n"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, outputMarker), []byte("Results of `tearsheet check`. Safe to delete.\n"), 0o644)
}

// keep stores a picture for the report; what cannot be stored stays in memory.
func (r *Run) keep(j job, name string, data []byte) report.Picture {
	if len(data) == 0 {
		return report.Picture{}
	}
	path := filepath.Join(r.Output, lookFolder, j.dir(), name)
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		return report.Picture{Data: data}
	}
	return report.Picture{Path: path}
}

// maxPicture is the most of a picture that is read.
const maxPicture = 512 << 20

// keepFile is keep for a file.
func (r *Run) keepFile(j job, name, path string) report.Picture {
	data, err := regular.ReadFile(path, maxPicture)
	if err != nil {
		return report.Picture{}
	}
	return r.keep(j, name, data)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
