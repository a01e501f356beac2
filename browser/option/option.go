// Package option is the table of what can be asked of a capture. From it are made the
// flags of the command line, the keys of tearsheet.yaml, the checks of a request, and the
// options that a snapshot's manifest keeps, which another capture can be made like.
//
//	table.go    the table: a new option is an entry here, a field with its tag, and its use
//	types.go    how values are written and what they may be; types_list.go: lists of them
//	checks.go   what texts may be; selector.go: those that are CSS selectors
//	bind.go     finds the fields of structs that hold the values, by their tags
//	manifest.go writes options as JSON and reads them
//
// Here a value is what a user writes: one text, or several where the option is a list.
package option

import (
	"fmt"
	"slices"
	"strings"
)

// Option is one thing that can be asked of a capture.
type Option struct {
	// Name is the key in manifests and configs, in snake_case. Flags have hyphens.
	Name    string
	Type    Type
	Default string // as it is written; empty: there is none
	Help    string
	Group   Group
	Flag    string // where it is not the name; "-": there is none
	Short   string // one letter
	Config  bool   // it is a key of tearsheet.yaml too
	File    bool   // its values are paths, from where they are written on
	Look    bool   // it makes the page look other than it would: whoever compares must use the same
}

// Group says what an option is about, and so which commands have it.
type Group string

// The groups.
const (
	Page   Group = "page"   // how a page is loaded and what its picture shows
	Save   Group = "save"   // what is kept besides
	Run    Group = "run"    // of a run of captures
	Chrome Group = "chrome" // the browser
)

// Find gives the option of that name.
func Find(name string) (Option, bool) {
	i := slices.IndexFunc(Table, func(o Option) bool { return o.Name == name })
	if i < 0 {
		return Option{}, false
	}
	return Table[i], true
}

// Of lists the options of some groups.
func Of(groups ...Group) []Option {
	return slices.DeleteFunc(slices.Clone(Table), func(o Option) bool { return !slices.Contains(groups, o.Group) })
}

// FlagName is the option's name on the command line, without --; empty if it has none.
func (o Option) FlagName() string {
	switch o.Flag {
	case "":
		return strings.ReplaceAll(o.Name, "_", "-")
	case "-":
		return ""
	}
	return o.Flag
}

// Check says what is wrong with a value; nil: nothing. The error is an *Error.
func (o Option) Check(texts ...string) error {
	for _, text := range texts {
		if says := o.Type.Check(text); says != "" {
			return &Error{Option: o, Says: says}
		}
	}
	return nil
}

// defaults are the value of an option of which nothing is said.
func (o Option) defaults() []string {
	if o.Default == "" {
		return nil
	}
	return []string{o.Default}
}

// Error is a value that an option cannot have.
type Error struct {
	Option Option
	Says   string // the value, and what to use
}

func (e *Error) Error() string { return fmt.Sprintf("%s %s", e.Option.Name, e.Says) }
