package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// tellOfArguments makes a command, and all below it, say how it is called where it has got too
// many arguments or too few: the library only counts them.
func tellOfArguments(cmd *cobra.Command) {
	if cmd.HasParent() && cmd.HasSubCommands() && !cmd.Runnable() { // else the library takes any word for a call for help
		cmd.Args, cmd.RunE = cobra.NoArgs, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			err := check(cmd, args)
			if err != nil && !strings.HasPrefix(err.Error(), "unknown command") {
				return usagef("%s given, usage: %s", count(len(args), "argument"), cmd.UseLine())
			}
			return err
		}
	}
	for _, below := range cmd.Commands() {
		tellOfArguments(below)
	}
}
