package cli

import (
	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/extract/siterules"
)

func addSiteRulesFlag(flags *pflag.FlagSet, dir *string) {
	flags.StringVar(dir, "site-rules", "", "folder of rules for sites: a YAML file a host says where its fields are")
}

// loadSiteRules reads the rules that a flag names; without one there are none.
func loadSiteRules(dir string) (*siterules.Set, error) {
	if dir == "" {
		return nil, nil
	}
	set, err := siterules.Load(dir)
	if err != nil {
		return nil, usagef("--site-rules %s: %v", dir, err)
	}
	return set, nil
}
