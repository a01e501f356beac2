package singlefile

import (
	"io"
	"strings"
	"testing"
	"testing/quick"
)

// treeFor makes a document of a few elements for rules to match, and bodies by address.
func treeFor(t testing.TB, bodies map[string]string) *tree {
	t.Helper()
	doc := &Document{Trees: []Tree{{URL: "https://quay.example/a/page", Base: "https://quay.example/a/page", Nodes: []Node{
		{Name: "html"}, {Name: "body", Attrs: []Attr{{"class", "Front md:flex"}, {"id", "top"}}},
		{Name: "p", Attrs: []Attr{{"data-k", "v"}, {"title", "t"}}}, {Close: true}, {Name: "img", Attrs: []Attr{{"src", "x.gif"}}}, {Close: true},
		{Name: "input", Facts: &Facts{States: []string{"focus"}}}, {Close: true}, {Close: true}, {Close: true},
	}}}}
	report := &Report{}
	f := &file{doc: doc, report: report, sheets: map[string]*sheet{}, open: map[int]bool{}}
	f.store = &store{known: map[string]*resource{}, report: report, body: func(address string) (Body, bool) {
		text, ok := bodies[address]
		media := "text/css"
		if strings.HasSuffix(address, ".png") {
			media = "image/png"
		}
		return Body{URL: address, MediaType: media, Data: []byte(text)}, ok
	}}
	tr := &tree{
		file: f, src: &doc.Trees[0], states: map[string]bool{}, mapped: map[string]bool{}, sheets: map[*Sheet]*sheet{}, faces: map[string]bool{},
		animated: map[string]bool{}, uses: map[int]int{}, picked: map[*Node]*Facts{}, turned: map[string]bool{},
	}
	tr.survey()
	return tr
}

// written gives a sheet as the file has it, its bodies in place.
func written(t testing.TB, text string, bodies map[string]string) string {
	t.Helper()
	tr := treeFor(t, bodies)
	s := &sheet{tokenize([]byte(text)), tr.src.Base}
	tr.look(s, 0)
	tr.out = tr.css(tr.scopes[0], s)
	return tr.expand()
}

var sheetsHere = map[string]string{
	"https://quay.example/a/one.css":      "@charset \"utf-8\"; @import 'deep/two.css'; p { color: red } @namespace url(x); } p { top: 0 }",
	"https://quay.example/a/deep/two.css": "p { background: url(../tile.png) }",
	"https://quay.example/a/circle.css":   "@import 'circle.css'; p { color: blue }",
	"https://quay.example/a/open.css":     "@media screen { p { content: 'never closed",
	"https://quay.example/a/tile.png":     "PNG",
	"https://quay.example/a/f.woff2":      "FONT",
}

