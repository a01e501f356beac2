package gallery

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// Forget deletes what an archive's gallery has made of pictures that were removed, and all
// comparisons and places of changes, of which none says of what it was made. A gallery that shows the archive
// meanwhile makes anew what it needs.
func Forget(store *snapshots.Store, removed map[snapshots.Digest]bool) {
	var paths []string
	compared := map[string]bool{}
	_ = filepath.WalkDir(store.GalleryDir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil //nolint:nilerr // what cannot be read is passed over
		}
		paths = append(paths, path)
		if name, ok := strings.CutSuffix(d.Name(), "-compared"); ok {
			compared[name] = true
		}
		return nil
	})
	for _, path := range paths {
		name, _, _ := strings.Cut(filepath.Base(path), "-")
		sum, err := snapshots.ParseDigest(name)
		place := strings.Contains(filepath.Base(path), placeMark)
		if compared[name] || place || err == nil && removed[sum] {
			_ = os.Remove(path) // what cannot be deleted goes when there is no room for it
		}
	}
}
