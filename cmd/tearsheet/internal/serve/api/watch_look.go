package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

// WatchedParam names a watched page.
type WatchedParam struct {
	Page string `query:"page" required:"true" doc:"its ID, its name or its address"`
}

type watchedOutput struct {
	Body watching.Page
}

func (s *server) lookNow(a huma.API) {
	op := operation(http.MethodPost, "/v1/watch/look", "look-now", "Look at a watched page now",
		"It is looked at as soon as there is room for it, and once more where it is being looked at already: looked_at tells when it was. That it is due is kept: a server that is ended before looks after its next start.")
	op.DefaultStatus = http.StatusAccepted
	huma.Register(a, op, func(ctx context.Context, in *WatchedParam) (*watchedOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		page, err := s.Watch.Look(ctx, in.Page)
		return answer(&watchedOutput{page}, err)
	})
}
