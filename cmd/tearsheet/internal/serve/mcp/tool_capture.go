package mcp

import (
	"context"
	"encoding/json"
	"fmt"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

func (t tools) addCapture(s *sdk.Server) {
	s.AddTool(&sdk.Tool{
		Name: "capture", Title: "Capture a page",
		Description: "Load a web page in a browser as a person would see it, and keep it in the archive: rendered document, full-page picture, article. Gives the snapshot's id and a receipt of what was got. All options of `tearsheet capture` can be given, with underscores.",
		InputSchema: schema(map[string]any{"url": text("address of the page")}, "url"),
		Annotations: &sdk.ToolAnnotations{DestructiveHint: &no, Title: "Capture a page"},
	}, func(ctx context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		return told(t.captureTool(ctx, req))
	})
}

func (t tools) captureTool(ctx context.Context, req *sdk.CallToolRequest) ([]sdk.Content, error) {
	snap, _, err := t.obtain(ctx, req, "manifest")
	if snap.ID == "" {
		return nil, err
	}
	receipt := struct {
		ID      string          `json:"id"`
		Status  int             `json:"status"`
		Partial bool            `json:"partial"`
		Files   []string        `json:"files"`
		Capture json.RawMessage `json:"capture"`
	}{string(snap.ID), snap.Status, snap.Partial, nil, snap.Capture}
	for _, f := range snap.Files {
		receipt.Files = append(receipt.Files, f.Kind)
	}
	data, jsonErr := json.Marshal(receipt)
	if jsonErr != nil {
		return nil, jsonErr
	}
	return []sdk.Content{
		about(snap),
		untrusted("the title, addresses and receipt of a web page", fmt.Sprintf("%s\n%s\n%s", snap.Title, snap.FinalURL, data)),
		&sdk.ResourceLink{URI: uriOf(snap.ID), Name: string(snap.ID), MIMEType: "text/markdown"},
	}, err
}
