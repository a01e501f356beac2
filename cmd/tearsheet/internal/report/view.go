package report

import (
	"html/template"
	"slices"
)

// view is a report as the templates show it.
type view struct {
	Report
	Policy  string
	Style   template.CSS
	Script  template.JS
	Filters []filter
	Views   []caseView

	stored []*storedPicture // each picture once
	byHash map[[32]byte]*storedPicture
}

// caseView is a case as the templates show it.
type caseView struct {
	Case
	Anchor string
	Order  int // its place in the report, from 1
	// Pictures are want, got and difference, as far as there are any.
	Pictures []pictureView
	Width    int // of the widest picture
	Lines    []string
}

// pictureView is a picture of a case.
type pictureView struct {
	Role, Label string
	Stored      *storedPicture // nil: Error says why
	Error       string
}

// filter is a choice of cases.
type filter struct {
	Name, Label string
	Count       int
}

func newView(r Report) *view {
	v := &view{
		Report: r, Policy: policy(), Style: template.CSS(style), Script: template.JS(script),
		byHash: map[[32]byte]*storedPicture{},
	}
	for i, c := range r.Cases {
		v.Views = append(v.Views, v.caseView(i, c))
	}
	// What needs looking at comes first; else the order is the report's.
	rank := func(c caseView) int { return slices.Index(Statuses, c.Status) }
	slices.SortStableFunc(v.Views, func(a, b caseView) int { return rank(a) - rank(b) })
	v.Filters = filters(r)
	return v
}

// Verdict says in a sentence what came of it.
func (v *view) Verdict() string {
	bad := v.bad()
	switch {
	case len(v.Cases) == 0:
		return "There are no pages."
	case bad == 0:
		return "Nothing to look at: all is as it should be."
	case bad == 1:
		return "1 page needs a look."
	default:
		return countOf(bad, "page") + " need a look."
	}
}

// filters are the choices that choose something.
func filters(r Report) []filter {
	list := []filter{{"all", "All", len(r.Cases)}, {"bad", "To look at", r.bad()}}
	for _, s := range Statuses {
		list = append(list, filter{string(s), label[s], r.Count(s)})
	}
	list = append(list, filter{"flaky", "Flaky", r.flaky()})
	return slices.DeleteFunc(list, func(f filter) bool { return f.Count == 0 && f.Name != "all" })
}

func (v *view) caseView(i int, c Case) caseView {
	cv := caseView{Case: c, Anchor: anchor(i), Order: i + 1, Lines: c.Lines()}
	for _, p := range []struct {
		role, label string
		picture     Picture
	}{{"want", "Expected", c.Want}, {"got", "Got", c.Got}, {"diff", "Difference", c.Diff}} {
		if p.picture.none() {
			continue
		}
		shown := pictureView{Role: p.role, Label: p.label}
		stored, err := v.store(p.picture)
		if err != nil {
			shown.Error = err.Error()
		} else {
			shown.Stored = stored
			cv.Width = max(cv.Width, stored.Width)
		}
		cv.Pictures = append(cv.Pictures, shown)
	}
	return cv
}

// Modes are the ways in which the pictures of a case can be looked at.
func (c caseView) Modes() []mode {
	has := map[string]bool{}
	for _, p := range c.Pictures {
		has[p.Role] = p.Stored != nil
	}
	var list []mode
	for _, m := range modes {
		if !slices.ContainsFunc(m.needs, func(role string) bool { return !has[role] }) {
			list = append(list, m)
		}
	}
	return list
}

// mode is a way to look at pictures.
type mode struct {
	Name, Label, Key string
	needs            []string
}

var modes = []mode{
	{"side", "Side by side", "1", nil},
	{"diff", "Difference", "2", []string{"diff"}},
	{"slider", "Slider", "3", []string{"want", "got"}},
	{"onion", "Onion skin", "4", []string{"want", "got"}},
	{"blink", "Blink", "5", []string{"want", "got"}},
}
