package mcp

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/snapshots"
)

// obtain gives the snapshot that the arguments of a call name: by its id, or of an address,
// as new as they ask for. further are arguments besides, which it gives as they came.
func (t tools) obtain(ctx context.Context, req *sdk.CallToolRequest, kind string, further ...string) (snap snapshots.Snapshot, besides map[string]string, err error) {
	members := map[string]json.RawMessage{}
	if err := json.Unmarshal(arguments(req), &members); err != nil {
		return snap, nil, problem.New(http.StatusBadRequest, problem.InvalidRequest, "the arguments are no object: %v", err)
	}
	besides = map[string]string{}
	for _, name := range append(further, "id", "max_age") {
		if raw, ok := members[name]; ok {
			var text string
			if json.Unmarshal(raw, &text) != nil {
				text = string(raw) // a number
			}
			besides[name] = text
			delete(members, name)
		}
	}
	if id := besides["id"]; id != "" {
		snap, err = t.Shelf.Find(ctx, id)
		return snap, besides, err
	}
	rest, err := json.Marshal(members)
	if err != nil {
		return snap, nil, err
	}
	o, _, err := order.FromJSON(rest)
	if err == nil {
		o, err = t.Desk.Check(o)
	}
	if err != nil {
		return snap, nil, err
	}
	if age := besides["max_age"]; age != "" {
		d, err := shelf.Age(age)
		if err != nil {
			return snap, nil, problem.New(http.StatusUnprocessableEntity, problem.InvalidRequest, "max_age: %v", err)
		}
		snap, ok := t.Shelf.Fresh(ctx, o.URL, time.Now().Add(-d), func(snap snapshots.Snapshot) bool {
			_, has := snap.Path(kind)
			return has && t.Desk.Answers(o, snap)
		})
		if ok {
			return snap, besides, nil
		}
	}
	snap, err = t.capture(ctx, req, o)
	return snap, besides, err
}

// capture captures a page.
func (t tools) capture(ctx context.Context, req *sdk.CallToolRequest, o order.Order) (snap snapshots.Snapshot, err error) {
	line, err := t.Capture(ctx, o, progress(ctx, req))
	switch {
	case err != nil:
		return snap, err
	case line.Dir == "":
		return snap, problem.OfKind(line.Kind, line.Message)
	}
	snap, err = t.Shelf.Store.Find(ctx, line.Dir)
	if err == nil && line.Kind != "" { // a block page is stored, and is not what was asked for
		err = problem.OfKind(line.Kind, line.Message)
	}
	return snap, err
}

// whole reads an argument that is a number; 0 where it is not there.
func whole(besides map[string]string, name string) (int, error) {
	text := besides[name]
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return 0, problem.New(http.StatusUnprocessableEntity, problem.InvalidRequest, "%s: use a whole number from 0", name)
	}
	return n, nil
}

// unfit says of a snapshot that it has not what was asked for.
func unfit(format string, args ...any) error {
	return problem.New(http.StatusUnprocessableEntity, problem.InvalidRequest, format, args...)
}

var errNoFile = unfit("the snapshot has no such file: its address may be that of a file, which is kept as it came")
