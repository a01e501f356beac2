package watch

import (
	"fmt"
	"maps"
	"slices"
	"text/template"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/condition"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/schedule"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
)

// Page is a page that is watched, ready to be looked at.
type Page struct {
	check.Watched
	Key  string // by which it is known between runs
	Plan schedule.Plan
	Wish changes.Wish

	when     condition.Condition
	values   []string // names of what is followed
	digest   schedule.Plan
	gathers  bool // messages go together
	quiet    tell.Quiet
	template *template.Template
}

// Prepare makes pages of what a watch.yaml says. The error is of all that makes no sense.
func Prepare(list []check.Watched, ways tell.Ways) (pages []*Page, err error) {
	var problems check.Problems
	known := map[string]bool{}
	for _, w := range list {
		p, err := prepare(w, ways)
		if err == nil && known[p.Key] {
			err = fmt.Errorf("%s is watched twice: give the pages names", p.Key)
		}
		if err != nil {
			problems = append(problems, check.Problem{File: w.Source, Says: err.Error()})
			continue
		}
		known[p.Key] = true
		pages = append(pages, p)
	}
	if len(problems) > 0 {
		return nil, mistakes(problems)
	}
	return pages, nil
}

// mistakes are problems that know their line already.
type mistakes check.Problems

func (m mistakes) Error() (says string) {
	for i, p := range m {
		if i > 0 {
			says += "\n"
		}
		says += p.File + ": " + p.Says
	}
	return says
}

func prepare(w check.Watched, ways tell.Ways) (p *Page, err error) {
	p = &Page{Watched: w, Key: w.Address(), values: slices.Sorted(maps.Keys(w.Values))}
	if w.Name != "" {
		p.Key = w.Name
	}
	zone := time.Local
	if w.Zone != "" {
		if zone, err = time.LoadLocation(w.Zone); err != nil {
			return nil, fmt.Errorf("zone: %w", err)
		}
	}
	plan := schedule.Every(w.Every)
	if w.Cron != "" {
		if plan, err = schedule.Cron(w.Cron, zone); err != nil {
			return nil, fmt.Errorf("cron: %w", err)
		}
	}
	p.Plan = plan.For(p.Key, w.Jitter)
	if p.when, err = condition.Parse(w.When, p.values); err != nil {
		return nil, fmt.Errorf("when: %w", err)
	}
	p.Wish = changes.Wish{Values: map[string]changes.Value{}, WholePage: w.Text == "page"}
	for name, where := range w.Values {
		if p.Wish.Values[name], err = changes.ParseValue(where); err != nil {
			return nil, fmt.Errorf("values.%s: %w", name, err)
		}
	}
	if p.quiet, err = tell.ParseQuiet(w.Quiet, zone); err != nil {
		return nil, fmt.Errorf("quiet: %w", err)
	}
	if w.Digest != "" {
		if p.digest, err = digestPlan(w.Digest, zone); err != nil {
			return nil, fmt.Errorf("digest: %w", err)
		}
		p.gathers = true
	}
	if p.template, err = tell.Template(w.Template); err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	for i, target := range w.Notify {
		if _, err := tell.Open(target, ways); err != nil {
			return nil, fmt.Errorf("notify[%d]: %w", i, err)
		}
	}
	return p, nil
}

// digestPlan reads when digests are told. All pages have the same moments.
func digestPlan(text string, zone *time.Location) (schedule.Plan, error) {
	if d, err := time.ParseDuration(text); err == nil {
		if d < time.Second {
			return schedule.Plan{}, fmt.Errorf("%s is too short", d)
		}
		return schedule.Every(d), nil
	}
	return schedule.Cron(text, zone)
}

// letters are who is to be told of a change, and when.
func (p *Page) letters(at time.Time) []store.Letter {
	list := []store.Letter{{Target: tell.Lines, Due: at}}
	due := at
	if p.gathers {
		due = p.digest.Next(at)
	}
	due = p.quiet.After(due)
	for _, target := range p.Notify {
		list = append(list, store.Letter{Target: target, Due: due, Digest: p.gathers})
	}
	return list
}
