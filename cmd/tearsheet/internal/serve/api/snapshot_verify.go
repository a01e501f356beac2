package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/snapshots"
)

// damage is one thing that is not as it was stored, as verify --json has it.
type damage struct {
	Path   string          `json:"path"`
	What   snapshots.Fault `json:"what"`
	Detail string          `json:"detail"`
}

type verifyOutput struct {
	Body struct {
		ID       snapshots.ID `json:"id"`
		OK       bool         `json:"ok" doc:"every byte is as it was stored"`
		Files    int          `json:"files"`
		Bytes    int64        `json:"bytes"`
		Signed   []string     `json:"signed,omitempty"`
		Problems []damage     `json:"problems"`
	}
}

func (s *server) verifySnapshot(a huma.API) {
	op := operation(http.MethodGet, "/v1/snapshots/{id}/verify", "verify-snapshot", "Whether a snapshot is as it was stored, byte by byte", "")
	huma.Register(a, op, func(ctx context.Context, in *SnapshotInput) (*verifyOutput, error) {
		snap, err := s.snapshot(ctx, *in)
		if snap.ID == "" {
			return answer[verifyOutput](nil, err)
		}
		r := s.Shelf.Store.VerifySnapshot(ctx, snap.ID)
		if ctx.Err() != nil {
			return answer[verifyOutput](nil, context.Canceled)
		}
		out := &verifyOutput{}
		out.Body.ID, out.Body.OK, out.Body.Files, out.Body.Bytes, out.Body.Signed = r.ID, r.OK(), r.Files, r.Bytes, r.Signed
		out.Body.Problems = []damage{}
		for _, p := range r.Problems {
			out.Body.Problems = append(out.Body.Problems, damage(p))
		}
		return out, nil
	})
}
