package api

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/jobs"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
	"github.com/tearsheet/tearsheet/snapshots"
)

// obtain gives a snapshot that has a file of a kind: from the archive, where it may be as
// old as the newest there, else a new one.
func (s *server) obtain(ctx context.Context, in *orderInput, kind string) (snapshots.Snapshot, error) {
	o, err := s.Desk.Check(in.order)
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	if in.maxAge > 0 {
		snap, ok := s.Shelf.Fresh(ctx, o.URL, time.Now().Add(-in.maxAge), func(snap snapshots.Snapshot) bool {
			_, has := snap.Path(kind)
			return has && s.Desk.Answers(o, snap)
		})
		if ok {
			return snap, nil
		}
	}
	token, _ := tokens.Holder(ctx)
	// Who is content with an older one is content with that which is being captured.
	j, err := s.Jobs.Add(ctx, jobs.New{Order: o, Owner: token.Name, Most: token.Waiting, Join: in.maxAge > 0})
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	patience, cancel := context.WithTimeout(ctx, mostWait)
	defer cancel()
	j, err = s.Jobs.Wait(patience, token.Name, j.ID)
	switch {
	case err != nil:
		return snapshots.Snapshot{}, err
	case ctx.Err() != nil:
		return snapshots.Snapshot{}, context.Canceled
	case !j.State.Ended():
		return snapshots.Snapshot{}, problem.New(http.StatusServiceUnavailable, problem.Stopping, "the capture goes on: see the Location").With("Location", "/v1/captures/"+j.ID)
	}
	return s.snapshotOf(ctx, j, kind)
}

// snapshotOf gives the snapshot of a job that has ended.
func (s *server) snapshotOf(ctx context.Context, j jobs.Job, kind string) (snapshots.Snapshot, error) {
	var line struct {
		Dir   string
		Error *struct{ Kind, Message string }
	}
	if err := json.Unmarshal(j.Result, &line); err != nil {
		return snapshots.Snapshot{}, err
	}
	if line.Error != nil {
		return snapshots.Snapshot{}, problem.OfKind(line.Error.Kind, line.Error.Message)
	}
	snap, err := s.Shelf.Store.Find(ctx, line.Dir)
	if err != nil {
		return snap, err
	}
	if _, ok := snap.Path(kind); !ok {
		return snap, problem.New(http.StatusUnprocessableEntity, problem.InvalidRequest, "the address is a file, which has no %s: it is kept as it came, at %s", kind, "/v1/snapshots/"+string(snap.ID)+"/files/original")
	}
	return snap, nil
}

// ageOf is the header that says how old an answer is.
func ageOf(snap snapshots.Snapshot) string {
	return strconv.Itoa(int(max(0, time.Since(snap.CapturedAt)).Seconds()))
}
