// Package golden compares what a test captured of a page with how it was: its picture,
// its text and the fields of its article. The first run of
//
//	go test -update
//
// writes testdata/golden/NAME, to be committed; later ones fail the test where the page
// is another one, and say in what. See the example.
//
// Another version of the browser, another system or other fonts draw the same page
// otherwise. The picture is then not compared, and the test's log says so.
package golden

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// Dir is the folder of golden pages, from the test's package on.
const Dir = "testdata/golden"

// update is the flag -update, which a test's package may have for itself as well.
func update() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

func init() {
	if flag.Lookup("update") == nil {
		flag.Bool("update", false, "write golden pages anew")
	}
}

// Page is what a test captured. Picture and DOM are those of browser.Page.
type Page struct {
	Browser string          // what drew the picture
	Picture []byte          // PNG
	DOM     []byte          // HTML
	Article json.RawMessage // the fields; nil: not compared
}

// Check compares a page with the golden one of that name. The zero Options are strict.
func Check(t testing.TB, name string, got Page, opts diff.Options) {
	t.Helper()
	page, err := baseline.Of(diff.Side{Picture: got.Picture, DOM: portable(got.DOM), Article: portable(got.Article)}, "")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	dir := filepath.Join(Dir, filepath.FromSlash(name))
	about := baseline.About{Maker: baseline.Here(t.Context(), got.Browser)}
	if update() {
		if err := baseline.Save(dir, page, about); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return
	}
	want, err := baseline.Load(dir)
	switch {
	case err != nil:
		t.Fatalf("%s: %v; go test -update writes it anew", name, err)
	case want == nil:
		t.Fatalf("there is no %s: go test -update writes it", dir)
	}
	parts := []string{baseline.Text, baseline.Picture, baseline.Fields}
	if other := want.Unlike(about.Maker); other != "" {
		t.Logf("%s: the picture is not compared: it was made with %s", name, other)
		parts = []string{baseline.Text, baseline.Fields}
	}
	changes, err := want.Compare(page, parts, opts)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if changes.Equal() {
		return
	}
	t.Errorf("%s is not as it was; where that is right, go test -update\n%s", name, strings.Join(tell(changes), "\n"))
	keep(t, name, page, about, changes)
}

// loopback is an address on which a test serves, with a port of the moment.
var loopback = regexp.MustCompile(`\b(127\.0\.0\.1|localhost|\[::1\]):\d+`)

// portable takes the port out of what differs from run to run.
func portable(data []byte) []byte { return loopback.ReplaceAll(data, []byte("$1")) }

// tell says what differs, lines of the text among it.
func tell(changes diff.Result) []string {
	lines := changes.Summary()
	for _, hunk := range changes.Text.Hunks {
		for _, line := range hunk.Lines {
			if line.Op == diff.Kept {
				continue
			}
			var b strings.Builder
			for _, span := range line.Spans {
				b.WriteString(span.Text)
			}
			lines = append(lines, string(line.Op)+" "+b.String())
		}
	}
	for _, f := range changes.Fields {
		if f.Name != "text" {
			lines = append(lines, f.Name+": got "+f.Got+", want "+f.Want)
		}
	}
	return lines
}

// keep stores what was captured, and the picture of the difference.
func keep(t testing.TB, name string, page baseline.Page, about baseline.About, changes diff.Result) {
	t.Helper()
	dir := filepath.Join(t.ArtifactDir(), strings.ReplaceAll(name, "/", "-"))
	if err := baseline.Save(dir, page, about); err != nil {
		t.Log(err)
		return
	}
	if p := changes.Picture; p != nil && p.Diff != nil {
		if err := os.WriteFile(filepath.Join(dir, "difference.png"), p.Diff, 0o644); err != nil {
			t.Log(err)
		}
	}
	t.Logf("picture and difference are in %s with `go test -artifacts`", dir)
}
