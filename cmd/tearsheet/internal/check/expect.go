package check

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
)

// unmet lists the expectations that a shot does not meet.
func unmet(expect []Expectation, s Shot, moment string) []report.Expectation {
	facts := map[string]any{}
	if len(s.Article) > 0 && json.Unmarshal([]byte(baseline.Lasting(string(s.Article), moment)), &facts) != nil {
		facts = map[string]any{} // then nothing is met
	}
	facts["status"], facts["page_title"] = s.Status, s.Title
	var console []any
	for _, m := range s.Console {
		if baseline.IsComplaint(m) {
			console = append(console, strings.TrimSpace(m.Level+": "+m.Text))
		}
	}
	facts["console"] = console
	var list []report.Expectation
	for _, e := range expect {
		got := values(at(facts, e.Field))
		for _, want := range e.missed(got) {
			list = append(list, report.Expectation{Field: e.Field, Want: want, Got: strings.Join(got, ", ")})
		}
	}
	return list
}

// expects tells whether there is an expectation of a field.
func expects(expect []Expectation, field string) bool {
	return slices.ContainsFunc(expect, func(e Expectation) bool { return e.Field == field })
}

// at follows a path such as image.url into nested values.
func at(value any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		inner, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = inner[step]
	}
	return value
}

// values are the texts of a field: its items where it is a list, what its names hold
// where it is an object. What is empty has none.
func values(value any) []string {
	switch v := value.(type) {
	case nil:
		return nil
	case string:
		if v == "" {
			return nil
		}
		return []string{v}
	case []any:
		var list []string
		for _, item := range v {
			list = append(list, values(item)...)
		}
		return list
	case map[string]any:
		var list []string
		for _, name := range slices.Sorted(maps.Keys(v)) {
			list = append(list, values(v[name])...)
		}
		return list
	}
	return []string{fmt.Sprint(value)}
}

// missed says which tests a field does not pass, in words for people.
func (e Expectation) missed(got []string) []string {
	var list []string
	wanted := func(met bool, format string, args ...any) {
		if !met {
			list = append(list, fmt.Sprintf(format, args...))
		}
	}
	whole := strings.Join(got, "\n")
	if e.Equals != nil {
		wanted(slices.Equal(e.Equals, got), "to be %s", quotedList(e.Equals))
	}
	for _, part := range e.Contains {
		wanted(strings.Contains(whole, part), "to contain %q", part)
	}
	if e.Matches != nil {
		wanted(e.Matches.MatchString(whole), "to match %s", e.Matches)
	}
	if e.Absent {
		wanted(len(got) == 0, "to be absent")
	}
	if e.MinWords > 0 {
		words := len(strings.Fields(whole))
		wanted(words >= e.MinWords, "to have %d words or more (it has %d)", e.MinWords, words)
	}
	return list
}

func quotedList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = fmt.Sprintf("%q", s)
	}
	return strings.Join(quoted, ", ")
}
