package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// jobsOptions are the flags of jobs and of the commands below it.
type jobsOptions struct {
	queue  queueFlags
	states []string
	json   bool
	every  bool
}

func newJobsCmd(a *app) *cobra.Command {
	var o jobsOptions
	cmd := &cobra.Command{
		Use:   "jobs [flags]",
		Short: "List the jobs of a queue, and what came of them",
		Long: `jobs lists what is in a queue and what came of it: queued, running, done, or dead, which
is given up, with the reason. Jobs that are done are listed for 7 days, dead ones for 30.

runs tells how far each run is, follow prints what came of each job as it comes. requeue
puts dead jobs back, cancel takes jobs out (those of a whole run are no longer listed), pause lets none begin until resume.

Exit codes: 0 done, 1 there is no such job or the queue cannot be reached, 2 wrong usage.`,
		Example: `  tearsheet jobs --queue ./queue --state dead
  tearsheet jobs --queue nats://10.0.0.1:4222 --run november --json
  tearsheet jobs runs --queue ./queue
  tearsheet jobs requeue --queue ./queue --run november
  tearsheet jobs pause --queue ./queue --run november`,
		Args: cobra.NoArgs,
		RunE: o.with(func(ctx context.Context, q *queue.Queue, _ []string) error { return o.list(ctx, a, q) }),
	}
	o.queue.addFlags(cmd.PersistentFlags())
	o.queue.addRunFlag(cmd.PersistentFlags(), "jobs of this run alone")
	cmd.PersistentFlags().BoolVar(&o.json, "json", false, "print one JSON line a job")
	cmd.Flags().StringSliceVar(&o.states, "state", nil, "jobs in this state alone: queued, running, done, dead (several with commas)")
	cmd.AddCommand(
		o.command("runs [flags]", "Tell how far each run is", false, func(ctx context.Context, q *queue.Queue, _ []string) error { return o.runs(ctx, a, q) }),
		o.command("follow [flags]", "Print what came of each job as it comes, until the run has ended", false, func(ctx context.Context, q *queue.Queue, _ []string) error { return o.follow(ctx, a, q) }),
		o.command("requeue [flags] [ID...]", "Put dead jobs back into the queue", true, func(ctx context.Context, q *queue.Queue, ids []string) error {
			list, err := q.Requeue(ctx, queue.Filter{Run: o.queue.run}, ids)
			return o.changed(a, list, err, "requeued")
		}),
		o.command("cancel [flags] [ID...]", "Take jobs out of the queue, and stop those that run", true, func(ctx context.Context, q *queue.Queue, ids []string) error {
			if len(ids) == 0 && o.queue.run != "" {
				n, err := q.CancelRun(ctx, o.queue.run)
				if err == nil && !o.json {
					fmt.Fprintf(a.Err, "%d canceled\n", n)
				}
				return err
			}
			list, err := q.Cancel(ctx, ids)
			return o.changed(a, list, err, "canceled")
		}),
		o.command("pause [flags]", "Let no job begin, of a run or of all", false, func(ctx context.Context, q *queue.Queue, _ []string) error {
			return q.Pause(ctx, o.queue.run, true)
		}),
		o.command("resume [flags]", "Let jobs begin again", false, func(ctx context.Context, q *queue.Queue, _ []string) error {
			return q.Pause(ctx, o.queue.run, false)
		}),
	)
	return cmd
}

// command is one below jobs; some are told which jobs they are about.
func (o *jobsOptions) command(use, short string, ids bool, run func(context.Context, *queue.Queue, []string) error) *cobra.Command {
	name, _, _ := strings.Cut(use, " ")
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.NoArgs, Example: "  tearsheet jobs " + name + " --queue ./queue --run november"}
	cmd.RunE = o.with(run)
	if ids {
		cmd.Args = cobra.ArbitraryArgs
		cmd.Flags().BoolVar(&o.every, "all", false, "all jobs, of whatever run")
		cmd.RunE = o.with(func(ctx context.Context, q *queue.Queue, args []string) error { return run(ctx, q, args) })
		cmd.PreRunE = func(_ *cobra.Command, args []string) error {
			if len(args) == 0 && o.queue.run == "" && !o.every {
				return usagef("say which jobs: their ids, --run NAME, or --all")
			}
			return nil
		}
	}
	return cmd
}

