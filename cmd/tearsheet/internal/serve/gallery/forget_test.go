package gallery

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots"
)

// What was made of a picture goes with it, and what was made of others stays.
func TestForget(t *testing.T) {
	t.Parallel()
	w, list := stock(t)
	g := open(t, w, nil)
	for _, at := range []int{2, 4} {
		look(t, g, linkTo(list[at].ID, "thumbnail"))
		look(t, g, linkTo(list[at].ID, "screenshot", "0"))
	}
	compare := linkToCompare(list[0].ID, list[2].ID)
	look(t, g, strings.Replace(compare, "/compare?", "/compare/picture?", 1)+"&part")
	g.Close()
	gone, _ := fileOf(list[2], "screenshot")
	kept, _ := fileOf(list[4], "screenshot")
	files := func() (ofGone, ofKept, compared int) {
		_ = filepath.WalkDir(w.GalleryDir(), func(_ string, d fs.DirEntry, _ error) error {
			switch {
			case strings.HasPrefix(d.Name(), gone.SHA256.String()):
				ofGone++
			case strings.HasPrefix(d.Name(), kept.SHA256.String()):
				ofKept++
			case strings.HasSuffix(d.Name(), "-compared"), strings.HasSuffix(d.Name(), "-difference"):
				compared++
			}
			return nil
		})
		return ofGone, ofKept, compared
	}
	if ofGone, ofKept, compared := files(); ofGone < 2 || ofKept < 2 || compared != 2 {
		t.Fatalf("%d, %d and %d files were made", ofGone, ofKept, compared)
	}
	Forget(w.Store, map[snapshots.Digest]bool{gone.SHA256: true})
	if ofGone, ofKept, compared := files(); ofGone > 0 || ofKept < 2 || compared > 0 {
		t.Errorf("%d, %d and %d files are left", ofGone, ofKept, compared)
	}
}
