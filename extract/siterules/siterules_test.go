package siterules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestFor(t *testing.T) {
	set, err := Load("testdata/rules")
	if err != nil {
		t.Fatal(err)
	}
	for host, title := range map[string]string{
		"quay.example":              "Big",
		"www.quay.example":          "Big",
		"NEWS.Quay.example.":        "Big",
		"tides.quay.example":        "Head",
		"www.tides.quay.example":    "Head",
		"quay.example.org":          "",
		"notquay.example":           "",
		"example":                   "",
		"":                          "",
		"tides.quay.example.evil.x": "",
	} {
		page, err := html.Parse(strings.NewReader(`<h1>Head</h1><table><td class="big">Big</table>`))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if rules := set.For(host); rules != nil {
			got = rules.Title[0].Find(page)[0].FirstChild.Data
		}
		if got != title {
			t.Errorf("%s: the title is %q, want %q", host, got, title)
		}
	}
	var none *Set
	if none.For("quay.example") != nil {
		t.Error("no set has rules")
	}
}

// Every key is read, and goes to its own field.
func TestKeys(t *testing.T) {
	for _, key := range keys {
		r := reader{file: "x.yaml"}
		rules := r.read([]byte(key.name + ": .it\n"))
		if len(r.problems) > 0 {
			t.Errorf("%s: %v", key.name, r.problems)
		}
		for _, other := range keys {
			if got, want := len(*other.at(rules)), 0; other.name == key.name && got != 1 || other.name != key.name && got != want {
				t.Errorf("%s: it fills %s with %d", key.name, other.name, got)
			}
		}
	}
}

func TestSelector(t *testing.T) {
	for text, attr := range map[string]string{
		"h1":                          "",
		"meta[name=writer]@content":   "content",
		` time.first @ datetime `:     "datetime",
		`a[href="mailto:bee@hive.x"]`: "",
		`a[href="x@y"]@TITLE`:         "title",
		"h1.a, h1.b":                  "",
	} {
		s, err := parseSelector(text)
		if err != nil || s.Attr != attr {
			t.Errorf("%s: attribute %q, error %v; want %q", text, s.Attr, err, attr)
		}
	}
}

func TestWrong(t *testing.T) {
	for _, c := range []struct{ name, file, page, want string }{
		{"a key that is nearly one", "a.example.yaml", "body: p\ntitel: h1\n", `a.example.yaml:2: unknown key "titel": did you mean "title"?`},
		{"a key that is none", "a.example.yaml", "colour: h1\n", `a.example.yaml:1: unknown key "colour": use one of title, subtitle, authors, published, modified, section, tags, body, remove, next`},
		{"no selector", "a.example.yaml", "title: h1\nbody: [p, 'div[']\n", `a.example.yaml:2: body: "div[" is no CSS selector: expected identifier, found EOF instead`},
		{"not even text", "a.example.yaml", "title: 12\n", `a.example.yaml:1: title: 12 is no selector: write a CSS selector, in quotes if it begins with a sign`},
		{"nothing behind a key", "a.example.yaml", "title:\nbody: p\n", `a.example.yaml:1: title has no selector: add one, or take the key out`},
		{"an empty list", "a.example.yaml", "body: []\n", `a.example.yaml:1: body has no selector: add one, or take the key out`},
		{"an attribute as the body", "a.example.yaml", "body: p@title\n", `a.example.yaml:1: body: "p@title": it takes elements: leave @title out`},
		{"a list", "a.example.yaml", "- h1\n", `a.example.yaml:1: write keys and selectors, such as "title: h1"`},
		{"nothing", "a.example.yaml", "# later\n", `a.example.yaml:1: there are no rules in it: add some, or delete the file`},
		{"a key twice", "a.example.yaml", "title: h1\ntitle: h2\n", `a.example.yaml:2: mapping key "title" already defined at [1:1]`},
		{"two documents", "a.example.yaml", "title: h1\n---\ntitle: h2\n", `a.example.yaml:3: one file holds the rules of one site: take the second document out`},
		{"a name with www", "www.a.example.yaml", "title: h1\n", `www.a.example.yaml:1: rules for a.example hold for www.a.example too: name the file a.example.yaml`},
		{"a name that is no host", "https a.yaml", "title: h1\n", `https a.yaml:1: "https a" is no name of a host: name the file for the site, such as example.com.yaml`},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, c.file), c.page)
		_, err := Load(dir)
		if err == nil {
			t.Errorf("%s: no error", c.name)
			continue
		}
		if got := strings.TrimPrefix(err.Error(), dir+string(filepath.Separator)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// All files are looked through before anybody is told.
func TestAllThatIsWrong(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "b.example.yaml"), "titel: h1\nbodi: p\n")
	write(t, filepath.Join(dir, "a.example.yaml"), "nxt: a\n")
	write(t, filepath.Join(dir, "a.example.yml"), "next: a\n")
	_, err := Load(dir)
	if err == nil {
		t.Fatal("no error")
	}
	if got := strings.Count(err.Error(), "\n") + 1; got != 4 {
		t.Errorf("%d problems, want 4:\n%v", got, err)
	}
	if _, err := Load(filepath.Join(dir, "none")); !os.IsNotExist(err) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
