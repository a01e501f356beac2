package render

import (
	"strings"
	"testing"

	"github.com/JohannesKaufmann/html-to-markdown/v2/marker"
	"golang.org/x/net/html"
)

func TestUnmarkBrackets(t *testing.T) {
	mark := string(marker.MarkerEscaping)
	for in, want := range map[string]string{
		"~[a] b":       "~[a] b",
		"~[a ~[b":      "[a [b",
		"~[a\nb ~]":    "[a\nb ~]",
		"~[a\n~[b~]":   "[a\n~[b~]",
		"~*a ~[ ~`b":   "~*a [ ~`b",
		"":             "",
		"~[~[~[~] ~[ ": "~[~[~[~] [ ",
		"~!~[a ~!~[b]": "~!~[a ~!~[b]",
		"~!~[a":        "![a",
	} {
		got := strings.ReplaceAll(string(unmarkBrackets([]byte(strings.ReplaceAll(in, "~", mark)))), mark, "~")
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestJoinTexts(t *testing.T) {
	n := &html.Node{Type: html.ElementNode, Data: "p"}
	for _, s := range []string{"a", "b", "<i>", "c", "", "d"} {
		child := &html.Node{Type: html.TextNode, Data: s}
		if s == "<i>" {
			child = &html.Node{Type: html.ElementNode, Data: "i"}
		}
		n.AppendChild(child)
	}
	joinTexts(n)
	var out []string
	for c := range n.ChildNodes() {
		out = append(out, c.Data)
	}
	if got := strings.Join(out, " "); got != "ab i cd" {
		t.Errorf("%q", got)
	}
}

// Lists in lists are set in to a bound; what is in the others is still there.
func TestNestsAreTamed(t *testing.T) {
	const deep = 60
	root, err := html.Parse(strings.NewReader(strings.Repeat("<ul><li>wall", deep)))
	if err != nil {
		t.Fatal(err)
	}
	out, err := Markdown(root)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out, "wall"); n != deep {
		t.Errorf("%d of %d lines", n, deep)
	}
	if strings.Contains(out, strings.Repeat(" ", 30)) {
		t.Error("lines are set in without end")
	}
}
