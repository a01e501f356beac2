package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Parse reads a document. Of one that nests deeper than the parser goes it reads the
// text alone.
func Parse(dom []byte) (*html.Node, error) {
	doc, err := html.Parse(bytes.NewReader(dom))
	if err != nil {
		doc, err = html.Parse(bytes.NewReader(bare(dom)))
	}
	if err != nil {
		return nil, fmt.Errorf("the document cannot be read: %w", err)
	}
	return doc, nil
}

// bare gives a document's text without its elements: a paragraph for each piece.
func bare(dom []byte) []byte {
	var out bytes.Buffer
	skip := false
	for z := html.NewTokenizer(bytes.NewReader(dom)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return out.Bytes()
		case html.StartTagToken:
			name, _ := z.TagName()
			skip = slices.Contains(unseen, atom.Lookup(name))
		case html.EndTagToken:
			skip = false
		case html.TextToken:
			if text := bytes.TrimSpace(z.Raw()); len(text) > 0 && !skip {
				fmt.Fprintf(&out, "<p>%s</p>\n", text)
			}
		}
	}
}

// unseen are elements whose content is no text of the page.
var unseen = []atom.Atom{
	atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Object, atom.Datalist, atom.Iframe, atom.Meta, atom.Link, atom.Base,
}

// inLine are elements that do not begin a line of their own.
var inLine = []atom.Atom{
	atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Button, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Img,
	atom.Input, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Picture, atom.Q, atom.Rp, atom.Rt, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Source,
	atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Td, atom.Th, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr,
}

// visibleLines gives the text of a document that a reader may see: a line for the title
// and for each block. What only style sheets hide is not known here.
func visibleLines(doc *html.Node) []string {
	return linesOf(doc).done
}

func linesOf(doc *html.Node) lines {
	var l lines
	l.walk(doc, false)
	l.end()
	return l
}

// lines are lines of text as they are put together.
type lines struct {
	done   []string
	blocks []*html.Node // in which each of them stands
	line   strings.Builder
	block  *html.Node // in which the line stands that is put together
}

// end finishes a line.
func (l *lines) end() {
	if text := strings.Join(strings.Fields(l.line.String()), " "); text != "" {
		l.done, l.blocks = append(l.done, text), append(l.blocks, l.block)
	}
	l.line.Reset()
}

// walk takes the text of a node. Where it is preformatted, its line breaks count.
func (l *lines) walk(n *html.Node, preformatted bool) {
	switch n.Type {
	case html.TextNode:
		l.text(n.Data, preformatted)
		return
	case html.ElementNode:
		if slices.Contains(unseen, n.DataAtom) || hidden(n) || n.DataAtom == atom.Template && !isShadowRoot(n) {
			return
		}
		preformatted = preformatted || n.DataAtom == atom.Pre || n.DataAtom == atom.Textarea
	}
	block := n.Type == html.ElementNode && !slices.Contains(inLine, n.DataAtom)
	around := l.block
	if block {
		l.end()
		l.block = n
	}
	switch n.DataAtom {
	case atom.Input:
		l.line.WriteString(" " + inputText(n) + " ")
	case atom.Td, atom.Th, atom.Button, atom.Option:
		l.line.WriteByte(' ')
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		l.walk(child, preformatted)
	}
	if block {
		l.end()
		l.block = around
	}
}

func (l *lines) text(s string, preformatted bool) {
	if !preformatted {
		l.line.WriteString(s)
		return
	}
	for i, part := range strings.Split(s, "\n") {
		if i > 0 {
			l.end()
		}
		l.line.WriteString(part)
	}
}

// inputText is what a field shows.
func inputText(n *html.Node) string {
	switch attr(n, "type") {
	case "hidden", "password", "checkbox", "radio", "file", "image", "range", "color":
		return ""
	}
	if value := attr(n, "value"); value != "" {
		return value
	}
	return attr(n, "placeholder")
}

// isShadowRoot tells whether a template holds a shadow root, which is shown.
func isShadowRoot(n *html.Node) bool { return attr(n, "shadowrootmode") != "" }

// hidden tells whether an element says of itself that it is not shown.
func hidden(n *html.Node) bool {
	if _, ok := attribute(n, "hidden"); ok {
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// attribute gives the value of an attribute and whether it is there.
func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// attr is the value of an attribute, empty where it is not there.
func attr(n *html.Node, name string) string {
	value, _ := attribute(n, name)
	return value
}
