package body

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Cut copies the kept parts of the tree into one of their own, addresses made
// absolute and boxes that say nothing left out.
func (c *Content) Cut(s *Page) *html.Node {
	shown := make([]bool, len(c.blocks))
	nodes := 0
	for i := range c.blocks {
		if shown[i] = c.keep[i] || c.isShownCaption(i); shown[i] {
			nodes += c.blocks[i].last - c.blocks[i].first
		}
	}
	k := cutter{kept: make(map[*html.Node]bool, nodes), page: s, spanned: maxSpanned}
	for i := range c.blocks {
		if shown[i] {
			for _, n := range c.nodes[c.blocks[i].first:c.blocks[i].last] {
				k.kept[n] = true
			}
		}
	}
	out := run{to: &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}}
	k.copyChildren(&out, c.boxes[c.root].node)
	k.flush(&out)
	return out.to
}

// maxPictures is how many blocks of a figure are looked at for its picture.
const maxPictures = 40

// isShownCaption says whether a block is the caption of a picture that is kept: no
// text of the article, but part of what it looks like.
func (c *Content) isShownCaption(i int) bool {
	b := &c.blocks[i]
	if b.media || !c.caption[b.box] || c.dropped[b.box] {
		return false
	}
	x := b.box
	for x > 0 && c.boxes[x].tag != atom.Figure {
		x = c.boxes[x].parent
	}
	if x == 0 || !c.inside(x, c.root) {
		return false
	}
	for k := c.boxes[x].first; k < min(c.boxes[x].last, c.boxes[x].first+maxPictures); k++ {
		if c.blocks[k].media && c.keep[k] {
			return true
		}
	}
	return false
}

type cutter struct {
	kept    map[*html.Node]bool
	page    *Page
	spanned int         // how many cells may yet be spanned
	nodes   []html.Node // room for the next
}

// maxSpanned is how many cells of tables may be spanned by others, all in all. Each is
// written out in Markdown, and two numbers may ask for 65 million of them.
const maxSpanned = 10_000

// run is an element that is being filled. Texts that come to stand side by side
// are made one.
type run struct {
	to   *html.Node
	text strings.Builder
}

func (k *cutter) flush(r *run) {
	if r.text.Len() > 0 {
		n := k.node()
		n.Type, n.Data = html.TextNode, r.text.String()
		r.to.AppendChild(n)
		r.text.Reset()
	}
}

// node makes a node. They are made many at a time.
func (k *cutter) node() *html.Node {
	const many = 64
	if len(k.nodes) == 0 {
		k.nodes = make([]html.Node, many)
	}
	n := &k.nodes[0]
	k.nodes = k.nodes[1:]
	return n
}

// copyChildren adds copies of the kept children of from to out, and says whether
// there were any.
func (k *cutter) copyChildren(out *run, from *html.Node) bool {
	any := false
	for n := from.FirstChild; n != nil; n = n.NextSibling {
		switch {
		case n.Type == html.TextNode && k.kept[n]:
			any = true
			out.text.WriteString(n.Data)
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
			if out.text.Len() > 0 || out.to.LastChild != nil && !blockTags.Of(out.to.LastChild.DataAtom) {
				out.text.WriteString(n.Data)
			}
		case n.Type != html.ElementNode || dom.UnseenTags.Of(n.DataAtom):
		case plainSpans.Of(n.DataAtom):
			any = k.copyChildren(out, n) || any
		case plainBoxes.Of(n.DataAtom) && !k.hasLine(n):
			k.flush(out)
			any = k.copyChildren(out, n) || any
			k.flush(out)
		default:
			if el := k.copyElement(n); el != nil {
				any = any || !lineTags.Of(n.DataAtom)
				k.flush(out)
				out.to.AppendChild(el)
			}
		}
	}
	return any
}

// hasLine says whether a box holds text that is in no smaller box.
func (k *cutter) hasLine(box *html.Node) bool {
	for n := box.FirstChild; n != nil; n = n.NextSibling {
		if k.kept[n] && n.Type == html.TextNode || n.Type == html.ElementNode && !blockTags.Of(n.DataAtom) {
			return true
		}
	}
	return false
}

// element copies an element without what is in it.
func (k *cutter) element(n *html.Node) *html.Node {
	el := k.node()
	el.Type, el.Data, el.DataAtom, el.Attr = html.ElementNode, n.Data, n.DataAtom, k.attributes(n)
	return el
}

// copyElement copies an element with what is kept of it; nil if that is nothing.
func (k *cutter) copyElement(n *html.Node) *html.Node {
	el := k.element(n)
	if k.kept[n] {
		k.copyAll(el, n)
		return el
	}
	out := run{to: el}
	any := k.copyChildren(&out, n)
	k.flush(&out)
	if !any && !lineTags.Of(n.DataAtom) {
		return nil
	}
	return el
}

var (
	// plainSpans and plainBoxes mean nothing without their style.
	plainSpans = dom.NewTable(dom.Atoms("span font"))
	plainBoxes = dom.NewTable(dom.Atoms("div section article main header center form hgroup"))
)

// lineTags have no text, but shape it.
var lineTags = dom.NewTable(dom.Atoms("br hr"))

// copyAll copies everything in a picture or player.
func (k *cutter) copyAll(to, from *html.Node) {
	for n := from.FirstChild; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			el := k.element(n)
			k.copyAll(el, n)
			to.AppendChild(el)
		}
	}
}

// attributes keeps what shows, with addresses made absolute.
func (k *cutter) attributes(n *html.Node) []html.Attribute {
	var out []html.Attribute
	spans := cellTags[n.DataAtom] && k.maySpan(n)
	if n.DataAtom == atom.Img {
		out = append(out, html.Attribute{Key: "src", Val: k.page.absolute(pictureAddress(n))})
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "src":
			if n.DataAtom == atom.Img {
				continue // the real one is there already
			}
			a.Val = wording.FirstOf(k.page.absolute(a.Val), a.Val)
		case "href", "poster":
			a.Val = wording.FirstOf(k.page.absolute(a.Val), a.Val)
			if runs(a.Val) {
				continue
			}
		case "colspan", "rowspan":
			if !spans {
				continue
			}
		case "alt", "title", "lang", "dir", "datetime", "start", "cite":
		case "class": // names the language of code
			if n.DataAtom != atom.Code || !strings.HasPrefix(a.Val, "lang") {
				continue
			}
		default:
			continue
		}
		out = append(out, a)
	}
	return out
}

// maySpan tells whether a cell spans no more others than there is room for.
func (k *cutter) maySpan(cell *html.Node) bool {
	wide, high := spanOf(cell, "colspan"), spanOf(cell, "rowspan")
	if wide > maxSpanned || high > maxSpanned || wide*high-1 > k.spanned {
		return false
	}
	k.spanned -= wide*high - 1
	return true
}

func spanOf(cell *html.Node, key string) int {
	n, err := strconv.Atoi(strings.TrimSpace(dom.Attr(cell, key)))
	if err != nil && dom.Attr(cell, key) != "" {
		return maxSpanned + 1 // no number, or one that is too large for one
	}
	return max(n, 1)
}

// runs tells whether an address is a program, however it is written.
func runs(address string) bool {
	scheme, _, found := strings.Cut(address, ":")
	if !found {
		return false
	}
	scheme = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' { // browsers skip these
			return -1
		}
		return r
	}, scheme))
	return scheme == "javascript" || scheme == "vbscript" || scheme == "data"
}
