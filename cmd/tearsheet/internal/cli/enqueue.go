package cli

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/politeness"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/queue"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/polite"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// enqueueOptions are the flags of enqueue.
type enqueueOptions struct {
	queue    queueFlags
	priority string
	urgency  queue.Priority
	resume   bool
	page     pageFlags
	sources  sourceFlags
	polite   politeFlags
	jobs     listedPages
}

func newEnqueueCmd(a *app) *cobra.Command {
	var o enqueueOptions
	cmd := &cobra.Command{
		Use:   "enqueue [flags] URL|FILE.yaml...",
		Short: "Put pages into the queue of many workers",
		Long: `enqueue puts pages into a queue, from which tearsheet work captures them, on this
machine and others. Pages and options are given as to capture; those that name a file of
this machine, or one of its profiles, cannot be given. What a header says (-H) is kept in
the queue until the job has ended.

A line of JSON on stdout for each job says its id: it was accepted, is on the disk of the
queue's server, and will be done. At most --per-host pages of a host are captured at the
same time, by however many workers.

A page that waits in the same run, or is being captured, is not put there again where the
same is asked of it: its line has the id of the job that is there, and "already": true. So
a command that broke off may be given again. Pages that were captured are put in anew, as
every night is meant to; --resume leaves out those that the run has captured, too, as long
as jobs lists them. In another run, or with other options, a page is another job.

Exit codes: 0 every page is in the queue; 1 some is not; 2 wrong usage.`,
		Example: `  tearsheet enqueue --queue ./queue https://example.com/
  tearsheet enqueue --queue nats://10.0.0.1:4222 --run november --from urls.txt --delay 1s --robots
  tearsheet enqueue --queue ./queue --run november --from urls.txt --resume   # it had broken off
  tearsheet enqueue --queue ./queue --priority high --save pdf https://example.com/urgent`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.page.profiles = &openProfiles{}
			defer o.page.profiles.close()
			args, err := o.validate(args)
			if err != nil {
				return err
			}
			return o.run(cmd.Context(), a, args)
		},
	}
	flags := cmd.Flags()
	o.queue.addFlags(flags)
	o.queue.addRunFlag(flags, "what the jobs belong to: letters, digits, - and _")
	flags.BoolVar(&o.resume, "resume", false, "leave out what the run has captured already, as after a command that broke off; needs --run")
	flags.StringVar(&o.priority, "priority", queue.Normal.String(), "which of a host's jobs come first: "+strings.Join(queue.Priorities(), ", "))
	o.page.addFlags(flags, option.Page, option.Save, option.Run)
	o.page.actions.addFlags(flags)
	o.sources.addListFlags(flags)
	o.polite.addFleetFlags(flags)
	return cmd
}

func (o *enqueueOptions) validate(args []string) ([]string, error) {
	var err error
	if o.urgency, err = queue.ParsePriority(o.priority); err != nil {
		return nil, usagef("--priority %w", err)
	}
	for _, check := range []func() error{o.queue.validate, o.polite.validate, o.portable, o.page.validate} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	if o.resume && o.queue.run == "" {
		return nil, usagef("--resume: say of which run: --run NAME")
	}
	if o.polite.perHost > politeness.MostAtOnce {
		return nil, usagef("--per-host %d: use at most %d, or 0 for as many as can be", o.polite.perHost, politeness.MostAtOnce)
	}
	o.jobs.flags = &o.page
	args, from, err := o.jobs.read(args)
	if err != nil {
		return nil, err
	}
	o.sources.from = append(o.sources.from, from...)
	if len(o.jobs.files) > 0 {
		return args, nil
	}
	return args, o.sources.validate(args)
}

// portable refuses what a worker on another machine could not do.
func (o *enqueueOptions) portable() error {
	if f := unportable(&o.page); f != nil {
		return usagef("--%s: workers do not have what is on this machine: give it to capture", f.option.FlagName())
	}
	return nil
}

// unportable is a flag that was given and is of this machine alone; nil: there is none.
func unportable(page *pageFlags) *optionFlag {
	for _, f := range page.list {
		known := slices.ContainsFunc(order.Fields, func(field order.Field) bool { return field.Option.Name == f.option.Name })
		if f.texts != nil && !known {
			return f
		}
	}
	return nil
}

