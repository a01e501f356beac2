package extract

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// read gives the fields of a page, without its body.
func read(t *testing.T, page string) *Article {
	t.Helper()
	address, err := url.Parse("https://news.example.com/world/bees-return")
	if err != nil {
		t.Fatal(err)
	}
	src, err := newSource(new(task), []byte(page), Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	art := &Article{}
	for _, f := range fields {
		f.read(src, art)
	}
	return art
}

// fieldCase is a page and what one of its fields is.
type fieldCase struct{ name, page, want string }

func check(t *testing.T, get func(*Article) string, cases []fieldCase) {
	t.Helper()
	for _, c := range cases {
		if got := get(read(t, c.page)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func checkList(t *testing.T, get func(*Article) []string, cases []struct {
	name, page string
	want       []string
}) {
	t.Helper()
	for _, c := range cases {
		if got := get(read(t, c.page)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

type listCase = struct {
	name, page string
	want       []string
}

func TestNothingStated(t *testing.T) {
	a := read(t, "<p>Bees.</p>")
	for name, got := range map[string]string{
		"title": a.Title, "subtitle": a.Subtitle, "agency": a.Agency, "dateline": a.Dateline, "published": a.Published, "modified": a.Modified,
		"site_name": a.SiteName, "section": a.Section, "language": a.Language, "direction": a.Direction, "description": a.Description,
		"image": a.Image.URL, "canonical_url": a.CanonicalURL,
	} {
		if got != "" {
			t.Errorf("%s = %q, though the page does not state it", name, got)
		}
	}
	for name, got := range map[string][]string{
		"authors": a.Authors, "breadcrumbs": a.Breadcrumbs, "tags": a.Tags, "notes": a.Notes, "reporting": a.Credits.Reporting,
		"additional_reporting": a.Credits.AdditionalReporting, "editing": a.Credits.Editing, "writing": a.Credits.Writing,
	} {
		if got == nil || len(got) > 0 {
			t.Errorf("%s = %#v, want an empty list that is not nil", name, got)
		}
	}
	if a.Paywalled || a.Pages != 1 {
		t.Errorf("paywalled %v, pages %d", a.Paywalled, a.Pages)
	}
}

func TestTitle(t *testing.T) {
	check(t, func(a *Article) string { return a.Title }, []fieldCase{
		{"the visible headline wins", `<title>Bees return | Daily Hive</title><meta property="og:site_name" content="Daily Hive"><h1>Bees return to the city</h1>`, "Bees return to the city"},
		{"the site's name goes", `<title>Bees return to the city | Daily Hive</title><meta property="og:site_name" content="Daily Hive">`, "Bees return to the city"},
		{"the site's name in front goes", `<title>Daily Hive: Bees return to the city</title><meta property="og:site_name" content="Daily Hive">`, "Bees return to the city"},
		{"the site's name is no headline", `<title>Bees return to the city - Daily Hive</title><h1><a href="/">Daily Hive</a></h1><h2>Bees return to the city</h2>`, "Bees return to the city"},
		{"the headline twice", `<title>Bees return</title><div class="sticky">Bees return</div><h1>Bees return</h1><h2>Bees return</h2>`, "Bees return"},
		{"a kicker", `<title>Bees return to the city</title><h1><span class="kicker">Nature</span> Bees return to the city</h1>`, "Bees return to the city"},
		{"a date in the headline's box", `<title>Bees return to the city</title><h1><small>12.07.2018</small> Bees return to the city</h1>`, "Bees return to the city"},
		{"a link sign", `<title>Hives</title><h1>Hives<a href="#hives">¶</a></h1>`, "Hives"},
		{"related stories", `<title>Bees return to the city</title><h1>Bees return to the city</h1><aside><h2>Wasps do not</h2></aside>`, "Bees return to the city"},
		{"og:title where nothing is visible", `<title>Page</title><meta property="og:title" content="Bees return to the city">`, "Bees return to the city"},
		{"words much like the site's name stay in front", `<title>Hive 2030: Bees return | Daily Hive</title><meta property="og:site_name" content="Daily Hive"><meta property="og:title" content="Hive 2030: Bees return">`, "Hive 2030: Bees return"},
		{"a story that the template calls the site", `<script type="application/ld+json">{"@type":"WebSite","name":"Bees return to the city"}</script><title>Bees return to the city - Daily Hive</title><h1>Bees return to the city</h1><h3>Two comments on Bees return to the city</h3>`, "Bees return to the city"},
		{"the blog's name above the story's", `<title>Hive Notes: The old swarm</title><meta property="og:title" content="The old swarm"><h1>Hive Notes</h1><h3>The old swarm</h3>`, "The old swarm"},
		{"a heading in the text", `<title>Honey: buy it or make it? What pays off</title><h1>Honey: buying or making?</h1><p>Those who like honey on their bread have the choice between two ways to it.</p><h2>Our view: honey, buy it or make it?</h2>`, "Honey: buying or making?"},
		{"the page in a list of its neighbours", `<title>Bees return - Daily Hive</title><h1>Bees return to the old town</h1><ul><li><h3>Bees return</h3></li></ul>`, "Bees return to the old town"},
		{"the only heading of a list", `<script type="application/ld+json">{"@type":"CollectionPage"}</script><title>All that hums and more | Daily Hive</title><meta property="og:title" content="All that hums and more"><h1>Hives</h1><p>There are wooden ones, straw ones and one that somebody has made of glass.</p>`, "Hives"},
		{"under the site's name, in an archive", `<title>Hive notes » Bees return to the city</title><h1><a href="https://archive.example/web/20140101000000/http://hive.example/">Hive notes</a></h1><h2>Bees return to the city</h2>`, "Bees return to the city"},
		{"a service's slogan", `<title>Hives for rent | Daily Hive</title><meta property="og:site_name" content="Daily Hive"><meta property="og:title" content="Hives for rent"><h1>Rent what hums</h1>`, "Hives for rent"},
		{"an article's headline, whatever its head agrees on", `<title>Bees return to the old town | Daily Hive</title><meta property="og:site_name" content="Daily Hive"><meta property="og:title" content="Bees return to the old town"><meta property="og:type" content="article"><h1>Bees return to the roofs of the old town</h1>`, "Bees return to the roofs of the old town"},
		{"the only heading where all pages have one title", `<title>The hives of the old town</title><h1>Roof gardens</h1><p>Of all the places in the old town the roofs are the best for hives.</p><p>More.</p>`, "Roof gardens"},
	})
}

// A front page keeps its site's name where that is in front.
func TestAuthorsElsewhere(t *testing.T) {
	const story = `<p>The old bench has been gone for three weeks, and nobody has seen the painter who is said to paint it.</p>`
	checkList(t, func(a *Article) []string { return a.Authors }, []listCase{
		{"in Georgian letters, in the footer that is over the text", `<title>ძველი ხიდი</title><article><h1>ძველი ხიდი</h1><footer class="node__meta">ავტორი <span><a href="/user/4">ნინო ველაძე</a></span></footer>` + story + `</article>`, []string{"ნინო ველაძე"}},
		{"behind the day and a comma", `<title>The old mill</title><h2>The old mill</h2><p class="postmeta">04.10.2026, Petra Lind</p>` + story, []string{"Petra Lind"}},
		{"not in a card of another page", `<title>The bench</title><script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"Petra Lind"}}</script><div><div class="meta"><span class="author">Kai Moor</span></div><a href="/mill"><h2>The old mill</h2></a></div><h1>The bench</h1>` + story + story, []string{"Petra Lind"}},
		{"not of a story within the story", `<title>The bench</title><article itemscope itemtype="https://schema.org/BlogPosting"><h1>The bench</h1><span itemprop="author">Petra Lind</span>` + story + `<article itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline"><a href="/mill">The old mill</a></h2><span itemprop="author">Kai Moor</span></article></article>`, []string{"Petra Lind"}},
		{"the whole name in a line", `<title>The bench</title><meta name="author" content="Petra"><h1>The bench</h1><p>A column by Petra Lind</p>` + story, []string{"Petra Lind"}},
		{"a signature", `<title>The bench</title><h1>The bench</h1>` + story + `<p class="signatura">Remei Estany<br>Vilaboira</p>`, []string{"Remei Estany"}},
	})
}

func TestTitleWithoutKicker(t *testing.T) {
	check(t, func(a *Article) string { return a.Title }, []fieldCase{
		{"a kicker that <title> leaves out", "<title>Bees return to the ridge</title><h1><span>Release of the department of parks <i>:</i></span>Bees return to the ridge</h1>", "Bees return to the ridge"},
		{"a word that it leaves out", "<title>Bees return to the ridge</title><h1>Most bees return to the ridge</h1>", "Most bees return to the ridge"},
		{"a front part with a colon", "<title>Bees return to the ridge</title><h1>Letter from the parks: Bees return to the ridge</h1>", "Letter from the parks: Bees return to the ridge"},
		{"an address in front", `<title>oldbridge.example // &raquo; Works on the bridge</title><p>Begun.`, "Works on the bridge"},
		{"a site in front without blanks", `<title>みなと新聞|橋の工事が月曜に再開する</title><meta property="og:site_name" content="みなと新聞">`, "橋の工事が月曜に再開する"},
	})
}

func TestTitleOfFrontPage(t *testing.T) {
	const front = `<link rel="canonical" href="https://hives.example.com/"><meta property="og:site_name" content="Hives">`
	for page, want := range map[string]string{
		front + `<title>Hives - Bees for rent</title><h1>Rent what hums</h1>`: "Hives - Bees for rent",
		front + `<title>Bees for rent | Hives</title><h1>Rent what hums</h1>`: "Bees for rent",
		front + `<title>Home | Hives</title><h1>Rent what hums in hives</h1>`: "Rent what hums in hives",
	} {
		art, err := Extract([]byte(page), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if art.Title != want {
			t.Errorf("got %q, want %q", art.Title, want)
		}
	}
}

func TestSubtitle(t *testing.T) {
	check(t, func(a *Article) string { return a.Subtitle }, []fieldCase{
		{"named", `<title>Bees return</title><h1>Bees return</h1><p class="standfirst">After ten years away they are back on the roofs.</p><p>Text.</p>`, "After ten years away they are back on the roofs."},
		{"under the headline", `<title>Bees return</title><h1>Bees return</h1><h2>After ten years away they are back on the roofs</h2><p>Text.</p>`, "After ten years away they are back on the roofs"},
		{"the first paragraph is none", `<title>Bees return</title><h1>Bees return</h1><p>They are back on the roofs of the old town.</p><p>More.</p>`, ""},
		{"the title again is none", `<title>Bees return to the city</title><h1>Bees return to the city</h1><div class="subtitle">Bees return to the city</div>`, ""},
		{"an excerpt is none", `<title>Bees return</title><h1>Bees return</h1><div class="subtitle">They are back on the roofs of the old …</div><p>They are back on the roofs of the old town.</p>`, ""},
		{"the first of several sections is none", `<title>Bees return</title><h1>Bees return</h1><p>All of them.</p><h2>To the roofs of the old town</h2><p>Text.</p><h2>To the gardens behind it</h2><p>Text.</p>`, ""},
		{"a counter is none", `<title>Bees return</title><h1>Bees return</h1><div>Asked 6 years ago. Viewed 1k times</div><div>Text.</div>`, ""},
		{"the site's slogan is none", `<title>Bees return</title><header><p class="site-description">News from the hive since the last swarm</p></header><h1>Bees return</h1><p>Text.</p>`, ""},
		{"code to paste is none", `<title>Bees return</title><h1>Bees return</h1><div class="subtitle">EMBED More Videos &lt;iframe width="476" src="https://hive.example/v">&lt;/iframe></div><p>Text.</p>`, ""},
		{"a byline is none", `<title>Bees return</title><h1>Bees return</h1><div class="subtitle">By Anna Bee, the city desk</div>`, ""},
	})
}

func TestAuthors(t *testing.T) {
	const head = `<title>Bees return</title><h1>Bees return</h1>`
	checkList(t, func(a *Article) []string { return a.Authors }, []listCase{
		{"JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bees return","author":[{"@type":"Person","name":"Anna Bee"},{"@type":"Person","name":"Carl Dee"}]}</script>`, []string{"Anna Bee", "Carl Dee"}},
		{"a person by reference", `<script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"B","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Anna Bee"}]}</script>`, []string{"Anna Bee"}},
		{"a paper declares itself where nobody signs", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Daily Hive"}}</script>`, []string{"Daily Hive"}},
		{"whoever signs comes before the paper", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Daily Hive"}}</script>` + head + `<div class="byline">By Anna Bee</div>`, []string{"Anna Bee"}},
		{"an agency that is declared", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"AFP"}}</script>` + head, []string{"AFP"}},
		{"an agency that the text says it is of", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"AFP"}}</script>` + head + `<p>GENEVA (AFP) - Bees came back to the old town on Monday, and a great many people who had never seen one saw them.</p><p>They were seen on the roofs first, and then in the park by the lake, where they stayed until it rained.</p>`, []string{}},
		{"a desk of the paper", `<meta property="og:type" content="article"><meta name="author" content="Hive Staff Report">` + head, []string{"Hive Staff Report"}},
		{"a firm on the page of its service", `<meta property="og:type" content="website"><meta name="author" content="Hive Staff Report">` + head, []string{}},
		{"what stands for no author", `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Organization","name":"Admin"}}</script>` + head, []string{}},
		{"not shouted where another source knows better", head + `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"ANNA MCBEE"}}</script><div class="byline">By Anna McBee</div>`, []string{"Anna McBee"}},
		{"shouted where all do", head + `<script type="application/ld+json">{"@type":"NewsArticle","author":{"@type":"Person","name":"ANNA MCBEE"}}</script>`, []string{"ANNA MCBEE"}},
		{"behind date and source", head + `<div>2018-07-12 10:00 来源：蜂报 作者：王小明</div>`, []string{"王小明"}},
		{"a title behind the name", head + `<div>김하나 기자</div><div class="byline">김하나 기자</div>`, []string{"김하나"}},
		{"a byline of quite other people than declared", `<meta name="author" content="Hive Publishing">` + head + `<div class="byline">By Anna Bee</div>`, []string{"Anna Bee"}},
		{"a byline that says less than is declared", `<meta name="author" content="Anna Bee, Carl Dee">` + head + `<div class="byline">By Anna Bee</div>`, []string{"Anna Bee", "Carl Dee"}},
		{"everyone who posts on a forum", `<meta name="generator" content="phpBB">` + head + `<div class="author">Anna Bee</div><p>Do they?</p><div class="author">Carl Dee</div><p>Yes.</p>`, []string{}},
		{"those of a list's entries", `<script type="application/ld+json">{"@type":"CollectionPage"}</script>` + head + `<div class="byline">By Anna Bee</div>`, []string{}},
		{"those of a list that does not say it is one", head + `<ul><li><b class="author">Anna Bee</b></li><li><b class="author">Carl Dee</b></li><li><b class="author">Eve Fly</b></li><li><b class="author">Gil Hart</b></li></ul>`, []string{}},
		{"what a buyer signs", `<meta property="og:type" content="product">` + head + `<p>Review</p><p>by Anna Bee</p>`, []string{}},
		{"beside the date", head + `<p>12.07.2018 | Anna Bee</p>`, []string{"Anna Bee"}},
		{"a section beside the date is nobody", head + `<p>12.07.2018 | World News</p>`, []string{}},
		{"behind the date", head + `<p>Published 12 July 2018 by Anna Bee in <a href="/c/bees">Bees</a></p>`, []string{"Anna Bee"}},
		{"an agency is nobody", head + `<p class="byline">Northwire</p><p>TALVIK (Northwire) - They are back on the roofs of the old town, and everyone there is glad of it.</p>`, []string{}},
		{"a nickname", head + `<p>by <span class="author">anna_b</span></p>`, []string{"anna_b"}},
		{"an address is nobody", head + `<p>by <span class="author">www.bees.example</span></p>`, []string{}},
		{"the publisher where that is a person", `<meta name="author" content="Anna Bee"><meta name="dc.publisher" content="Anna Bee">` + head, []string{"Anna Bee"}},
		{"who asks, not who answers", `<body itemscope itemtype="https://schema.org/QAPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question"><h1 itemprop="name">Do bees return?</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">bee_8</b></span></div><div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">hive_9</b></span></div>`, []string{"bee_8"}},
		{"nicknames on a forum are not told apart", `<meta name="generator" content="phpBB"><title>Do bees return?</title><h1>Do bees return?</h1><div><a class="username">anna_bee</a><p>Do they?</p></div><div><a class="username">carl_dee</a><p>Yes.</p></div>`, []string{}},
		{"who asks chooses a name", `<script type="application/ld+json">{"@type":"Question","name":"Do bees return?","author":{"@type":"Person","name":"anna_bee"}}</script>`, []string{"anna_bee"}},
		{"meta", `<meta name="author" content="Anna Bee, Carl Dee">`, []string{"Anna Bee", "Carl Dee"}},
		{"microdata", `<div itemscope itemtype="https://schema.org/Article"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Anna Bee</b></span></div>`, []string{"Anna Bee"}},
		{"byline", head + `<div class="byline">By <a href="/author/anna-bee">Anna Bee</a> and <a href="/author/carl-dee">Carl Dee</a> <time>12 July 2018</time></div>`, []string{"Anna Bee", "Carl Dee"}},
		{"a link to the author's page", head + `<div><a href="/people/anna-bee/">Anna Bee</a></div>`, []string{"Anna Bee"}},
		{"a line", head + `<div>Von Anna Bee</div><p>Text.</p>`, []string{"Anna Bee"}},
		{"a label for previews", head + `<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Anna Bee">`, []string{"Anna Bee"}},
		{"a first name made whole", head + `<meta name="author" content="Anna"><div class="byline">By Anna Bee</div>`, []string{"Anna Bee"}},
		{"a site named after its author", head + `<meta property="og:site_name" content="Anna Bee"><script type="application/ld+json">{"@type":["Person","Organization"],"name":"Anna Bee"}</script>`, []string{"Anna Bee"}},
		{"those who comment wrote nothing", head + `<div class="comments"><span class="author">Eve Fox</span></div>`, []string{}},
		{"sorting is no writing", head + `<div class="sort-by">Sort by Best Match</div>`, []string{}},
		{"who is spoken of wrote nothing", head + `<p>The keeper <a href="/person/eve-fox">Eve Fox</a> has seen them on the roofs of the old town, and in the gardens behind it, since the middle of May.</p>`, []string{}},
		{"a person among tags wrote nothing", head + `<p>They are back on the roofs.</p><div class="articleTags"><span class="articleTag"><a href="/person/eve-fox/">Eve Fox</a></span></div>`, []string{}},
		{"an imprint is nobody", head + `<meta name="author" content="hive.de, Honigberg, Germany">`, []string{}},
		{"a publisher with its address is nobody", head + `<meta name="author" content="Summ Welle (www.summ.example)">`, []string{}},
		{"a station is nobody", head + `<p class="author">von Anna Bee, EXAMPLE SÜDSTADT</p>`, []string{"Anna Bee"}},
		{"both words for one", head + `<p>Autorin/Autor: Anna Bee</p>`, []string{"Anna Bee"}},
		{"the site is nobody", head + `<meta property="og:site_name" content="Daily Hive"><meta name="author" content="Daily Hive">`, []string{}},
	})
}

func TestPublished(t *testing.T) {
	const head = `<title>Bees return</title><h1>Bees return</h1>`
	check(t, func(a *Article) string { return a.Published }, []fieldCase{
		{"JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2018-07-12T00:07:30+05:30"}</script>`, "2018-07-12T00:07:30+05:30"},
		{"meta", `<meta property="article:published_time" content="2018-07-12T00:07:30Z">`, "2018-07-12T00:07:30Z"},
		{"a day, then its time", `<meta name="date" content="2018-07-12">` + head + `<time datetime="2018-07-12T00:07:30+02:00">12 July</time>`, "2018-07-12T00:07:30+02:00"},
		{"time element", head + `<time datetime="2018-07-12">12 July</time>`, "2018-07-12"},
		{"named element", head + `<span class="post-date">July 12, 2018, 00:07:30 IST</span>`, "2018-07-12T00:07:30+05:30"},
		{"a line", head + `<div>Reuters • July 12, 2018, 00:07:30 IST</div>`, "2018-07-12T00:07:30+05:30"},
		{"one of several on a line", head + `<div>Reuters · Published: July 12, 2018, 00:07:30 IST · Updated: July 13, 2018, 09:00 IST · Read time: 3 minutes, more or less</div>`, "2018-07-12T00:07:30+05:30"},
		{"a line in a nav", head + `<nav><a href="/world">World</a> <span>Published: July 12, 2018, 00:07:30 IST</span></nav><p>They are back on the roofs of the old town, and everyone is glad of it.</p>`, "2018-07-12T00:07:30+05:30"},
		{"not when it was updated", head + `<span class="date">Updated 13 July 2018</span><span class="date">Published 12 July 2018</span>`, "2018-07-12"},
		{"not those of other stories", head + `<aside class="related"><time datetime="2019-01-01">1 January</time></aside><time datetime="2018-07-12">12 July</time>`, "2018-07-12"},
		{"the newest of a list of entries is none", head + strings.Repeat(`<li><h3>Bees</h3><time datetime="2018-07-12">12 July 2018</time></li><li><h3>Wasps</h3><time datetime="2018-07-11">11 July 2018</time></li><li><h3>Ants</h3><time datetime="2018-07-10">10 July 2018</time></li>`, 2), ""},
		{"the first of a thread", head + `<li><p>Do they?</p><time datetime="2018-07-12">12 July 2018</time></li><li><p>Yes.</p><time datetime="2018-07-13">13 July 2018</time></li><li><p>No.</p><time datetime="2018-07-14">14 July 2018</time></li>`, "2018-07-12"},
		{"when an event is on", head + `<div>12 July 2018 – 14 July 2018</div>`, ""},
		{"where the headline is not what the page calls itself", `<title>bees-2018</title>` + strings.Repeat(`<div><a href="/x">Menu</a></div>`, 300) + `<h1>They return</h1><p>12 July 2018</p>`, "2018-07-12"},
		{"the address", `<link rel="canonical" href="https://example.com/2018/07/12/bees">` + head, "2018-07-12"},
		{"none is stated", head + `<p>In 2018 the bees came back. It was 12 July.</p><footer>© 2018</footer>`, ""},
		{"ago is no date", head + `<time>3 hours ago</time>`, ""},
		{"shown, against what is declared", `<meta property="article:published_time" content="2019-03-01T08:00:00Z">` + head + `<div class="date">12 July 2018</div>`, "2018-07-12"},
		{"shown twice, of which one is declared", `<meta property="article:published_time" content="2018-07-12">` + head + `<time datetime="2018-07-14">14 July 2018</time><p>12 July 2018</p>`, "2018-07-12"},
		{"declared, where the last change is shown", `<meta property="article:published_time" content="2018-07-12"><meta property="article:modified_time" content="2019-03-01T08:00:00Z">` + head + `<div class="date">1 March 2019</div>`, "2018-07-12"},
		{"declared, where the month shown may be the day", `<meta property="article:published_time" content="2018-07-12">` + head + `<div class="date">12/07/2018</div>`, "2018-07-12"},
		{"when a page was set up", `<script type="application/ld+json">{"@type":"WebPage","datePublished":"2018-07-12T08:00:00Z"}</script>` + head, ""},
		{"when a page was set up, and it shows that", `<script type="application/ld+json">{"@type":"WebPage","datePublished":"2018-07-12T08:00:00Z"}</script>` + head + `<div class="date">July 12, 2018</div>`, "2018-07-12T08:00:00Z"},
		{"a list's", `<script type="application/ld+json">{"@type":"CollectionPage"}</script><meta property="article:published_time" content="2018-07-12T00:07:30Z">` + head, ""},
		{"a text that begins with it", head + `<p>12.7.2018 - They are back on the roofs of the old town, and everyone there is glad of it, the mayor said, since there has been no honey from the town itself in ten years, and none from the river gardens in more than twenty.</p>`, "2018-07-12"},
		{"when a manual was last built", `<meta name="generator" content="mkdocs"><meta property="article:published_time" content="2018-07-12T00:07:30Z">` + head + `<p>Text.</p>`, ""},
		{"a manual's, that shows it", `<meta name="generator" content="mkdocs"><meta property="article:published_time" content="2018-07-12T00:07:30Z">` + head + `<p>12 July 2018</p>`, "2018-07-12T00:07:30Z"},
		{"a short year", head + `<div>Daily Hive | 12.07.18</div>`, "2018-07-12"},
		{"the first date on a line that tells of a change too", head + `<div class="date">12 July 2018 (last modified: 13 July 2018)</div>`, "2018-07-12"},
		{"in the address, as a name", `<link rel="canonical" href="https://example.com/news/bees-12-07-2018">` + head, "2018-07-12"},
		{"when the writer joined", head + `<dl><dd class="profile-joined">1 February 2009</dd></dl><time datetime="2018-07-12">12 July 2018</time>`, "2018-07-12"},
		{"an event's, far below", head + strings.Repeat(`<p></p>`, 150) + `<div class="event__date">12 July 2018</div>`, ""},
		{"a list out of order", head + `<li><h3>Bees</h3><time datetime="2018-07-10">10 July 2018</time></li><li><h3>Wasps</h3><time datetime="2019-07-11">11 July 2019</time></li><li><h3>Ants</h3><time datetime="2018-07-12">12 July 2018</time></li>`, ""},
		{"in the discussion that a forum's page is", `<meta name="generator" content="Vanilla">` + head + `<div class="Discussion"><time datetime="2018-07-12">July 2018</time></div>`, "2018-07-12"},
		{"in an element named for a change", head + `<p class="last-modified"><time datetime="2018-07-12">12 July 2018</time></p>`, ""},
		{"behind a change", head + `<p class="date">Last change: nobody knows<br>Published: 12 July 2018</p>`, "2018-07-12"},
	})
}

func TestModified(t *testing.T) {
	check(t, func(a *Article) string { return a.Modified }, []fieldCase{
		{"meta", `<meta property="article:modified_time" content="2018-07-13T10:00:00Z">`, "2018-07-13T10:00:00Z"},
		{"visible", `<title>Bees</title><h1>Bees</h1><time datetime="2018-07-12">Published 12 July 2018</time> <time datetime="2018-07-13">Updated 13 July 2018</time>`, "2018-07-13"},
		{"none", `<meta property="article:published_time" content="2018-07-12T00:07:30Z">`, ""},
	})
}

func TestLanguage(t *testing.T) {
	const german = `<p>Die Bienen sind in die Stadt zurückgekehrt, und sie haben auf den Dächern der alten Häuser ein neues Zuhause gefunden, wie die Leute sagen.</p>
		<p>Es ist das erste Mal seit zehn Jahren, dass sie hier zu sehen sind, und der Bürgermeister freut sich darüber, weil die Stadt nun auch wieder Honig für alle hat.</p>`
	check(t, func(a *Article) string { return a.Language + " " + a.Direction }, []fieldCase{
		{"declared", `<html lang="en-GB"><p>Bees.</p>`, "en-GB ltr"},
		{"underscore", `<meta property="og:locale" content="pt_BR">`, "pt-BR ltr"},
		{"right to left", `<html lang="ar"><p>نحل</p>`, "ar rtl"},
		{"undeclared", german, "de ltr"},
		{"declared wrongly", `<html lang="en-US">` + german, "de ltr"},
		{"confirmed", `<html lang="de-AT">` + german, "de-AT ltr"},
		{"too little text to tell", `<html lang="fr"><p>Die Bienen sind da.</p>`, "fr ltr"},
	})
}

func TestLists(t *testing.T) {
	checkList(t, func(a *Article) []string { return a.Breadcrumbs }, []listCase{
		{"JSON-LD", `<title>Bees return</title><h1>Bees return</h1><script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Home"},{"position":2,"item":{"name":"World"}},{"position":3,"name":"Bees return"}]}</script>`, []string{"Home", "World"}},
		{"in the order they state", `<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"position":2,"name":"World"},{"position":1,"name":"Home"}]}</script>`, []string{"Home", "World"}},
		{"microdata without list items", `<title>Bees return</title><div itemscope itemtype="https://schema.org/BreadcrumbList"><a itemprop="item" href="/"><span itemprop="name">Home</span></a> / <a itemprop="item" href="/world"><span itemprop="name">World</span></a> / Bees return</div><h1>Bees return</h1>`, []string{"Home", "World"}},
		{"visible", `<title>Bees return</title><ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li>Bees return</li></ol><h1>Bees return</h1>`, []string{"Home", "World"}},
	})
	checkList(t, func(a *Article) []string { return a.Tags }, []listCase{
		{"article:tag", `<meta property="article:tag" content="Bees"><meta property="article:tag" content="Cities">`, []string{"Bees", "Cities"}},
		{"visible", `<title>Bees return</title><h1>Bees return</h1><div class="tags">Tags: <a href="/t/bees">Bees</a> <a href="/t/cities">Cities</a></div>`, []string{"Bees", "Cities"}},
		{"rel=tag", `<title>Bees return</title><h1>Bees return</h1><p><a rel="category tag" href="/x">Bees</a></p>`, []string{"Bees"}},
		{"a story is no list of tags", `<title>Bees return</title><article class="post tag-bees"><h1>Bees return</h1><p>Text with <a href="/x">a link</a> and a good deal of other words.</p></article>`, []string{}},
		{"microdata", `<title>Bees return</title><div itemscope itemtype="https://schema.org/Article"><meta itemprop="keywords" content="hives, honey"></div>`, []string{"hives", "honey"}},
		{"keywords of the page only", `<title>Bees return to the city</title><meta name="keywords" content="Bees, News, Sport">`, []string{"Bees"}},
	})
	check(t, func(a *Article) string { return a.Section }, []fieldCase{
		{"meta", `<meta property="article:section" content="World">`, "World"},
		{"breadcrumbs without the front page", `<title>Bees</title><ol class="breadcrumb"><li><a href="/world">World</a></li><li><a href="/world/asia">Asia</a></li></ol><h1>Bees</h1>`, "World"},
		{"breadcrumbs", `<title>Bees</title><ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ol><h1>Bees</h1>`, "World"},
	})
}

func TestAddresses(t *testing.T) {
	check(t, func(a *Article) string { return a.CanonicalURL }, []fieldCase{
		{"relative", `<link rel="canonical" href="/bees">`, "https://news.example.com/bees"},
		{"og:url", `<meta property="og:url" content="https://example.com/bees">`, "https://example.com/bees"},
		{"no address", `<link rel="canonical" href="javascript:alert(1)">`, ""},
	})
	check(t, func(a *Article) string { return a.Image.URL }, []fieldCase{
		{"og:image", `<meta property="og:image" content="/bee.jpg">`, "https://news.example.com/bee.jpg"},
		{"JSON-LD", `<script type="application/ld+json">{"@type":"Article","image":{"@type":"ImageObject","url":"https://example.com/bee.jpg"}}</script>`, "https://example.com/bee.jpg"},
		{"base", `<base href="https://cdn.example.com/a/"><meta property="og:image" content="bee.jpg">`, "https://cdn.example.com/a/bee.jpg"},
	})
	check(t, func(a *Article) string { return a.SiteName }, []fieldCase{
		{"not the page's own title", `<meta property="og:site_name" content="Bees return to the city"><script type="application/ld+json">{"@type":"WebSite","name":"Daily Hive"}</script><title>Bees return to the city - Daily Hive</title><h1>Bees return to the city</h1>`, "Daily Hive"},
		{"og:site_name", `<meta property="og:site_name" content="Daily Hive | All about our bees">`, "Daily Hive"},
		{"the shorter of two names", `<meta property="og:site_name" content="Daily Hive Ltd"><script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Daily Hive"}}</script>`, "Daily Hive"},
		{"the link to the front page that <title> ends with", `<title>Bees return « The Slow Hive</title><a href="/">The Slow Hive</a>`, "The Slow Hive"},
		{"the site, not the page, of two links to front pages", `<title>Bees - The Slow Hive</title><a href="/bees/../">Bees</a><a href="https://bees.example/">Bees</a><a href="/">The Slow Hive</a><h1>Bees</h1>`, "The Slow Hive"},
		{"a link to the front page alone is none", `<title>Bees return</title><a href="/">The Slow Hive</a>`, ""},
		{"publisher", `<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"Daily Hive"}}</script>`, "Daily Hive"},
	})
	checkList(t, func(a *Article) []string { return a.Tags }, []listCase{
		{"not what only machines read", `<meta property="article:tag" content="8f507083-bac4-423a-9015-2eb31e1bce50"><meta property="article:tag" content="Category: Bees"><meta property="article:tag" content="NLP Category: Insects"><meta property="article:tag" content="editors_pick"><meta property="article:tag" content="Honey">`, []string{"Bees", "Honey"}},
		{"no codes", `<meta property="article:tag" content="AER,BEES08,HIV:TOP,MTPIX,GEN"><meta name="news_keywords" content="Bees, Honey">`, []string{"Bees", "Honey"}},
		{"all in capitals", `<meta property="article:tag" content="BEES,HONEY,ROOFS,WAX,OLD TOWN">`, []string{"BEES", "HONEY", "ROOFS", "WAX", "OLD TOWN"}},
		{"not the site's own list", `<meta property="og:site_name" content="Daily Hive"><meta name="news_keywords" content="Daily Hive, news, sport, weather, culture"><title>Bees return</title>`, []string{}},
	})
	check(t, func(a *Article) string { return a.Description }, []fieldCase{
		{"meta", `<meta name="description" content="They are back.">`, "They are back."},
		{"not what the site says of itself", `<meta property="og:site_name" content="Old Town News"><title>Bees on the roofs</title><meta name="description" content="Old Town News is read on both banks of the river."><meta property="og:description" content="They are back, and nobody knows for how long."><h1>Bees on the roofs</h1>`, "They are back, and nobody knows for how long."},
		{"not who has written it", `<title>Bees on the roofs</title><meta name="description" content="Written by Anna Bee"><meta property="og:description" content="They are back, and nobody knows for how long."><h1>Bees on the roofs</h1>`, "They are back, and nobody knows for how long."},
		{"the text itself is none", `<meta name="description" content="` + strings.Repeat("They are back on the roofs of the old town. ", 20) + `"><meta property="og:description" content="They are back on the roofs of the old town…">`, "They are back on the roofs of the old town…"},
		{"cut off", `<meta name="description" content="They are back on…"><meta property="og:description" content="They are back on the roofs.">`, "They are back on the roofs."},
	})
}

func TestImageCaption(t *testing.T) {
	for _, c := range []struct{ name, figure, caption, credit string }{
		{"credit in an element", `<img src="/img/honeybee-800x600.jpg"><figcaption>A bee on a roof. <span class="credit">Anna Bee</span></figcaption>`, "A bee on a roof.", "Anna Bee"},
		{"credit behind a sign", `<img src="/img/honeybee.jpg"><figcaption>A bee on a roof. Photo: Anna Bee</figcaption>`, "A bee on a roof.", "Anna Bee"},
		{"no credit", `<img src="/img/honeybee.jpg"><figcaption>A bee on a roof.</figcaption>`, "A bee on a roof.", ""},
		{"of another image", `<img src="/img/wasp.jpg"><figcaption>A wasp.</figcaption>`, "", ""},
	} {
		a := read(t, `<meta property="og:image" content="https://cdn.example.com/honeybee-1200x630.jpg"><figure>`+c.figure+`</figure>`)
		if a.Image.Caption != c.caption || a.Image.Credit != c.credit {
			t.Errorf("%s: caption %q, credit %q, want %q, %q", c.name, a.Image.Caption, a.Image.Credit, c.caption, c.credit)
		}
	}
}

func TestPageCount(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       int
	}{
		{"numbered", `<div class="page-links"><a href="/world/bees-return/2/">2</a> <a href="/world/bees-return/3/">3</a></div>`, 3},
		{"in the query", `<ul class="pagination"><li><a href="?page=2">2</a></li></ul>`, 2},
		{"another list", `<div class="pagination"><a href="/archive/page/9">9</a></div>`, 1},
	} {
		if got := read(t, c.page).Pages; got != c.want {
			t.Errorf("%s: %d pages, want %d", c.name, got, c.want)
		}
	}
}

func TestExplain(t *testing.T) {
	page := `<title>Bees</title><h1>Bees</h1><meta name="author" content="Anna Bee">`
	told, err := Explain([]byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	from := map[string]string{}
	for _, e := range told {
		from[e.Field] = e.From
	}
	for field, want := range map[string]string{"title": "headline on the page", "authors": "meta author", "published": ""} {
		if from[field] != want {
			t.Errorf("%s is explained by %q, want %q", field, from[field], want)
		}
	}
}

// What is left out says by which rule: a line of the body, a box, an author who is none.
func TestExplainRules(t *testing.T) {
	t.Parallel()
	page := `<title>Bees</title><meta name="author" content="Staff Writer"><article><h1>Bees</h1>` + story +
		`<p>Read more: <a href="/x">Why they left</a></p><div class="newsletter"><p>Get our letter of the harbour each morning.</p></div>` + story + `</article>`
	told, err := Explain([]byte(page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"no person (what stands where there is no author): Staff Writer", "rule: a call with a link): Read more", "rule: named for what is around texts): Get our letter"} {
		if !slices.ContainsFunc(told, func(e Explanation) bool { return strings.Contains(e.From, want) }) {
			t.Errorf("nothing says %q", want)
		}
	}
}

// Of two descriptions that are both cut off the shorter is the one that was made to be
// shown.
func TestDescriptionCutOff(t *testing.T) {
	t.Parallel()
	const short = "The wall was opened on Monday, and a great many people walked along it"
	check(t, func(a *Article) string { return a.Description }, []fieldCase{
		{"both cut", `<meta name="description" content="` + short + `, slowly, in the rain, until …"><meta property="og:description" content="` + short + ` …">`, short + " …"},
		{"the same on all pages", `<title>The harbour wall was opened</title><meta name="description" content="Your quiet corner."><meta property="og:description" content="It was opened at last: the wall of the harbour.">`, "It was opened at last: the wall of the harbour."},
		{"the same on all pages for others", `<title>The wall was opened</title><meta name="description" content="It rained, and nobody went home."><meta property="og:description" content="All walls, every day.">`, "It rained, and nobody went home."},
		{"one cut", `<meta name="description" content="` + short + `..."><meta property="og:description" content="` + short + `, slowly.">`, short + ", slowly."},
	})
}

// A page without headings says in its text which end of <title> is its own.
func TestTitleRepeated(t *testing.T) {
	t.Parallel()
	const text = `<p>3 March 2026</p><p>It was opened on Monday, and a great many people walked along it, slowly, in the rain.</p>`
	check(t, func(a *Article) string { return a.Title }, []fieldCase{
		{"behind an unknown site", `<title>Harbour Post | The wall was opened again</title><b>The wall was opened again</b>` + text, "The wall was opened again"},
		{"behind a colon", `<title>Friends of the harbour: The old sea wall</title><font size=5>The old sea wall</font>` + text, "The old sea wall"},
		{"nowhere", `<title>Harbour Post | The wall was opened again</title><b>Opened again</b>` + text, "Harbour Post | The wall was opened again"},
	})
}

// The day in a headline may be that of what the page is about.
func TestDateInHeadline(t *testing.T) {
	t.Parallel()
	check(t, func(a *Article) string { return a.Published }, []fieldCase{
		{"and one that is labelled", `<title>Ruling of 12 February 2026</title><h1>Ruling of 12 February 2026</h1><p>Published on 20 February 2026</p><p>The wall stays.</p>`, "2026-02-20"},
		{"alone", `<title>Ruling of 12 February 2026</title><h1>Ruling of 12 February 2026</h1><p>The wall stays.</p>`, "2026-02-12"},
		{"a time with a dot behind its word", `<title>The wall</title><h1>The wall</h1><p>Mardi 12 mai 2026, pukul 18.04 WIB</p><p>The wall stays.</p>`, "2026-05-12T18:04:00+07:00"},
		{"a time with a dot before its zone", `<title>The wall</title><h1>The wall</h1><p>Sun 8 Feb 2026 17.12 GMT</p><p>The wall stays.</p>`, "2026-02-08T17:12:00Z"},
	})
}

// The label of a list of tags may be longer than the tags.
func TestFewTags(t *testing.T) {
	t.Parallel()
	a := read(t, `<title>The wall</title><h1>The wall</h1><p>It was opened.</p><div class="field-tags"><div>Schlagworte</div><div><a href="/tags/meer">Meer</a></div><div><a href="/tags/wall">Wall</a></div></div>`)
	if !slices.Equal(a.Tags, []string{"Meer", "Wall"}) {
		t.Errorf("the tags are %q", a.Tags)
	}
}
