package shelf

import (
	"path/filepath"

	"github.com/tearsheet/tearsheet/snapshots"
)

// IDOf is the ID of the snapshot in a folder of an archive.
func IDOf(dir string) (snapshots.ID, error) {
	page, moment := filepath.Split(filepath.Clean(dir))
	host, page := filepath.Split(filepath.Clean(page))
	return snapshots.ParseID(filepath.Base(host) + "/" + page + "/" + moment)
}
