package render

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is written as it is is what the policy leaves of it.
func TestHTMLIsWhatThePolicyLeaves(t *testing.T) {
	t.Parallel()
	if all := bareTags.All(); len(all) < 40 {
		t.Errorf("the policy changes most tags: %v are left", all)
	}
	for _, page := range []string{
		`<p>a &amp; b &lt;c&gt; "d" 'e'</p>`, `<p lang="en" onclick="x()">a</p>`, `<p style="x">a<br>b<hr class=c></p>`, "<pre>\n\n a</pre>", "<pre>a\n</pre>", "<pre>\n\n</pre>", "<pre><code>\n\na</code></pre>", `<p title="It's here, (now)! a/b.">a</p><td title="a:b">b</td>`, `<abbr title="a&quot;b">x</abbr><p dir=RTL>a</p><p dir=rtl>a</p><p dir=x>a</p>`, `<img title="a:b" src="https://example.com/a.png">`, `<a title=x href="https://example.com/a">b</a>`, `<a title=x>b</a>`, "a\rb",
		`<a href="https://example.com/a?b=c&amp;d=%20e">x</a>`, `<a href="http://example.com/">x</a>`, `<a href="https://example.com">x</a>`,
		`<a href="https://example.com/%zz">x</a>`, `<a href="https://example.com/ä b#c">x</a>`, `<a href="https://a:b@example.com:80/">x</a>`, `<a href="https:///x">x</a>`,
		`<a href="javascript:alert(1)"><b>x</b></a>`, `<a href="HTTPS://example.com/">x</a>`, `<a>x<i>y</i></a>`, `<a href="mailto:a@example.com" title="t" target=_blank>x</a>`, `<a href="?a">x</a>`,
		`<img src="https://example.com/a.png" alt="a &quot;b&quot;">`, `<img src="data:image/png;base64,AAAA" alt="">`, `<img alt="a">`, `<img>`, `<img src=x onerror=y>`,
		`<table><caption>a</caption><tr><td colspan="2" rowspan=x>a<th scope=row>b</table>`, `<ol start="3"><li>a<li value=2>b</ol>`, `<code class="language-go">a</code>`, `<code class="x">a</code>`,
		`<script>alert(1)</script><style>a</style><p>b`, `<iframe src="https://example.com/"><p>a</p></iframe>b`, `<svg><p>a</p><title><b>x</b></title></svg>`, `<math><mi>a</mi></math>`, `<x-y><p>a</p></x-y>`,
		`<video src="https://example.com/a.mp4"><p>a</p></video>`, `<address>a</address><footer><p>b</p></footer><label>c</label>`, `<!-- a --><p>b<!-- c --></p>`, `<noscript><p>a</p></noscript>b`,
		`<time datetime="2026-11-29">a</time><time datetime="x">b</time>`, `<blockquote cite="https://example.com/">a</blockquote><q cite="javascript:x">b</q>`, `<details open><summary>a</summary>b</details>`, `<textarea><p>a</textarea>b`, `<xmp><p>a</xmp>b`,
	} {
		nodes, err := html.ParseFragment(strings.NewReader(page), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		if err != nil {
			t.Fatal(err)
		}
		body := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
		var raw bytes.Buffer
		for _, n := range nodes {
			body.AppendChild(n)
			if err := html.Render(&raw, n); err != nil {
				t.Fatal(err)
			}
		}
		got, err := HTML(body)
		if want := strings.TrimSpace(safeHTML.Sanitize(raw.String())); err != nil || got != want {
			t.Errorf("%s:\n%q, %v, want\n%q", page, got, err, want)
		}
	}
}

// An address that is written as it is is one that the policy leaves so.
func TestPlainAddresses(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 7))
	const signs = "aZ09-._~/?#=&+,:;%@%41%zz%2F%c3%a4 !$'()*[]\\^\"<>|ä"
	plain := 0
	for range 200_000 {
		address := "https://example.com/"
		for range r.IntN(8) {
			at := r.IntN(len(signs))
			address += signs[at:min(at+1+r.IntN(3), len(signs))]
		}
		if !isPlainAddress(address) {
			continue
		}
		plain++
		link := `<a href="` + html.EscapeString(address) + `">x</a>`
		if got := safeHTML.Sanitize(link); got != link {
			t.Fatalf("%s becomes %s", link, got)
		}
	}
	if plain < 1000 {
		t.Errorf("only %d are plain", plain)
	}
}