// accepted is the line that is printed for a job. Other programs rely on its fields.
type accepted struct {
	ID      string `json:"id"`
	URL     string `json:"url"`
	Run     string `json:"run,omitempty"`
	Already bool   `json:"already,omitempty"` // the job was there before
}

func (o *enqueueOptions) run(ctx context.Context, a *app, args []string) error {
	client, err := o.sources.client(&optionFlags{})
	if err != nil {
		return err
	}
	q, err := o.queue.open(ctx)
	if err != nil {
		return err
	}
	defer q.Close()
	known := q.Known(o.queue.run)
	if o.resume {
		if err := known.WithDone(ctx); err != nil {
			return err
		}
	}
	failed, already := 0, 0
	var broken error // of the queue or of stdout
	jobs := func(yield func(queue.Job) bool) {
		for t, err := range o.jobs.tasks(o.sources.targets(ctx, a, nil, args, false, client), false) {
			if err == nil && t.Err != nil {
				err = fmt.Errorf("%s: %w", t.Source, t.Err)
			}
			var job queue.Job
			if err == nil {
				job, err = o.job(t)
			}
			if err != nil {
				failed++
				a.complain(err)
				continue
			}
			id, err := known.ID(ctx, job)
			if err == nil && id != "" {
				job.ID = id
				already++
				err = a.printAccepted(job, true)
			}
			if broken = err; err != nil || id == "" && !yield(job) {
				return
			}
		}
	}
	err = q.Add(ctx, jobs, func(j queue.Job) error { return a.printAccepted(j, false) })
	if already > 0 {
		or := ""
		if o.resume {
			or = ", or captured by this run"
		}
		fmt.Fprintf(a.Err, "tearsheet: not put there again: %s in the queue already%s\n", count(already, "page"), or)
	}
	switch err = cmp.Or(err, broken); {
	case err != nil && ctx.Err() != nil:
		return errStopped
	case err != nil:
		return err
	case failed > 0:
		return errFailed
	}
	return nil
}

// printAccepted prints the line of a job that is in the queue.
func (a *app) printAccepted(j queue.Job, already bool) error {
	address := warc.Secrets.URL(j.URL)
	if slices.Contains(j.Options["keep_secrets"], "true") {
		address = j.URL
	}
	line, err := jsonLine(accepted{j.ID, address, j.Run, already})
	if err == nil {
		_, err = a.Out.Write(line)
	}
	return err
}

// job is a page as a worker gets it.
func (o *enqueueOptions) job(t task) (queue.Job, error) {
	if f := unportable(t.page); f != nil {
		return queue.Job{}, fmt.Errorf("%s: %s: workers do not have what is on this machine", t.Source, f.option.Name)
	}
	j := queue.Job{
		ID: queue.NewID(), URL: t.URL, Run: o.queue.run, Name: t.job.Name, Group: t.job.Group,
		Host: polite.HostOf(t.URL), Priority: o.urgency, Added: time.Now().UTC().Truncate(time.Millisecond),
		Retries: o.polite.retries, PerHost: o.polite.perHost, Delay: politeness.SpanOf(o.polite.delay), Robots: o.polite.robots,
		Options: t.page.texts(),
	}
	if actions := t.page.actions.list; len(actions) > 0 {
		text, err := json.Marshal(actions)
		if err != nil {
			return j, err
		}
		if slices.ContainsFunc(actions, func(a browser.Action) bool { return a.Do == browser.DoUpload }) {
			return j, fmt.Errorf("%s: an upload is of a file that workers do not have", t.URL)
		}
		j.Actions = text
	}
	return j, nil
}

// texts are the options as they were given, by their names.
func (o *pageFlags) texts() map[string][]string {
	given := map[string][]string{}
	for _, f := range o.list {
		if f.texts != nil {
			given[f.option.Name] = f.texts
		}
	}
	if o.headers != nil { // with the values of variables, which workers do not have
		given["headers"] = o.headers
	}
	return given
}
