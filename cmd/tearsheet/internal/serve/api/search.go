package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

type searchInput struct {
	SpanParams
	Q     string `query:"q" required:"true" doc:"as in tearsheet search: words, \"phrases\", OR, -without, title:word, begin*"`
	Host  string `query:"host" doc:"pages of this host"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"20"`
	All   bool   `query:"all" doc:"every snapshot, not only the newest of each page"`
}

// hitView is a snapshot that was found. The fields are those of search --json, without
// where it lies on this machine.
type hitView struct {
	ID         snapshots.ID `json:"id"`
	URL        string       `json:"url"`
	Status     int          `json:"status"`
	Title      string       `json:"title"`
	CapturedAt time.Time    `json:"captured_at"`
	Score      float64      `json:"score"`
	Older      int          `json:"older" doc:"snapshots of the page that have the words too"`
	Snippet    string       `json:"snippet"`
}

type searchOutput struct {
	Body struct {
		Hits  []hitView `json:"hits"`
		Found int       `json:"found" doc:"pages that have the words, or snapshots with all"`
		More  bool      `json:"more" doc:"there are more than that: only the newest were ranked"`
	}
}

func (s *server) search(a huma.API) {
	op := operation(http.MethodGet, "/v1/search", "search", "Search the archive", "")
	huma.Register(a, op, func(ctx context.Context, in *searchInput) (*searchOutput, error) {
		q := index.Query{Text: in.Q, Host: in.Host, Limit: in.Limit, All: in.All}
		var err error
		if q.Since, q.Until, err = in.moments(); err != nil {
			return answer[searchOutput](nil, err)
		}
		if err := q.Validate(); err != nil {
			return answer[searchOutput](nil, invalid("q", err))
		}
		r, err := s.Shelf.Index.Search(ctx, q)
		out := &searchOutput{}
		out.Body.Hits, out.Body.Found, out.Body.More = make([]hitView, 0, len(r.Hits)), r.Pages, r.More
		for _, h := range r.Hits {
			out.Body.Hits = append(out.Body.Hits, hitView{
				ID: h.ID, URL: h.URL, Status: h.Status, Title: h.Entry.Title, CapturedAt: h.ID.Time(), Score: h.Score, Older: h.Others, Snippet: h.Text.Text,
			})
		}
		return answer(out, err)
	})
}
