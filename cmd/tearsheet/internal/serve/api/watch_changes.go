package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/watching"
)

type watchChangesInput struct {
	URL    string `query:"url" doc:"of this watched page: its address, its name or its ID"`
	Order  string `query:"order" enum:"oldest,newest" default:"oldest" doc:"which ones come first"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Cursor string `query:"cursor" doc:"next of the answer before, or cursor of a change that is known"`
}

type watchChangesOutput struct {
	Body struct {
		Changes []watching.Event `json:"changes"`
		Next    string           `json:"next" doc:"cursor of the next ones; empty: there are no more yet"`
	}
}

func (s *server) listChanges(a huma.API) {
	op := operation(http.MethodGet, "/v1/watch/changes", "list-changes", "What changed on the watched pages, in order",
		"Each change was confirmed by a second capture. A program that follows them keeps the cursor of the last one that it knows, and asks with it again.")
	huma.Register(a, op, func(ctx context.Context, in *watchChangesInput) (*watchChangesOutput, error) {
		if s.Watch == nil {
			return nil, errNotWatching
		}
		out := &watchChangesOutput{}
		var err error
		out.Body.Changes, out.Body.Next, err = s.Watch.Events(ctx, watching.Query{Page: in.URL, Newest: in.Order == "newest", Cursor: in.Cursor, Limit: in.Limit})
		return answer(out, err)
	})
}
