package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// scan are what one walk over the page gathers for the fields, so that no field
// has to search the tree again.
type scan struct {
	meta                dom.Metas
	links               map[string]string // <link rel>: its first href
	base                *url.URL          // what relative addresses are resolved against; may be nil
	host                string            // the site's machine, without www; empty if nobody states it
	titleTag            string
	lang                string // of <html>, else of <body>
	dir                 string
	ld                  []schemaorg.Item // JSON-LD
	schemaorg.Microdata                  // and RDFa
	homes               []*html.Node     // links to a front page
	headings            []mark           // h1 to h3
	marks               []mark           // elements whose names say which field they hold
	paras               []mark           // paragraphs
	boxes               []mark           // other boxes with a text of some length of their own
	tagLinks            []mark           // links that lead to the pages of tags
	titled              []mark           // elements, other than headings, that say what a title in the head says
	captions            []mark           // of figures
	lines               []mark           // short text nodes that hold a year
	agos                []mark           // text nodes that say how long ago something was
	credits             []mark           // text nodes that begin as a credit line does
	byTexts             []mark           // short text nodes that begin as a byline does
	noteTexts           []mark           // text nodes that begin as a note does
	tagTexts            []mark           // text nodes that are what is said before tags
	signs               []mark           // text nodes that are the name of an agency
	rights              []mark           // short text nodes with the sign of a right
	sources             []mark           // short text nodes that begin as the line does which names a source

	headline  *html.Node // the visible headline, once the title is read; nil if there is none
	lineAt    int        // where the headline stands; -1 if there is none
	size      int        // how many nodes the page has
	cut       bool       // it states more than is read
	dates     []sighting // what stands on the page, once datesRead
	datesRead bool
	siteNames []string // what the page calls its site, once asked for
	known     known
}

// known is what was found out about a page and is asked for again and again; nil where
// nobody has asked yet.
type known struct {
	kind, headline *string
	front          *bool
	longParas      []int // where paragraphs of some length stand
	persons        map[string]bool
	dateline       dateline
	signature      signature
}

// mark is an element or a text worth a second look.
type mark struct {
	node *html.Node
	at   int    // place in document order
	says marker // what its names say
	in   *scope // what it stands in
}

// scope is an element that makes a region of what is in it.
type scope struct {
	in          region
	first, last int // its places in document order
	outer       *scope
}

// region is what a mark stands in. What holds the headline, or most of the page,
// is the article's own frame, whatever its names say.
func (f *scan) region(m mark) (in region) {
	for sc := m.in; sc != nil; sc = sc.outer {
		if f.lineAt >= sc.first && f.lineAt <= sc.last || 2*(sc.last-sc.first) > f.size {
			continue
		}
		in |= sc.in
	}
	return in
}

// story is the thing the page is about, of the kinds of so many levels; nil if there is none.
func (f *scan) story(list []schemaorg.Item, levels int) schemaorg.Item {
	return schemaorg.Story(list, levels)
}

// scanPage walks the page once.
func scanPage(root *html.Node, address *url.URL) scan {
	g := scanner{
		scan:  scan{links: map[string]string{}, base: address, lineAt: -1},
		names: make(map[string]marker, manyNames),
	}
	g.walk(root, nil, nil)
	g.size = g.at
	g.preferParagraphs()
	if g.base == nil { // nobody knows where the page is from, but it may say where it lives
		if lives, err := url.Parse(wording.FirstOf(g.links["canonical"], g.meta.First("og:url"))); err == nil && lives.Host != "" {
			g.base = lives
		}
	}
	g.host = g.hostName(address)
	g.ld = schemaorg.ResolveIDs(g.scripts.Items)
	g.cut = g.scripts.Truncated || g.Microdata.Truncated
	return g.scan
}

// Caps that keep odd pages cheap: no article needs more of them.
const (
	maxMarks = 4000
	maxLead  = 40  // bytes of a text that may begin with a date
	maxAgos  = 20  // texts that say how long ago something was: an article has one or two
	maxText  = 600 // bytes of a mark's text that are looked at
)

// manyNames is how many different names the elements of many a page have.
const manyNames = 300

type scanner struct {
	scan
	at      int
	rebased bool // the first <base> counts
	scripts schemaorg.LD
	names   map[string]marker // class and id values seen so far
	scopes  []scope           // room for the next
}

