package cli

import (
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
)

// optionFlags are the flags of some groups of the option table.
type optionFlags struct{ list []*optionFlag }

// optionFlag is the flag of one option.
type optionFlag struct {
	option option.Option
	texts  []string // as given; nil: nothing was
}

// environment names the variables from which options come that are not given.
var environment = map[string]string{"proxy": browser.EnvProxy}

func (o *optionFlags) addFlags(flags *pflag.FlagSet, groups ...option.Group) {
	for _, one := range option.Of(groups...) {
		o.addFlag(flags, one)
	}
}

// addSome adds the flags of some options.
func (o *optionFlags) addSome(flags *pflag.FlagSet, names ...string) {
	for _, name := range names {
		if one, ok := option.Find(name); ok {
			o.addFlag(flags, one)
		}
	}
}

func (o *optionFlags) addFlag(flags *pflag.FlagSet, one option.Option) {
	name := one.FlagName()
	if name == "" {
		return
	}
	f := &optionFlag{option: one}
	if from := os.Getenv(environment[one.Name]); from != "" {
		f.texts = []string{from}
	}
	o.list = append(o.list, f)
	added := flags.VarPF(f, name, one.Short, one.Help)
	if f.Type() == "bool" {
		added.NoOptDefVal = "true"
	}
}

// negated tells whether the flag says the opposite of its option: it is given to switch
// off what is on by itself.
func (f *optionFlag) negated() bool { return f.Type() == "bool" && f.option.Default == "true" }

// String is the default, as the help shows it.
func (f *optionFlag) String() string {
	if f.negated() || f.option.Default == "0s" {
		return ""
	}
	return f.option.Default
}

// Set takes what stands behind the flag.
func (f *optionFlag) Set(text string) error {
	texts := []string{text}
	if _, ok := f.option.Type.(option.Words); ok {
		texts = strings.Split(text, ",")
	}
	for _, text := range texts {
		if err := f.option.Type.Parse(text); err != nil {
			if inner := errors.Unwrap(err); inner != nil { // without the name of a function
				err = inner
			}
			return err
		}
	}
	if f.negated() {
		yes, err := strconv.ParseBool(text)
		texts = []string{strconv.FormatBool(!yes)}
		if err != nil {
			return err
		}
	}
	if !f.option.Type.IsList() {
		f.texts = nil
	}
	f.texts = append(f.texts, texts...)
	return nil
}

// Type is what the help says of the value.
func (f *optionFlag) Type() string {
	switch f.option.Type.(type) {
	case option.Bool:
		return "bool"
	case option.Int:
		return "int"
	case option.Number:
		return "float"
	case option.Duration:
		return "duration"
	case option.Words:
		return "strings"
	case option.Texts, option.OneOrMore, option.Headers:
		return "stringArray"
	}
	return "string"
}

// validate refuses what an option cannot be.
func (o *optionFlags) validate() error {
	for _, f := range o.list {
		if wrong, ok := errors.AsType[*option.Error](f.option.Check(f.texts...)); ok {
			return usagef("--%s %s", f.option.FlagName(), wrong.Says)
		}
	}
	return o.together()
}

// fix sets a flag to what it has to be for a command, whatever it was given.
func (o *optionFlags) fix(name string, texts ...string) {
	for _, f := range o.list {
		if f.option.Name == name {
			f.texts = texts
		}
	}
}

// apply gives structs what the flags say.
func (o *optionFlags) apply(targets ...any) {
	values := option.In(targets...)
	for _, f := range o.list {
		if f.texts != nil {
			values.Set(f.option.Name, f.texts...)
		}
	}
}

// given is what a flag was given, nil if it was not.
func (o *optionFlags) given(name string) []string {
	for _, f := range o.list {
		if f.option.Name == name {
			return f.texts
		}
	}
	return nil
}

// looks tells whether a flag says how the page is to look.
func (o *optionFlags) looks() bool {
	for _, f := range o.list {
		if f.option.Look && f.texts != nil {
			return true
		}
	}
	return false
}
