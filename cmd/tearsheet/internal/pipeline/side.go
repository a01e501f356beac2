package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Look captures an address for a comparison and stores nothing. Secrets are not in it, as they
// are not in the snapshots that it is compared with.
func (p *Pipeline) Look(ctx context.Context, req browser.Request) (*browser.Page, diff.Side, error) {
	loaded := &loads{}
	if req.Record == nil {
		req.Record = loaded
	}
	req.Outputs.Console = true
	page, err := p.capture(ctx, req)
	if err != nil {
		return page, diff.Side{}, err
	}
	var article *extract.Article
	if len(page.DOM) > 0 {
		if article, err = p.read(page); err != nil {
			return page, diff.Side{}, err
		}
	}
	resources := loaded.besides(page)
	c := p.Save.censorOf(req).knowing(page)
	for i := range resources {
		resources[i].URL = c.redact.URL(resources[i].URL)
	}
	page.Response.Headers = toResponse(page.Response, c.redact).Headers
	c.page(page)
	side, err := SideOf(page, c.article(article))
	side.Resources = resources
	return page, side, err
}

// SideOf is a page as one side of a comparison.
func SideOf(page *browser.Page, article *extract.Article) (diff.Side, error) {
	side := diff.Side{
		Picture: page.Picture, DOM: page.DOM, Headers: page.Response.Headers, Console: messages(page.Console), Origin: origin(page.FinalURL),
	}
	if page.Original != nil {
		side.Original = fileSays(int64(len(page.Original.Data)), snapshots.DigestOf(page.Original.Data))
	}
	if article == nil {
		return side, nil
	}
	var err error
	side.Article, err = json.Marshal(article)
	return side, err
}

// fileSays tells one file from another.
func fileSays(size int64, digest snapshots.Digest) string {
	return fmt.Sprintf("%d bytes, SHA-256 %s", size, digest)
}

// origin is the scheme and host of an address; empty where it has none.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// messages is a console as diff takes it; nil where none was kept.
func messages(console []browser.Message) []diff.Message {
	if console == nil {
		return nil
	}
	list := make([]diff.Message, len(console))
	for i, m := range console {
		list[i] = diff.Message{Level: m.Kind, Text: m.Text, URL: m.URL}
	}
	return list
}

// SnapshotSide is a snapshot as one side of a comparison. What it does not have is left
// empty; what is not as it was stored is compared with nothing.
func SnapshotSide(snap snapshots.Snapshot) (diff.Side, error) {
	var side diff.Side
	var article, console []byte
	wanted := map[string]*[]byte{"screenshot": &side.Picture, "dom": &side.DOM, "article": &article, "console": &console}
	for _, file := range snap.Files {
		if file.Kind == "original" {
			side.Original = fileSays(file.Size, file.SHA256)
		}
		into := wanted[file.Kind]
		if into == nil {
			continue
		}
		f, err := snap.Open(file.Kind)
		if err != nil {
			return side, err
		}
		*into, err = io.ReadAll(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return side, err
		}
		if snapshots.DigestOf(*into) != file.SHA256 {
			return side, fmt.Errorf("%s of snapshot %s is not as it was stored: tearsheet verify tells what was changed", file.Name, snap.ID)
		}
	}
	side.Article = article
	if console != nil {
		said, err := readMessages(console)
		if err != nil {
			return side, fmt.Errorf("the console of snapshot %s: %w", snap.ID, err)
		}
		side.Console = messages(said)
	}
	var about capture
	if len(snap.Capture) > 0 {
		if err := json.Unmarshal(snap.Capture, &about); err != nil {
			return side, fmt.Errorf("the manifest of snapshot %s: %w", snap.ID, err)
		}
	}
	side.Headers, side.Origin = about.Response.Headers, origin(snap.FinalURL)
	return side, nil
}

// FileSide is a file as one side of a comparison: a picture, an HTML document or, where it can be
// neither, as a PDF, its bytes.
func FileSide(data []byte) (diff.Side, error) {
	kind := http.DetectContentType(data)
	family, _, _ := strings.Cut(kind, "/")
	switch {
	case family == "image":
		return diff.Side{Picture: data}, nil
	case family != "text" && kind != "application/octet-stream": // which is what nobody knows
		return diff.Side{Original: fileSays(int64(len(data)), snapshots.DigestOf(data))}, nil
	}
	article, err := extract.Extract(data, extract.Options{})
	if err != nil {
		return diff.Side{}, err
	}
	side := diff.Side{DOM: data}
	side.Article, err = json.Marshal(article)
	return side, err
}

// readMessages reads a console as filesOf writes it.
func readMessages(lines []byte) ([]browser.Message, error) {
	list := []browser.Message{}
	for decoder := json.NewDecoder(bytes.NewReader(lines)); ; {
		var m browser.Message
		switch err := decoder.Decode(&m); err {
		case nil:
			list = append(list, m)
		case io.EOF:
			return list, nil
		default:
			return nil, err
		}
	}
}
