package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/snapshots"
)

// SpanParams say when what is looked for was captured.
type SpanParams struct {
	Since string `query:"since" doc:"captured then or later: a date, a time or an age such as 7d"`
	Until string `query:"until" doc:"captured before then"`
}

func (p SpanParams) moments() (since, until time.Time, err error) {
	now := time.Now()
	if since, err = shelf.Moment(p.Since, now); err != nil {
		return since, until, invalid("since", err)
	}
	if until, err = shelf.Moment(p.Until, now); err != nil {
		return since, until, invalid("until", err)
	}
	return since, until, nil
}

type listInput struct {
	SpanParams
	URL    string `query:"url" doc:"of this address; with * at its end, of all that start so"`
	Host   string `query:"host" doc:"of this host"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
	Cursor string `query:"cursor" doc:"next of the answer before"`
}

type listOutput struct {
	Body struct {
		Snapshots []shelf.Item `json:"snapshots"`
		Next      string       `json:"next" doc:"cursor of the next ones; empty: there are no more"`
	}
}

func (s *server) listSnapshots(a huma.API) {
	op := operation(http.MethodGet, "/v1/snapshots", "list-snapshots", "The snapshots of the archive, the newest first", "")
	huma.Register(a, op, func(ctx context.Context, in *listInput) (*listOutput, error) {
		return answer(s.list(ctx, in))
	})
}

func (s *server) list(ctx context.Context, in *listInput) (*listOutput, error) {
	q := snapshots.Query{Host: in.Host}
	if start, ok := strings.CutSuffix(in.URL, "*"); ok {
		q.URLPrefix = start
	} else {
		q.URL = in.URL
	}
	var err error
	if q.Since, q.Until, err = in.moments(); err != nil {
		return nil, err
	}
	page, err := s.Shelf.List(ctx, q, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	out := &listOutput{}
	out.Body.Snapshots, out.Body.Next = page.Items, page.Next
	return out, nil
}
