package main

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestDisguiseKeepsTheWords(t *testing.T) {
	page := []byte(`<html><head><title>Ferry</title><meta name="author" content="M. Aronsen"><script type="application/ld+json">{"a":1}</script></head>
<body class="home"><nav id="n"><a href="/">Home</a></nav><article class="story"><h1>Ferry sails</h1><p class="lead">The <b>horn</b> sounds.</p><ul><li>one</li></ul></article></body></html>`)
	words := func(page []byte) []string {
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data != "script" {
				out = append(out, strings.Fields(n.Data)...)
			}
		}
		return out
	}
	want := words(page)
	renamed := 0
	for seed := range uint64(40) {
		other, err := disguise(page, rand.New(rand.NewPCG(seed, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if got := words(other); !slices.Equal(got, want) {
			t.Errorf("words are %q, were %q", got, want)
		}
		if !bytes.Contains(other, []byte(`class="story"`)) {
			renamed++
		}
	}
	if renamed < 10 || renamed == 40 {
		t.Errorf("%d of 40 have other names", renamed)
	}
}

func TestAlign(t *testing.T) {
	cut := func(lines ...string) [][]string {
		var out [][]string
		for _, l := range lines {
			out = append(out, tokens(l))
		}
		return out
	}
	blocks := cut("Home", "Ferry sails again", "The ferry to the outer islands left on time this morning.", "Share", "Ferry sails again", "It had been eleven days since the last.", "The crews had a new rota.", "Home", "More on ferries")
	truth := tokens("The ferry to the outer islands left on time this morning. Ferry sails again. It had been eleven days since the last. The crews had a rota.")
	want := []bool{false, false, true, false, true, true, true, false, false}
	for i, l := range align(blocks, truth) {
		if (l >= 0.5) != want[i] {
			t.Errorf("%q is labelled %.2f", strings.Join(blocks[i], " "), l)
		}
	}
}

func TestHostsStayTogether(t *testing.T) {
	a, b := &page{ID: "1", URL: "https://www.quay.example/a"}, &page{ID: "2", URL: "http://quay.example/b?x"}
	if a.fold() != b.fold() {
		t.Error("one host is in two folds")
	}
}
