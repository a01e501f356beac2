package pipeline

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// pageInfo is what a page loaded, as web archives keep it beside the records.
type pageInfo struct {
	ID    string              `json:"pageid"`
	URL   string              `json:"url"`
	Time  string              `json:"ts"`
	URLs  map[string]loadInfo `json:"urls"`
	Count map[string]int      `json:"counts"`
}

type loadInfo struct {
	Status int    `json:"status"`
	Media  string `json:"mime,omitempty"`
	Kind   string `json:"type,omitempty"`
}

// pack writes what was recorded of a page, and what it looked like and said, as a WACZ
// file of a draft.
func (r *recorder) pack(draft *snapshots.Draft, page *browser.Page, article *extract.Article, software string) error {
	about := wacz.Page{
		ID: "page-" + page.Started.UTC().Format("20060102150405.000"), URL: page.URL, Title: page.Title,
		Time: page.Started, Status: page.Response.Status, Media: page.Response.MediaType,
	}
	if article != nil {
		about.Text = article.Text
	}
	if err := r.addResources(page, about); err != nil {
		return err
	}
	size := r.warc.Size()
	out, err := draft.Create("wacz", "page.wacz")
	if err != nil {
		return err
	}
	err = wacz.Write(out, wacz.Package{
		Title: about.Title, Software: software, Created: page.Started, Pages: []wacz.Page{about},
		WARC: io.NewSectionReader(r.file, 0, size), Entries: r.entries,
	})
	return errors.Join(err, out.Close())
}

// addResources records the picture, the text and the list of what was loaded.
func (r *recorder) addResources(page *browser.Page, about wacz.Page) error {
	info, err := r.info(page, about)
	if err != nil {
		return err
	}
	for _, one := range []struct {
		scheme, media string
		data          []byte
	}{
		{"urn:pageinfo:", "application/json", info},
		{"urn:view:", "image/" + page.PictureFormat, page.Picture},
		{"urn:thumbnail:", "image/webp", page.Thumbnail},
		{"urn:text:", "text/plain", []byte(about.Text)},
	} {
		if len(one.data) == 0 {
			continue
		}
		entry, err := r.warc.Resource(one.scheme+about.URL, one.media, page.Started, one.data)
		if err != nil {
			return err
		}
		r.entries = append(r.entries, entry)
	}
	return nil
}

func (r *recorder) info(page *browser.Page, about wacz.Page) ([]byte, error) {
	info := pageInfo{
		ID: about.ID, URL: about.URL, Time: page.Started.UTC().Format("2006-01-02T15:04:05.000Z"),
		URLs: map[string]loadInfo{}, Count: map[string]int{"jsErrors": 0},
	}
	for _, e := range slices.Backward(r.entries) { // the first of each address is the last to be written
		info.URLs[e.URL] = loadInfo{e.Status, e.Media, strings.ToLower(e.Kind)}
	}
	for _, m := range page.Console {
		if m.Kind == "exception" {
			info.Count["jsErrors"]++
		}
	}
	return json.MarshalIndent(info, "", "  ")
}
