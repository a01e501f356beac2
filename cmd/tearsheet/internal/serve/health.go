package serve

import (
	"context"
	"fmt"
	"net/http"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/snapshots"
)

// healthy says that the process answers.
func healthy(w http.ResponseWriter, _ *http.Request) { says(w, "ok\n") }

// ready says whether the server takes work: its archive is there, and it is not being
// stopped.
func (o Options) ready(w http.ResponseWriter, r *http.Request) {
	select {
	case <-o.Queue.Stopping():
		problem.New(http.StatusServiceUnavailable, problem.Stopping, "the server is being stopped").Write(w)
		return
	default:
	}
	if err := reached(r.Context(), o.Shelf.Store); err != nil {
		problem.New(http.StatusServiceUnavailable, problem.Storage, "the archive cannot be read: %v", err).Write(w)
		return
	}
	says(w, "ready\n")
}

// reached fails where an archive cannot be read, or its bucket not be reached.
func reached(ctx context.Context, store *snapshots.Store) error {
	err := store.Refresh(ctx)
	if err == nil {
		_, err = store.Hosts()
	}
	return err
}

func says(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, text)
}

// plainPage stands at / where there is no gallery.
func plainPage(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		problem.New(http.StatusNotFound, problem.NotFound, "there is no %s", clip(r.URL.Path)).Write(w)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, `<!doctype html><html lang="en"><meta charset="utf-8"><title>tearsheet</title><h1>tearsheet</h1>
<ul><li><a href="/v1/snapshots">snapshots</a><li><a href="/openapi.json">the API</a><li><a href="/metrics">metrics</a></ul></html>
`)
}
