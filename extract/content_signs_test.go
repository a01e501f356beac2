package extract

import (
	"strings"
	"testing"
)

// Signs that stand in a text and are none of it, and quotes that are.
func TestSigns(t *testing.T) {
	for name, part := range map[string][2]string{
		"a mark beside a heading":   {`<h2 id="h">The horn <a href="#h">¶</a></h2>`, "The horn"},
		"the arrow back":            {`<p>Notes say where the horn was made, by whom. <a href="#ref1">↩︎</a></p>`, "Notes say where the horn was made, by whom."},
		"a button to edit":          {`<h2>The horn<span> [<a href="/edit">Bearbeiten</a> | <a href="/src">Quelltext</a>]</span></h2>`, "The horn"},
		"a button behind a heading": {`<div><h2>The horn</h2><span>[<a href="/edit">edit</a>]</span></div>`, "The horn"},
		"numbers of lines":          {"<table><tr><td><pre>7\n8\n9</pre></td><td><pre>if tide {\n\tsail()\n}</pre></td></tr></table>", "if tide {\n\tsail()\n}"},
		"a formula":                 {`<p>It weighs <span><math><semantics><mi>m</mi><annotation encoding="application/x-tex">m</annotation></semantics></math></span><span aria-hidden="true">m</span> stones, all in all.</p>`, "It weighs m stones, all in all."},
		"a short quote":             {`<p>The captain said <q>so it goes</q> and poured another cup.</p>`, "The captain said “so it goes” and poured another cup."},
		"a note's number":           {`<p>The horn was made in the north<a href="#n1"><sup>1</sup></a>, where all horns are made.</p>`, "The horn was made in the north1, where all horns are made."},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<html><head><title>Ferry sails again</title></head><body><main><article><h1>Ferry sails again</h1>` + story + part[0] + story + `</article></main></body></html>`
			if got := textOfPage(t, page); !strings.Contains(got, storyText+"\n\n"+part[1]+"\n\n") {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

func TestShadowRoots(t *testing.T) {
	page := `<html><head><title>Ferry sails again</title></head><body><x-page><template shadowrootmode="open"><main><h1>Ferry sails again</h1><slot name="body"></slot><slot name="none"><p>Nothing stands here yet, as far as anybody knows.</p></slot></main></template>` +
		`<div slot="body">` + story + `<x-aside><template shadowrootmode="closed"><blockquote><slot></slot></blockquote></template>A ferry is a bridge that has made up its mind.</x-aside></div><p>Unplaced and so unseen by anyone at all who reads this.</p></x-page></body></html>`
	want := storyText + "\n\nA ferry is a bridge that has made up its mind.\n\nNothing stands here yet, as far as anybody knows."
	if got := textOfPage(t, page); got != want {
		t.Errorf("got\n%s", got)
	}
}
