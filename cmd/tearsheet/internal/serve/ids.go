package serve

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

const snapshotsPath = "/v1/snapshots/"

// bothIDs lets the slashes of a snapshot's id stand in a path as they are: the API, as
// OpenAPI has it, knows only %2F.
func bothIDs(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, ok := strings.CutPrefix(r.URL.EscapedPath(), snapshotsPath)
		if parts := strings.SplitN(rest, "/", 4); ok && len(parts) >= 3 {
			id, err := url.PathUnescape(strings.Join(parts[:3], "/"))
			if _, invalid := snapshots.ParseID(id); err == nil && invalid == nil {
				r = r.Clone(r.Context())
				r.URL.RawPath = snapshotsPath + url.PathEscape(id)
				if len(parts) == 4 {
					r.URL.RawPath += "/" + parts[3]
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}
