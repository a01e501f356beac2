package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// errNotWatching is the answer of a server that watches nothing.
var errNotWatching = problem.New(http.StatusNotFound, problem.NotFound, "this server watches nothing")

type watchListOutput struct {
	Body struct {
		Pages []watching.Page `json:"pages"`
	}
}

func (s *server) listWatched(a huma.API) {
	op := operation(http.MethodGet, "/v1/watch", "list-watched", "The pages that the server watches, and how they are", "")
	huma.Register(a, op, func(ctx context.Context, _ *struct{}) (*watchListOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		out := &watchListOutput{}
		var err error
		out.Body.Pages, err = s.Watch.Pages(ctx)
		return answer(out, err)
	})
}
