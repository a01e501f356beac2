package schemaorg

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a page states is read to a bound, however much it is, and is said to be more.
func TestAmountOfLD(t *testing.T) {
	for name, tt := range map[string]struct {
		script string
		cut    bool
	}{
		"few":                 {`{"@type":"NewsArticle","author":["Anna Bee","Carl Dee"]}`, false},
		"many of one":         {`{"@type":"NewsArticle","author":["a"` + strings.Repeat(`,"a"`, maxOfOne) + `]}`, true},
		"many in all":         {`{"@type":"NewsArticle","a":[` + strings.Repeat(`[1,2],`, maxValues) + `3]}`, true},
		"many in broken JSON": {`{'@type':'NewsArticle',a:[` + strings.Repeat(`[1,2],`, maxValues) + `]}`, true},
	} {
		var d LD
		d.Read(tt.script)
		if d.Truncated != tt.cut || d.values > maxValues+1 {
			t.Errorf("%s: truncated is %v after %d values", name, d.Truncated, d.values)
		}
		if len(d.Items) != 1 || !d.Items[0].Is("NewsArticle") {
			t.Errorf("%s: %d things", name, len(d.Items))
			continue
		}
		if n := len(d.Items[0].Texts("author")); n > maxOfOne {
			t.Errorf("%s: %d authors", name, n)
		}
	}
}

func TestAmountOfMicrodata(t *testing.T) {
	var m Microdata
	item := m.Read(&html.Node{Type: html.ElementNode, Data: "div", Attr: []html.Attribute{{Key: "itemscope"}, {Key: "itemtype", Val: "NewsArticle"}}}, nil)
	author := &html.Node{Type: html.ElementNode, Data: "b", Attr: []html.Attribute{{Key: "itemprop", Val: "author"}, {Key: "content", Val: "Anna Bee"}}}
	for range maxOfOne {
		m.Read(author, item)
	}
	if m.Truncated {
		t.Error("all was read, but it says that there was more")
	}
	m.Read(author, item)
	if n := len(item.Texts("author")); n != maxOfOne || !m.Truncated {
		t.Errorf("%d authors, truncated is %v", n, m.Truncated)
	}
	for range maxValues {
		m.Read(&html.Node{Type: html.ElementNode, Data: "b", Attr: []html.Attribute{{Key: "typeof", Val: "Person"}}}, nil)
	}
	if len(m.Items) > maxValues {
		t.Errorf("%d things", len(m.Items))
	}
}
