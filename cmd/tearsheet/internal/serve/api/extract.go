package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
)

type extractInput struct {
	URL         string `query:"url" doc:"address that the document came from"`
	ContentType string `header:"Content-Type" doc:"of the document; its charset counts"`
	RawBody     []byte `contentType:"text/html"`
}

type extractOutput struct {
	Body json.RawMessage
}

func (s *server) extract(a huma.API) {
	op := operation(http.MethodPost, "/v1/extract", "extract", "Read the article of an HTML document", "No page is loaded: the document is the body.")
	op.MaxBodyBytes = mostHTML
	huma.Register(a, op, func(ctx context.Context, in *extractInput) (*extractOutput, error) {
		if in.URL != "" {
			if u, err := url.Parse(in.URL); err != nil || !u.IsAbs() {
				return answer[extractOutput](nil, invalid("url", errors.New("use a whole address such as https://example.com/story")))
			}
		}
		done, err := s.reading.take(ctx)
		if err != nil {
			return answer[extractOutput](nil, err)
		}
		defer done()
		text, err := s.Desk.Extract(in.RawBody, in.URL, in.ContentType)
		return answer(&extractOutput{text}, err)
	})
}
