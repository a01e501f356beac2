package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
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
	want, err := s.Shelf.Find(ctx, in.A)
	if err != nil {
		return nil, err
	}
	got, err := s.Shelf.Find(ctx, in.B)
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
