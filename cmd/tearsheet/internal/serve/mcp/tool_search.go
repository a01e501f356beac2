package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

func (t tools) addSearch(s *sdk.Server) {
	input, err := json.Marshal(map[string]any{"type": "object", "required": []string{"query"}, "properties": map[string]any{
		"query": text(`words to look for; "phrases", OR, -without, title:word, begin*`), "host": text("only pages of this host"),
		"since": text("only what was captured since: a date, or an age such as 7d"), "limit": number("hits at the most; 10 if not given"),
	}})
	if err != nil {
		panic(err) // it is made of nothing but texts
	}
	s.AddTool(&sdk.Tool{
		Name: "search", Title: "Search the archive",
		Description: "Search the snapshots of the archive for words. Gives ids, which the other tools take.",
		InputSchema: json.RawMessage(input),
		Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, OpenWorldHint: &no, Title: "Search the archive"},
	}, func(ctx context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		return told(t.search(ctx, req))
	})
}

func (t tools) search(ctx context.Context, req *sdk.CallToolRequest) ([]sdk.Content, error) {
	var in struct {
		Query, Host, Since string
		Limit              int
	}
	if err := strictly(arguments(req), &in); err != nil {
		return nil, err
	}
	const most = 50
	if in.Limit <= 0 {
		in.Limit = 10
	}
	q := index.Query{Text: in.Query, Host: in.Host, Limit: min(in.Limit, most)}
	var err error
	if q.Since, err = shelf.Moment(in.Since, time.Now()); err == nil {
		err = q.Validate()
	}
	if err != nil {
		return nil, problem.New(422, problem.InvalidRequest, "%v", err)
	}
	r, err := t.Shelf.Index.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, h := range r.Hits {
		fmt.Fprintf(&b, "%s\n  %s\n  %s\n  %s\n", h.ID, h.URL, h.Entry.Title, h.Text.Text)
	}
	found := &sdk.TextContent{Text: fmt.Sprintf("%d of %d pages found", len(r.Hits), r.Pages)}
	if len(r.Hits) == 0 {
		return []sdk.Content{found}, nil
	}
	return []sdk.Content{found, untrusted("a list of web pages: id, address, title and a piece of text of each", b.String())}, nil
}

// strictly reads arguments and refuses those that are none.
func strictly(raw []byte, into any) error {
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return problem.New(422, problem.InvalidRequest, "%v", err)
	}
	return nil
}
