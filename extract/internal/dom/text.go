package dom

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Attr is the value of n's attribute; empty if it has none.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// TextOf is the text in n on one line, up to about max bytes.
func TextOf(n *html.Node, max int) string {
	raw := buffers.Get().(*[]byte)
	defer buffers.Put(raw)
	*raw = AppendText((*raw)[:0], n, max)
	*raw = wording.SqueezeBytes(*raw)
	return string(*raw)
}

// IsLonger tells whether TextOf(n, max) has more than so many bytes, and reads no more than
// it takes to know.
func IsLonger(n *html.Node, size, max int) bool {
	g := gauge{most: size, max: max}
	return g.exceeds(n)
}

// gauge measures a text, as TextOf gives it, while it is read.
type gauge struct {
	most, max int
	raw, size int  // bytes that AppendText has by now, and of the text itself
	gap       bool // white space is due before the next character
}

// exceeds reads a node, and tells whether the text is longer than most by now.
func (g *gauge) exceeds(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		text := upTo(n.Data, g.max-g.raw+beyond)
		g.raw += len(text)
		return g.exceedsWith(text)
	case html.ElementNode:
		if n.DataAtom == atom.Br {
			g.breakLine()
			return false
		}
		if textless(n.DataAtom) {
			return false
		}
	}
	block := n.Type == html.ElementNode && !InlineTags.Of(n.DataAtom)
	if block {
		g.breakLine()
	}
	for c := n.FirstChild; c != nil && g.raw <= g.max; c = c.NextSibling {
		if g.exceeds(c) {
			return true
		}
	}
	if block {
		g.breakLine()
	}
	return false
}

func (g *gauge) breakLine() {
	g.raw++
	g.gap = g.size > 0
}

func (g *gauge) exceedsWith(text string) bool {
	for i, r := range text {
		switch {
		case wording.IsUnseen(r):
			continue
		case unicode.IsSpace(r):
			g.gap = g.size > 0
			continue
		case g.gap:
			g.gap = false
			g.size++
		}
		_, bytes := utf8.DecodeRuneInString(text[i:])
		if g.size += bytes; g.size > g.most {
			return true
		}
	}
	return false
}

// buffers are what texts are read into.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// FirstRune is the first character of the text in n that TextOf would give; 0 if there is none.
func FirstRune(n *html.Node) rune {
	if n.Type == html.TextNode {
		for _, r := range n.Data {
			if !unicode.IsSpace(r) && !wording.IsUnseen(r) {
				return r
			}
		}
		return 0
	}
	if n.Type == html.ElementNode && textless(n.DataAtom) {
		return 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if r := FirstRune(c); r != 0 {
			return r
		}
	}
	return 0
}

// textless tells whether what is in an element is never read as text.
func textless(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Button:
		return true
	}
	return false
}

// LinesOf is the text in n, a line for each block, up to about max bytes.
func LinesOf(n *html.Node, max int) []string {
	var lines []string
	for l := range strings.SplitSeq(RawText(n, max), "\n") {
		if l = wording.Squeeze(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// RawText is the text in n with a line break around each block. White space in
// the page itself never makes a line.
func RawText(n *html.Node, max int) string {
	raw := buffers.Get().(*[]byte)
	defer buffers.Put(raw)
	*raw = AppendText((*raw)[:0], n, max)
	return string(*raw)
}

// beyond is how much of a text is read past the bytes that are asked for: as a rule to its end.
const beyond = 4 << 10

// upTo is the beginning of a text that has about most bytes.
func upTo(text string, most int) string {
	if most = max(most, 0); len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// AppendText appends what RawText gives to text, until that holds about max bytes.
func AppendText(text []byte, n *html.Node, max int) []byte {
	switch n.Type {
	case html.TextNode:
		more := upTo(n.Data, max-len(text)+beyond)
		from := len(text)
		text = append(text, more...)
		for i, c := range text[from:] {
			if c == '\n' || c == '\r' {
				text[from+i] = ' '
			}
		}
		return text
	case html.ElementNode:
		if n.DataAtom == atom.Br {
			return append(text, '\n')
		}
		if textless(n.DataAtom) {
			return text
		}
	}
	block := n.Type == html.ElementNode && !InlineTags.Of(n.DataAtom)
	if block {
		text = append(text, '\n')
	}
	for c := n.FirstChild; c != nil && len(text) <= max; c = c.NextSibling {
		text = AppendText(text, c, max)
	}
	if block {
		text = append(text, '\n')
	}
	return text
}
