package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// facts are what one walk over the page gathers for the fields, so that no field
// has to search the tree again.
type facts struct {
	meta     metas
	links    map[string]string // <link rel>: its first href
	base     *url.URL          // what relative addresses are resolved against; may be nil
	titleTag string
	lang     string // of <html>, else of <body>
	dir      string
	ld       []thing // JSON-LD
	items    []thing // microdata and RDFa
	loose    thing   // properties that stand in no item
	headings []mark  // h1 to h3
	marks    []mark  // elements whose names say which field they hold
	paras    []mark  // paragraphs
	lines    []mark  // short text nodes that hold a year
	credits  []mark  // text nodes that begin as a credit line does
	byTexts  []mark  // short text nodes that begin as a byline does

	headline *html.Node // the visible headline, once the title is read; nil if there is none
	lineAt   int        // where the headline stands
	names    []string   // what the page calls its site
}

// mark is an element or a text worth a second look.
type mark struct {
	node *html.Node
	at   int    // place in document order
	hint hint   // what its names say
	in   region // what it stands in
}

// gather walks the page once.
func gather(root *html.Node, address *url.URL) facts {
	g := gatherer{
		facts: facts{links: map[string]string{}, base: address, lineAt: -1},
		hints: map[string]hint{},
	}
	g.walk(root, 0, nil)
	g.ld = resolveIDs(g.ld)
	return g.facts
}

// Caps that keep odd pages cheap: no article needs more of them.
const (
	maxMarks = 4000
	maxText  = 600 // bytes of a mark's text that are looked at
)

type gatherer struct {
	facts
	at    int
	hints map[string]hint // class and id values seen so far
}

// walk visits n and what is in it; in is the region around n, and item the
// microdata item it belongs to.
func (g *gatherer) walk(n *html.Node, in region, item thing) {
	g.at++
	switch n.Type {
	case html.TextNode:
		g.text(n, in)
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				g.ld = append(g.ld, parseLD(n.FirstChild.Data)...)
			}
			return
		case atom.Style, atom.Svg, atom.Template, atom.Noscript:
			return
		}
		in, item = g.element(n, in, item)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		g.walk(c, in, item)
	}
}

func (g *gatherer) element(n *html.Node, in region, item thing) (region, thing) {
	var h hint
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-qa", "role", "aria-label", "rel":
			if len(a.Val) < maxText {
				h |= g.hintOf(a.Val)
			}
		case "hidden":
			in |= inHidden
		case "style":
			if strings.Contains(a.Val, "display:none") || strings.Contains(a.Val, "display: none") {
				in |= inHidden
			}
		}
	}
	in |= tagRegions[n.DataAtom] | h.region(n.DataAtom)
	item = g.structured(n, item)

	switch n.DataAtom {
	case atom.Html, atom.Body:
		if g.lang == "" {
			g.lang = firstOf(attr(n, "lang"), attr(n, "xml:lang"))
		}
		if g.dir == "" {
			g.dir = attr(n, "dir")
		}
		return 0, item // names on the root speak of the page, not of a part of it
	case atom.Title:
		if g.titleTag == "" && n.FirstChild != nil {
			g.titleTag = squeeze(n.FirstChild.Data)
		}
	case atom.Meta:
		g.meta.add(n)
	case atom.Base:
		g.rebase(attr(n, "href"))
	case atom.Link:
		for rel := range strings.FieldsSeq(strings.ToLower(attr(n, "rel"))) {
			if _, ok := g.links[rel]; !ok {
				g.links[rel] = attr(n, "href")
			}
		}
	case atom.H1, atom.H2, atom.H3:
		g.headings = g.keep(g.headings, n, h, in)
	case atom.P:
		g.paras = g.keep(g.paras, n, h, in)
	case atom.Time:
		h |= hintDate
	case atom.A:
		if leadsToAuthor(attr(n, "href")) {
			h |= hintAuthor
		}
	}
	if h&hintsOfFields != 0 {
		g.marks = g.keep(g.marks, n, h, in)
	}
	return in, item
}

func (g *gatherer) keep(list []mark, n *html.Node, h hint, in region) []mark {
	if len(list) >= maxMarks {
		return list
	}
	return append(list, mark{n, g.at, h, in})
}

// text keeps the few text nodes that fields look for by what they say.
func (g *gatherer) text(n *html.Node, in region) {
	if len(n.Data) > maxText {
		return
	}
	if len(n.Data) < 120 && in&(inHidden|inComments) == 0 && holdsYear(n.Data) {
		g.lines = g.keep(g.lines, n, 0, in)
	}
	if len(n.Data) < 120 && in&(inHidden|inComments|inNav|inFooter) == 0 && beginsByline(n.Data) {
		g.byTexts = g.keep(g.byTexts, n, 0, in)
	}
	if beginsCredit(n.Data) {
		g.credits = g.keep(g.credits, n, 0, in)
	}
}

func (g *gatherer) rebase(href string) {
	ref, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return
	}
	if g.base != nil {
		ref = g.base.ResolveReference(ref)
	}
	g.base = ref
}

// absolute resolves an address of the page; empty if it cannot be made absolute.
func (f *facts) absolute(href string) string {
	ref, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return ""
	}
	if f.base != nil {
		ref = f.base.ResolveReference(ref)
	}
	if ref.Host == "" || (ref.Scheme != "http" && ref.Scheme != "https") {
		return ""
	}
	return ref.String()
}

// host is the name of the site's machine, without www; empty if nobody states it.
func (s *source) host() string {
	for _, a := range []string{s.absolute(s.links["canonical"]), s.absolute(s.meta.first("og:url"))} {
		if u, err := url.Parse(a); err == nil && s.url == nil && u.Host != "" {
			return strings.TrimPrefix(u.Hostname(), "www.")
		}
	}
	if s.url == nil {
		return ""
	}
	return strings.TrimPrefix(s.url.Hostname(), "www.")
}

// address is where the page says it lives, or where it was read from.
func (s *source) address() string {
	if c := firstOf(s.absolute(s.links["canonical"]), s.absolute(s.meta.first("og:url"))); c != "" {
		return c
	}
	if s.url != nil {
		return s.url.String()
	}
	return ""
}
