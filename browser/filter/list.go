package filter

import "slices"

// List is what one list blocks and hides, or several together. The zero value does
// nothing.
type List struct {
	rules    []*rule
	elements []*hidingRule

	important *index // rules that only important exceptions undo
	blocking  *index
	allowing  *index
	hiding    *hiding
}

func newList(rules []*rule, elements []*hidingRule) *List {
	var important, blocking, allowing []*rule
	for _, r := range rules {
		switch {
		case r.exception:
			allowing = append(allowing, r)
		case r.important:
			important = append(important, r)
		default:
			blocking = append(blocking, r)
		}
	}
	return &List{
		rules: rules, elements: elements,
		important: newIndex(important), blocking: newIndex(blocking), allowing: newIndex(allowing),
		hiding: newHiding(elements),
	}
}

// Combine makes one list of several; nil ones count as empty. An exception in one
// undoes a rule in another.
func Combine(lists ...*List) *List {
	var rules []*rule
	var elements []*hidingRule
	for _, l := range lists {
		if l != nil {
			rules, elements = append(rules, l.rules...), append(elements, l.elements...)
		}
	}
	return newList(slices.Clip(rules), slices.Clip(elements))
}

// Blocks tells whether a request is not to be made, and the rule that says so.
func (l *List) Blocks(r Request) (rule string, blocked bool) {
	if l == nil || l.blocking == nil {
		return "", false
	}
	s, ok := newSubject(r)
	if !ok {
		return "", false
	}
	hit := l.important.match(s, nil)
	if hit != nil && l.allowing.match(s, isImportant) == nil {
		return hit.text, true
	}
	hit = l.blocking.match(s, nil)
	if hit == nil || l.allowing.match(s, nil) != nil || l.switchedOff(r.DocumentURL, Document) {
		return "", false
	}
	return hit.text, true
}

func isImportant(r *rule) bool { return r.important }

// switchedOff tells whether an exception switches something off for a whole page.
func (l *List) switchedOff(page string, what Type) bool {
	s, ok := newSubject(Request{URL: page, DocumentURL: page, Type: what})
	return ok && l.allowing.match(s, nil) != nil
}

// Hides gives the selectors of the elements that are not to be shown on a host. Every
// one of them is a selector, or a list of selectors, that can stand in a style sheet.
func (l *List) Hides(host string) []string {
	if l == nil || l.blocking == nil {
		return nil
	}
	host, ok := cleanHost(host)
	page := "https://" + host + "/"
	if !ok || l.switchedOff(page, elementHide|Document) {
		return nil
	}
	return l.hiding.selectors(sourcesOf(host), !l.switchedOff(page, genericHide))
}
