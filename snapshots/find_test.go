package snapshots

import (
	"path/filepath"
	"testing"
	"time"
)

func TestFind(t *testing.T) {
	w := newWriter(t)
	old := mustTake(t, w, storyURL, moment)
	snap := mustTake(t, w, storyURL, moment.Add(time.Hour))
	t.Chdir(w.Dir())
	for _, c := range []struct {
		ref  string
		want ID
		kind string
	}{
		{string(old.ID), old.ID, ""},
		{old.Dir, old.ID, ""},
		{old.Dir + string(filepath.Separator), old.ID, ""},
		{filepath.Join(old.Dir, "dom.html"), old.ID, ""},
		{"." + string(filepath.Separator) + filepath.FromSlash(string(old.ID)), old.ID, ""},
		{storyURL, snap.ID, ""},
		{"https://example.com/unknown", "", KindNotFound},
		{"example.com/2026_11_story/20000101T000000.000Z", "", KindNotFound},
		{"story", "", KindNotFound},
		{"", "", KindNotFound},
		{"../../etc/passwd", "", KindNotFound},
	} {
		got, err := w.Find(t.Context(), c.ref)
		if kindOf(err) != c.kind || err == nil && got.ID != c.want {
			t.Errorf("%q: %s, %v; want %s", c.ref, got.ID, err, c.want)
		}
	}
}
