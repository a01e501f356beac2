package mcp

import (
	"context"
	"encoding/json"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

func (t tools) addCompare(s *sdk.Server) {
	input, err := json.Marshal(map[string]any{"type": "object", "required": []string{"a", "b"}, "properties": map[string]any{
		"a": text("id of a snapshot, or an address, whose newest is meant"), "b": text("the one to compare it with"),
		"offset": number("character to begin at, where much differs"),
	}})
	if err != nil {
		panic(err) // it is made of nothing but texts
	}
	s.AddTool(&sdk.Tool{
		Name: "compare", Title: "Compare two snapshots",
		Description: "What differs between two snapshots: picture, text, fields of the article, headers, what was loaded.",
		InputSchema: json.RawMessage(input),
		Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, OpenWorldHint: &no, Title: "Compare two snapshots"},
	}, func(ctx context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		return told(t.compare(ctx, req))
	})
}

func (t tools) compare(ctx context.Context, req *sdk.CallToolRequest) ([]sdk.Content, error) {
	var in struct {
		A, B   string
		Offset int
	}
	if err := strictly(arguments(req), &in); err != nil {
		return nil, err
	}
	a, err := t.Shelf.Find(ctx, in.A)
	if err != nil {
		return nil, err
	}
	b, err := t.Shelf.Find(ctx, in.B)
	if err != nil {
		return nil, err
	}
	differs, err := t.Desk.Compare(a, b)
	if err != nil {
		return nil, err
	}
	piece, note := part(string(differs), in.Offset, mostText)
	content := []sdk.Content{about(a), about(b), untrusted("what differs between two captures of web pages", piece)}
	if note != "" {
		content = append(content, &sdk.TextContent{Text: note})
	}
	return content, nil
}
