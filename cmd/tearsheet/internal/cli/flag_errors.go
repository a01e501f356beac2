package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// wanted says in words what a flag of a type takes, where the library shows Go's own words.
var wanted = map[string]string{
	"int": "a whole number", "int64": "a whole number", "uint": "a whole number from 0", "uint64": "a whole number from 0",
	"float64":  "a number",
	"duration": "a time with its unit, such as 90s, 2m or 1h30m",
	"bool":     "true or false",
}

// flagError makes what is wrong with a flag a wrong usage.
func flagError(cmd *cobra.Command, err error) error {
	if invalid, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if want, ok := wanted[invalid.GetFlag().Value.Type()]; ok {
			return usageError{fmt.Errorf("--%s takes %s, not %q", invalid.GetFlag().Name, want, invalid.GetValue())}
		}
	}
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if near := nearFlag(cmd.Flags(), unknown.GetSpecifiedName()); near != "" {
			return usagef("%w: did you mean --%s?", err, near)
		}
		return usagef("%w: see %s --help", err, cmd.CommandPath())
	}
	return usageError{err}
}
