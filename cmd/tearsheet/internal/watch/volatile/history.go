package volatile

import (
	"cmp"
	"slices"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
)

// History is what the visits of a page tell of its parts, by their keys.
type History map[string]*Past

// Past is that of one part.
type Past struct {
	Visits  []bool `json:"visits"`            // whether it changed, the newest last
	Gone    bool   `json:"gone,omitempty"`    // of a text: it was gone
	Returns int    `json:"returns,omitempty"` // likewise: how often it came back
}

const (
	visitsKept = 8
	// lately and often: what changed at so many of the last visits changes always.
	lately, often = 5, 4
	// returnsEnough is how often a text comes back, and is then on trial; of a field once is enough.
	returnsEnough = 2
	partsKept     = 2000
)

// Note adds a visit and its changes, and gives the rules that are to be learned of it.
func (h History) Note(list []changes.Change, before, after changes.State) (rules []Rule) {
	touched := map[string]bool{}
	for _, c := range list {
		for key, stood := range partsOf(c, before, after) {
			past := h[key]
			if past == nil {
				if len(h) >= partsKept {
					continue
				}
				past = &Past{}
				h[key] = past
			}
			touched[key] = true
			past.add(stood)
			if why := past.always(c.What); why != "" {
				rules = append(rules, Rule{Key: key, Example: cmp.Or(c.After, c.Before), Why: why})
			}
		}
	}
	for key, past := range h {
		past.Visits = append(past.Visits, touched[key])
		if n := len(past.Visits); n > visitsKept {
			past.Visits = slices.Delete(past.Visits, 0, n-visitsKept)
		}
		if !slices.Contains(past.Visits, true) && past.Returns == 0 {
			delete(h, key)
		}
	}
	return rules
}

// stood is whether a text was there, and is there now; empty of a place, where always something
// is.
type stood struct{ before, after string }

// partsOf are the keys of a change that a history is kept of. What somebody asks for by name is
// not among them: that it changes is what they want to know.
func partsOf(c changes.Change, before, after changes.State) map[string]stood {
	parts := map[string]stood{}
	switch c.What {
	case changes.OfField, changes.OfHeader:
		parts[c.What+":"+c.Name] = stood{}
	case changes.OfParagraph, changes.OfLink:
		for _, key := range keysOf(c, before, after, ownMost) {
			parts[key] = stood{}
		}
	default:
		return nil
	}
	if c.How == changes.Moved {
		return parts
	}
	if key := textKey(c, c.Before); key != "" {
		parts[key] = stood{"here", "gone"}
	}
	if key := textKey(c, c.After); key != "" {
		parts[key] = stood{"gone", "here"}
	}
	return parts
}

// add notes what became of a text.
func (p *Past) add(s stood) {
	if s.after == "here" && p.Gone {
		p.Returns++
	}
	p.Gone = p.Gone || s.after == "gone"
}

// always says why a part changes always; empty: it does not. The visit that is being noted
// counts.
func (p *Past) always(what string) string {
	n := 1
	for _, changed := range p.Visits[max(0, len(p.Visits)-lately+1):] {
		if changed {
			n++
		}
	}
	switch {
	case n >= often:
		return "it changed at nearly every visit"
	case p.Returns >= returnsEnough || p.Returns > 0 && what == changes.OfField:
		return "it comes back to what it was"
	}
	return ""
}
