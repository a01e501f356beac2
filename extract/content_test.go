package extract

import (
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/extract/internal/body"
)

// story is the text around which the pages of the tests are built.
const story = `<p>The ferry to the outer islands left on time this morning for the first time in eleven days, with forty passengers and a piano on board.</p>` +

	`<p>“We had almost forgotten what the horn sounds like,” said the woman who sells coffee at the quay, and poured another cup for the captain.</p>` +
	`<p>The crews had agreed on a new rota on Sunday evening, after a night of talks in the loft above the net store.</p>`

const storyText = "The ferry to the outer islands left on time this morning for the first time in eleven days, with forty passengers and a piano on board.\n\n" +

	"“We had almost forgotten what the horn sounds like,” said the woman who sells coffee at the quay, and poured another cup for the captain.\n\n" +
	"The crews had agreed on a new rota on Sunday evening, after a night of talks in the loft above the net store."

func textOfPage(t *testing.T, page string) string {
	t.Helper()
	art, err := Extract([]byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return art.Text
}

// What stands around or inside a story and is no part of it.
func TestBodyLeavesOut(t *testing.T) {
	half := strings.Index(story, "<p>“")
	first, rest := story[:half], story[half:]
	teaser := `<div class="x1"><h3><a href="/a">A headline of quite another story in the paper</a></h3><p>And two lines that say what it is about, so that one may click on it.</p></div>`
	for name, page := range map[string]string{
		"an ad note":             first + `<div>STORY CONTINUES BELOW THIS AD</div>` + rest,
		"a read-more line":       first + `<p>READ MORE: <a href="/b">Why the ferries stopped in the first place</a></p>` + rest,
		"a linked line":          first + `<p><a href="/b">Why the ferries stopped in the first place</a></p>` + rest,
		"a list of headlines":    first + `<h4>Related</h4><ul><li><a href="/b">Why the ferries stopped in the first place, a history</a></li><li><a href="/c">What a rota is, and why nobody can read the old one</a></li></ul>` + rest,
		"a row of teasers":       story + teaser + teaser + teaser,
		"an ending and the rest": story + `<h3>You may also like</h3><p>Something that has nothing to do with ferries, islands or pianos at all.</p>`,
		"an author's box":        story + `<div class="author-box"><p>Ines Karvel writes about the sea for this paper and lives with a view of it.</p></div>`,
		"comments":               story + `<div id="comments"><p>I was on that ferry and the piano was not in tune, I am sorry to say.</p></div>`,
		"a caption":              first + `<figure><img src="f.jpg"><figcaption>The ferry at the quay. Photo: M. Aronsen</figcaption></figure>` + rest,
		"hidden text":            first + `<p hidden>Nobody can see this line, so it was never read by anyone at all.</p><p style="display: none">Nor this one, which is there for machines that count words.</p>` + rest,
		"a tooltip":              strings.Replace(story, "captain", `captain<span class="tooltip">the captain is the person who steers</span>`, 1),
		"a newsletter form":      story + `<form class="newsletter"><p>Get our letter about ferries every morning, sign up with your address here.</p><input name="mail"></form>`,
		"a nested story":         `<article>` + story + `<article><h2>Another story</h2><p>This one is about bread, and it was loaded below the first one while nobody looked.</p></article></article>`,
		"the credits":            story + `<p>(Reporting by Milla Aronsen; editing by Jon Pellam)</p>`,
		"a strip of shorts":      first + `<div class="x2"><h3>Short and new</h3><div><a href="/a"><img src="a.jpg">A gull is elected to the council</a><p>In half a minute</p></div><div><a href="/b">How to fold a map in a gale</a><p>In a minute</p></div><div><a href="/c">The loudest spoon in the country</a></div></div>` + rest,
		"tags at its end":        story + `<p>Filed: <a rel="tag" href="/t/ferry">Ferry</a>, <a rel="tag" href="/t/piano">Piano</a></p>`,
		"the names of buttons":   first + `<p>Teilen Drucken Melden</p>` + rest,
		"an ad note, translated": first + `<p>Anzeige – Artikel wird unten fortgesetzt</p>` + rest,
		"a form to fill in":      first + `<div><b>Ferries, by letter</b><form><input name="mail"><button>Go</button></form></div>` + rest,
		"the next story":         story + `</div></article><article><h1>The bread rises</h1><p>This one is about bread, and it was loaded below the first one while nobody looked at it.</p></article><article><div>`,
		"what readers answered":  story + `<h3>3 thoughts on “Ferry sails again”</h3><div><b>Reader 1</b> says:` + strings.Repeat(`<p>I was on that ferry and the piano was not in tune, I am sorry to say, and nor was the captain.</p>`, 3) + `</div>`,
		"what it is filed under": story + `<p>Filed under <a href="/category/ferries">Ferries</a>, tagged <a href="/tag/piano">piano</a>.</p>`,
		"a pager":                story + `<div>Page 1 of 3 <a href="?p=1">1</a> <a href="?p=2">2</a> <a href="?p=3">3</a> <a href="?p=2">Next page »</a></div>`,
		"a post that is missing": first + `<blockquote><div>View this post on Instagram</div></blockquote>` + rest,
		"a call to follow":       first + `<div><a href="#">Follow @harbouroffice</a></div>` + rest,
		"small print":            story + `<hr><font size="1">You are guest 00412 of this ferry and its piano.</font>`,
		"the title again":        `<h2>Ferry sails again</h2>` + story,
		"a reading time":         `<p>3 min read</p>` + story,
	} {
		t.Run(name, func(t *testing.T) {
			page = `<html><head><title>Ferry sails again</title><meta property="og:type" content="article"></head><body><nav><a href="/">Home</a></nav><main><article><h1>Ferry sails again</h1><div class="article-body">` + page + `</div></article></main></body></html>`
			if got := textOfPage(t, page); got != storyText {
				t.Errorf("got\n%s", got)
			}
		})
	}
}

// What stands inside a story and belongs to it.
func TestBodyKeeps(t *testing.T) {
	for name, part := range map[string]struct{ html, text string }{
		"a list":          {`<ul><li>bring a coat</li><li>bring a book</li></ul>`, "- bring a coat\n- bring a book"},
		"a linked word":   {`<p>The <a href="/rota">rota</a> is on the door of the net store, for all to see.</p>`, "The rota is on the door of the net store, for all to see."},
		"a quote":         {`<blockquote><p>A ferry is a bridge that has made up its mind.</p></blockquote>`, "A ferry is a bridge that has made up its mind."},
		"code":            {"<pre><code>if tide {\n\tsail()\n}</code></pre>", "if tide {\n\tsail()\n}"},
		"a table":         {`<table><tr><th>Port</th><th>Time</th></tr><tr><td>Quay</td><td>07:10</td></tr></table>`, "Port | Time\nQuay | 07:10"},
		"a sub-heading":   {`<h3>THE PIANO</h3><p>It goes to the school on the last island, where the old one drowned.</p>`, "THE PIANO\n\nIt goes to the school on the last island, where the old one drowned."},
		"a quoted post":   {`<blockquote class="twitter-tweet"><p>The horn! I heard the horn from my kitchen, and wept into the soup.</p></blockquote>`, "The horn! I heard the horn from my kitchen, and wept into the soup."},
		"words in pieces": {`<p>The <b>S</b>karv<i>holm</i> stop is open again, as is the one at the mill.</p>`, "The Skarvholm stop is open again, as is the one at the mill."},
		"a line break":    {`<p>Ferry at seven.<br>Ferry at nine, if the wind allows.</p>`, "Ferry at seven.\nFerry at nine, if the wind allows."},
		"two line breaks": {`<div>Ferry at seven, and at eight on Sundays.<br><br>Ferry at nine, if the wind allows.</div>`, "Ferry at seven, and at eight on Sundays.\n\nFerry at nine, if the wind allows."},
	} {
		t.Run(name, func(t *testing.T) {
			at := strings.LastIndex(story, "<p>")
			page := `<html><body><article><h1>Ferry sails again</h1>` + story[:at] + part.html + story[at:] + `</article></body></html>`
			if got := textOfPage(t, page); !strings.Contains(got, "\n\n"+part.text+"\n\nThe crews") {
				t.Errorf("lost %q in\n%s", part.text, got)
			}
		})
	}
}

// A label under each item is the author's, however often it stands there.
func TestBodyRepeatedLabels(t *testing.T) {
	item := func(name, text string) string {
		return `<h2>` + name + `</h2><p>` + text + `</p><p>Length:</p><p>` + text + `</p>`
	}
	page := `<title>Walks</title><meta name="author" content="Petra Lind"><article><h1>Walks</h1>` + item("The quay", "From the mill to the quay and back, with a rest on each of the nine benches that the council put there.") +
		item("The ridge", "From the quay to the ridge and down, where the wind has taken all the benches.") +
		item("The hedge", "Along the hedge and through the gap in it, which moves a little every year.") + `</article>`
	if got := textOfPage(t, page); strings.Count(got, "Length:") != 3 {
		t.Errorf("got\n%s", got)
	}
}

// A box that sounds like furniture is none on a page about such furniture.
func TestBodyAboutFurniture(t *testing.T) {
	const notice = `<div class="cookie-notice"><p>We use cookies, says the usual notice, and most readers have agreed before they have read it.</p></div>`
	for title, want := range map[string]bool{"How the cookie banner ate the page": true, "Ferry sails again": false} {
		got := textOfPage(t, `<title>`+title+`</title><article><h1>`+title+`</h1>`+story+notice+story+`</article>`)
		if strings.Contains(got, "usual notice") != want {
			t.Errorf("%s: kept %v\n%s", title, !want, got)
		}
	}
}

// A line over the text that has the day or the name is no part of it, whatever it is
// called; a first sentence that has them is.
func TestBylines(t *testing.T) {
	for line, kept := range map[string]bool{
		"von Anna Bee am 12. Juli 2018 in Häfen":                                false,
		"Harbour desk · Published: July 12, 2018, and read by many of us":       false,
		"By Anna Bee, on board of the ferry to the outer islands":               false,
		"On July 12, 2018, the ferry left the quay with forty people on board.": true,
	} {
		page := `<title>Ferry</title><meta name="author" content="Anna Bee"><meta name="date" content="2018-07-12"><article><h1>Ferry</h1><div>` + line + `</div>` + story + `</article>`
		if got := textOfPage(t, page); strings.Contains(got, line) != kept {
			t.Errorf("%q: kept %v\n%s", line, !kept, got)
		}
	}
}

// A line that a semicolon ends is a part of a sentence, whatever day is in it.
func TestRecitals(t *testing.T) {
	page := `<title>Bells</title><meta name="date" content="2026-01-12"><h1>Bells</h1><p>The mayor of Valbrume,</p><p>Having seen the decision of 12 January 2026;</p>` + story
	if got := textOfPage(t, page); !strings.Contains(got, "Having seen") {
		t.Errorf("got\n%s", got)
	}
}

// The headings of sections are no next stories, even if they are all h1.
func TestSectionsAreNoStories(t *testing.T) {
	page := `<article><h1>Ferry</h1><div>` + story + `<h1>The piano</h1>` + story + `</div></article>`
	if got := textOfPage(t, page); strings.Count(got, "The crews had agreed") != 2 {
		t.Errorf("got\n%s", got)
	}
}

// The times of a live blog's entries are no text.
func TestClocks(t *testing.T) {
	page := `<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script><article><h1>Flood</h1><section><span>Intro</span>` + story + `</section><section><div>11h45</div>` + story + `</section><section><div>9.30 Uhr</div>` + story + `</section></article>`
	if got := textOfPage(t, page); strings.Contains(got, "11h45") || strings.Contains(got, "Uhr") {
		t.Errorf("got\n%s", got)
	}
}

// A box of several paragraphs in an article is no notice, whatever it is called.
func TestBodyNamedForNotice(t *testing.T) {
	page := `<title>Fenster</title><article><h1>Fenster</h1><div class="cookie-consent">` + story + `</div><div>` + strings.Repeat(story, 3) + `</div></article>`
	if got := textOfPage(t, page); strings.Count(got, "The crews had agreed") != 4 {
		t.Errorf("got\n%s", got)
	}
}

// What a page says is not free, and clips, is not there to be read.
func TestPaidPart(t *testing.T) {
	const stated = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".rest"}}</script>`
	for name, c := range map[string]struct {
		head, style string
		kept        bool
	}{
		"clipped by a sheet":     {stated + `<style>@media print{.rest{display:block}} p{margin:0} .a, .rest{max-height:0;overflow:hidden}</style>`, "", false},
		"clipped by its style":   {stated, "height: 0; overflow: hidden", false},
		"blurred":                {stated + `<style>.rest{filter:blur(4px)}</style>`, "", false},
		"not clipped":            {stated + `<style>.rest{max-height:40em;overflow:hidden}</style>`, "", true},
		"not stated":             {`<style>.rest{max-height:0;overflow:hidden}</style>`, "", true},
		"a selector that is not": {strings.Replace(stated, ".rest", ":::", 1), "height:0;overflow:hidden", true},
	} {
		page := `<head>` + c.head + `</head><article><h1>Ferry</h1>` + story + `<div class="rest" style="` + c.style + `"><p>The rest of the story is about the piano, and can be read by those who have paid.</p></div></article>`
		if got := textOfPage(t, page); strings.Contains(got, "about the piano, and") != c.kept {
			t.Errorf("%s: kept %v\n%s", name, !c.kept, got)
		}
	}
}

// The lines of a wall are no text where there is one, and text where there is none.
func TestWallLines(t *testing.T) {
	page := `<article><h1>Ferry</h1>` + story + `<h2>This story is for subscribers</h2>` + story + `</article>`
	for head, kept := range map[string]bool{`<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>`: false, "": true} {
		if got := textOfPage(t, head+page); strings.Contains(got, "for subscribers") != kept {
			t.Errorf("%q: kept %v\n%s", head, !kept, got)
		}
	}
}

// A caption is no text, but part of the picture in the HTML.
func TestCaptionInHTML(t *testing.T) {
	art, err := Extract([]byte(`<article>`+story+`<figure><img src="/f.jpg"><figcaption>The ferry at the quay</figcaption></figure>`+story+`</article>`), Options{URL: addressOf("ferry")})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(art.HTML, "<figcaption>The ferry at the quay</figcaption>") || strings.Contains(art.Text, "at the quay\n") {
		t.Errorf("got\n%s\n%s", art.Text, art.HTML)
	}
}

// The index of a live blog is none of its entries; that of an article is text.
func TestIndex(t *testing.T) {
	page := `<article><h1>Flood</h1><h2>So far</h2><ul><li><a href="#a">11.45 The water falls</a></li><li><a href="#b">07.20 The school opens</a></li></ul>` + story + `</article>`
	for head, want := range map[string]bool{`<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script>`: false, "": true} {
		if got := textOfPage(t, head+page); strings.Contains(got, "The water falls") != want {
			t.Errorf("%q: kept %v\n%s", head, !want, got)
		}
	}
}

// Paragraphs in the cell of a table that lays out the page are not cells.
func TestLayoutTable(t *testing.T) {
	page := `<table><tr><td><a href="a.htm">Home</a></td><td>` + strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(story) + `</td></tr></table>`
	if got := textOfPage(t, page); got != storyText {
		t.Errorf("got\n%s", got)
	}
}

// Comments longer than a post do not make it a list.
func TestKindCommented(t *testing.T) {
	comments := strings.Repeat(`<li class="comment"><p>I was on that ferry and the piano was not in tune, I am sorry to say.</p></li>`, 30)
	art, err := Extract([]byte(`<article><h1>Ferry</h1>`+story+`</article><section id="comments"><ol class="comment-list">`+comments+`</ol></section>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if art.Kind != body.KindArticle || art.Text != storyText {
		t.Errorf("%s:\n%s", art.Kind, art.Text)
	}
}