func TestCSS(t *testing.T) {
	const tile = "url(data:image/png;base64,UE5H)"
	for name, c := range map[string]struct{ in, want string }{
		"plain":                    {"p { color : red ; top:0 }", "p{color:red;top:0;}"},
		"comments part tokens":     {"p{margin:1px/**/2px;/* a */color:red}", "p{margin:1px/**/2px;color:red;}"},
		"what nothing matches":     {".gone{color:red} p.gone{top:0} #top{left:0} #no{left:0} section{top:0} [data-x]{top:0} p[data-k]{top:0}", "#top{left:0;}p[data-k]{top:0;}"},
		"part of a list":           {"p, .gone, #top { top: 0 }", "p,#top{top:0;}"},
		"an unknown part stays":    {"p, .gone:unheard-of { top: 0 }", "p, .gone:unheard-of{top:0;}"},
		"in brackets is open":      {":not(.gone) p, :is(.gone, p) { top: 0 }", ":not(.gone) p,:is(.gone, p){top:0;}"},
		"escapes":                  {`.md\:flex{top:0} .\6d d\:flex{left:0} .md\:none{top:1px}`, `.md\:flex{top:0;}.\6d d\:flex{left:0;}`},
		"case":                     {".FRONT P{top:0}", ".FRONT P{top:0;}"},
		"nesting":                  {"p{color:red;&:hover{top:0} .gone &{left:0} @media print{right:0} > img{top:1px}}", "p{color:red;&:hover{top:0;}@media print{right:0;}> img{top:1px;}}"},
		"empty groups":             {"@media print{.gone{top:0}} @layer a{.gone{top:0}} @supports (x:y){}", "@layer a{}"},
		"layers":                   {"@layer a, b; @layer b{p{top:0}}", "@layer a, b;@layer b{p{top:0;}}"},
		"containers":               {"@container pane (200px <= width < 300px){p{top:0}}", "@container pane (200px <= width < 300px){p{top:0;}}"},
		"scope":                    {"@scope (p) to (img){em{top:0} p{top:0}}", "@scope (p) to (img){p{top:0;}}"},
		"custom properties":        {"p{--a:{x:y;z:url(tile.png)};--b: 1}", "p{--a:{x:y;z:" + tile + "};--b:1;}"},
		"addresses":                {"p{background:url( 'tile.png' ) no-repeat}", "p{background:" + tile + " no-repeat;}"},
		"absolute":                 {"p{background:url(//quay.example/a/../a/tile.png?)}", "p{background:url(data:,);}"},
		"what was not loaded":      {"p{background:url(no.png)}", "p{background:url(data:,);}"},
		"within the document":      {"p{filter:url(#soft);mask:url('#m')}", "p{filter:url(#soft);mask:url(#m);}"},
		"image-set":                {"p{background:image-set('no.png' 2x, 'tile.png' 1x, url(no2.png) 3x)}", "p{background:image-set(" + tile + " 1x);}"},
		"old ways to run":          {"p{behavior:url(x.htc);-moz-binding:url(x.xml);width:expression(alert(1))}", "p{width:expression(alert(1));}"},
		"drawn late":               {"p{content-visibility:auto;top:0}", "p{content-visibility:visible;top:0;}"},
		"bad address":              {"p{background:url(a b);color:red}", "p{color:red;}"},
		"bad string":               {"p{content:'a\nb;color:red}", "p{color:red;}"},
		"open at the end":          {"p{content:'a", "p{content:'a';}"},
		"stray brackets":           {"p{color:red)];top:0}", "p{color:red)];top:0;}"},
		"ends of elements":         {"p{content:'</style><script>'} </style> p{top:0}", `p{content:'\3c /style>\3c script>';}`},
		"markup comments":          {"<!-- p{top:0} -->", "p{top:0;}"},
		"import":                   {"@import 'one.css'; p{left:0}", "p{background:" + tile + ";}p{color:red;}p{left:0;}"},
		"import under conditions":  {"@import url(deep/two.css) layer(x.y) supports(display:grid) screen and (width>1px);", "@layer x.y{@supports (display:grid){@media screen and (width>1px){p{background:" + tile + ";}}}}"},
		"import in a nameless one": {"@import 'deep/two.css' layer;", "@layer{p{background:" + tile + ";}}"},
		"import too late":          {"p{top:0} @import 'one.css';", "p{top:0;}"},
		"import in a circle":       {"@import 'circle.css';", "p{color:blue;}"},
		"import of an open one":    {"@import 'open.css'; p{top:0}", "@media screen{p{content:'never closed';}}p{top:0;}"},
		"import of nothing":        {"@import 'no.css'; p{top:0}", "p{top:0;}"},
		"namespaces":               {"@namespace svg url(s); svg|p{top:0} p{top:0}", "@namespace svg url(s);svg|p{top:0;}p{top:0;}"},
		"fonts":                    {"@font-face{font-family:F;src:url(no.eot);src:url(f.woff) format('woff'),url(f.woff2) format('woff2');unicode-range:U+26,U+0-7F}", "@font-face{font-family:F;src:url(data:text/css;base64,Rk9OVA==) format('woff2');unicode-range:U+26,U+0-7F;}"},
		"fonts that are not used":  {"@font-face{font-family:F;src:url(no.woff2)} @font-face{font-family:G;src:local(G)}", "@font-face{font-family:G;src:local(G);}"},
		"fonts said twice":         {strings.Repeat("@font-face{font-family:G;src:local(G)}", 2), "@font-face{font-family:G;src:local(G);}"},
		"animations":               {"@keyframes a{from{top:0}50.5%{top:1px}}@keyframes b{to{top:0}} p{animation:1s a}", "@keyframes a{from{top:0;}50.5%{top:1px;}}p{animation:1s a;}"},
		"states":                   {"p:focus{top:0} p::before{top:0} p:not(:focus):hover{top:1px} x-y:defined, p:defined{top:0}", "p:is(:focus,[tearsheet-state~=focus]){top:0;}p::before{top:0;}p:not(:is(:focus,[tearsheet-state~=focus])):hover{top:1px;}x-y:not([tearsheet-state~=undefined]), p:not([tearsheet-state~=undefined]){top:0;}"},
		"attributes that go":       {"img[src$='.gif' i]{top:0}", "img[tearsheet-src$='.gif' i]{top:0;}"},
		"properties":               {"@property --a{syntax:'<length>';inherits:false;initial-value:0}", `@property --a{syntax:'\3c length>';inherits:false;initial-value:0;}`},
		"what is yet to come":      {"@new-thing x{a:url(tile.png)} @newer y;", "@new-thing x{a:" + tile + ";}@newer y;"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.TrimPrefix(written(t, c.in, sheetsHere), "<style>"); !strings.HasSuffix(got, c.want) || c.want == "" && got != "" {
				t.Errorf("%s\nbecomes %s\nnot     %s", c.in, got, c.want)
			}
		})
	}
}

