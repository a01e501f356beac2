package cli

import (
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/pflag"
)

// nearFlag finds the flag that a mistyped name was meant to be; empty if none is like it.
func nearFlag(flags *pflag.FlagSet, name string) (best string) {
	least := max(2, len(name)/3) + 1
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		if d := levenshtein.ComputeDistance(strings.ToLower(name), f.Name); d < least {
			best, least = f.Name, d
		}
	})
	return best
}
