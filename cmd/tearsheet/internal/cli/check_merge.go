package cli

import (
	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
)

func newCheckMergeCmd(a *app) *cobra.Command {
	var o reportFlags
	cmd := &cobra.Command{
		Use:   "merge [flags] REPORT.json...",
		Short: "Put the reports of several runs together, such as those of shards",
		Long: `merge reads the JSON of reports and writes them as one: of a page that several have
the last one counts. The captures lie beside each report: move both together.

Exit codes: 0 no page makes it fail, 1 some page changed, failed, or has no baseline,
2 wrong usage.`,
		Example: "  tearsheet check merge --report all.html --junit all.xml shard-*/report.json",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			out, err := check.Merge(args)
			if err != nil {
				return usageError{err}
			}
			if err := o.write(a, out); err != nil {
				return err
			}
			if !out.OK() {
				return errFailed
			}
			return nil
		},
	}
	o.addFlags(cmd.Flags(), "", "")
	return cmd
}
