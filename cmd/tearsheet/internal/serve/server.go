package serve

import (
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/api"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// Options are what a server is made of. Shelf, Desk and Queue are needed.
type Options struct {
	Shelf   shelf.Shelf
	Desk    desk.Desk
	Queue   *jobs.Queue
	Watch   *watching.Board // nil: nothing is watched
	Metrics *Metrics        // nil: they are nobody's

	Keys  *tokens.Keys // whose token is asked for; nil: nobody's
	Hosts []string     // names under which the server is reached, beside addresses and localhost

	Gallery http.Handler // at /; nil: a page that says what is there
	MCP     http.Handler // at /mcp; nil: there is none

	BodyTime time.Duration // for the body of a request to arrive; 0: 30 s

	Hook    func(address string) error // says what is wrong with the address of a webhook; nil: there are none
	Version string
	Log     *zap.Logger
}

// New gives the handler of a server.
func New(o Options) http.Handler {
	if o.Log == nil {
		o.Log = zap.NewNop()
	}
	if o.Metrics == nil {
		o.Metrics = NewMetrics()
	}
	if o.BodyTime == 0 {
		o.BodyTime = 30 * time.Second
	}
	o.Metrics.watch(o.Queue, o.Desk)
	mux := http.NewServeMux()
	api.Register(mux, api.Options{Shelf: o.Shelf, Desk: o.Desk, Jobs: o.Queue, Watch: o.Watch, Hook: o.Hook, Version: o.Version})
	mux.Handle("GET /metrics", o.Metrics.handler())
	mux.HandleFunc("GET /healthz", healthy)
	mux.HandleFunc("GET /readyz", o.ready)
	if o.MCP != nil {
		mux.Handle("/mcp", o.MCP)
	}
	mux.Handle("/v1/", unknown(mux, "/v1/"))
	if o.Gallery == nil {
		o.Gallery = http.HandlerFunc(plainPage)
	}
	mux.Handle("/", o.Gallery)
	d := doors{keys: o.Keys, hosts: o.Hosts}
	return watched(o.Log, o.Metrics, mux, recovered(o.Log, withHeaders(d.guard(bodyInTime(o.BodyTime, bothIDs(mux))))))
}

// clip shortens what a client wrote to what can be told.
func clip(text string) string {
	const longest = 100
	if len(text) > longest {
		return text[:longest] + "..."
	}
	return text
}
