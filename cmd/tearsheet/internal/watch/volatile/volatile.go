// Package volatile knows what of a page is another thing at each visit: clocks, advertisements,
// counters, headlines on trial. It is learned from captures one right after the other, and from
// the history of a page, and can be listed and unlearned.
//
//	volatile.go  the rules of a page, and what they mask
//	keys.go      by what a part of a page is known again
//	history.go   what the visits of a page tell
package volatile

import (
	"maps"
	"slices"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Rule is one part of a page that is not looked at.
type Rule struct {
	Key     string `json:"key"`               // such as "field:title", "place:div.ticker > p", "field:title=High water"
	Example string `json:"example,omitempty"` // what stood there
	Why     string `json:"why"`               // how it was learned
	// Refused says that it was unlearned: it is not learned again.
	Refused bool `json:"refused,omitempty"`
}

// Rules are those of a page, by their keys.
type Rules map[string]Rule

// Has tells whether a key is masked.
func (r Rules) Has(key string) bool {
	rule, ok := r[key]
	return ok && !rule.Refused
}

// rulesMost is how many rules a page may have: beyond them it is the page that changes.
const rulesMost = 2000

// With gives the rules and further ones. What was refused stays so.
func (r Rules) With(more []Rule) Rules {
	all := maps.Clone(r)
	if all == nil {
		all = Rules{}
	}
	for _, m := range more {
		if _, known := all[m.Key]; !known && len(all) < rulesMost {
			all[m.Key] = m
		}
	}
	return all
}

// Masks tells whether a change is of a part that is not looked at.
func (r Rules) Masks(c changes.Change) bool {
	if slices.ContainsFunc(slotsOf(c), r.Has) {
		return true
	}
	before, after := textKey(c, c.Before), textKey(c, c.After)
	switch c.How {
	case changes.Added:
		return r.Has(after)
	case changes.Removed, changes.Moved:
		return r.Has(before)
	}
	if c.What == changes.OfField || c.What == changes.OfHeader {
		return r.Has(after) // a headline of a trial; one that was never seen is news
	}
	// What stands where something stood that comes and goes is the next one of its kind.
	return before != "" && r.Has(before)
}

// Without leaves out of changes what is masked.
func (r Rules) Without(list []changes.Change) []changes.Change {
	return slices.DeleteFunc(slices.Clone(list), r.Masks)
}

// Ignored are the parts of pictures that are masked.
func (r Rules) Ignored() (list []diff.Region) {
	for _, rule := range r {
		if region, ok := regionOf(rule.Key); ok && !rule.Refused {
			list = append(list, region)
		}
	}
	return list
}
