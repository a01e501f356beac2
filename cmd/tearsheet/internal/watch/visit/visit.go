// Package visit decides what came of looking at a page: whether it changed, whether that stays
// so when one looks again, and what of it is volatile. It is pure: states go in, and it says
// whether to look once more, whether to store what was seen, and at the end what to tell.
//
//	visit.go    one visit, look by look
//	trouble.go  looks that were no sight of the page
//	outcome.go  what comes of it
package visit

import (
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/volatile"
)

// Memory is what is known of a page between visits.
type Memory struct {
	Last    *changes.State   `json:"last,omitempty"` // the last good sight; nil: there was none
	Rules   volatile.Rules   `json:"rules,omitempty"`
	History volatile.History `json:"history,omitempty"`

	Trouble string `json:"trouble,omitempty"` // that the page is in, as far as it was told; empty: none
	Pending int    `json:"pending,omitempty"` // visits in a row that met a trouble which is not told yet
}

// Options say how a visit is made.
type Options struct {
	Look  changes.Look
	Asked []string // names of values that are asked for: that they change is what is wanted
}

const (
	firstLooks = 3 // at a page that was never seen, to learn what is volatile
	mostLooks  = 5 // in one visit
	// Where nothing changed but fields so many looks have to agree: headlines are put on trial, each
	// reader being shown one of two. Where that is known of a page they are more.
	fieldLooks = 3
	trialLooks = mostLooks
)

// Next is what to do after a look.
type Next struct {
	Store bool // what was seen
	More  bool // look again
}

// Visit is one visit of a page.
type Visit struct {
	memory Memory
	opts   Options

	looks    []changes.State // good ones
	troubles []changes.State // the others, in a row
	differed map[string]bool // keys of what differed between the last two looks
	agreed   int             // looks in a row that say the same
	learned  []volatile.Rule

	changes []changes.Change // that are confirmed
	stored  *changes.State   // the look that was stored
	err     error
}

// New begins a visit.
func New(m Memory, opts Options) *Visit {
	return &Visit{memory: m, opts: opts, agreed: 1}
}

// See takes a look.
func (v *Visit) See(s changes.State) Next {
	if s.Trouble != "" {
		return v.seeTrouble(s)
	}
	v.troubles = nil
	v.looks = append(v.looks, s)
	n := len(v.looks)
	if v.memory.Last == nil {
		if n > 1 {
			v.learn(volatile.Learn(v.between(n-2), v.looks[n-2], s, "it differed between two captures, one right after the other"))
		}
		if n < firstLooks {
			return Next{More: true}
		}
		return v.store()
	}
	if n == 1 {
		if v.memory.Trouble != "" || changes.Telling(v.since(s)) {
			return Next{More: true}
		}
		return Next{}
	}
	if !v.agree(n) {
		return Next{More: true}
	}
	v.changes = v.confirmed(s)
	v.comeAndGone()
	switch {
	case !changes.Telling(v.changes):
		v.changes = nil
		if v.memory.Trouble == "" {
			return Next{}
		}
	case onlyFields(v.changes) && v.agreed < v.needed() && n < mostLooks:
		return Next{More: true}
	}
	return v.store()
}

// agree holds the last look against the one before it, and learns what differs again and again.
func (v *Visit) agree(n int) bool {
	list := v.between(n - 2)
	differ := map[string]bool{}
	var again []changes.Change
	for _, c := range list {
		key := c.What + c.Name + c.Place
		if differ[key] = true; v.differed[key] || n >= mostLooks {
			again = append(again, c)
		}
	}
	v.differed = differ
	v.learn(volatile.Learn(again, v.looks[n-2], v.looks[n-1], "it differed between captures, one right after the other"))
	if v.agreed++; len(list) > 0 {
		v.agreed = 1
	}
	return n >= mostLooks || len(v.rules().Without(list)) == 0
}

