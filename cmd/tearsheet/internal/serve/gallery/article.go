package gallery

import (
	"encoding/json"
	"html"
	"html/template"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/snapshots"
)

// article is what the gallery reads of article.json.
type article struct {
	Title, Subtitle, Dateline, Agency, Section string
	SiteName                                   string `json:"site_name"`
	Authors, Tags, Notes                       []string
	Published, Modified                        string
	Language, Direction                        string
	Description                                string
	Paywalled                                  bool
	WordCount                                  int `json:"word_count"`
	Text, HTML                                 string
}

// maxArticle is the most that is read of an article, in bytes.
const maxArticle = 16 << 20

// articleOf reads a capture's article; nil where it has none that can be read.
func (g *Gallery) articleOf(snap snapshots.Snapshot) *article {
	if snap.FileNames()["article"] == "" {
		return nil
	}
	f, err := g.store.Open(snap, "article")
	if err != nil {
		return nil
	}
	defer f.Close() // only read: nothing to lose
	var a article
	if json.NewDecoder(io.LimitReader(f, maxArticle)).Decode(&a) != nil {
		return nil
	}
	return &a
}

// maxShown is how long an article is shown without asking, in bytes.
const maxShown = 32 << 10

// body builds an article's HTML anew of what may be in one. Nothing of the old is taken
// but texts and checked attributes, since an archive may be anybody's. Paragraphs
// carry their number in the article's text. It tells whether the article went on.
func (a *article) body(all bool) (body template.HTML, cut bool) {
	root := &markup.Node{Type: markup.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := markup.ParseFragment(strings.NewReader(a.HTML), root)
	if err != nil || len(nodes) == 0 {
		nodes = plainParagraphs(a.Text)
	}
	b := builder{places: newPlaces(a.Text)}
	for _, n := range nodes {
		if !all && b.Len() > maxShown {
			cut = true
			break
		}
		b.node(n, 0)
	}
	return template.HTML(b.String()), cut // every piece of it was made by the builder
}

// plainParagraphs are those of a text, as elements.
func plainParagraphs(text string) (list []*markup.Node) {
	for p := range strings.SplitSeq(text, "\n\n") {
		n := &markup.Node{Type: markup.ElementNode, Data: "p", DataAtom: atom.P}
		n.AppendChild(&markup.Node{Type: markup.TextNode, Data: p})
		list = append(list, n)
	}
	return list
}

// builder writes elements.
type builder struct {
	strings.Builder
	places places
	level  int // of the last heading
}

// kept are the elements that an article may have. Others give their content alone.
var kept = map[atom.Atom]bool{
	atom.P: true, atom.Blockquote: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Pre: true, atom.Code: true, atom.Em: true, atom.Strong: true, atom.B: true, atom.I: true, atom.S: true, atom.Sub: true, atom.Sup: true,
	atom.Q: true, atom.Cite: true, atom.Kbd: true, atom.Figure: true, atom.Figcaption: true, atom.Table: true, atom.Thead: true, atom.Tbody: true,
	atom.Tr: true, atom.Th: true, atom.Td: true, atom.Caption: true, atom.Br: true, atom.Hr: true, atom.Ruby: true, atom.Rt: true, atom.Rp: true, atom.Bdi: true,
}

// dropped are those whose content goes too.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Iframe: true, atom.Frame: true, atom.Object: true, atom.Embed: true, atom.Svg: true, atom.Math: true,
	atom.Template: true, atom.Noscript: true, atom.Title: true, atom.Head: true, atom.Textarea: true, atom.Select: true, atom.Xmp: true,
	atom.Noembed: true, atom.Noframes: true, atom.Plaintext: true, atom.Video: true, atom.Audio: true, atom.Canvas: true,
}

// paragraphs are those that have a place in the picture.
var paragraphs = map[atom.Atom]bool{atom.P: true, atom.Li: true, atom.Blockquote: true, atom.Pre: true, atom.Dt: true, atom.Dd: true, atom.Tr: true}

// maxDepth is how deep elements may lie in each other.
const maxDepth = 60

func (b *builder) node(n *markup.Node, depth int) {
	switch {
	case n.Type == markup.TextNode:
		b.WriteString(html.EscapeString(n.Data))
	case n.Type != markup.ElementNode || n.Namespace != "" || dropped[n.DataAtom] || depth > maxDepth:
	case n.DataAtom == atom.Img:
		b.picture(n)
	case n.DataAtom == atom.A:
		b.link(n, depth)
	case heading(n) > 0:
		// The page has headings of its own above these, and no step may be left out.
		b.level = min(max(heading(n)+1, 3), max(b.level, 2)+1, 6)
		b.element("h"+strconv.Itoa(b.level), n, depth)
	case n.DataAtom == atom.Table:
		b.WriteString(`<div class="scroll" role="region" tabindex="0" aria-label="Table">`)
		b.element("table", n, depth)
		b.WriteString("</div>")
	case n.DataAtom == atom.Br, n.DataAtom == atom.Hr:
		b.WriteString("<" + n.DataAtom.String() + ">")
	case kept[n.DataAtom]:
		b.element(n.DataAtom.String(), n, depth)
	default:
		b.children(n, depth)
	}
}

