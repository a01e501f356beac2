package pipeline

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// capture is what the manifest keeps of how a page was captured.
type capture struct {
	Job       string            `json:"job,omitempty"`
	Name      string            `json:"name,omitempty"`
	Group     string            `json:"group,omitempty"`
	Response  response          `json:"response"`
	Overlays  []browser.Overlay `json:"overlays"`
	Coverage  browser.Coverage  `json:"coverage"`
	Truncated []string          `json:"truncated"`
	Eval      json.RawMessage   `json:"eval,omitempty"`
	Timings   Timings           `json:"timings"`
}

// response is the main document's answer as the manifest has it.
type response struct {
	Status        int                `json:"status"`
	StatusText    string             `json:"status_text,omitempty"`
	Headers       map[string]string  `json:"headers"`
	MediaType     string             `json:"media_type"`
	Protocol      string             `json:"protocol"`
	RemoteAddress string             `json:"remote_address"`
	Redirects     []browser.Redirect `json:"redirects"`
}

// store writes a page as a snapshot.
func (p *Pipeline) store(ctx context.Context, req browser.Request, page *browser.Page, besides []file, r Result, archived web, sealed *seal, c censor) (snapshots.Snapshot, error) {
	none := snapshots.Snapshot{}
	draft, err := p.Archive.Begin()
	if err != nil {
		return none, err
	}
	defer draft.Abort()
	sealed.on(draft)
	draft.Once = p.once()
	files, err := filesOf(page, r.Article)
	if err != nil {
		return none, err
	}
	links, err := linkFile(r.Links)
	if err != nil {
		return none, err
	}
	for _, f := range slices.Concat(files, links, besides) {
		if err := draft.WriteFile(f.kind, f.name, f.data); err != nil {
			return none, err
		}
	}
	if err := archived.into(draft); err != nil {
		return none, err
	}
	manifest := snapshots.Manifest{
		URL: page.URL, FinalURL: page.FinalURL, Status: page.Response.Status, Title: page.Title,
		CapturedAt: page.Started, Partial: page.Partial, Tool: p.Tool, Browser: page.Browser,
		Article: summary(r.Article),
	}
	if manifest.Options, err = p.asked(req); err != nil {
		return none, err
	}
	manifest.Options = c.redact.Values(manifest.Options)
	manifest.Capture, err = json.Marshal(capture{
		Job: p.Job, Name: p.Name, Group: p.Group, Response: toResponse(page.Response, c.redact), Overlays: r.Overlays, Coverage: r.Coverage, Truncated: r.Truncated, Eval: r.Eval, Timings: r.Timings,
	})
	if err != nil {
		return none, err
	}
	// What was captured is stored even when the run is being stopped.
	return draft.Commit(context.WithoutCancel(ctx), manifest)
}

// summary is what lists show of an article.
func summary(a *extract.Article) *snapshots.Article {
	if a == nil {
		return nil
	}
	return &snapshots.Article{
		Title: a.Title, Authors: a.Authors, Agency: a.Agency, SiteName: a.SiteName, Section: a.Section,
		Published: a.Published, Language: a.Language, WordCount: a.WordCount,
	}
}

// toResponse is an answer as the manifest has it: without what is secret in it.
func toResponse(r browser.Response, redact *warc.Redaction) response {
	headers := map[string]string{}
	for name, value := range r.Headers {
		lines := strings.Split(value, "\n")
		for i, line := range lines {
			lines[i] = redact.Header(exchange.Fields{{Name: name, Value: line}})[0].Value
		}
		headers[name] = strings.Join(lines, "\n")
	}
	redirects := slices.Clone(r.Redirects)
	for i := range redirects {
		redirects[i].URL = redact.URL(redirects[i].URL)
	}
	return response{r.Status, r.StatusText, headers, r.MediaType, r.Protocol, r.RemoteAddress, redirects}
}
