package extract

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/render"
)

// The lean plugin writes what the converter's own would.
func TestLean(t *testing.T) {
	t.Parallel()
	own := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(), table.NewTablePlugin(),
	))
	bodies := map[string]string{
		"lists":   "<p>1. one</p><p>12) two</p><p>- dash</p><p>+ plus</p><p>a - b + c</p><p>1.5 and 2)</p><p>In 1984.</p><ul><li>1. x<li>- y</ul>",
		"heads":   "<p># no</p><p>C# and #tag</p><p>a<br>===</p><p>a<br>---</p><p>a<br>- b</p><h2># 3. x #</h2>",
		"inline":  "<p>a*b* _c_ d_e_f **g** `h` ~~i~~ \\j [k](l) ![m](n) [o] !p ![</p><p>*</p><p>***</p><p>- - -</p><p>_ _ _</p><p>```</p><p>~~~ x</p>",
		"markup":  "<p>a &lt;b&gt; &amp;c; &gt; d</p><p>&gt; quote</p><p>x &amp;lt; y</p>",
		"links":   `<p><a href="/x(1)" title="a &quot;b&quot; 'c'">a ] b [c] * d</a> and <a href="">e</a> <img src="f.png" alt="g [h] ]"></p>`,
		"tables":  "<table><tr><th>a|b<th>c<tr><td>- d<td>1. e<tr><td># f<td>*g*</table>",
		"code":    "<p><code>a*b_c</code> <code>`</code></p><pre><code class=\"language-go\">x := *y // 1. z\n\n\n\n- w</code></pre>",
		"breaks":  "<p>a<br><br><br>b</p><p> c  d\n e </p><div>f<p></p><p></p>g</div><p>h<br></p><p>i   </p>",
		"quotes":  "<blockquote><p>- a</p><p>1. b</p><blockquote># c</blockquote></blockquote>",
		"scripts": "<p>これは。1. です * と</p><p>ﻼ - ـ _ ـ</p><p>😀*😀 \u00a0- x\u00a0# y</p>",
		"nested":  "<ol><li>a<ul><li>b<p>- c</p></ul><li>d<br>2. e</ol><p>f</p><ul><li>g</ul><ul><li>h</ul>",
	}
	for _, dir := range pageFolders(t) {
		page, err := os.ReadFile(filepath.Join(dir, "source.html"))
		if err != nil {
			t.Fatal(err)
		}
		art, err := Extract(page, Options{})
		if err != nil {
			t.Fatal(err)
		}
		bodies[filepath.Base(dir)] = art.HTML
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := own.ConvertNode(parsed(t, body))
			if err != nil {
				t.Fatal(err)
			}
			got, err := render.Markdown(parsed(t, body))
			if err != nil || got != strings.TrimSpace(string(want)) {
				t.Errorf("%v: Markdown is\n%q, want\n%q", err, got, want)
			}
		})
	}
}

func parsed(t *testing.T, body string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<div>" + body + "</div>"))
	if err != nil {
		t.Fatal(err)
	}
	return root.LastChild.LastChild.FirstChild // html, body, div
}

// No link of the text runs anything, in HTML or in Markdown.
func TestNoPrograms(t *testing.T) {
	t.Parallel()
	const words = " the wall was opened on Monday and a great many people walked along it, slowly, in the rain."
	art, err := Extract([]byte(`<article><h1>Walls</h1><p>First <a href="javascript:alert(1)">one</a>`+words+`<p>Then <a href="JAVA
script:alert(2)">two</a>`+words+`<p>And <a href=" vbscript:x">three</a>`+words+`<p>Last <a href="data:text/html,<script>">four</a>, <a href="mailto:a@b.example">five</a>`+words+`</article>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{art.HTML, art.Markdown} {
		if low := strings.ToLower(out); strings.Contains(low, "script:") || strings.Contains(low, "data:") || !strings.Contains(low, "mailto:a@b.example") || !strings.Contains(low, "four") {
			t.Errorf("it holds %q", out)
		}
	}
}
