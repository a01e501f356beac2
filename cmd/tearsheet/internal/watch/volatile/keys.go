package volatile

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// digits are what the shape of a text leaves out.
var digits = regexp.MustCompile(`\d[\d.,:]*`)

// shape is a text with its numbers left out.
func shape(text string) string { return digits.ReplaceAllString(text, "#") }

// slotsOf are the keys of where a change is, whatever stands there.
func slotsOf(c changes.Change) (keys []string) {
	switch c.What {
	case changes.OfField, changes.OfNumber, changes.OfHeader:
		keys = append(keys, c.What+":"+c.Name)
	case changes.OfParagraph:
		if before, after := shape(c.Before), shape(c.After); before == after && before != c.Before {
			keys = append(keys, "shape:"+before)
		}
		fallthrough
	case changes.OfLink:
		if c.Place != "" {
			keys = append(keys, "place:"+c.Place)
		}
	}
	return keys
}

// textKey is the key of a text, a link or a field's value that comes and goes; empty where a
// change is of none.
func textKey(c changes.Change, text string) string {
	switch {
	case text == "":
	case c.What == changes.OfParagraph:
		return "text:" + text
	case c.What == changes.OfLink:
		return "link:" + text
	case c.What == changes.OfField, c.What == changes.OfHeader:
		return c.What + ":" + c.Name + "=" + text
	}
	return ""
}

// What changes in a picture is a digit of a clock: the line round it goes with it. Regions begin
// and end on a grid, so that the same one is learned once.
const (
	beside, above = 64, 8 // pixels
	grid          = 16
)

// regionKey is the key of a part of a picture.
func regionKey(r diff.Region) string {
	left, top := max(0, r.X-beside)/grid*grid, max(0, r.Y-above)/grid*grid
	right, bottom := (r.X+r.Width+beside+grid-1)/grid*grid, (r.Y+r.Height+above+grid-1)/grid*grid
	return fmt.Sprintf("picture:%d,%d,%dx%d", left, top, right-left, bottom-top)
}

func regionOf(key string) (r diff.Region, ok bool) {
	n, err := fmt.Sscanf(key, "picture:%d,%d,%dx%d", &r.X, &r.Y, &r.Width, &r.Height)
	return r, err == nil && n == 4
}

// Learn gives the rules for changes that were no changes: they came about between captures one
// right after the other. before and after are those two.
func Learn(list []changes.Change, before, after changes.State, why string) (rules []Rule) {
	for _, c := range list {
		for _, key := range keysOf(c, before, after, listMost) {
			rules = append(rules, Rule{Key: key, Example: cmp.Or(c.After, c.Before), Why: why})
		}
	}
	return rules
}

// LearnStrange is Learn for what was there once, and was gone again: what belongs to the page is
// not masked, though it was missing then.
func LearnStrange(list []changes.Change, before, after changes.State, why string) (rules []Rule) {
	for _, r := range Learn(list, before, after, why) {
		for _, c := range list {
			if c.Before != "" && r.Key == textKey(c, c.Before) {
				r.Key = ""
			}
		}
		if r.Key != "" {
			rules = append(rules, r)
		}
	}
	return rules
}

// keysOf are the keys to be learned of a change: the shape, where only numbers differ; the place,
// if nothing else stands in such a one, of most lines at most; and else the texts themselves.
func keysOf(c changes.Change, before, after changes.State, most int) (keys []string) {
	switch c.What {
	case changes.OfPicture:
		for _, r := range c.Regions {
			keys = append(keys, regionKey(r))
		}
		return keys
	case changes.OfParagraph, changes.OfLink:
		for _, key := range slotsOf(c) {
			if strings.HasPrefix(key, "shape:") {
				return []string{key}
			}
			if own(c.Place, before.Text(), after.Text(), most) {
				keys = append(keys, key)
			}
		}
	case changes.OfNumber:
		keys = slotsOf(c)
	}
	if len(keys) > 0 {
		return keys
	}
	for _, text := range []string{c.Before, c.After} {
		if key := textKey(c, text); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

// How many lines may stand in a place that is masked as a whole: of a list, where captures one right
// after the other have none of them in common, and where only the history says that it changes.
const (
	listMost = 60
	ownMost  = 3
	several  = 3
)

// own tells whether a place belongs to what changed alone: no line of it is in both texts. A place
// that nobody has named, with an id or a class, may be anywhere, unless several lines say that it
// is not.
func own(place string, before, after []changes.Paragraph, most int) bool {
	if place == "" {
		return false
	}
	had := map[string]bool{}
	n, m := 0, 0
	for _, p := range before {
		if p.Place == place {
			n++
			had[p.Text] = true
		}
	}
	for _, p := range after {
		if p.Place == place {
			m++
			if had[p.Text] {
				return false
			}
		}
	}
	least := several
	if strings.ContainsAny(place, "#.") {
		least = 1
	}
	return min(n, m) >= least && max(n, m) <= most
}