// walk visits n and what is in it; in is the scope around n, and item the
// microdata item it belongs to.
func (g *scanner) walk(n *html.Node, in *scope, item schemaorg.Item) {
	g.at++
	switch n.Type {
	case html.TextNode:
		g.text(n, in)
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script:
			if strings.Contains(strings.ToLower(dom.Attr(n, "type")), "ld+json") && n.FirstChild != nil {
				g.scripts.Read(n.FirstChild.Data)
			}
			return
		case atom.Style, atom.Svg, atom.Template, atom.Noscript:
			return
		}
		h, r, structured := g.markersOn(n)
		if r != 0 {
			in = g.open(r, in)
		}
		if structured {
			item = g.Microdata.Read(n, item)
		}
		g.element(n, h, in)
		g.inside(n, in, item)
		if r != 0 {
			in.last = g.at
		}
		return
	}
	g.inside(n, in, item)
}

// open makes a scope. They are made many at a time.
func (g *scanner) open(in region, outer *scope) *scope {
	const many = 64
	if len(g.scopes) == cap(g.scopes) {
		g.scopes = make([]scope, 0, many)
	}
	g.scopes = append(g.scopes, scope{in: in, first: g.at, outer: outer})
	return &g.scopes[len(g.scopes)-1]
}

func (g *scanner) inside(n *html.Node, in *scope, item schemaorg.Item) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		g.walk(c, in, item)
	}
}

// markersOn reads the names on n: what they say of n, what n makes of what is in it,
// and whether it has a part in structured data.
func (g *scanner) markersOn(n *html.Node) (h marker, in region, structured bool) {
	for _, a := range n.Attr {
		switch a.Key {
		case "itemprop":
			structured = true
			h |= g.markersOf(a.Val)
		case "itemscope", "typeof", "property":
			structured = true
		case "class", "data-testid", "data-component", "data-qa", "data-hook", "data-test", "role", "rel":
			h |= g.markersOf(a.Val)
		case "id", "aria-label": // hardly ever the same
			if len(a.Val) <= maxText {
				h |= readNames(a.Val)
			}
		case "datetime":
			h |= markerDate
		case "hidden":
			in |= inHidden
		case "style":
			if strings.Contains(a.Val, "display:none") || strings.Contains(a.Val, "display: none") {
				in |= inHidden
			}
		}
	}
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body {
		return 0, 0, structured // names on the root speak of the page, not of a part of it
	}
	if n.DataAtom != atom.Footer && n.DataAtom != atom.Header || h&markerMain == 0 { // else it is the article's own
		in |= tagRegion(n.DataAtom)
	}
	return h, in | h.region(), structured
}

func (g *scanner) element(n *html.Node, h marker, in *scope) {
	switch n.DataAtom {
	case atom.Html, atom.Body:
		g.lang = wording.FirstOf(g.lang, dom.Attr(n, "lang"), dom.Attr(n, "xml:lang"))
		g.dir = wording.FirstOf(g.dir, dom.Attr(n, "dir"))
	case atom.Title:
		if g.titleTag == "" && n.FirstChild != nil {
			g.titleTag = wording.Squeeze(n.FirstChild.Data)
		}
	case atom.Meta:
		g.meta.Add(n)
	case atom.Base:
		if !g.rebased {
			g.rebase(dom.Attr(n, "href"))
		}
	case atom.Link:
		for rel := range strings.FieldsSeq(strings.ToLower(dom.Attr(n, "rel"))) {
			if _, ok := g.links[rel]; !ok && len(g.links) < maxMarks {
				g.links[rel] = dom.Attr(n, "href")
			}
		}
	case atom.H1, atom.H2, atom.H3:
		g.headings = g.keep(g.headings, n, h, in)
	case atom.P:
		g.paras = g.keep(g.paras, n, h, in)
	case atom.Div, atom.Span, atom.Section, atom.Td:
		if hasOwnText(n) {
			g.boxes = g.keep(g.boxes, n, h, in)
		}
	case atom.Figcaption:
		g.captions = g.keep(g.captions, n, h, in)
	case atom.Time:
		h |= markerDate
	case atom.A:
		href := dom.Attr(n, "href")
		toTag, toAuthor := addresses.LeadsToTagOrAuthor(href)
		if toAuthor && !isMention(n, href) {
			h |= markerAuthor
		}
		if addresses.LeadsToCategory(href) && slices.Contains(strings.Fields(dom.Attr(n, "rel")), "tag") {
			h |= markerSection // as WordPress links what a post is filed under
		}
		if toTag || isHashtag(n, href) {
			g.tagLinks = g.keep(g.tagLinks, n, h, in)
		}
		if len(g.homes) < maxHomes && (isFrontPage(href) || isLogo(n)) {
			g.homes = append(g.homes, n)
		}
	}
	if h&markersOfFields != 0 {
		g.marks = g.keep(g.marks, n, h, in)
	}
}

