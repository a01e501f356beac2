package api

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/shelf"
	"github.com/tearsheet/tearsheet/snapshots"
)

// harmless are the kinds of file that a browser shows without running anything.
var harmless = []string{
	"image/png", "image/jpeg", "image/webp", "image/gif", "image/avif",
	"application/json", "application/x-ndjson", "text/plain", "text/markdown", "text/csv",
}

// sandbox is the policy under which what was captured is opened: in an origin of its own,
// without scripts, and without a request to anywhere.
const sandbox = "sandbox; default-src 'none'; img-src data: blob:; media-src data: blob:; font-src data:; style-src 'unsafe-inline' data:; frame-ancestors 'self'"

// file gives the bytes of a snapshot's file. headers are further lines of the answer, name
// and value.
func (s *server) file(snap snapshots.Snapshot, kind string, headers ...string) (*huma.StreamResponse, error) {
	f, err := s.Shelf.Store.Open(snap, kind)
	if err != nil {
		return nil, err
	}
	about := snapshots.File{Name: snapshots.ManifestName, MediaType: "application/json"}
	etag := snap.Digest
	if i := slices.IndexFunc(snap.Files, func(f snapshots.File) bool { return f.Kind == kind }); i >= 0 {
		about = snap.Files[i]
		etag = about.SHA256.String()
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer f.Close() // only read: nothing to lose
		r, w := humago.Unwrap(hc)
		h := w.Header()
		for i := 0; i+1 < len(headers); i += 2 {
			h.Set(headers[i], headers[i+1])
		}
		h.Set("Content-Type", about.MediaType)
		h.Set("Content-Security-Policy", sandbox)
		h.Set("ETag", `"`+etag+`"`)
		if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "private, max-age=3600")
		}
		h.Set("Content-Disposition", disposition(r, about))
		h.Set("Link", "<"+shelf.Path(snap.ID)+`>; rel="describedby"`)
		http.ServeContent(&ranged{ResponseWriter: w}, r, about.Name, snap.CapturedAt, f)
	}}, nil
}

// ranged answers with a problem where a file has no such range as is asked for.
type ranged struct {
	http.ResponseWriter
	refused bool
}

func (w *ranged) WriteHeader(status int) {
	if status != http.StatusRequestedRangeNotSatisfiable {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.refused = true
	w.Header().Del("Content-Disposition")
	problem.New(status, problem.InvalidRequest, "the file has no such range").Write(w.ResponseWriter)
}

func (w *ranged) Write(data []byte) (int, error) {
	if w.refused { // it is told already
		return len(data), nil
	}
	return w.ResponseWriter.Write(data)
}

// disposition says whether a file is shown or saved. A document is shown in the frame of a
// viewer that asks for it, and nowhere else.
func disposition(r *http.Request, f snapshots.File) string {
	how := "attachment"
	mediaType, _, _ := strings.Cut(f.MediaType, ";")
	dest := r.Header.Get("Sec-Fetch-Dest")
	viewed := r.URL.Query().Get("view") == "true" && (dest == "iframe" || dest == "frame")
	if slices.Contains(harmless, mediaType) || viewed {
		how = "inline"
	}
	return mime.FormatMediaType(how, map[string]string{"filename": f.Name})
}