// The body that a page states is believed where the page does not show it.
func TestStatedBody(t *testing.T) {
	said := strings.NewReplacer("<p>", "", "</p>", `\n`, "“", "", "”", "").Replace(story)
	page := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + said + `"}</script></head><body><div>Loading</div></body></html>`
	want := strings.NewReplacer("“", "", "”", "").Replace(storyText)
	if got := textOfPage(t, page); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestKind(t *testing.T) {
	for want, head := range map[Kind]string{
		body.KindArticle:  `<meta property="og:type" content="article">`,
		body.KindLiveblog: `<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script>`,
		body.KindForum:    `<meta name="generator" content="Discourse 3.2">`,
		body.KindProduct:  `<meta property="og:type" content="product">`,
		body.KindList:     `<link rel="canonical" href="https://shop.example/collections/capes">`,
	} {
		art, err := Extract([]byte(`<html><head>`+head+`</head><body><main>`+story+`</main></body></html>`), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if art.Kind != want {
			t.Errorf("%s: kind %q, want %q", head, art.Kind, want)
		}
	}
}

// A page that says nothing about itself is told by what it holds.
func TestKindUndeclared(t *testing.T) {
	links := strings.Repeat(`<li><a href="/x">Somewhere else entirely, with a long name</a></li>`, 40)
	for want, body := range map[Kind]string{
		body.KindArticle: `<div>` + story + `</div>`,
		body.KindOther:   `<main><ul>` + links + `</ul><p>Welcome.</p></main>`,
	} {
		if got := kindOf(t, body); got != want {
			t.Errorf("kind %q, want %q", got, want)
		}
	}
	// the sections of a front page, which nobody signs, and the same with a name
	sections := strings.Repeat(`<section><h2>We sail your piano</h2><p>Any piano, to any island, on any day that has a tide in it.</p></section>`, 12)
	for want, head := range map[Kind]string{body.KindOther: ``, body.KindArticle: `<meta name="author" content="Anna Bee">`} {
		if got := kindOf(t, `<html><head>`+head+`</head><body><main>`+sections+`</main></body></html>`); got != want {
			t.Errorf("sections under %q: kind %q, want %q", head, got, want)
		}
	}
}

// The front page of a forum, of a paper and of a street of shops are lists.
func TestKindOfFronts(t *testing.T) {
	item := `<div><a href="/t/1">A name that a reader gave to what happened at the quay</a> · 12 answers</div>`
	sold := `{"@type":"Product","name":"Mug"},`
	for name, page := range map[string]string{
		"a forum":  `<html><head><link rel="canonical" href="https://quay.example/forums/ferries.3/"></head><body><main>` + strings.Repeat(item, 20) + `</main></body></html>`,
		"a paper":  `<html><head><link rel="canonical" href="https://quay.example/news"></head><body><main>` + strings.Repeat(story, 3) + `</main></body></html>`,
		"a street": `<html><head><script type="application/ld+json">[` + strings.Repeat(sold, 4) + `{"@type":"Thing"}]</script></head><body><main>` + strings.Repeat(item, 20) + `</main></body></html>`,
	} {
		if got := kindOf(t, page); got != body.KindList {
			t.Errorf("%s: kind %q", name, got)
		}
	}
}

func kindOf(t *testing.T, page string) Kind {
	t.Helper()
	art, err := Extract([]byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return art.Kind
}

// What is about something is where a text ends, unless it is one of its sections.
func TestAboutHeadings(t *testing.T) {
	more := ""
	for _, h := range []string{"The crew", "The piano", "The quay"} {
		more += `<h2>` + h + `</h2><p>There is more to say of it than one would think, and all of it was said on board.</p>`
	}
	const head, text = `<article><h1>Ferry sails again</h1>`, `<h2>About the ferry</h2><p>It was built in a yard that builds nothing but ferries and the odd spoon.</p>`
	if got := textOfPage(t, head+story+more+text+`</article>`); strings.Contains(got, "odd spoon") {
		t.Errorf("kept the last: %s", got)
	}
	if got := textOfPage(t, head+story+text+more+`</article>`); !strings.Contains(got, "odd spoon") {
		t.Errorf("lost a section: %s", got)
	}
}

func TestMedia(t *testing.T) {
	page := `<article>` + story + `<img src="data:image/gif;base64,R0" data-src="/a.jpg" alt="The horn"><img src="/dot.gif" width="1" height="1">` +
		`<iframe src="https://www.youtube.com/embed/abc" title="The horn, played"></iframe><iframe src="https://ads.example/x"></iframe>` + story + `</article>`
	art, err := Extract([]byte(page), Options{URL: addressOf("ferry")})
	if err != nil {
		t.Fatal(err)
	}
	if len(art.Images) != 1 || art.Images[0] != (Image{URL: "https://news.example/a.jpg", Alt: "The horn"}) {
		t.Errorf("images %+v", art.Images)
	}
	if len(art.Videos) != 1 || art.Videos[0] != (Video{URL: "https://www.youtube.com/embed/abc", Title: "The horn, played"}) {
		t.Errorf("videos %+v", art.Videos)
	}
	if !strings.Contains(art.Markdown, "![The horn](https://news.example/a.jpg)") {
		t.Errorf("no picture in the Markdown:\n%s", art.Markdown)
	}
}

func TestHTMLIsSafe(t *testing.T) {
	page := `<article>` + strings.ReplaceAll(story, "<p>", `<p onclick="steal()">`) +
		`<p><a href="javascript:steal()">The horn</a> sounds at seven, and <script>steal()</script>nobody minds that it does.</p><p><img src="x.jpg" onerror="steal()"></p></article>`
	art, err := Extract([]byte(page), Options{URL: addressOf("ferry")})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(art.HTML, "steal") || strings.Contains(art.HTML, "script") {
		t.Errorf("not safe:\n%s", art.HTML)
	}
	if !strings.Contains(art.HTML, "The horn") {
		t.Errorf("text lost:\n%s", art.HTML)
	}
}

// What a post is filed under says nothing about what it is.
func TestFilingNames(t *testing.T) {
	page := `<html><head><meta property="og:type" content="article"></head><body><div class="post-12 hentry category-newsletter tag-social tag-related">` + story + `</div></body></html>`
	if got := textOfPage(t, page); got != storyText {
		t.Errorf("got\n%s", got)
	}
}
