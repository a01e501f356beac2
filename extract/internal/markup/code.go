package markup

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// numbersLines tells whether a table is made of code and the numbers of its lines: the
// first cells hold nothing but numbers that count up, the others code.
func numbersLines(table *html.Node) bool {
	const most = 5000
	next, rows := 0, 0
	for _, row := range dom.RowsOf(table) {
		cells := dom.CellsOf(row)
		if rows++; len(cells) != 2 || rows > most {
			return false
		}
		for number := range strings.FieldsSeq(lineNumbers(cells[0])) {
			n := wording.Number(number)
			if strings.Trim(number, "0123456789") != "" || next > 0 && n != next {
				return false
			}
			next = n + 1
		}
	}
	return next > 2 && (holdsCode(table) || dom.Enclosing(table, atom.Pre) != nil)
}

// lineNumbers is what the cell of a line's number shows, or keeps for the style to show.
func lineNumbers(cell *html.Node) string {
	if t := strings.TrimSpace(dom.RawText(cell, 40_000)); t != "" {
		return t
	}
	return dom.Attr(cell, "data-line-number")
}

func holdsCode(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Pre || c.DataAtom == atom.Code {
			return true
		}
	}
	return false
}

// asCode puts in the place of such a table what its second cells hold.
func asCode(table *html.Node) {
	var lines []string
	for _, row := range dom.RowsOf(table) {
		var b strings.Builder
		writeCode(&b, dom.CellsOf(row)[1], false)
		lines = append(lines, strings.Trim(b.String(), "\n"))
	}
	text := &html.Node{Type: html.TextNode, Data: strings.Join(lines, "\n")}
	pre, code := newElement(atom.Pre), newElement(atom.Code)
	code.AppendChild(text)
	pre.AppendChild(code)
	place := table
	if around := dom.Enclosing(table, atom.Pre); around != nil && strings.TrimSpace(dom.RawText(around, 200)) == strings.TrimSpace(dom.RawText(table, 200)) {
		place = around
	}
	if place.Parent != nil {
		place.Parent.InsertBefore(pre, place)
		place.Parent.RemoveChild(place)
	}
}

// holdsLines tells whether code has an element for each of its lines, which is no span.
func holdsLines(pre *html.Node) bool {
	for n := range pre.Descendants() {
		if n.DataAtom == atom.Div || n.DataAtom == atom.Li || n.DataAtom == atom.P {
			return true
		}
	}
	return false
}

// asLines puts the text of such code in the place of its elements.
func asLines(pre *html.Node) {
	var b strings.Builder
	writeCode(&b, pre, true)
	into := pre
	if code := firstChild(pre, atom.Code); code != pre && code.NextSibling == nil {
		into = code
	}
	for into.FirstChild != nil {
		into.RemoveChild(into.FirstChild)
	}
	into.AppendChild(&html.Node{Type: html.TextNode, Data: withoutCount(strings.Trim(b.String(), "\n"))})
}

// withoutCount takes the numbers off the beginnings of lines where all have theirs.
func withoutCount(code string) string {
	lines := strings.Split(code, "\n")
	for i, line := range lines {
		rest, ok := strings.CutPrefix(line, strconv.Itoa(i+1))
		if !ok || len(lines) < 2 {
			return code
		}
		lines[i] = rest
	}
	return strings.Join(lines, "\n")
}

func newElement(tag atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: tag.String(), DataAtom: tag}
}

// writeCode writes the text in n, a line for each block. asItStands is of code in which
// blanks between elements count.
func writeCode(b *strings.Builder, n *html.Node, asItStands bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && (strings.TrimSpace(c.Data) != "" || asItStands || dom.Enclosing(c, atom.Pre) != nil || dom.Enclosing(c, atom.Code) != nil):
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		case dom.UnseenTags.Of(c.DataAtom) || c.DataAtom == atom.Button:
		case c.Type == html.ElementNode:
			writeCode(b, c, asItStands)
			if !dom.InlineTags.Of(c.DataAtom) && c.DataAtom != atom.Pre && !strings.HasSuffix(b.String(), "\n") {
				b.WriteByte('\n')
			}
		}
	}
}

// isGutter tells whether an element has the numbers of the lines of the code in the one
// behind it.
func isGutter(n *html.Node) bool {
	if dom.InlineTags.Of(n.DataAtom) || n.DataAtom == atom.Td || n.DataAtom == atom.Tr {
		return false
	}
	next := n.NextSibling
	for next != nil && next.Type != html.ElementNode {
		next = next.NextSibling
	}
	if next == nil || next.DataAtom != atom.Pre && next.DataAtom != atom.Code && !holdsCodeSoon(next) {
		return false
	}
	first, count := 0, 0
	for number := range strings.FieldsSeq(dom.RawText(n, 40_000)) {
		k := wording.Number(number)
		if count == 0 {
			first = k
		}
		if strings.Trim(number, "0123456789") != "" || k != first+count {
			return false
		}
		count++
	}
	return count > 1
}

// holdsCodeSoon tells whether code is among the first things in n.
func holdsCodeSoon(n *html.Node) bool {
	for range 4 {
		for n = n.FirstChild; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
			if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
				return false
			}
		}
		if n == nil {
			return false
		}
		if n.DataAtom == atom.Pre || n.DataAtom == atom.Code {
			return true
		}
	}
	return false
}

// numbersIn are the elements in a <pre> that begin its lines with their numbers.
func numbersIn(pre *html.Node) []*html.Node {
	var out []*html.Node
	next, atStart := 0, true
	for n := range pre.Descendants() {
		switch {
		case n.Type == html.TextNode && isNumber(n):
			number := strings.TrimSpace(n.Data)
			k := wording.Number(number)
			if !atStart || next > 0 && k != next || n.Parent == pre || n.Parent.DataAtom == atom.Code {
				return nil
			}
			out = append(out, n.Parent)
			next, atStart = k+1, false
		case n.Type == html.TextNode && n.Data != "":
			atStart = strings.HasSuffix(strings.TrimRight(n.Data, " \t"), "\n")
		case n.Type == html.ElementNode && !dom.InlineTags.Of(n.DataAtom), n.DataAtom == atom.Br:
			atStart = true
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// isNumber tells whether a text is a number and all that its element has.
func isNumber(text *html.Node) bool {
	t := strings.TrimSpace(text.Data)
	return t != "" && strings.Trim(t, "0123456789") == "" && text.PrevSibling == nil && text.NextSibling == nil
}
