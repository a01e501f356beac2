package extract

import (
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// What is shown beside the text is no part of it, and what a browser would write is.
func TestTidy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, body, has, hasnt string }{
		{"the sign of a heading's address", `<h2>Walls<a href="#walls">¶</a></h2>`, "Walls", "¶"},
		{"such a sign in front", `<h2><a class="x" href="#walls">#</a> Walls</h2>`, "Walls", "#"},
		{"such a sign, a picture of letters", `<h2>Walls <a href="/p#walls">🔗</a></h2>`, "Walls", "🔗"},
		{"an arrow back", `<ol><li>Copied from an older wall. <a href="#r1">↩︎</a></ol>`, "older wall.", "↩"},
		{"an arrow up", `<ul><li><b><a href="#c1">^</a></b> Copied from an older wall.</ul>`, "older wall.", "^"},
		{"the number of a note stays", `<p>A wall of stones<a href="#n1"><sup>1</sup></a> and lime.</p>`, "stones1 and", ""},
		{"a star stays", `<p>A wall of stones<a href="#n1">*</a> and lime.</p>`, "stones* and", ""},
		{"a link to edit", `<h2>Walls</h2><span>[<a href="/w?title=W&action=edit&section=1">edit</a>]</span>`, "Walls", "edit"},
		{"a link to edit in the heading", `<h2>Mauern<span class="q7">[<a href="/w/M">Bearbeiten</a> | <a href="/w/Q">Quelltext bearbeiten</a>]</span></h2>`, "Mauern", "earbeiten"},
		{"a link to edit in Japanese", `<h2>壁<span>[<a href="/w/M">編集</a>]</span></h2>`, "壁", "編集"},
		{"a remark of readers", `<p>It is the longest wall.<sup>[<i><a href="/w/C">citation needed</a></i>]</sup> It has a gate.</p>`, "longest wall. It", "citation"},
		{"a formula and its copies", `<p>It holds <span class="k"><span><math><mi>E</mi><mo>=</mo><mi>m</mi><annotation>E = m</annotation></math></span><span aria-hidden="true"><b>E</b>=<b>m</b></span></span> joules.</p>`, "holds E=m joules", "E = m"},
		{"a formula set by script", `<p>It holds <mjx-container><mjx-math aria-hidden="true">E</mjx-math><mjx-assistive-mml><math><mi>E</mi></math></mjx-assistive-mml></mjx-container> joules.</p>`, "holds E joules", "EE"},
		{"a quotation", `<p>She said <q>so be it, <q>as they say</q></q> and left.</p>`, "“so be it, ‘as they say’” and", ""},
		{"a quotation that has marks", `<p>She said „<q>so be it</q>“ and left.</p>`, "„so be it“ and", "“so"},
		{"code beside its numbers", "<table><tr><td><pre>1\n2</pre></td><td><pre>ring()\n  wait()</pre></td></tr></table>", "ring()\n  wait()", "1\n2"},
		{"code and numbers, a row a line", `<table><tr><td>7</td><td><code>ring()</code></td></tr><tr><td>8</td><td><code>wait()</code></td></tr></table>`, "ring()\nwait()", "8"},
		{"code and numbers in attributes", `<table><tr><td data-line-number="1"></td><td><code>ring()</code></td></tr><tr><td data-line-number="2"></td><td><code>wait()</code></td></tr></table>`, "ring()\nwait()", "|"},
		{"numbers in a box of their own", "<div><div>1\n2\n3</div><pre>ring()\nwait()\nstop()</pre></div>", "ring()\nwait()\nstop()", "2\n3"},
		{"numbers in the code", "<pre><code><span>1</span>ring()\n<span>2</span>wait()\n</code></pre>", "ring()\nwait()", "1ring"},
		{"numbers that are code", "<pre><code><span>1</span> + <span>2</span>\n</code></pre>", "1 + 2", ""},
		{"numbers in a text", "<p>Suppose <code>4</code> and <code>5</code> are there, then <code>9</code> is the sum of them.</p>", "Suppose 4 and 5", ""},
		{"a table of numbers", "<table><tr><th>Year</th><th>Walls</th></tr><tr><td>1</td><td>40</td></tr><tr><td>2</td><td>41</td></tr></table>", "1 | 40", ""},
		{"a picture that is a word", `<table><tr><td>North</td><td><img src="y.svg" alt="yes"></td></tr><tr><td>South</td><td>no</td></tr></table>`, "North | yes", ""},
	} {
		const words = "<p>The wall was opened on Monday, and a great many people walked along it, slowly, in the rain, until the evening came.</p>"
		a, err := Extract([]byte(`<html lang="en"><title>The gate</title><body><article><h1>The gate</h1>`+words+c.body+words+`<p>The gate was shut behind them, and the keys were given to the harbour master, who keeps them in a box.</p></article>`), Options{})
		if err != nil || !strings.Contains(a.Text, c.has) || c.hasnt != "" && strings.Contains(a.Text, c.hasnt) {
			t.Errorf("%s: %v, it is %q", c.name, err, a.Text)
		}
	}
}

// Pictures of a page's own making are pictures.
func TestOwnPictures(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{`<amp-img src="https://quay.example/harbour-wall.jpg" alt="A wall" width="9" height="6"><noscript><img src="/small.jpg"></noscript></amp-img>`, `<x-lazy-image data-src="https://quay.example/harbour-wall.jpg" alt="A wall"></x-lazy-image>`} {
		a, err := Extract([]byte(`<title>The wall</title><article><h1>The wall</h1><figure>`+tag+`<figcaption>The wall in May <span class="source">(Image: Nils Brandt)</span></figcaption></figure><p>It was opened on Monday, and a great many people walked along it, slowly, in the rain.</p></article>`), Options{})
		if err != nil || a.Image.URL != "https://quay.example/harbour-wall.jpg" || a.Image.Caption != "The wall in May" || a.Image.Credit != "Nils Brandt" {
			t.Errorf("%s: %v, it is %+v", tag, err, a.Image)
		}
	}
}

// What stands in shadow roots that a page declares is read as it is shown.
func TestShadows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, body, want string }{
		{"a root", `<x-page><template shadowrootmode="open"><p>One.</p></template></x-page>`, "One."},
		{"slots by name, and the rest", `<x-page><template shadowrootmode="open"><slot name="b"></slot><p>Two.</p><slot></slot></template><p>Three.</p><p slot="b">One.</p></x-page>`, "One. Two. Three."},
		{"what a slot has itself", `<x-page><template shadowrootmode="closed"><p><slot>One.</slot></p></template></x-page>`, "One."},
		{"what no slot takes", `<x-page><template shadowrootmode="open"><p>One.</p></template><p>Two.</p></x-page>`, "One."},
		{"a root in a root", `<x-page><template shadowrootmode="open"><x-part><template shadowrootmode="open"><p><slot></slot></p></template>One.</x-part></template></x-page>`, "One."},
		{"a slot handed on", `<x-page><template shadowrootmode="open"><x-part><template shadowrootmode="open"><slot></slot></template><slot></slot></x-part></template><p>One.</p></x-page>`, "One."},
		{"an older name", `<div><template shadowroot="open"><p>One.</p></template></div>`, "One."},
		{"a template that is none", `<div><template><p>Two.</p></template><p>One.</p></div>`, "One."},
	} {
		src, err := newSource(new(task), []byte(c.body), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := dom.TextOf(src.doc.Nodes[0], 1000); got != c.want {
			t.Errorf("%s: it is %q, want %q", c.name, got, c.want)
		}
	}
}
