package report

import (
	"strconv"
	"strings"
)

// Status is what came of a case.
type Status string

// What can come of a case.
const (
	Passed  Status = "passed"  // as its baseline
	Changed Status = "changed" // not as its baseline, or not as expected
	Failed  Status = "failed"  // the page could not be captured or compared
	Missing Status = "missing" // there is no baseline, and none was written
	New     Status = "new"     // there was no baseline: this is it now
	Updated Status = "updated" // the baseline was replaced, as asked for
)

// Statuses are all of them, the most pressing first.
var Statuses = []Status{Failed, Changed, Missing, New, Updated, Passed}

// label is how people read a status.
var label = map[Status]string{
	Passed: "Passed", Changed: "Changed", Failed: "Failed", Missing: "No baseline", New: "New", Updated: "Updated",
}

// Bad tells whether a case makes the run fail.
func (s Status) Bad() bool { return s == Changed || s == Failed || s == Missing }

// OK tells whether no case makes the run fail.
func (r Report) OK() bool { return r.bad() == 0 }

// bad is how many cases make the run fail.
func (r Report) bad() (n int) {
	for _, c := range r.Cases {
		if c.Status.Bad() {
			n++
		}
	}
	return n
}

// Count is how many cases have a status.
func (r Report) Count(s Status) (n int) {
	for _, c := range r.Cases {
		if c.Status == s {
			n++
		}
	}
	return n
}

// flaky is how many cases are.
func (r Report) flaky() (n int) {
	for _, c := range r.Cases {
		if c.Flaky {
			n++
		}
	}
	return n
}

// countOf writes a number and what is counted.
func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// quoted writes a value of a page so that its ends are seen.
func quoted(s string) string {
	const most = 120 // bytes
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strconv.Quote(s)
}
