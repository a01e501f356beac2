package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/snapshots"
)

type diffInput struct {
	A string `query:"a" required:"true" doc:"the id of a snapshot, or an address, whose newest is meant"`
	B string `query:"b" required:"true" doc:"the one to compare it with"`
}

type diffOutput struct {
	Body json.RawMessage
}

func (s *server) diff(a huma.API) {
	op := operation(http.MethodGet, "/v1/diff", "diff", "What differs between two snapshots", "The line that tearsheet diff --json prints.")
	huma.Register(a, op, func(ctx context.Context, in *diffInput) (*diffOutput, error) {
		out, err := s.compare(ctx, in)
		return answer(out, err)
	})
}

func (s *server) compare(ctx context.Context, in *diffInput) (*diffOutput, error) {
	want, err := s.side(ctx, "a", in.A)
	if err != nil {
		return nil, err
	}
	got, err := s.side(ctx, "b", in.B)
	if err != nil {
		return nil, err
	}
	done, err := s.comparing.take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	text, err := s.Desk.Compare(want, got)
	return &diffOutput{text}, err
}

// side finds the snapshot that a parameter names.
func (s *server) side(ctx context.Context, name, ref string) (snapshots.Snapshot, error) {
	if _, err := snapshots.ParseID(ref); err != nil && !strings.Contains(ref, "://") {
		return snapshots.Snapshot{}, invalid(name, fmt.Errorf("%.100q is neither the id of a snapshot, as /v1/snapshots lists it, nor an address with its https://", ref))
	}
	return s.Shelf.Find(ctx, ref)
}
