package snapshots

import (
	"path/filepath"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// verifyPackage compares what is inside of a web archive with its own digests and index:
// the manifest says that it is the file that was stored, this that it can be used.
func verifyPackage(r *Report, f File) {
	if !strings.HasSuffix(f.Name, ".wacz") {
		return
	}
	path := string(r.ID) + "/" + f.Name
	file, err := wacz.Open(filepath.Join(r.Dir, f.Name))
	if err != nil {
		r.add(path, Changed, "%v", err)
		return
	}
	defer file.Close() // only read: nothing to lose
	for _, problem := range file.Verify() {
		r.add(path, Changed, "%v", problem)
	}
}
