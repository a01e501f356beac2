package cli

import (
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/action"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
)

// actionFlags are what is done to a page, in the order in which the flags stand.
type actionFlags struct {
	list  []browser.Action
	notes []string // what in a recording no action does
}

func (o *actionFlags) addFlags(flags *pflag.FlagSet) {
	flags.Var(stepFlag{"FILE", o.read}, "actions", "file of what to do to the page before it is taken: a list as in tearsheet.yaml, a recording of Chrome's Recorder (JSON), or one of Playwright's codegen (jsonl)")
	for _, form := range action.Table {
		if form.Short == "" {
			continue
		}
		flags.Var(stepFlag{"stringArray", func(text string) error { return o.add(form.Verb, text) }}, string(form.Verb), form.Short+" (repeatable, in the order given)")
	}
	// What is waited for behind an action is awaited there.
	if wait := flags.Lookup("wait-for"); wait != nil {
		wait.Value = laterWait{wait.Value, o}
	}
}

// add puts one more action behind the others.
func (o *actionFlags) add(verb action.Verb, text string) error {
	a, err := action.Short(verb, text)
	if err != nil {
		return err
	}
	o.list = append(o.list, a)
	_, err = action.Check(o.list)
	return err
}

// read puts the actions of a file behind the others.
func (o *actionFlags) read(file string) error {
	actions, notes, err := check.LoadActions(file)
	if err != nil {
		return err
	}
	for _, note := range notes {
		o.notes = append(o.notes, file+": "+note)
	}
	o.list = append(o.list, actions...)
	_, err = action.Check(o.list)
	return err
}

// stepFlag is a flag that adds to the actions.
type stepFlag struct {
	kind string
	set  func(text string) error
}

// String is the default, of which there is none.
func (stepFlag) String() string { return "" }

// Set takes what stands behind the flag.
func (f stepFlag) Set(text string) error { return f.set(text) }

// Type is what the help says of the value.
func (f stepFlag) Type() string { return f.kind }

// laterWait is --wait-for, which is an action where one stands before it.
type laterWait struct {
	pflag.Value
	actions *actionFlags
}

// Set takes what stands behind the flag.
func (f laterWait) Set(text string) error {
	if len(f.actions.list) == 0 {
		return f.Value.Set(text)
	}
	return f.actions.add(action.Wait, text)
}
