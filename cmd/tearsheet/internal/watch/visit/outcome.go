package visit

import (
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/volatile"
)

// Outcome is what came of a visit.
type Outcome struct {
	Memory  Memory           // what is known of the page now
	Changes []changes.Change // that are to be told; none: nothing
	Stealth bool             // the article was edited and says that it was not
	Before  changes.State    // the sides of the changes
	After   changes.State
	Learned []volatile.Rule
	Soon    bool // a trouble may pass: look again soon
}

// fine is how a page without trouble is called.
const fine = "ok"

// End gives what came of the visit. The error is of states that could not be compared.
func (v *Visit) End() (Outcome, error) {
	if v.err != nil {
		return Outcome{Memory: v.memory}, v.err
	}
	if len(v.troubles) > 0 || len(v.looks) == 0 {
		return v.endInTrouble(), nil
	}
	o := Outcome{Memory: v.memory, After: v.looks[len(v.looks)-1]}
	if v.stored != nil {
		o.After = *v.stored
	}
	o.Memory.Trouble, o.Memory.Pending = "", 0
	if last := v.memory.Last; last != nil {
		o.Before, o.Changes = *last, v.changes
		o.Stealth = changes.Stealthy(o.Before, o.After, o.Changes)
		o.Memory.History = v.history()
		noted := v.changes
		if len(v.looks) == 1 {
			noted = v.since(o.After)
		}
		v.learn(o.Memory.History.Note(noted, o.Before, o.After))
	}
	if v.memory.Trouble != "" {
		o.Changes = append(o.Changes, changes.Change{What: changes.OfStatus, How: changes.Edited, Before: v.memory.Trouble, After: fine})
	}
	o.Learned, o.Memory.Rules = v.learned, v.rules()
	kept := o.After
	kept.Picture = nil
	if kept.Snapshot == "" && v.memory.Last != nil {
		// Nothing that counts is another than in the snapshot of before.
		kept.Snapshot = v.memory.Last.Snapshot
	}
	o.Memory.Last = &kept
	return o, nil
}

// endInTrouble is the end of a visit that has not seen the page.
func (v *Visit) endInTrouble() Outcome {
	o := Outcome{Memory: v.memory}
	if len(v.troubles) == 0 {
		return o
	}
	o.After = v.troubles[len(v.troubles)-1]
	switch {
	case v.memory.Trouble != "":
	case v.memory.Last == nil:
		o.Memory.Trouble = o.After.Trouble
	case v.tellsTrouble():
		o.Before = *v.memory.Last
		o.Changes = []changes.Change{{What: changes.OfStatus, How: changes.Edited, Name: o.After.Why, Before: fine, After: o.After.Trouble}}
		o.Memory.Trouble, o.Memory.Pending = o.After.Trouble, 0
	default:
		o.Memory.Pending++
		o.Soon = true
	}
	return o
}
