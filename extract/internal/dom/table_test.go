package dom

import (
	"maps"
	"testing"

	"golang.org/x/net/html/atom"
)

func TestTableHasWhatItWasMadeOf(t *testing.T) {
	t.Parallel()
	for _, names := range []string{"", "p", "p a", "h1 h2 h3 h4 h5 h6", "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul video html"} {
		all := Atoms(names)
		table := NewTable(all)
		if !maps.Equal(table.All(), all) {
			t.Errorf("%q: %v", names, table.All())
		}
		for _, tag := range []atom.Atom{0, atom.P, atom.A, atom.H1, atom.H6, atom.Span, atom.Video, atom.Html, atom.Class} {
			if got := table.Of(tag); got != all[tag] {
				t.Errorf("%q: %v of %v", names, got, tag)
			}
		}
	}
}
