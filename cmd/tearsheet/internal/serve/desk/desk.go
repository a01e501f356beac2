// Package desk says what a server hands to those who can do it: capturing pages, reading
// articles, comparing snapshots. The API, the tools of assistants and the queue know these
// interfaces; who starts the server puts the libraries behind them.
package desk

import (
	"context"
	"encoding/json"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/snapshots"
)

// Line is what came of a capture: the line that capture --json prints, and what of it the
// server looks at.
type Line struct {
	Text    json.RawMessage
	Dir     string           // the snapshot's folder; empty where nothing was stored
	Kind    string           // of the failure; empty where there is none
	Message string           // of the failure
	Timings map[string]int64 // milliseconds
}

// Desk does what the server is asked for.
type Desk interface {
	// Check says what of an order makes no sense, and completes its address.
	Check(o order.Order) (order.Order, error)
	// Capture captures a page into the archive; tell is called when a stage of it begins.
	Capture(ctx context.Context, job string, o order.Order, tell func(stage string)) Line
	// Stored looks for what a job had stored since it began.
	Stored(ctx context.Context, job string, o order.Order, since time.Time) (Line, bool)
	// Fail is the line of an address that is not captured.
	Fail(address string, err error) Line
	// Public is an address as it may be told: without what is secret in it.
	Public(address string) string
	// Answers tells whether a snapshot is what an order asks for, in all but its age.
	Answers(o order.Order, snap snapshots.Snapshot) bool
	// Line is that of a snapshot: what its capture printed.
	Line(snap snapshots.Snapshot) (Line, error)
	// Extract reads the article of a document; address is where it came from, or empty.
	Extract(html []byte, address, contentType string) (json.RawMessage, error)
	// Compare tells what differs between two snapshots.
	Compare(a, b snapshots.Snapshot) (json.RawMessage, error)
	// Memory is how many bytes the browser takes; 0: nothing tells.
	Memory() int64
}
