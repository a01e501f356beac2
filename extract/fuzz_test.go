package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// FuzzExtract throws broken pages at the extractor: it must answer every one, in
// valid UTF-8, and twice the same.
func FuzzExtract(f *testing.F) {
	for _, dir := range pageFolders(f) {
		page, err := os.ReadFile(filepath.Join(dir, "source.html"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page)
		for _, change := range mutations {
			f.Add(mutated(f, page, change))
		}
	}
	for _, page := range hostilePages {
		f.Add([]byte(page(3)))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		a, err := Extract(page, Options{})
		if err != nil {
			t.Fatal(err) // a panic is one too
		}
		for _, s := range []string{a.Text, a.Markdown, a.HTML, a.Title} {
			if utf8.Valid(page) && !utf8.ValidString(s) {
				t.Errorf("not UTF-8: %q", s)
			}
		}
		b, err := Extract(page, Options{})
		if err != nil || a.Text != b.Text || a.HTML != b.HTML || a.Markdown != b.Markdown {
			t.Error("two readings differ")
		}
	})
}

// mutations change every third element of a page as those that write pages, or break
// them, do.
var mutations = map[string]func(n *html.Node){
	"dropped": func(n *html.Node) { n.Parent.RemoveChild(n) },
	"doubled": func(n *html.Node) { n.Parent.InsertBefore(copied(n), n) },
	"renamed": func(n *html.Node) { n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil },
	"emptied": func(n *html.Node) {
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
	},
	"unsaid": func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type == html.TextNode {
				c.Data = "\u200b"
			}
		}
	},
}

func mutated(tb testing.TB, page []byte, change func(*html.Node)) []byte {
	tb.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		tb.Fatal(err)
	}
	var chosen []*html.Node
	i := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom == atom.Html || n.DataAtom == atom.Head || n.DataAtom == atom.Body {
			continue
		}
		if i++; i%3 == 0 {
			chosen = append(chosen, n)
		}
	}
	for _, n := range chosen {
		change(n)
	}
	var out bytes.Buffer
	if err := html.Render(&out, root); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func copied(n *html.Node) *html.Node {
	other := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for c := range n.ChildNodes() {
		other.AppendChild(copied(c))
	}
	return other
}
