package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of n's attribute; empty if it has none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// firstOf is the first of values that is not empty.
func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// squeeze makes one blank of every run of white space and drops what cannot be seen.
func squeeze(s string) string {
	if isSqueezed(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		at := i
		i += size
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\ufeff':
		case unicode.IsSpace(r):
			if n := len(out); n > 0 && out[n-1] != ' ' {
				out = append(out, ' ')
			}
		default:
			out = append(out, s[at:i]...)
		}
	}
	if n := len(out); n > 0 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	return string(out)
}

// isSqueezed tells whether squeeze would leave s as it is; it need not know for
// text beyond ASCII.
func isSqueezed(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

// plain is the letters and digits of s in lower case, for comparing.
func plain(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// textOf is the text in n on one line, up to about max bytes.
func textOf(n *html.Node, max int) string {
	return squeeze(rawText(n, max))
}

// linesOf is the text in n, a line for each block, up to about max bytes.
func linesOf(n *html.Node, max int) []string {
	var lines []string
	for l := range strings.SplitSeq(rawText(n, max), "\n") {
		if l = squeeze(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// rawText is the text in n with a line break around each block. White space in
// the page itself never makes a line.
func rawText(n *html.Node, max int) string {
	var b strings.Builder
	writeText(&b, n, max)
	return b.String()
}

func writeText(b *strings.Builder, n *html.Node, max int) {
	switch n.Type {
	case html.TextNode:
		if strings.ContainsAny(n.Data, "\n\r") {
			b.WriteString(strings.NewReplacer("\n", " ", "\r", " ").Replace(n.Data))
		} else {
			b.WriteString(n.Data)
		}
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Button:
			return
		case atom.Br:
			b.WriteByte('\n')
			return
		}
	}
	block := n.Type == html.ElementNode && !inlineTags[n.DataAtom]
	if block {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil && b.Len() <= max; c = c.NextSibling {
		writeText(b, c, max)
	}
	if block {
		b.WriteByte('\n')
	}
}

// inlineTags do not begin a new line.
var inlineTags = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Em: true,
	atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Small: true,
	atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.U: true, atom.Wbr: true, atom.Img: true,
	atom.Label: true, atom.Address: true,
}

// within tells whether n is inside of, or is, outer.
func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}
