package diff

import (
	"fmt"
	"strings"
)

// Summary says what differs, a line for each part, for people: the first word names it.
func (r Result) Summary() []string {
	var lines []string
	add := func(n int, part, what string) {
		if n > 0 {
			lines = append(lines, part+": "+count(n, what))
		}
	}
	if p := r.Picture.summary(); p != "" {
		lines = append(lines, "picture: "+p)
	}
	if len(r.Text.Hunks) > 0 {
		var parts []string
		for _, c := range []struct {
			n    int
			what string
		}{{r.Text.Added, "added"}, {r.Text.Removed, "removed"}} {
			if c.n > 0 {
				parts = append(parts, count(c.n, "word")+" "+c.what)
			}
		}
		if parts == nil {
			parts = []string{"other lines"}
		}
		lines = append(lines, "text: "+strings.Join(parts, ", "))
	}
	if len(r.Fields) > 0 {
		lines = append(lines, "fields: "+names(r.Fields))
	}
	if len(r.Structure) > 0 {
		lines = append(lines, "structure: "+tally(r.Structure, func(e Element) string { return e.What }))
	}
	if len(r.Resources) > 0 {
		lines = append(lines, "resources: "+tally(r.Resources, func(c ResourceChange) string { return c.What }))
	}
	if len(r.Headers) > 0 {
		lines = append(lines, "headers: "+names(r.Headers))
	}
	add(len(r.Console), "console", "new complaint")
	return lines
}

// Allowed says for people what differs and may; empty where nothing does.
func (r Result) Allowed() string {
	if p := r.Picture; p != nil && p.Allowed {
		return p.share() + " of the picture"
	}
	return ""
}

// share is how much of a picture differs.
func (p *Picture) share() string {
	return fmt.Sprintf("%s (%s)", count(p.Changed, "pixel"), percent(p.Ratio))
}

// summary says how two pictures differ; empty where they do not.
func (p *Picture) summary() string {
	if p.equal() {
		return ""
	}
	switch {
	case p.Got == Size{}:
		return "there is none any more"
	case p.Want == Size{}:
		return "there was none before"
	}
	parts := []string{}
	if pixels := p.Changed; pixels > 0 {
		parts = append(parts, p.share())
	}
	if p.Want != p.Got {
		parts = append(parts, fmt.Sprintf("%d x %d, was %d x %d", p.Got.Width, p.Got.Height, p.Want.Width, p.Want.Height))
	}
	for _, b := range p.Added {
		parts = append(parts, fmt.Sprintf("%s added at %d", count(b.Height, "row"), b.Y))
	}
	for _, b := range p.Removed {
		parts = append(parts, fmt.Sprintf("%s removed at %d", count(b.Height, "row"), b.Y))
	}
	if n := len(p.Regions); n > 0 {
		first := p.Regions[0]
		where := fmt.Sprintf("at %d,%d (%d x %d)", first.X, first.Y, first.Width, first.Height)
		if n > 1 {
			where = count(n, "place") + ", the largest " + where
		}
		parts = append(parts, where)
	}
	return strings.Join(parts, "; ")
}

// percent writes a share so that what is there is never 0.
func percent(share float64) string {
	switch p := share * 100; {
	case p > 0 && p < 0.01:
		return "under 0.01 %"
	case p < 10:
		return fmt.Sprintf("%.2f %%", p)
	default:
		return fmt.Sprintf("%.0f %%", p)
	}
}

// names lists the names of fields.
func names(fields []Field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.Name
	}
	return strings.Join(list, ", ")
}

// tally counts by kind, in order of appearance: "2 added, 1 moved".
func tally[T any](list []T, kind func(T) string) string {
	counts := map[string]int{}
	var kinds []string
	for _, v := range list {
		k := kind(v)
		if counts[k]++; counts[k] == 1 {
			kinds = append(kinds, k)
		}
	}
	for i, k := range kinds {
		kinds[i] = fmt.Sprintf("%d %s", counts[k], k)
	}
	return strings.Join(kinds, ", ")
}

// count writes a number and what is counted.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
