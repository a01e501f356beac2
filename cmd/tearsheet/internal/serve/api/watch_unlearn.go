package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type unlearnInput struct {
	WatchedParam
	Part []string `query:"part,explode" doc:"key of a part, as often as there are some; none: all parts"`
}

func (s *server) unlearn(a huma.API) {
	op := operation(http.MethodDelete, "/v1/watch/volatile", "unlearn-volatile", "Look again at parts of a page that were learned to be volatile",
		"They are not learned anew.")
	op.DefaultStatus = http.StatusOK
	huma.Register(a, op, func(ctx context.Context, in *unlearnInput) (*watchedOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		page, err := s.Watch.Unlearn(ctx, in.Page, in.Part)
		return answer(&watchedOutput{page}, err)
	})
}
