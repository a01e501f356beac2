package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/mcp"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

func newMCPCmd(a *app) *cobra.Command {
	var o officeFlags
	cmd := &cobra.Command{
		Use:   "mcp [flags]",
		Short: "Give an assistant tools to capture, read and search pages",
		Long: `mcp speaks the Model Context Protocol on standard input and output, for assistants that
start it themselves: the tools capture, article, screenshot, search and compare work on
the archive. What pages say is marked as content that is not to be trusted.

A line that is no message is refused, and the next one read. When nothing more comes, what
was asked is answered before mcp ends.

Exit codes: 0 the assistant hung up, 1 it could not go on, 2 wrong usage.`,
		Example: `  tearsheet mcp --archive ./evidence
  npx @modelcontextprotocol/inspector --cli tearsheet mcp --method tools/list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.validate(); err != nil {
				return err
			}
			return runMCP(cmd.Context(), a, &o)
		},
	}
	o.addFlags(cmd.Flags())
	return cmd
}

func runMCP(ctx context.Context, a *app, o *officeFlags) error {
	office, err := o.open(ctx, a)
	if err != nil {
		return err
	}
	defer office.close()
	server := mcp.New(mcp.Options{
		Shelf: office.shelf, Desk: office.desk, Version: version(),
		Capture: func(ctx context.Context, o order.Order, tell func(stage string)) (desk.Line, error) {
			tell("loading")
			return office.desk.Capture(ctx, "", o, tell), nil
		},
	})
	// The first signal is the end of it: nobody else waits for what runs.
	err = server.Run(a.drain, mcp.Stdio{In: a.In, Out: a.Out})
	if a.drain.Err() != nil {
		return nil
	}
	return err
}
