package browser

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// A script that nobody lists would not run, and nobody would miss it.
func TestScriptsAreListed(t *testing.T) {
	for _, folder := range []string{"js/page", "js/world"} {
		there, err := fs.Glob(scripts, folder+"/*.js")
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for name := range listed(embedded(folder + "/order.txt")) {
			names = append(names, path.Join(folder, name))
		}
		if slices.Sort(names); !slices.Equal(names, there) {
			t.Errorf("%s/order.txt lists %q, there are %q", folder, names, there)
		}
	}
}

// What is listed under a name that it has no more would be compiled twice, and nobody would see it.
func TestOftenIsThere(t *testing.T) {
	for name := range listed(embedded("js/world/often.txt")) {
		if !strings.Contains(worldScript, "\nconst "+name+" = (") {
			t.Errorf("js/world/often.txt lists %s, which is no function that starts a line", name)
		}
	}
}

// A letter after a backslash would lose it, and one in a raw string would be spelled out.
func TestScriptsBearASCII(t *testing.T) {
	names, err := fs.Glob(scripts, "js/*/*.js")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	unfit := regexp.MustCompile(`\\[^\x00-\x7f]|String\.raw`)
	for _, name := range names {
		if found := unfit.FindString(embedded(name)); found != "" {
			t.Errorf("%s has %q: its letters are written as \\u0000", name, found)
		}
	}
	for _, script := range []string{pageScript, worldScript} {
		if at := strings.IndexFunc(script, func(r rune) bool { return r > unicode.MaxASCII }); at >= 0 {
			t.Errorf("there is %q in a script", script[at:at+10])
		}
	}
}
