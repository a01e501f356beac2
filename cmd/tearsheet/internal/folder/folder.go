// Package folder serves a folder on this machine while its pages are looked at, and to
// nobody else: not to a name that somebody has lead here, not to pages of other sites.
package folder

import (
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// Handler serves the files of a folder to those who ask for it by one of its own
// addresses (host and port). No link leads out of the folder; what begins with a dot, such
// as .git and .env, is not there, and folders without an index.html are not listed.
func Handler(root *os.Root, addresses ...string) http.Handler {
	own := map[string]bool{}
	for _, address := range addresses {
		own[address] = true
	}
	files := http.FileServerFS(files{root})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !own[strings.ToLower(r.Host)]:
			http.Error(w, "This folder is not served under this name.", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			header.Set("Allow", "GET, HEAD")
			http.Error(w, "Files can only be read.", http.StatusMethodNotAllowed)
		default:
			files.ServeHTTP(w, r)
		}
	})
}

// files are those of a folder that are to be seen.
type files struct{ root *os.Root }

// Open opens a file, or a folder that has a page. All else is not there, whatever the
// reason: a reader learns nothing from it.
func (f files) Open(name string) (fs.File, error) {
	absent := &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." {
			return nil, absent
		}
	}
	info, err := f.root.Stat(name)
	if err != nil {
		return nil, absent
	}
	if !info.IsDir() {
		file, err := regular.OpenIn(f.root, name)
		if err != nil {
			return nil, absent
		}
		return file, nil
	}
	if page, err := f.root.Stat(path.Join(name, "index.html")); err != nil || !page.Mode().IsRegular() {
		return nil, absent
	}
	dir, err := f.root.Open(name)
	if err != nil {
		return nil, absent
	}
	return dir, nil
}
