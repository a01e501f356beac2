package browser

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"
)

// A script that nobody lists would not run, and nobody would miss it.
func TestScriptsAreListed(t *testing.T) {
	for _, folder := range []string{"js/page", "js/world"} {
		there, err := fs.Glob(scripts, folder+"/*.js")
		if err != nil {
			t.Fatal(err)
		}
		var listed []string
		for line := range strings.Lines(embedded(folder + "/order.txt")) {
			if !strings.HasPrefix(line, "#") {
				listed = append(listed, path.Join(folder, strings.TrimSpace(line)))
			}
		}
		if slices.Sort(listed); !slices.Equal(listed, there) {
			t.Errorf("%s/order.txt lists %q, there are %q", folder, listed, there)
		}
	}
}
