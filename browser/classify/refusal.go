package classify

import (
	"fmt"
	"strings"
)

// refusals are statuses that themselves say that the visitor was refused.
var refusals = map[int]int{403: 5, 429: 5, 451: 5, 405: 2, 406: 2, 503: 2}

// blocked looks for the page of a firewall or of bot protection.
func blocked(f Facts, p *page) evidence {
	e := evidence{needed: 5 + p.against(600, 4, plenty)}
	e.vendors(Blocked, f, p)
	e.phrases(p, 5, blockedWords)
	if weight := refusals[f.Status]; weight > 0 {
		e.add(weight, "status %d", f.Status)
	}
	if signIn := login(f, p); signIn.sum >= signIn.needed && p.passwords > 0 {
		e.needed = certain // a site that refuses strangers and lets them sign in
	}
	return e
}

// captcha looks for a challenge that is the page's main matter.
func captcha(f Facts, p *page) evidence {
	e := evidence{needed: 5 + p.against(600, 4, plenty)}
	e.vendors(Captcha, f, p)
	e.phrases(p, 5, captchaWords)
	if said := says(p.leads(), captchaHints); said != "" {
		e.add(3, "the page is titled %q", said)
	}
	for _, widget := range widgets {
		if strings.Contains(p.markup, widget.mark) {
			e.add(widget.weight, "a %s widget", widget.name)
			break
		}
	}
	if e.sum > 0 && refusals[f.Status] > 0 {
		e.add(1, "status %d", f.Status)
	}
	if p.fields > 1 {
		e.needed += 3 // a form that asks for more is about something else
	}
	return e
}

// vendors adds the marks that products leave on the pages of a class.
func (e *evidence) vendors(class Class, f Facts, p *page) {
	for _, s := range signals {
		if s.class != class {
			continue
		}
		if s.found(f, p) {
			e.add(s.weight, "%s: %s has %q", s.vendor, s.where, s.mark)
		}
	}
}

// found tells whether a mark is where it should be.
func (s signal) found(f Facts, p *page) bool {
	switch s.where {
	case inHeader:
		name, value, _ := strings.Cut(s.mark, ": ")
		for k, v := range f.Headers {
			if strings.EqualFold(k, name) && strings.Contains(strings.ToLower(v), value) {
				return true
			}
		}
		return false
	case inMarkup:
		return strings.Contains(p.markup, s.mark)
	case inScript:
		return strings.Contains(p.scripts, s.mark)
	case inTitle:
		return strings.Contains(p.title, s.mark)
	case inText:
		return strings.Contains(p.text, s.mark)
	}
	panic(fmt.Sprintf("signal %q is nowhere", s.mark))
}