// with opens the queue for a command.
func (o *jobsOptions) with(run func(context.Context, *queue.Queue, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := o.queue.validate(); err != nil {
			return err
		}
		for _, state := range o.states {
			if !slices.Contains(queue.States, queue.State(state)) {
				return usagef("--state %q: use queued, running, done or dead", state)
			}
		}
		if _, err := os.Stat(o.queue.where); !queue.IsAddress(o.queue.where) && errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("there is no queue in %s: tearsheet enqueue makes one", o.queue.where)
		}
		q, err := o.queue.open(cmd.Context())
		if err != nil {
			return err
		}
		defer q.Close()
		return run(cmd.Context(), q, args)
	}
}

func (o *jobsOptions) list(ctx context.Context, a *app, q *queue.Queue) error {
	f := queue.Filter{Run: o.queue.run}
	for _, state := range o.states {
		f.States = append(f.States, queue.State(state))
	}
	counts := map[queue.State]int{}
	var failed error
	err := q.List(ctx, f, func(e queue.Entry) bool {
		counts[e.State]++
		failed = o.print(a, e)
		return failed == nil
	})
	if err == nil {
		err = failed
	}
	if err != nil || o.json {
		return err
	}
	var parts []string
	for _, state := range queue.States {
		if n := counts[state]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, state))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no jobs"}
	}
	fmt.Fprintln(a.Err, strings.Join(parts, ", "))
	return nil
}

// print prints a job, for programs or for people.
func (o *jobsOptions) print(a *app, e queue.Entry) error {
	e.URL = warc.Secrets.URL(e.URL)
	if o.json {
		text, err := jsonLine(e)
		if err == nil {
			_, err = a.Out.Write(text)
		}
		return err
	}
	line := fmt.Sprintf("%-7s  %s  %s", e.State, e.ID, plain.Line(e.URL))
	if e.Error != nil {
		line += fmt.Sprintf("  %s: %s", e.Error.Kind, plain.Line(e.Error.Message))
	}
	_, err := fmt.Fprintln(a.Out, line)
	return err
}

func (o *jobsOptions) follow(ctx context.Context, a *app, q *queue.Queue) error {
	var failed error
	err := q.Follow(ctx, o.queue.run, func(e queue.Entry) bool {
		failed = o.print(a, e)
		return failed == nil
	})
	if ctx.Err() != nil {
		return errStopped
	}
	if err == nil {
		err = failed
	}
	return err
}

func (o *jobsOptions) runs(ctx context.Context, a *app, q *queue.Queue) error {
	all, err := q.Runs(ctx)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		p := all[name]
		if o.queue.run != "" && o.queue.run != name {
			continue
		}
		text, err := jsonLine(p)
		if err != nil {
			return err
		}
		if !o.json {
			paused := ""
			if p.Paused {
				paused = "  paused"
			}
			text = fmt.Appendf(nil, "%-24s %d queued, %d running, %d done, %d dead%s\n", plain.Line(name), p.Queued, p.Active, p.Done, p.Dead, paused)
		}
		if _, err := a.Out.Write(text); err != nil {
			return err
		}
	}
	return nil
}

// changed tells which jobs something was done to.
func (o *jobsOptions) changed(a *app, list []queue.Entry, err error, what string) error {
	for _, e := range list {
		if failed := o.print(a, e); failed != nil {
			return failed
		}
	}
	if !o.json {
		fmt.Fprintf(a.Err, "%d %s\n", len(list), what)
	}
	return err
}
