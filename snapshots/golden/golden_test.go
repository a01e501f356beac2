package golden_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/golden"
)

// told is a test that only writes down what becomes of it.
type told struct {
	testing.TB
	says strings.Builder
}

func (t *told) Helper()                         {}
func (t *told) Logf(format string, args ...any) { fmt.Fprintf(&t.says, "log: "+format+"\n", args...) }
func (t *told) Errorf(format string, args ...any) {
	fmt.Fprintf(&t.says, "error: "+format+"\n", args...)
}
func (t *told) Fatalf(format string, args ...any) {
	fmt.Fprintf(&t.says, "fatal: "+format+"\n", args...)
	panic(t)
}

// check runs Check and gives what it says.
func check(t *testing.T, got golden.Page) string {
	t.Helper()
	as := &told{TB: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != as {
				panic(r)
			}
		}()
		golden.Check(as, "page", got, diff.Options{})
	}()
	return as.says.String()
}

func TestCheck(t *testing.T) {
	t.Chdir(t.TempDir())
	page := func(text string, red bool) golden.Page {
		c := browsertest.Blue
		if red {
			c = browsertest.Red
		}
		return golden.Page{
			Browser: "Chrome/1", Picture: browsertest.PNG(20, 20, c), DOM: []byte("<p>" + text), Article: []byte(`{"url": "http://127.0.0.1:41234/", "title": "` + text + `"}`),
		}
	}
	if says := check(t, page("Tide", false)); !strings.Contains(says, "fatal: there is no testdata/golden/page: go test -update writes it") {
		t.Errorf("without a golden page: %s", says)
	}
	if err := flag.Set("update", "true"); err != nil {
		t.Fatal(err)
	}
	if says := check(t, page("Tide", false)); says != "" {
		t.Errorf("with -update: %s", says)
	}
	if err := flag.Set("update", "false"); err != nil {
		t.Fatal(err)
	}
	same := page("Tide", false)
	same.Article = []byte(strings.ReplaceAll(string(same.Article), "41234", "9"))
	other := page("Tide", true)
	other.Browser = "Chrome/2"
	for _, test := range []struct {
		name string
		page golden.Page
		says []string
	}{
		{"the same, on another port", same, nil},
		{"another text", page("Ebb", false), []string{"error: page is not as it was", "go test -update", "- Tide", "+ Ebb", "title: got Ebb, want Tide"}},
		{"another picture", page("Tide", true), []string{"picture: 400 pixels", "-artifacts"}},
		{"another browser", other, []string{"log: page: the picture is not compared: it was made with Chrome/1 (this is Chrome/2)"}},
	} {
		says := check(t, test.page)
		for _, want := range test.says {
			if !strings.Contains(says, want) {
				t.Errorf("%s: it does not say %q but:\n%s", test.name, want, says)
			}
		}
		if strings.Contains(says, "error") != (len(test.says) > 1) {
			t.Errorf("%s: %s", test.name, says)
		}
	}
	if _, err := os.Stat("testdata/golden/page/text.txt"); err != nil {
		t.Error(err)
	}
}
