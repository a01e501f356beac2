// Package overlay holds what is known of the products that lay notices over pages:
// one JSON file each, in rules/. Package browser puts them to use; what no rule knows
// it finds by position, stacking and role.
//
// A new rule is two files: rules/NAME.json, and testdata/overlays/NAME.html, a page that
// has the product's ids, classes, shadow root or frame, texts of its own, and a button
// that marks the page when it is pressed. The tests find both.
package overlay

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
)

// Rule tells how to clear the notice of one product. Selectors are CSS and are looked
// for in shadow roots and same-origin frames too.
type Rule struct {
	Name    string   `json:"name"`    // of the product
	Kind    string   `json:"kind"`    // one of Kinds
	Present []string `json:"present"` // the notice itself: there is one where one of these is visible
	Reject  []Steps  `json:"reject,omitempty"`
	Accept  []Steps  `json:"accept,omitempty"`
	Hide    []string `json:"hide,omitempty"` // backdrops and leftovers, hidden with the notice where no button helped
}

// Kinds are what notices are about.
var Kinds = []string{"consent", "newsletter", "age", "app", "chat", "ad", "notifications", "survey", "player", "overlay"}

// Steps are the buttons to press one after the other. In JSON one button is a string
// and several are an array of strings. A Rule lists alternatives, the best first.
type Steps []string

// UnmarshalJSON reads a string or an array of strings.
func (s *Steps) UnmarshalJSON(text []byte) error {
	var one string
	if json.Unmarshal(text, &one) == nil {
		*s = Steps{one}
		return nil
	}
	return json.Unmarshal(text, (*[]string)(s))
}

//go:embed rules/*.json
var files embed.FS

// Known gives the rules that tearsheet comes with, in the order of their file names.
func Known() ([]Rule, error) { return Load(files, "rules") }

// Load reads the rules in a folder, in the order of their file names. The error names
// the file and what is wrong with it.
func Load(from fs.FS, dir string) ([]Rule, error) {
	names, err := fs.Glob(from, dir+"/*.json")
	if err != nil {
		return nil, err
	}
	rules := make([]Rule, 0, len(names))
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return nil, err
		}
		rule, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("overlay rule %s: %w", name, err)
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

func parse(text []byte) (rule Rule, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&rule); err != nil {
		return rule, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return rule, fmt.Errorf("something comes after the rule")
	}
	switch {
	case rule.Name == "":
		return rule, fmt.Errorf("it has no name")
	case !slices.Contains(Kinds, rule.Kind):
		return rule, fmt.Errorf("kind %q is none of %q", rule.Kind, Kinds)
	case len(rule.Present) == 0:
		return rule, fmt.Errorf("it says in no selector under \"present\" when the notice is there")
	}
	return rule, nil
}
