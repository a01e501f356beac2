package render

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// safeWriter writes a tree as the policy leaves it. Most of a body is text in elements
// without attributes, links and pictures, which are written as they are; the policy is asked
// about the rest alone, since it reads what it is given as text, once more.
type safeWriter struct {
	out *bytes.Buffer
	err error
}

func (w *safeWriter) write(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		w.out.WriteString(html.EscapeString(n.Data))
	case n.Type != html.ElementNode || n.Namespace != "" || !bareTags.Of(n.DataAtom) && n.DataAtom != atom.A && n.DataAtom != atom.Img:
		w.ask(n)
	case isPlain(n):
		w.open(n)
		if !voidTags.Of(n.DataAtom) {
			w.inside(n)
			w.close(n)
		}
	case n.DataAtom == atom.A && len(n.Attr) == 0:
		w.inside(n)
	case voidTags.Of(n.DataAtom):
		w.ask(n)
	default: // about the tag alone
		from := w.out.Len()
		w.ask(&html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr})
		if size := w.out.Len() - len("</>") - len(n.Data); size >= from {
			w.out.Truncate(size)
			w.inside(n)
			w.close(n)
		} else {
			w.inside(n)
		}
	}
}

// open writes the tag of an element.
func (w *safeWriter) open(n *html.Node) {
	w.out.WriteByte('<')
	w.out.WriteString(n.Data)
	for _, a := range n.Attr {
		w.out.WriteByte(' ')
		w.out.WriteString(a.Key)
		w.out.WriteString(`="`)
		w.out.WriteString(html.EscapeString(a.Val))
		w.out.WriteByte('"')
	}
	if voidTags.Of(n.DataAtom) {
		w.out.WriteByte('/')
	}
	w.out.WriteByte('>')
}

func (w *safeWriter) inside(n *html.Node) {
	if c := n.FirstChild; n.DataAtom == atom.Pre && c != nil && c.Type == html.TextNode && strings.HasPrefix(c.Data, "\n") {
		w.out.WriteByte('\n') // the first is none of the text
	}
	for c := n.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		w.write(c)
	}
}

func (w *safeWriter) close(n *html.Node) {
	w.out.WriteString("</")
	w.out.WriteString(n.Data)
	w.out.WriteByte('>')
}

// ask writes what the policy leaves of an element and all that is in it.
func (w *safeWriter) ask(n *html.Node) {
	raw := buffer()
	defer buffers.Put(raw)
	if w.err = html.Render(raw, n); w.err == nil {
		w.err = safeHTML.SanitizeReaderToWriter(raw, w.out)
	}
}

// isPlain tells whether an element has no attributes, or only addresses, a description, a
// title and a direction that the policy leaves as they are.
func isPlain(n *html.Node) bool {
	link, picture := n.DataAtom == atom.A, n.DataAtom == atom.Img
	for _, a := range n.Attr {
		switch {
		case a.Namespace != "":
			return false
		case link && a.Key == "href", picture && a.Key == "src":
			if !isPlainAddress(a.Val) {
				return false
			}
		case picture && (a.Key == "alt" || a.Key == "title"):
		case a.Key == "title":
			if !isPlainTitle(a.Val) {
				return false
			}
		case a.Key == "dir" && (a.Val == "ltr" || a.Val == "rtl"):
		default:
			return false
		}
	}
	return len(n.Attr) > 0 || !link && !picture
}

// isPlainTitle tells whether a title is of letters, digits and the signs of a sentence, all ASCII.
func isPlainTitle(title string) bool {
	for i := range len(title) {
		if addressBytes[title[i]]&inTitle == 0 {
			return false
		}
	}
	return true
}

// isPlainAddress tells whether an address is absolute, and of characters that all stand for
// themselves where they are.
func isPlainAddress(address string) bool {
	rest, ok := strings.CutPrefix(address, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(address, "http://"); !ok {
			return false
		}
	}
	part := inHost
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '/' && part == inHost && i > 0:
			part = inPath
		case c == '?' && part == inPath:
			part = inQuery
		case c == '#' && part&(inPath|inQuery) != 0 && i+1 < len(rest):
			part = inFragment
		case c == '%' && part == inPath:
			if i+2 >= len(rest) || !isHex(rest[i+1]) || !isHex(rest[i+2]) {
				return false
			}
			i += 2
		case addressBytes[c]&part == 0:
			return false
		}
	}
	return part != inHost
}

// The parts of an address.
const (
	inHost uint8 = 1 << iota
	inPath
	inQuery
	inFragment
	inTitle // in no address
)

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// addressBytes tell in which parts a byte stands for itself.
var addressBytes = func() (table [256]uint8) {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."
	for part, chars := range map[uint8]string{inHost: letters, inPath: letters + "_~/,:;@=+", inQuery: letters + "_~/=&+,:;%@?", inFragment: letters + "_~/=:", inTitle: letters + " _,!/()'"} {
		for i := range len(chars) {
			table[chars[i]] |= part
		}
	}
	return table
}()

// voidTags have no end.
var voidTags = dom.NewTable(dom.Atoms("br hr wbr img"))

// bareTags are elements that the policy leaves as they are where they have no attributes.
var bareTags = func() dom.Table[bool] {
	tags := dom.Atoms(`p pre br hr wbr div section article aside h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption b i u s em strong small sub sup
		span abbr cite code dfn mark samp var q time del ins table thead tbody tfoot tr td th caption`)
	for tag := range tags {
		bare := "<" + tag.String() + ">x</" + tag.String() + ">"
		if voidTags.Of(tag) {
			bare = "<" + tag.String() + "/>"
		}
		if safeHTML.Sanitize(bare) != bare {
			delete(tags, tag)
		}
	}
	return dom.NewTable(tags)
}()
