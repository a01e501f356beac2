package gallery

import (
	"fmt"
	"net/http"
	"path"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// inert is the policy of whatever a capture holds: an origin of its own that is nobody
// else's, in which nothing runs and from which nothing is asked of anybody. What a
// document has in itself (styles, pictures, fonts) is shown.
const inert = "sandbox; default-src 'none'; style-src 'unsafe-inline' data:; img-src data:; font-src data:; media-src data:; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

// hostile sets the headers of an answer that holds what a page gave.
func hostile(h http.Header) {
	h.Set("Content-Security-Policy", inert)
	guard(h)
}

// open opens the file of a kind that an address names.
func (g *Gallery) open(r *http.Request) (snapshots.Snapshot, snapshots.File, error) {
	id, err := idOf(r)
	if err != nil {
		return snapshots.Snapshot{}, snapshots.File{}, err
	}
	snap, err := g.store.Find(r.Context(), string(id))
	if err != nil {
		return snap, snapshots.File{}, err
	}
	if r.PathValue("kind") == "manifest" {
		return snap, snapshots.File{Name: snapshots.ManifestName, Kind: "manifest", MediaType: "application/json"}, nil
	}
	f, ok := fileOf(snap, r.PathValue("kind"))
	if !ok {
		return snap, f, errNoFile
	}
	return snap, f, nil
}

// readable are the files that a browser may show as text.
var readable = map[string]bool{"application/json": true, "text/markdown": true, "application/jsonl": true, "application/x-ndjson": true, "text/plain": true}

// file gives a file as it is: pictures and texts to be looked at, all else to be kept.
func (g *Gallery) file(w http.ResponseWriter, r *http.Request) error {
	snap, file, err := g.open(r)
	if err != nil {
		return err
	}
	media, _, _ := strings.Cut(file.MediaType, ";")
	h := w.Header()
	switch {
	case pictureTypes[media]:
		h.Set("Content-Type", media)
	case readable[media]:
		h.Set("Content-Type", "text/plain; charset=utf-8")
	default:
		h.Set("Content-Type", "application/octet-stream")
		h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", path.Base(file.Name)))
	}
	return g.send(w, r, snap, file)
}

// framed are the documents that are shown in a frame.
var framed = []struct{ kind, label, about string }{
	{"html", "As one file", "page.html: the page with its styles and pictures, as it looked."},
	{"dom", "As rendered", "dom.html: the document alone. Its pictures and styles are elsewhere, and nothing is loaded from there."},
}

// frame gives a document to be shown in a frame.
func (g *Gallery) frame(w http.ResponseWriter, r *http.Request) error {
	snap, file, err := g.open(r)
	if err != nil {
		return err
	}
	for _, f := range framed {
		if f.kind == file.Kind {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			return g.send(w, r, snap, file)
		}
	}
	return errNoFile
}

// send serves a file of a capture. Its name is its digest, as far as browsers keep it.
func (g *Gallery) send(w http.ResponseWriter, r *http.Request, snap snapshots.Snapshot, file snapshots.File) error {
	f, err := g.store.Open(snap, file.Kind)
	if err != nil {
		return err
	}
	defer f.Close() // only read: nothing to lose
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache")
	if file.Kind != "manifest" {
		h.Set("ETag", `"`+file.SHA256.String()+`"`)
	}
	hostile(h)
	http.ServeContent(w, r, "", snap.CapturedAt, f)
	return nil
}