func (b *builder) children(n *markup.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.node(c, depth+1)
	}
}

func (b *builder) element(name string, n *markup.Node, depth int) {
	b.WriteString("<" + name)
	for _, a := range n.Attr {
		if check := attributes[a.Key]; a.Namespace == "" && check != nil {
			if value := check(n, a.Val); value != "" {
				b.attribute(a.Key, value)
			}
		}
	}
	if paragraphs[n.DataAtom] || heading(n) > 0 {
		if at, ok := b.places.find(textOf(n)); ok {
			b.attribute("data-place", strconv.Itoa(at))
		}
	}
	b.WriteString(">")
	b.children(n, depth)
	b.WriteString("</" + name + ">")
}

func (b *builder) attribute(name, value string) {
	b.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
}

// attributes are those that are kept, with what is kept of their values.
var attributes = map[string]func(n *markup.Node, value string) string{
	"lang": func(_ *markup.Node, value string) string { return langOf(value) },
	"dir": func(_ *markup.Node, value string) string {
		if value == "ltr" || value == "rtl" || value == "auto" {
			return value
		}
		return ""
	},
	"colspan": cells, "rowspan": cells,
	"start": func(n *markup.Node, value string) string {
		if _, err := strconv.Atoi(value); err != nil || n.DataAtom != atom.Ol {
			return ""
		}
		return value
	},
}

func cells(n *markup.Node, value string) string {
	count, err := strconv.Atoi(value)
	if err != nil || count < 1 || count > 1000 || n.DataAtom != atom.Td && n.DataAtom != atom.Th {
		return ""
	}
	return strconv.Itoa(count)
}

// link writes a link that leads to a page; what leads elsewhere is text.
func (b *builder) link(n *markup.Node, depth int) {
	address := ""
	for _, a := range n.Attr {
		if a.Key == "href" {
			address = webAddress(a.Val)
		}
	}
	if address == "" || strings.TrimSpace(textOf(n)) == "" {
		b.children(n, depth)
		return
	}
	b.WriteString("<a")
	b.attribute("href", address)
	b.WriteString(` rel="noopener noreferrer nofollow">`)
	b.children(n, depth)
	b.WriteString("</a>")
}

// picture says what a picture shows: it is in the capture's own picture, and nothing is
// loaded from elsewhere.
func (b *builder) picture(n *markup.Node) {
	for _, a := range n.Attr {
		if a.Key == "alt" && strings.TrimSpace(a.Val) != "" {
			b.WriteString(`<span class="pictured">` + html.EscapeString(a.Val) + `</span>`)
		}
	}
}

// webAddress is an address of the web, or nothing.
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}

func heading(n *markup.Node) int {
	if n.Type == markup.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	return 0
}

// textOf is the text in an element.
func textOf(n *markup.Node) string {
	var b strings.Builder
	var add func(n *markup.Node)
	add = func(n *markup.Node) {
		if n.Type == markup.TextNode {
			b.WriteString(n.Data)
		}
		if n.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(n)
	return b.String()
}

// places numbers the paragraphs of an article's text.
type places struct {
	of map[string][]int // by what of a text counts
}

func newPlaces(text string) places {
	p := places{map[string][]int{}}
	n := 0
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		for _, key := range keysOf(paragraph) {
			p.of[key] = append(p.of[key], n)
		}
		n++
	}
	return p
}

// itemMarker is what the text puts before an item of a list.
var itemMarker = regexp.MustCompile(`^\s*(?:[-*•]|\d+[.)])\s+`)

// keysOf are the texts that elements of a paragraph may have: all of it, or an item or row
// of what is a list or a table.
func keysOf(paragraph string) []string {
	list := []string{squeezed(paragraph)}
	for line := range strings.SplitSeq(paragraph, "\n") {
		if key := squeezed(strings.ReplaceAll(itemMarker.ReplaceAllString(line, ""), " | ", "")); !slices.Contains(list, key) {
			list = append(list, key)
		}
	}
	return list
}

// find gives the number of the next paragraph with that text.
func (p places) find(text string) (int, bool) {
	key := squeezed(text)
	list := p.of[key]
	if key == "" || len(list) == 0 {
		return 0, false
	}
	p.of[key] = list[1:]
	return list[0], true
}

// squeezed is a text without its spaces: they are not the same everywhere.
func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }
