package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/api"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/gallery"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/mcp"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
)

// serveOptions are the flags of serve.
type serveOptions struct {
	concurrency int
	waiting     int
	grace       time.Duration
	secret      webhook.Secret
	secretFile  string
	listen      listenFlags
	office      officeFlags
	queue       queueFlags
	watch       serveWatch
}

func newServeCmd(a *app) *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Serve the archive: a gallery, an HTTP API, tools for assistants",
		Long: `serve shows the archive in a browser and lets programs capture pages, search and
compare over HTTP: /openapi.json says how. /mcp is for assistants (Model Context
Protocol), /metrics for Prometheus, /healthz and /readyz for whoever runs it.

It listens on this machine alone, where nobody needs a token. On any other address each
request needs one: tearsheet token add makes them. A capture that was accepted is done,
also when the server is ended before it is: then after the next start.

The first signal takes nothing new and stores what runs; the second ends it at once. A
line for each request is in the log (--log-level info).

It also looks at pages by their schedules and tells what changed, as tearsheet watch does,
with the same browser: those of the watch.yaml that --watch names, and those that were
added on /watch or by /v1/watch/pages, which need no flag and are kept over a restart.
Addresses of this machine and its net need --allow-net there too. Changes are JSON lines
on stdout; /watch shows them, and programs have /v1/watch and /v1/watch/changes.

The archive may be in a bucket (s3://, gs:// or azblob://BUCKET/PREFIX). What goes on beside it
is kept on this machine then: captures that were asked for, and watched pages (--state).

Exit codes: 0 it was told to end, 1 it could not go on, 2 wrong usage.`,
		Example: `  tearsheet serve
  tearsheet serve --archive ./evidence --listen 127.0.0.1:9000 --log-level info
  tearsheet serve --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem --tokens tokens.json
  curl -s 'http://127.0.0.1:8787/v1/article?url=https://example.com/&max_age=1h'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.validate(cmd.Context()); err != nil {
				return err
			}
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	o.office.addFlags(flags)
	o.office.state.addFlag(flags)
	o.listen.addFlags(flags)
	o.queue.addServeFlag(flags)
	o.watch.addFlags(flags)
	flags.IntVar(&o.concurrency, "concurrency", defaultConcurrency(), "pages to capture at the same time")
	flags.IntVar(&o.waiting, "most-waiting", 1000, "captures that may wait; further ones are told to come again")
	flags.DurationVar(&o.grace, "grace", 30*time.Second, "time for pages that are being captured when the server is told to end")
	flags.StringVar(&o.secretFile, "webhook-secret", "", "file of the secret that webhooks are signed with (whsec_...); made if it is not there")
	return cmd
}

func (o *serveOptions) validate(ctx context.Context) (err error) {
	switch {
	case o.concurrency < 1:
		return usagef("--concurrency %d: use 1 or more", o.concurrency)
	case o.waiting < 1:
		return usagef("--most-waiting %d: use 1 or more", o.waiting)
	case o.grace < 0:
		return usagef("--grace %s: use 0s or more", o.grace)
	}
	if o.secretFile != "" {
		if o.secret, err = readOrMakeSecret(o.secretFile); err != nil {
			return usagef("--webhook-secret: %w", err)
		}
	}
	if err := o.office.validate(); err != nil {
		return err
	}
	if err := o.watch.validate(&o.office); err != nil {
		return err
	}
	return o.listen.validate(ctx)
}

func (o *serveOptions) run(ctx context.Context, a *app) error {
	office, err := o.office.open(ctx, a)
	if err != nil {
		return err
	}
	defer office.close()
	archive, workers := office.archive, o.concurrency
	var desk desk.Desk = office.desk
	if o.queue.where != "" {
		fleet, err := o.join(ctx, a, office)
		if err != nil {
			return err
		}
		defer fleet.leave()
		desk, workers = fleet, o.waiting // each waits for what came of one job
	}
	metrics := serve.NewMetrics()
	queue, err := jobs.Open(ctx, archive.JobsDir(), jobs.Options{
		Runner: serve.Runner{Desk: desk, Metrics: metrics, Log: a.log}, Most: o.waiting, Workers: workers, Log: a.log,
	})
	if err != nil {
		return err
	}
	defer queue.Close()
	watcher, err := o.watch.open(ctx, a, office)
	if err != nil {
		return err
	}
	defer watcher.close()
	options := serve.Options{
		MCP:   mcp.Handler(mcp.Options{Shelf: office.shelf, Desk: desk, Version: version()}, mcp.Queued(queue)),
		Shelf: office.shelf, Desk: desk, Queue: queue, Watch: watcher.board, Metrics: metrics,
		Keys: o.listen.keys, Hosts: o.listen.hosts, Version: version(), Log: a.log,
	}
	if o.secret != nil {
		client, err := clientForStrangers(office.chrome.opts)
		if err != nil {
			return err
		}
		options.Hook = webhook.Check
		stop := tellHooks(ctx, queue, &webhook.Sender{Secret: o.secret, Client: client, View: api.View, Count: metrics.Hooked, Log: a.log})
		defer stop()
	}
	pages, err := gallery.New(archive.Store, office.shelf.Index, gallery.Options{Side: pipeline.SnapshotSide, Jobs: serve.Runs{Desk: desk, Queue: queue}, Watch: options.Watch, Log: a.log})
	if err != nil {
		return err
	}
	defer pages.Close()
	options.Gallery = pages
	handler := serve.New(options)
	listener, err := o.listen.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Err, "serving %s on %s\n", archive.Where(), o.listen.address(listener))
	if o.listen.exposed && o.listen.tls == nil {
		a.log.Warn("the server is reached over the net without TLS: tokens can be read on the way", zap.Stringer("listen", listener.Addr()))
	}
	defer watcher.start(ctx, o.grace)()
	return serve.Listener{
		Listener: listener, TLS: o.listen.tls, Drain: a.drain.Done(), Grace: o.grace, Handler: handler, Queue: queue, Log: a.log,
	}.Run(ctx)
}

// tellHooks tells webhooks until stop is called.
func tellHooks(ctx context.Context, q *jobs.Queue, s *webhook.Sender) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.Run(ctx, q)
	}()
	return func() {
		cancel()
		<-done
	}
}
