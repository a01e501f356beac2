package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
)

func newInitCmd(a *app) *cobra.Command {
	var config string
	cmd := &cobra.Command{
		Use:   "init [flags]",
		Short: "Write a tearsheet.yaml to begin with",
		Long: `init writes a config for check, with comments: pages on the net, in a folder, on a
server that is started, and recorded ones. It never overwrites a file.

Exit codes: 0 written, 1 there is one already or it cannot be written, 2 wrong usage.`,
		Example: `  tearsheet init
  tearsheet init --config site/tearsheet.yaml`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := check.Init(config); err != nil {
				return err
			}
			fmt.Fprintf(a.Err, "%s is written: look through it, then run tearsheet check\n", config)
			return nil
		},
	}
	addConfigFlag(cmd, &config)
	cmd.Flags().Lookup("config").Usage = "file to write"
	return cmd
}
