package filter

import "strings"

// hidingRule is one line about elements.
type hidingRule struct {
	selector  string
	domains   domains
	exception bool
}

// otherMarks are what other blockers put between domains and what to do, and why it
// is not supported.
var otherMarks = map[string]string{
	"#?#":  "extended selector",
	"#@?#": "extended selector",
	"#$#":  "style or snippet",
	"#@$#": "style or snippet",
	"#$?#": "style or snippet",
	"#%#":  "script",
	"#@%#": "script",
}

// element takes a line about elements: domains, a mark, a selector.
func (p *parser) element(line string) bool {
	start := strings.IndexByte(line, '#')
	if start < 0 || strings.ContainsAny(line[:start], "/^$@ ") {
		return false
	}
	length := strings.IndexByte(line[start+1:], '#') + 2
	if length < 2 || length > len("#@?#") {
		return false
	}
	mark, selector := line[start:start+length], strings.TrimSpace(line[start+length:])
	switch why, other := otherMarks[mark]; {
	case other:
		p.unsupported(why)
		return true
	case mark != "##" && mark != "#@#":
		return false
	}
	rule := &hidingRule{selector: selector, exception: mark == "#@#"}
	if start > 0 {
		d, ok := parseDomains(line[:start], ",")
		if !ok {
			p.unsupported("domain not understood")
			return true
		}
		rule.domains = d
	}
	if why := checkSelector(selector); why != "" {
		p.unsupported(why)
		return true
	}
	p.stats.Hiding++
	p.hiding = append(p.hiding, rule)
	return true
}

// hiding finds the selectors for a host.
type hiding struct {
	everywhere []*hidingRule            // in no named place, perhaps not in some
	named      map[string][]*hidingRule // by the names of their places
	off        map[string][]*hidingRule // exceptions, likewise; "" is everywhere
}

func newHiding(rules []*hidingRule) *hiding {
	h := &hiding{named: map[string][]*hidingRule{}, off: map[string][]*hidingRule{}}
	seen := map[string]bool{} // the same selector for everywhere stands in many lists
	for _, r := range rules {
		places := h.named
		if r.exception {
			places = h.off
		}
		switch {
		case r.domains.named():
			for name, holds := range r.domains {
				if holds {
					places[name] = append(places[name], r)
				}
			}
		case r.exception:
			h.off[""] = append(h.off[""], r)
		case r.domains != nil:
			h.everywhere = append(h.everywhere, r)
		case !seen[r.selector]:
			seen[r.selector] = true
			h.everywhere = append(h.everywhere, r)
		}
	}
	return h
}

// selectors gives what to hide at these sources, in the order of the lists: what holds
// everywhere first, if it is wanted.
func (h *hiding) selectors(from sources, everywhere bool) []string {
	skip := map[string]bool{}
	for _, name := range append(sources{""}, from...) {
		for _, r := range h.off[name] {
			if r.domains.hold(from) {
				skip[r.selector] = true
			}
		}
	}
	var out []string
	add := func(rules []*hidingRule) {
		for _, r := range rules {
			if r.domains.hold(from) && (len(skip) == 0 || !skip[r.selector]) {
				out = append(out, r.selector)
			}
		}
	}
	if everywhere {
		out = make([]string, 0, len(h.everywhere))
		add(h.everywhere)
	}
	for _, name := range from {
		add(h.named[name])
	}
	return out
}
