package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
)

func newCheckAcceptCmd(a *app) *cobra.Command {
	var config string
	var only []string
	cmd := &cobra.Command{
		Use:   "accept [flags] [REPORT.json]",
		Short: "Make what a run of check captured the baselines",
		Long: `accept takes the pages that changed, or had no baseline, out of a report's JSON and
makes what was captured their baselines. The captures lie beside the report: move both
together, as an artifact of a build for example. No page is captured anew.

Exit codes: 0 accepted, 1 something could not be accepted, 2 wrong usage.`,
		Example: `  tearsheet check accept
  tearsheet check accept --only home downloaded/tearsheet-results/report.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := loadConfig(config)
			if err != nil {
				return err
			}
			if err := (check.Pick{Only: only}).Validate(c); err != nil {
				return usageError{err}
			}
			file := filepath.Join(filepath.Dir(config), "tearsheet-results", "report.json")
			if len(args) > 0 {
				file = args[0]
			}
			done, err := check.Accept(c, file, only)
			for _, one := range done {
				fmt.Fprintln(a.Out, "accepted", one.ID())
			}
			if err == nil && len(done) == 0 {
				fmt.Fprintln(a.Err, "there is nothing to accept")
			}
			return err
		},
	}
	addConfigFlag(cmd, &config)
	cmd.Flags().StringArrayVar(&only, "only", nil, "name of a page to accept (repeatable)")
	return cmd
}

func newCheckSchemaCmd(a *app) *cobra.Command {
	var jobs bool
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of tearsheet.yaml, or of files of pages for capture, for editors",
		Example: `  tearsheet check schema > tearsheet.schema.json
  tearsheet check schema --jobs > jobs.schema.json
  # and at the top of tearsheet.yaml:
  # yaml-language-server: $schema=tearsheet.schema.json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			schema := check.Schema
			if jobs {
				schema = check.JobsSchema
			}
			_, err := a.Out.Write(schema)
			return err
		},
	}
	cmd.Flags().BoolVar(&jobs, "jobs", false, "of files of pages for capture, such as jobs.yaml")
	return cmd
}
