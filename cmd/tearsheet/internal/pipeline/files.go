package pipeline

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/extract"
)

// file is one file to store.
type file struct {
	kind, name string
	data       []byte
}

// filesOf lists what a page is kept as.
func filesOf(page *browser.Page, article *extract.Article) ([]file, error) {
	var list []file
	if page.DOM != nil {
		list = append(list, file{"dom", "dom.html", page.DOM})
	}
	if h := hints(page); h != nil {
		data, err := json.Marshal(h)
		if err != nil {
			return nil, err
		}
		list = append(list, file{"hints", "hints.json", data})
	}
	if page.Picture != nil {
		list = append(list, file{"screenshot", "screenshot" + pictureEnding(page.PictureFormat), page.Picture})
	}
	if boxes := boxesOf(page, article); boxes != nil {
		data, err := json.Marshal(boxes)
		if err != nil {
			return nil, err
		}
		list = append(list, file{"boxes", "boxes.json", data})
	}
	if page.Before != nil {
		list = append(list, file{"before", "before" + pictureEnding(page.PictureFormat), page.Before})
	}
	list = append(list, shotFiles(page.Shots)...)
	for _, f := range []file{
		{"thumbnail", "thumbnail.webp", page.Thumbnail},
		{"pdf", "page.pdf", page.PDF},
		{"mhtml", "page.mhtml", page.MHTML},
	} {
		if f.data != nil {
			list = append(list, f)
		}
	}
	if page.Console != nil {
		lines, err := jsonLines(page.Console)
		if err != nil {
			return nil, err
		}
		list = append(list, file{"console", "console.jsonl", lines})
	}
	if article != nil {
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false) // it is for people too
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(article); err != nil {
			return nil, err
		}
		list = append(list, file{"article", "article.json", text.Bytes()}, file{"markdown", "article.md", []byte(plain.NoControls(article.Markdown))})
	}
	if page.Original != nil {
		list = append(list, file{"original", page.Original.Name, page.Original.Data})
	}
	for i, d := range page.Downloads {
		list = append(list, file{fmt.Sprintf("download-%d", i+1), d.Name, d.Data})
	}
	return list, nil
}

// jsonLines writes each value as JSON on a line of its own.
func jsonLines[T any](values []T) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	for _, value := range values {
		if err := encoder.Encode(value); err != nil {
			return nil, err
		}
	}
	return text.Bytes(), nil
}

// pictureEnding is the file name's ending for a picture format.
func pictureEnding(format string) string {
	switch format {
	case "jpeg":
		return ".jpg"
	case "webp":
		return ".webp"
	}
	return ".png"
}
