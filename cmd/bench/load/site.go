//go:build linux

package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// words are those that the pages of the site are made of.
var words = strings.Fields("harbour lantern orchard granite meadow copper willow timber saddle pepper marble anchor basket candle ribbon thistle barley walnut bridge kettle")

// serveSite serves small pages at /N, each of other words, until the listener is closed.
func serveSite(ctx context.Context) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /page/{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		_, _ = fmt.Sscan(r.PathValue("n"), &n)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><html lang=en><title>Page %d</title><body><article><h1>The %s of page %d</h1>", n, words[n%len(words)], n)
		for p := range 6 {
			fmt.Fprint(w, "<p>")
			for i := range 40 {
				fmt.Fprintf(w, "%s ", words[(n*7+p*13+i*(n%5+1))%len(words)])
			}
			fmt.Fprint(w, "</p>")
		}
		fmt.Fprint(w, "</article>")
	})
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go func() { _ = srv.Serve(l) }() // until the listener is closed
	return l, nil
}
