package classify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Class is a kind of page.
type Class string

// The classes.
const (
	Content  Class = "content"   // what the address promises, as far as can be told
	Blocked  Class = "blocked"   // a firewall or bot protection refused
	Captcha  Class = "captcha"   // a challenge is to be solved first
	Login    Class = "login"     // a sign-in form stands in the place of the page
	NotFound Class = "not_found" // there is no such page, whatever the status says
	Empty    Class = "empty"     // nothing to read or to see
)

// Facts are what is known of a captured page.
type Facts struct {
	Status   int               // of HTTP; 0 where there is none
	Headers  map[string]string // of the main document; names in any case
	URL      string            // as asked for
	FinalURL string            // where the page was at the end
	Title    string            // as the browser had it at the end; empty: as the DOM has it
	DOM      []byte            // the rendered page, UTF-8
}

// Result is a class and the evidence for it.
type Result struct {
	Class Class
	Why   string // for people, in English; empty where the page is plainly content
}

// judges look for one class each, in this order: the first that is sure decides.
var judges = []struct {
	class Class
	judge func(Facts, *page) evidence
}{
	{Captcha, captcha},
	{Blocked, blocked},
	{Login, login},
	{NotFound, notFound},
	{Empty, empty},
}

// Page judges a page by evidence that adds up: no single word convicts a page with
// something to read. It takes one pass over at most 8 MiB of the DOM.
func Page(f Facts) Result {
	p := read(f.DOM)
	if f.Title != "" {
		p.title = plain(f.Title[:min(len(f.Title), maxValue)])
	}
	if p.prose < plenty || isGone(f.Status) {
		for _, j := range judges {
			if e := j.judge(f, p); e.sum >= e.needed {
				return Result{j.class, e.why()}
			}
		}
	}
	if f.Status >= 400 {
		return Result{Content, fmt.Sprintf("status %d", f.Status)}
	}
	return Result{Class: Content}
}

// evidence is what speaks for a class, and how much is needed.
type evidence struct {
	sum, needed int
	marks       []mark
}

type mark struct {
	weight int
	what   string
}

// plenty is how much prose makes a page content, whatever words are in it.
const plenty = 1200

// certain is more than any page can speak against, never more than one can say.
const certain = 100

func (e *evidence) add(weight int, format string, args ...any) {
	e.sum += weight
	if weight > 0 {
		e.marks = append(e.marks, mark{weight, fmt.Sprintf(format, args...)})
	}
}

// why names the strongest evidence.
func (e *evidence) why() string {
	slices.SortStableFunc(e.marks, func(a, b mark) int { return cmp.Compare(b.weight, a.weight) })
	var parts []string
	for _, m := range e.marks[:min(len(e.marks), 3)] {
		parts = append(parts, m.what)
	}
	return strings.Join(parts, "; ")
}

// against is how much more evidence a page needs that has something to say: nothing up
// to little, extra up to much, more than there can be from there on.
func (p *page) against(little, extra, much int) int {
	switch {
	case p.prose < little:
		return 0
	case p.prose < much:
		return extra
	default:
		return certain
	}
}

// bare tells whether a page says next to nothing.
func (p *page) bare() bool { return p.prose < 100 && p.links < 5 && p.pictures < 4 && p.fields < 2 }

// leads are the lines that say what the page is about.
func (p *page) leads() []string { return append([]string{p.title}, p.headings...) }

// phrases adds what a title or heading says, or else what the text does: that is
// less, unless it is all there is.
func (e *evidence) phrases(p *page, leading int, words []string) {
	if said := says(p.leads(), words); said != "" {
		e.add(leading, "the page is titled %q", said)
		return
	}
	if said := contains(p.text, words); said != "" {
		e.add(3, "the page says %q", said)
		if p.bare() {
			e.add(2, "and little else")
		}
	}
}
