package cli

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/fleet/worker"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/robots"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve"
)

// workOptions are the flags of work.
type workOptions struct {
	queue       queueFlags
	concurrency int
	once        bool
	lease       time.Duration
	listen      string
	office      officeFlags
}

func newWorkCmd(a *app) *cobra.Command {
	var o workOptions
	cmd := &cobra.Command{
		Use:   "work [flags]",
		Short: "Capture the pages of a queue, as one of many workers",
		Long: `work captures pages that tearsheet enqueue has put into a queue, until it is told to
end. Any number of workers can work on one queue: each job is stored once, and a host is
visited as its jobs say, whichever worker it is.

A line of JSON on stdout for each job is that of capture with "job" beside it. A job that
fails is tried again, after a pause that depends on why; one that is given up can be seen
with tearsheet jobs --state dead. A worker that ends, in whatever way, loses nothing: its
jobs are taken up by others, those that it had begun once its lease is over.

Pages cannot reach this machine and its networks unless --allow-net opens them. The first
signal begins nothing new and finishes what runs; the second gives that back.

Exit codes: 0 it was told to end, or --once and the queue is empty; 1 with --once, some
job was given up here, or it could not go on; 2 wrong usage.`,
		Example: `  tearsheet work --queue ./queue --archive ./evidence
  tearsheet work --queue nats://10.0.0.1:4222,nats://10.0.0.2:4222 --concurrency 6
  tearsheet work --queue ./queue --once > results.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.validate(); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	o.queue.addFlags(flags)
	flags.IntVar(&o.concurrency, "concurrency", defaultConcurrency(), "pages to capture at the same time")
	flags.BoolVar(&o.once, "once", false, "end when nothing is left to do in the queue")
	flags.DurationVar(&o.lease, "lease", 30*time.Second, "time after which the pages of a worker that gives no sign of life are taken up by others")
	flags.StringVar(&o.listen, "listen", "", "address at which to tell /metrics, /healthz and /readyz, such as 127.0.0.1:9090: counts, and nothing of what is captured")
	addArchiveFlag(flags, &o.office.archive)
	addSiteRulesFlag(flags, &o.office.rules)
	o.office.sign.addFlags(flags)
	o.office.chrome.addFlags(flags, option.Chrome)
	return cmd
}

func (o *workOptions) validate() error {
	switch {
	case o.concurrency < 1:
		return usagef("--concurrency %d: use 1 or more", o.concurrency)
	case o.lease < 3*time.Second:
		return usagef("--lease %s: use 3s or more", o.lease)
	}
	if o.listen != "" {
		if _, _, err := net.SplitHostPort(o.listen); err != nil {
			return usagef("--listen %q: use HOST:PORT, such as 127.0.0.1:9090", o.listen)
		}
	}
	if err := o.queue.validate(); err != nil {
		return err
	}
	return o.office.validate()
}

func (o *workOptions) run(ctx context.Context, a *app) error {
	office, err := o.office.open(ctx, a)
	if err != nil {
		return err
	}
	defer office.close()
	if _, err := office.chrome.get(ctx); err != nil { // or it would give up one job after the other
		return err
	}
	client, err := o.office.chrome.client(robots.Patience)
	if err != nil {
		return err
	}
	q, err := o.queue.open(ctx)
	if err != nil {
		return err
	}
	defer q.Close()
	lines := &jobLines{app: a, metrics: serve.NewMetrics()}
	c := captureJob{libraries: office.desk, rules: robots.New(client, "tearsheet"), print: lines.print}
	var running atomic.Int64
	do := func(ctx context.Context, t worker.Task) worker.Outcome {
		running.Add(1)
		defer running.Add(-1)
		return c.do(ctx, t)
	}
	stop, err := tellWorker(a, o.listen, lines.metrics.Worker(office.desk, office.archive.Store, running.Load))
	if err != nil {
		return err
	}
	defer stop()
	w := worker.New(q, worker.Options{Do: do, Slots: o.concurrency, Lease: o.lease, Once: o.once, Log: a.log})
	err = w.Run(ctx, a.drain)
	switch {
	case err != nil:
		return err
	case lines.err != nil:
		return lines.err
	case ctx.Err() != nil:
		return errStopped
	case o.once && lines.failed.Load() > 0:
		return errFailed
	}
	return nil
}

// tellWorker answers at an address until stop is called; empty: nobody asks.
func tellWorker(a *app, address string, handler http.Handler) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	listener, err := listenOn(address)
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 10 * time.Second, MaxHeaderBytes: 16 << 10}
	go func() { _ = server.Serve(listener) }() // until it is closed
	fmt.Fprintf(a.Err, "telling of this worker on http://%s/metrics\n", listener.Addr())
	return func() { _ = server.Close() }, nil
}

// jobLines prints what came of jobs, and counts it.
type jobLines struct {
	app     *app
	metrics *serve.Metrics
	failed  atomic.Int64

	mu  sync.Mutex
	err error // of writing to stdout
}

func (l *jobLines) print(line jobLine) {
	l.metrics.Captured(lineOf(line.Result))
	if line.Error != nil {
		l.failed.Add(1)
	}
	text, err := jsonLine(line)
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		_, err = l.app.Out.Write(text)
	}
	if err != nil && l.err == nil {
		l.err = fmt.Errorf("writing the results: %w", err)
	}
}
