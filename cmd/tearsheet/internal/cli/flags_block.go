package cli

import (
	"fmt"
	"maps"
	"os"
	"slices"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/overlay"
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// blockFlags say what is not loaded or shown: filter lists, kinds of request, and overlay
// rules of the user's own.
type blockFlags struct {
	lists    []string
	kinds    []string
	rulesDir string

	list  *filter.List // of lists and kinds; nil if there are none
	rules []overlay.Rule
	notes []string // what in the lists has no effect
}

func (o *blockFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringArrayVar(&o.lists, "filter-list", nil, "file in EasyList or hosts syntax: what it blocks is not loaded, what it hides not shown (repeatable)")
	flags.StringSliceVar(&o.kinds, "block", nil, "kinds of request not to make: images, fonts, media, stylesheets, scripts, third-party")
	flags.StringVar(&o.rulesDir, "overlay-rules", "", "folder of overlay rules of your own, tried first")
}

// read reads the files that the flags name.
func (o *blockFlags) read() error {
	for _, name := range o.lists {
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
		o.list = filter.Combine(o.list, list)
	}
	if len(o.kinds) > 0 {
		list, err := filter.Block(o.kinds...)
		if err != nil {
			return usagef("--block: %w", err)
		}
		o.list = filter.Combine(o.list, list)
	}
	if o.rulesDir == "" {
		return nil
	}
	rules, err := overlay.Load(os.DirFS(o.rulesDir), ".")
	switch {
	case err != nil:
		return usagef("--overlay-rules: %w", err)
	case len(rules) == 0:
		return usagef("--overlay-rules %s: there is no rule (*.json) in that folder", o.rulesDir)
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