func (g *scanner) keep(list []mark, n *html.Node, h marker, in *scope) []mark {
	if len(list) >= maxMarks {
		return list
	}
	return append(list, mark{n, g.at, h, in})
}

// isLine tells whether a text is no longer than a byline may be.
func isLine(t string) bool {
	const longest = 120 // signs
	return len(t) < longest || len(t) < utf8.UTFMax*longest && utf8.RuneCountInString(t) < longest
}

// hasOwnText tells whether text of some length stands in an element itself.
func hasOwnText(n *html.Node) bool {
	const long = 40 // bytes
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && len(c.Data) > long && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return false
}

// preferParagraphs takes boxes for paragraphs where a page has next to none of those.
func (g *scanner) preferParagraphs() {
	const few = 3
	long := 0
	for _, p := range g.paras {
		if dom.IsLonger(p.node, 60, 100) {
			if long++; long == few {
				return
			}
		}
	}
	if len(g.boxes) > long {
		g.paras = append(g.paras, g.boxes...)
		slices.SortFunc(g.paras, func(a, b mark) int { return a.at - b.at })
	}
}

// shortTitle is the size of what is no title yet, but the name of a section, in bytes.
const shortTitle = 12

// repeatsTitle tells whether a text is one of the titles in the head, the site's name
// apart.
func (g *scanner) repeatsTitle(t string) bool {
	if len(t) < shortTitle {
		return false
	}
	for _, title := range [2]string{g.titleTag, g.meta.First("og:title")} {
		if i := strings.Index(title, t); i == 0 || i > 0 && i+len(t) == len(title) {
			return true
		}
	}
	return false
}

// mayRepeatTitle tells for next to nothing that most texts do not: the letters that they
// begin with are in no title.
func (g *scanner) mayRepeatTitle(t string) bool {
	const few = 6 // bytes
	n := 0
	for n < min(few, len(t)) && ('a' <= t[n]|0x20 && t[n]|0x20 <= 'z') {
		n++
	}
	return strings.Contains(g.titleTag, t[:n]) || strings.Contains(g.meta.First("og:title"), t[:n])
}

// text keeps the few text nodes that fields look for by what they say.
func (g *scanner) text(n *html.Node, in *scope) {
	if len(n.Data) > maxText {
		if dates.HoldsYear(n.Data[:maxLead]) {
			g.lines = g.keep(g.lines, n, 0, in)
		}
		return
	}
	t := strings.TrimSpace(n.Data)
	if t == "" {
		return
	}
	hasYear := len(t) < 200 && dates.HoldsYear(t) || len(t) >= 200 && dates.HoldsYear(t[:maxLead])
	if hasYear {
		g.lines = g.keep(g.lines, n, 0, in)
	}
	if isLine(t) && (people.BeginsByline(t) || people.BylineWithin(t) > 0 || people.IsBracketed(t) || people.WritersMarked(t) != nil || people.WriterBefore(t) != "") || people.ReportersBefore(t) != nil {
		g.byTexts = g.keep(g.byTexts, n, 0, in)
	}
	if len(t) >= shortTitle && g.mayRepeatTitle(t) && g.repeatsTitle(wording.Squeeze(t)) && n.Parent != nil && !isHeading(n.Parent.DataAtom) && n.Parent.DataAtom != atom.Title {
		g.titled = g.keep(g.titled, n.Parent, 0, in)
	}
	if len(g.agos) < maxAgos && dates.IsRelative(t) {
		g.agos = g.keep(g.agos, n, 0, in)
	}
	if len(t) < 200 && (strings.Contains(t, "©") || hasYear && strings.HasPrefix(t, "Copyright ")) {
		g.rights = g.keep(g.rights, n, 0, in)
	}
	if people.BeginsCredit(t) {
		g.credits = g.keep(g.credits, n, 0, in)
	}
	if len(t) < maxLead && sourceWords.Begin(t) {
		g.sources = g.keep(g.sources, n, 0, in)
	}
	if len(t) < maxLead && people.AgencyNamed(t) != "" && t != strings.ToLower(t) || hasYear && len(t) < 2*maxLead && agencyBeforeDate(t) != "" {
		g.signs = g.keep(g.signs, n, 0, in)
	}
	if len(t) < 2*maxLead && isTagWord(t) {
		g.tagTexts = g.keep(g.tagTexts, n, 0, in)
	}
	if beginsNote(t) {
		g.noteTexts = g.keep(g.noteTexts, n, 0, in)
	}
}