// confirmed are the changes since the last visit that every look bears out: where one of them saw
// a field as it was, readers are shown one of two headlines.
func (v *Visit) confirmed(s changes.State) []changes.Change {
	rules := v.rules()
	return slices.DeleteFunc(v.sinceLast(s), func(c changes.Change) bool {
		if c.What != changes.OfField {
			return rules.Masks(c)
		}
		return v.memory.Rules.Masks(c) || slices.ContainsFunc(v.looks, func(look changes.State) bool {
			return !slices.ContainsFunc(v.sinceLast(look), func(d changes.Change) bool { return d.What == c.What && d.Name == c.Name })
		})
	})
}

// sinceLast are all changes since the last visit, volatile or not.
func (v *Visit) sinceLast(s changes.State) []changes.Change {
	list, err := changes.Compare(*v.memory.Last, s, v.looking())
	if err != nil {
		v.err = err
	}
	return list
}

// looking says how states are compared.
func (v *Visit) looking() changes.Look {
	look := v.opts.Look
	look.Ignore = v.rules().Ignored()
	return look
}

// comeAndGone learns what one look saw and the others, and the page before, do not have.
func (v *Visit) comeAndGone() {
	last := v.looks[len(v.looks)-1]
	now := v.since(last)
	for _, s := range v.looks[:len(v.looks)-1] {
		var strange []changes.Change
		for _, c := range v.since(s) {
			if !slices.ContainsFunc(now, func(d changes.Change) bool { return sameSlot(c, d) }) {
				strange = append(strange, c)
			}
		}
		v.learn(volatile.LearnStrange(strange, *v.memory.Last, s, "it was there once, and gone when one looked again"))
	}
}

// sameSlot tells whether two changes are of one thing.
func sameSlot(a, b changes.Change) bool {
	return a.What == b.What && a.Name == b.Name && (a.Before == b.Before || a.After == b.After)
}

// onlyFields tells whether all that changed are fields of the article.
func onlyFields(list []changes.Change) bool {
	return !slices.ContainsFunc(list, func(c changes.Change) bool { return c.What != changes.OfField })
}

// needed is how many looks have to agree where nothing changed but fields.
func (v *Visit) needed() int {
	for _, c := range v.changes {
		for key := range v.rules() {
			if strings.HasPrefix(key, c.What+":"+c.Name+"=") {
				return trialLooks
			}
		}
	}
	return fieldLooks
}

// store says that the last look is stored.
func (v *Visit) store() Next {
	v.stored = &v.looks[len(v.looks)-1]
	return Next{Store: true}
}

// Stored is told where the last look was stored.
func (v *Visit) Stored(folder string) {
	switch n := len(v.troubles); {
	case n > 0:
		v.troubles[n-1].Snapshot = folder
	case v.stored != nil:
		v.stored.Snapshot = folder
	}
}

// learn adds rules; what is asked for is not masked.
func (v *Visit) learn(rules []volatile.Rule) {
	for _, r := range rules {
		known := slices.ContainsFunc(v.learned, func(o volatile.Rule) bool { return o.Key == r.Key })
		if _, old := v.memory.Rules[r.Key]; !old && !known && !v.asked(r.Key) {
			v.learned = append(v.learned, r)
		}
	}
}

func (v *Visit) asked(key string) bool {
	return slices.ContainsFunc(v.opts.Asked, func(name string) bool {
		return key == changes.OfNumber+":"+name || key == changes.OfField+":"+name
	})
}

func (v *Visit) rules() volatile.Rules { return v.memory.Rules.With(v.learned) }

// since are the changes since the last visit, but for what is volatile.
func (v *Visit) since(s changes.State) []changes.Change { return v.compare(*v.memory.Last, s) }

// between are those between a look and the next.
func (v *Visit) between(i int) []changes.Change { return v.compare(v.looks[i], v.looks[i+1]) }

func (v *Visit) compare(a, b changes.State) []changes.Change {
	list, err := changes.Compare(a, b, v.looking())
	if err != nil {
		v.err = err
	}
	return v.rules().Without(list)
}

// history is a copy of what is known of the page's visits.
func (v *Visit) history() volatile.History {
	h := volatile.History{}
	for key, past := range v.memory.History {
		one := *past
		one.Visits = slices.Clone(past.Visits)
		h[key] = &one
	}
	return h
}
