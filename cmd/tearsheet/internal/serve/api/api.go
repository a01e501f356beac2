// Package api is the HTTP API of a server: OpenAPI 3.1 from the code, JSON, problems as RFC
// 9457 has them. A file holds one operation, and is called noun_verb.
//
//	api.go     what the operations share; problems.go: errors; order_input.go: what is asked for
//	obtain.go  a snapshot of an address: from the archive where it is new enough, else captured
//	file.go    the bytes of a file, in such a way that a page's content does nothing here
package api

import (
	"context"
	"iter"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// Jobs are captures that were asked for; *jobs.Queue is one.
type Jobs interface {
	Add(ctx context.Context, n jobs.New) (jobs.Job, error)
	Get(ctx context.Context, owner, id string) (jobs.Job, error)
	Wait(ctx context.Context, owner, id string) (jobs.Job, error)
	Follow(ctx context.Context, owner, id string) iter.Seq2[jobs.Job, error]
	Cancel(ctx context.Context, owner, id string) (jobs.Job, error)
}

// Options are what the API is made of.
type Options struct {
	Shelf   shelf.Shelf
	Desk    desk.Desk
	Jobs    Jobs
	Watch   *watching.Board            // nil: nothing is watched
	Hook    func(address string) error // says what is wrong with an address to be told; nil: nobody is told
	Version string
}

// The limits of requests, beside those of order.
const (
	mostJSON = 1 << 20  // bytes of a body of JSON
	mostHTML = 16 << 20 // bytes of a document to be read
	mostWait = 10 * time.Minute
)

// server has the operations as its methods.
type server struct {
	Options
	comparing turns // two pictures take much memory
	reading   turns // and so does a document that is taken apart
}

// Register puts the operations on a mux.
func Register(mux *http.ServeMux, o Options) {
	config := huma.DefaultConfig("tearsheet", o.Version)
	config.Info.Description = "Captures web pages as a person would see them, and gives back what was captured. Errors are application/problem+json."
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: "A token that `tearsheet token add` printed, where the server asks for one"},
	}
	config.Security = []map[string][]string{{"token": {}}, {}}
	a := humago.New(mux, config)
	s := &server{o, make(turns, 1), make(turns, 2)}
	for _, register := range []func(huma.API){
		s.createCapture, s.getCapture, s.cancelCapture, s.followCapture,
		s.listSnapshots, s.getSnapshot, s.getFile, s.verifySnapshot,
		s.search, s.diff, s.extract, s.screenshot, s.article,
		s.listWatched, s.listChanges, s.lookNow, s.unlearn,
		s.addWatched, s.getWatched, s.putWatched, s.removeWatched,
	} {
		register(a)
	}
}

// operation is one that takes the parameters that it names and no others.
func operation(method, path, id, summary, description string) huma.Operation {
	return huma.Operation{
		Method: method, Path: path, OperationID: id, Summary: summary, Description: description,
		RejectUnknownQueryParameters: true, MaxBodyBytes: mostJSON,
		SkipValidateBody: true, // order and extract read it
	}
}

// turns let some do at the same time what takes much, and the others wait.
type turns chan struct{}

// take waits for a turn; done must follow.
func (t turns) take(ctx context.Context) (done func(), err error) {
	select {
	case t <- struct{}{}:
		return func() { <-t }, nil
	case <-ctx.Done():
		return nil, context.Canceled
	}
}

// owner is whose jobs a request is about.
func owner(ctx context.Context) string {
	t, _ := tokens.Holder(ctx)
	return t.Name
}
