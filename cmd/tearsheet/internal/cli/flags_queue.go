package cli

import (
	"context"
	"os"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
)

// queueFlags say which queue, and which jobs of it.
type queueFlags struct {
	where string
	run   string
}

func (o *queueFlags) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&o.where, "queue", os.Getenv("TEARSHEET_QUEUE"), "where the jobs are: nats://HOST:4222[/NAME], several servers with commas, or a folder ($TEARSHEET_QUEUE)")
}

// addServeFlag is that of a server, which has a queue of its own where nothing is said.
func (o *queueFlags) addServeFlag(flags *pflag.FlagSet) {
	flags.StringVar(&o.where, "queue", "", "have pages captured by the workers of this queue, of which the server is one: nats://HOST:4222[/NAME], or a folder")
}

func (o *queueFlags) addRunFlag(flags *pflag.FlagSet, help string) {
	flags.StringVar(&o.run, "run", "", help)
}

func (o *queueFlags) validate() error {
	if o.where == "" {
		return usagef("say which queue: --queue nats://HOST:4222, or --queue DIR")
	}
	if err := queue.CheckRun(o.run); err != nil {
		return usagef("--run %w", err)
	}
	return nil
}

func (o *queueFlags) open(ctx context.Context) (*queue.Queue, error) {
	return queue.Open(ctx, o.where)
}
