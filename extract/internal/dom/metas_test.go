package dom

import (
	"strconv"
	"testing"

	"golang.org/x/net/html"
)

func TestMetasAreBounded(t *testing.T) {
	var m Metas
	add := func(name string) {
		m.Add(&html.Node{Type: html.ElementNode, Data: "meta", Attr: []html.Attribute{{Key: "name", Val: name}, {Key: "content", Val: "x"}}})
	}
	for i := range maxMetas + 10 {
		add("author")
		add("m" + strconv.Itoa(i))
	}
	if len(m) != maxMetas || len(m["author"]) != maxMetas {
		t.Errorf("%d names, and %d values of one", len(m), len(m["author"]))
	}
}