// A picture that rules name more than once is in the file once.
func TestCSSOnce(t *testing.T) {
	bodies := map[string]string{"https://quay.example/a/tile.png": strings.Repeat("large picture ", 100)}
	got := written(t, "p{background:url(tile.png)} img{background-image:url(./tile.png),none} #top{background:url(tile.png);background:new(url(tile.png))} body{cursor:url(tile.png),auto}", bodies)
	if n := strings.Count(got, "var(--tearsheet-0)"); n != 2 {
		t.Errorf("%d of 2 declarations use the variable", n)
	}
	// What may be a choice, and what is no picture, stays as it is.
	if n := strings.Count(got, "base64,"); n != 4 {
		t.Errorf("the picture is there %d times, not 4: the variable, two that may be a choice, and a pointer", n)
	}
}

// What was written can be written again and stays the same: it means to a browser what
// it means to us.
func TestCSSStays(t *testing.T) {
	same := func(text string) bool {
		once := written(t, text, nil)
		return written(t, once, nil) == once && !strings.Contains(once, "</")
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

// Sheets that are made to take long do not: the square of their size would be more than the time
// that tests have.
func TestCSSLarge(t *testing.T) {
	for name, text := range map[string]string{
		"braces": strings.Repeat("p{", 1<<18), "brackets": strings.Repeat("(", 1<<19), "closed": strings.Repeat("}", 1<<19), "groups": strings.Repeat("@media all{", 1<<16),
		"functions": "p{background:" + strings.Repeat("image-set(", 1<<16), "selectors": strings.Repeat(":is(", 1<<18), "list": strings.Repeat("p,", 1<<18) + "p{top:0}",
		"strings": "p{content:" + strings.Repeat("'", 1<<19), "escapes": "p{content:" + strings.Repeat("\\", 1<<19), "comments": strings.Repeat("/*", 1<<19), "url": strings.Repeat("url(", 1<<18),
		"data": "p{background:url(data:image/png;base64," + strings.Repeat("iVBO", 5<<20) + ")}", "values": "p{" + strings.Repeat("top:0;", 1<<17) + "}", "half": strings.Repeat("p{top", 1<<17),
	} {
		t.Run(name, func(t *testing.T) {
			if got := written(t, text, nil); len(got) > 2*len(text) {
				t.Errorf("%d bytes become %d", len(text), len(got))
			}
		})
	}
}

func FuzzCSS(f *testing.F) {
	for _, text := range sheetsHere {
		f.Add(text)
	}
	f.Add(`p{content:'</style>';background:url("x)\29 ')`)
	f.Fuzz(func(t *testing.T, text string) {
		got := written(t, text, sheetsHere)
		for _, sign := range []string{"</", "<!--", "\x00"} {
			if strings.Contains(got, sign) {
				t.Fatalf("%q becomes %q", text, got)
			}
		}
		tokens, closing, all := tokenize([]byte(got)), map[int]bool{}, 0
		for i := 0; i < len(tokens); {
			if string(tokens[i].data) == "}" && !closing[i] {
				t.Fatalf("%q becomes %q, which closes what it has not opened", text, got)
			}
			if string(tokens[i].data) == "{" {
				closing[tokens[i].match] = true
				i++
			} else {
				i = after(tokens, i) // in other brackets a brace is nothing
			}
		}
		for _, token := range tokens {
			all += len(token.data)
		}
		if all > len(got) {
			t.Fatalf("%q becomes %q, which leaves something open", text, got)
		}
	})
}

func BenchmarkCSS(b *testing.B) {
	text := strings.Repeat(".gone .x:hover{color:red;margin:0 auto} p.gone,p{background:url(tile.png) no-repeat;color:#123} @media (width>1px){.gone{top:0}}\n", 5000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		written(b, text, sheetsHere)
	}
}

// What was answered by an error the page does not have either: nothing is lacked.
func TestGone(t *testing.T) {
	t.Parallel()
	text := `@import "gone.css"; @import "lost.css"; p { color: red }`
	doc := Document{Gone: []string{"https://a.test/gone.css"}, Trees: []Tree{{URL: "https://a.test/", Base: "https://a.test/", Nodes: []Node{
		{Name: "html"}, {Name: "style", Facts: &Facts{Sheet: &Sheet{Text: &text}}}, {Close: true}, {Name: "p"}, {Close: true}, {Close: true},
	}}}}
	report, err := Write(io.Discard, doc, func(string) (Body, bool) { return Body{}, false })
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Missing) != 1 || report.Missing[0].URL != "https://a.test/lost.css" {
		t.Errorf("it lacks %v", report.Missing)
	}
}
