package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
)

// completeValues lets the shell complete the values of flags, of a command and all below it,
// that take one of some words.
func completeValues(cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if words := valuesOf(f); words != nil {
			// It only fails for flags that are not there, or have values already.
			_ = cmd.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		}
	})
	for _, below := range cmd.Commands() {
		completeValues(below)
	}
}

// valuesOf lists the words that a flag takes; nil where it takes others too.
func valuesOf(f *pflag.Flag) []string {
	of, ok := f.Value.(*optionFlag)
	if !ok {
		return nil
	}
	if of.option.Name == "device" {
		return browser.Devices()
	}
	switch t := of.option.Type.(type) {
	case option.Word:
		return t.Of
	case option.Words:
		return t.Of
	}
	return nil
}
