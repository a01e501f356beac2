package cli

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/overlay"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// read reads the files that flags of a page name.
func (o *pageFlags) read() error {
	for _, name := range o.given("filter_list") {
		f, err := regular.OpenInput(name)
		if err != nil {
			return usagef("--filter-list: %w", err)
		}
		list, stats := filter.Parse(f)
		f.Close()
		if stats.Err != nil {
			return usagef("--filter-list %s: %w", name, stats.Err)
		}
		o.notes = append(o.notes, unsupported(name, stats)...)
		o.lists = filter.Combine(o.lists, list)
	}
	if err := o.readOwn(); err != nil {
		return err
	}
	if err := o.readIdentity(); err != nil {
		return err
	}
	dir := last(o.given("overlay_rules"))
	if dir == "" {
		return nil
	}
	rules, err := overlay.Load(os.DirFS(dir), ".")
	switch {
	case err != nil:
		return usagef("--overlay-rules: %w", err)
	case len(rules) == 0:
		return usagef("--overlay-rules %s: there is no rule (*.json) in that folder", dir)
	}
	o.rules = rules
	return nil
}

// unsupported says how many lines of a list have no effect, and why.
func unsupported(name string, stats filter.Stats) []string {
	var notes []string
	for _, reason := range slices.Sorted(maps.Keys(stats.Unsupported)) {
		notes = append(notes, fmt.Sprintf("%s: %d rules have no effect: %s", name, stats.Unsupported[reason], reason))
	}
	return notes
}
