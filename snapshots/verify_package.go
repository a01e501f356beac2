package snapshots

import (
	"path/filepath"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// verifyPackage compares what is inside of a web archive with its own digests and index:
// the manifest says that it is the file that was stored, this that it can be used.
func (s *Store) verifyPackage(r *Report, f File) {
	if !strings.HasSuffix(f.Name, ".wacz") {
		return
	}
	path := string(r.ID) + "/" + f.Name
	in, err := s.open(filepath.Join(r.Dir, f.Name))
	if err != nil {
		r.add(path, Unreadable, "%v", cause(err))
		return
	}
	defer in.Close() // only read: nothing to lose
	file, err := wacz.Read(in, f.Size)
	if err != nil {
		r.add(path, Changed, "is no WACZ file that can be read: %v", err)
		return
	}
	for _, problem := range file.Verify() {
		r.add(path, Changed, "%v", problem)
	}
}
