package mcp

import (
	"cmp"
	"context"
	"encoding/json"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tearsheet/tearsheet/snapshots"
)

// mostText is how many characters of an article are given at once.
const mostText = 20000

func (t tools) addArticle(s *sdk.Server) {
	s.AddTool(&sdk.Tool{
		Name: "article", Title: "Read the article of a page",
		Description: "The article of a web page as Markdown, with its title, authors, dates and source; menus, notices and advertisements are left out. Of a snapshot by its id, or of an address, which is captured unless max_age lets the archive answer.",
		InputSchema: schema(map[string]any{
			"url": text("address of the page"), "id": text("id of a snapshot, instead of an address"),
			"max_age": text("how old an answer from the archive may be, such as 1h"), "offset": number("character to begin at, of a long article"),
		}),
		Annotations: &sdk.ToolAnnotations{DestructiveHint: &no, Title: "Read the article of a page"},
	}, func(ctx context.Context, req *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		return told(t.article(ctx, req))
	})
}

func (t tools) article(ctx context.Context, req *sdk.CallToolRequest) ([]sdk.Content, error) {
	snap, besides, err := t.obtain(ctx, req, "article", "offset")
	if err != nil {
		return nil, err
	}
	from, err := whole(besides, "offset")
	if err != nil {
		return nil, err
	}
	text, err := t.articleText(snap)
	if err != nil {
		return nil, err
	}
	piece, note := part(text, from, mostText)
	content := []sdk.Content{about(snap), untrusted("the article of a web page", piece)}
	if note != "" {
		content = append(content, &sdk.TextContent{Text: note})
	}
	return content, nil
}

// articleText is an article as a model reads it.
func (t tools) articleText(snap snapshots.Snapshot) (string, error) {
	data, err := t.read(snap, "article")
	if err != nil {
		return "", err
	}
	var a struct {
		Title, Agency, Dateline, Published, Modified, Description, Markdown string
		Site                                                                string `json:"site_name"`
		Authors                                                             []string
		Paywalled                                                           bool
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return "", err
	}
	head, err := json.Marshal(map[string]any{
		"url": cmp.Or(snap.FinalURL, snap.URL), "title": a.Title, "authors": a.Authors, "agency": a.Agency, "dateline": a.Dateline,
		"site_name": a.Site, "published": a.Published, "modified": a.Modified, "description": a.Description, "paywalled": a.Paywalled,
	})
	return string(head) + "\n\n" + a.Markdown, err
}
