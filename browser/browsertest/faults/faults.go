package faults

import (
	"net/http"
	"slices"
)

// Fault is one way in which a page goes wrong.
type Fault struct {
	Name string // also its path
	// Ends says how its capture may end: "whole", "partial", or the kind of an error.
	Ends []string
	// Keeps is a text that the document has then.
	Keeps string
	// Flags are those of tearsheet that it takes.
	Flags []string

	serve   http.HandlerFunc
	address func(*Server) string // nil: its path on the server
}

// All lists the faults.
var All = slices.Concat(answers, lengths, redirects, statuses, secure, unreachable, parts, pictures, reloads, interruptions, takers, floods)

// the ends of a capture.
var (
	whole    = []string{"whole"}
	cutShort = []string{"partial"}
	either   = []string{"whole", "partial"}
)

func failed(kinds ...string) []string { return kinds }

// before is what pages say before they go wrong.
const before = "The lighthouse was lit at nine."

// page is a handler for a document that begins as all of them do.
func page(rest string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(head + rest)) // who does not want it has gone
	}
}

const head = "<!doctype html><html lang=en><title>Fault</title><h1>Fault</h1><p>" + before + "</p>"

// script is a page with a script behind its text.
func script(code string) http.HandlerFunc { return page("<script>" + code + "</script>") }

// loaded is a page whose script runs once it has loaded.
func loaded(code string) http.HandlerFunc {
	return script("addEventListener('load', () => setTimeout(() => { " + code + " }))")
}
