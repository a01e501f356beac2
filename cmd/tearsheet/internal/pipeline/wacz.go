package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
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

// packed is the file in the recorder's folder that pack writes.
const packed = "page.wacz"

// pack writes what was recorded of a page, and what it looked like and said, as a WACZ
// file in the recorder's folder. Close it when done.
func (r *recorder) pack(page *browser.Page, article *extract.Article, software string, c censor) (*os.File, error) {
	about := wacz.Page{
		ID: "page-" + page.Started.UTC().Format("20060102150405.000"), URL: c.redact.URL(page.URL), Title: c.text(page.Title),
		Time: page.Started, Status: page.Response.Status, Media: page.Response.MediaType,
	}
	if article != nil {
		about.Text = c.text(article.Text)
	}
	if err := r.addResources(page, about); err != nil {
		return nil, err
	}
	size := r.warc.Size()
	out, err := os.Create(filepath.Join(r.dir, packed))
	if err != nil {
		return nil, err
	}
	err = wacz.Write(out, wacz.Package{
		Title: about.Title, Software: software, Created: page.Started, Pages: []wacz.Page{about},
		WARC: io.NewSectionReader(r.file, 0, size), Entries: r.entries,
	})
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return out, nil
}

// web is a page's WACZ file and what is known of it.
type web struct{ file *os.File }

// into copies the file into a draft.
func (w web) into(draft *snapshots.Draft) error {
	if w.file == nil {
		return nil
	}
	if _, err := w.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	out, err := draft.Create("wacz", packed)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, w.file)
	return errors.Join(err, out.Close())
}

func (w web) close() {
	if w.file != nil {
		_ = w.file.Close() // it is a copy
	}
}

// archived makes page.wacz of what was recorded of a page, if that is wanted, and says
// what it lacks.
func (p *Pipeline) archived(ctx context.Context, req browser.Request, page *browser.Page, article *extract.Article, record *recorder, quiet censor) (w web, notes []string, err error) {
	if !p.Save.WACZ {
		return web{}, nil, nil
	}
	if w.file, err = record.pack(page, article, p.Tool.Name+" "+p.Tool.Version, quiet); err != nil {
		return w, nil, err
	}
	c := browser.FormatCheck{}
	if page.Original == nil && !record.holds(page.URL) {
		c.Lack("the page itself")
		notes = append(notes, "page.wacz lacks the page itself: "+page.URL)
	}
	if p.Save.Check {
		size, err := w.file.Seek(0, io.SeekEnd)
		if err != nil {
			return w, notes, err
		}
		notes = append(notes, p.checkReplay(ctx, req, page, w.file, size, &c)...)
	}
	page.Coverage.NoteFormat("wacz", c)
	return w, notes, nil
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
