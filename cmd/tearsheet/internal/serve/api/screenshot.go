package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
)

func (s *server) screenshot(a huma.API) {
	op := operation(http.MethodGet, "/v1/screenshot", "screenshot", "The picture of a page", "The parameters are those of a capture.")
	s.registerObtained(a, op, "screenshot", "image/png", "image/jpeg", "image/webp")
}

func (s *server) article(a huma.API) {
	op := operation(http.MethodGet, "/v1/article", "article", "The article of a page", "The parameters are those of a capture.")
	s.registerObtained(a, op, "article", "application/json")
}

// registerObtained adds an operation that gives a file of a page, captured or not.
func (s *server) registerObtained(a huma.API, op huma.Operation, kind string, mediaTypes ...string) {
	op.Parameters, op.Responses = order.Parameters(), bytesOf(mediaTypes...)
	op.RejectUnknownQueryParameters = false // order does that
	huma.Register(a, op, func(ctx context.Context, in *orderInput) (*huma.StreamResponse, error) {
		snap, err := s.obtain(ctx, in, kind)
		if err != nil {
			return answer[huma.StreamResponse](nil, err)
		}
		return answer(s.file(snap, kind, "Age", ageOf(snap), "Cache-Control", "private, no-cache", "Content-Location", "/v1/snapshots/"+string(snap.ID)+"/files/"+kind))
	})
	for _, p := range a.OpenAPI().Paths[op.Path].Get.Parameters {
		p.Required = p.Name == "url"
	}
}
