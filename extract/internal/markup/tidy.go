package markup

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// tidy takes out of a page what is shown beside its text and is none of it, by what it
// is made of and not by its name: signs that link to a heading or back to a note, links
// to edit a section, the second copy of a formula, the numbers of the lines of code. And
// it writes out what a browser would: the marks of quotations, pictures of other makes.
func tidy(root *html.Node) {
	t := tidier{marks: quotationMarks(dom.Attr(firstChild(root, atom.Html), "lang"))}
	t.walk(root, 0)
	for _, n := range t.drop {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	for _, n := range t.code {
		asCode(n)
	}
	for _, n := range t.lined {
		asLines(n)
	}
}

type tidier struct {
	marks [2][2]string // quotation marks, and those within others
	drop  []*html.Node
	code  []*html.Node // tables that hold code beside the numbers of its lines
	lined []*html.Node // code that has an element for each line
}

// walk looks at what is in n, which is in so many quotations.
func (t *tidier) walk(n *html.Node, quoted int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && isUnseen(c.Data) {
			c.Data = ""
		}
		if c.Type != html.ElementNode {
			continue
		}
		inner := quoted
		switch c.DataAtom {
		case atom.Script, atom.Style, atom.Svg, atom.Template, atom.Noscript, atom.Head:
			continue
		case atom.A:
			if isSign(c) || opensBracket(c) && codeWords[shortText(c, 20)] {
				t.drop = append(t.drop, c)
				continue
			}
		case atom.Span, atom.Sup, atom.Small:
			if isEditLink(c) || c.DataAtom == atom.Sup && isRemark(c) || isIcon(c) {
				t.drop = append(t.drop, c)
				continue
			}
		case atom.Button:
			switch {
			case isWord(c) || isHeadingsAll(c):
				c.Data, c.DataAtom = "span", atom.Span
			case opensText(c):
				c.Data, c.DataAtom = "p", atom.P
			}
		case atom.Q:
			quote(c, t.marks[quoted%2])
			inner++
		case atom.Math:
			t.drop = append(t.drop, copiesOf(c)...)
		case atom.Table:
			if numbersLines(c) {
				t.code = append(t.code, c)
				continue
			}
		case atom.Td, atom.Th:
			spellOut(c)
		case atom.Pre:
			t.drop = append(t.drop, numbersIn(c)...)
			if holdsLines(c) {
				t.lined = append(t.lined, c)
			}
		case atom.Aside, atom.Footer:
			if isOfText(c) {
				c.Data, c.DataAtom = "div", atom.Div
			}
		}
		if c.DataAtom == 0 && strings.Contains(c.Data, "-") {
			asStandard(c)
		}
		if isClock(c) {
			setApart(c)
		}
		if apartTags.Of(c.DataAtom) {
			if isSaidAgain(c) {
				t.drop = append(t.drop, c)
				continue
			}
			standApart(c)
		}
		if isGutter(c) {
			t.drop = append(t.drop, c)
			continue
		}
		t.walk(c, inner)
	}
}

// isClock tells whether all that an element amid a line has is a time, as transcripts set it
// beside who speaks: 00:12, 1:02:45
func isClock(n *html.Node) bool {
	text := n.FirstChild
	return text != nil && text.NextSibling == nil && text.Type == html.TextNode && len(text.Data) < 12 && dom.InlineTags.Of(n.DataAtom) && clock.MatchString(text.Data)
}

var clock = regexp.MustCompile(`^[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?$`)

// setApart puts a blank between an element and words right beside it, which a style sets apart.
func setApart(n *html.Node) {
	for _, behind := range []*html.Node{n, n.NextSibling} {
		if behind == nil || behind.Type != html.ElementNode || !dom.InlineTags.Of(behind.DataAtom) {
			continue
		}
		before := behind.PrevSibling
		if before == nil || before.Type != html.ElementNode || !dom.InlineTags.Of(before.DataAtom) {
			continue
		}
		if behind == n && endsInWord(before) || behind != n && isOfWord(dom.FirstRune(behind)) {
			n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, behind)
		}
	}
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// endsInWord tells whether the last sign of a short text is of a word, or a colon.
func endsInWord(n *html.Node) bool {
	const most = 60 // bytes
	r, _ := utf8.DecodeLastRuneInString(shortText(n, most))
	return isOfWord(r) || r == ':'
}

// isUnseen tells whether a text is nothing but signs without width: editors leave them in
// empty paragraphs.
func isUnseen(text string) bool {
	const most = 16   // bytes
	const lead = 0xe2 // the byte that those signs begin with
	return len(text) <= most && strings.IndexByte(text, lead) >= 0 && strings.ContainsAny(text, "\u200c\u200d\u200e\u200f") && strings.Trim(text, " \n\t\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") == ""
}

// isIcon tells whether an element that is named for an icon shows one sign.
func isIcon(n *html.Node) bool {
	text := shortText(n, 5)
	if text == "" || utf8.RuneCountInString(text) > 1 || wording.Letters(text) != "" {
		return false
	}
	return slices.ContainsFunc(wording.SplitName(dom.Attr(n, "class")), func(w string) bool { return w == "icon" || w == "ico" })
}

func firstChild(n *html.Node, tag atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == tag {
			return c
		}
	}
	return n
}

// isSign tells whether a link is only a sign: that of a heading's address, or the one
// that leads back from a note.
func isSign(a *html.Node) bool {
	if !isSignRune(dom.FirstRune(a)) {
		return false
	}
	text := shortText(a, 12)
	if text == "" || strings.ContainsFunc(text, func(r rune) bool { return !isSignRune(r) }) || holdsPicture(a) {
		return false
	}
	return strings.HasPrefix(dom.Attr(a, "href"), "#") || inHeading(a)
}

// isSignRune tells whether such links may show r: a sign of theirs, or one of a font of signs.
func isSignRune(r rune) bool { return strings.ContainsRune(signs, r) || unicode.Is(unicode.Co, r) }

// opensBracket tells whether the text of an element begins with a bracket.
func opensBracket(n *html.Node) bool { return dom.FirstRune(n) == '[' }

// signs are what such links show; a star or a dagger would lead to a note.
const signs = " ¶#§^↑↩⤴↵⏎↖⇑⬆▲🔗⚓∞\ufe0e\ufe0f\u200d[]()|"

func inHeading(n *html.Node) bool {
	for range 3 {
		if n = n.Parent; n == nil {
			return false
		}
		if dom.HeadingTags[n.DataAtom] {
			return true
		}
	}
	return false
}

func holdsPicture(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Img || c.DataAtom == atom.Picture {
			return true
		}
	}
	return false
}

// shortText is the text of an element, or nothing if it has more than most bytes.
func shortText(n *html.Node, most int) string {
	text := dom.RawText(n, most)
	if len(text) > most+8 {
		return ""
	}
	return wording.Squeeze(text)
}

// isEditLink tells whether an element is the link, in brackets, by which readers of a
// wiki may change a section.
func isEditLink(n *html.Node) bool {
	if !opensBracket(n) {
		return false
	}
	text := shortText(n, 80)
	if len(text) < 3 || text[0] != '[' || text[len(text)-1] != ']' {
		return false
	}
	for c := range n.Descendants() {
		if href := dom.Attr(c, "href"); c.DataAtom == atom.A && (strings.Contains(href, "action=edit") || strings.Contains(href, "veaction=") || editWords[strings.ToLower(dom.TextOf(c, 40))]) {
			return true
		}
	}
	return false
}

// editWords are what such links say.
var editWords = wording.PhraseSet(`edit|edit source|bearbeiten|quelltext bearbeiten|modifier|modifier le code|editar|editar código|editar código-fonte|modifica|modifica wikitesto|bewerken|brontekst bewerken|redigera|redigera wikitext|rediger|rediger kilde|redigér|muokkaa|muokkaa wikitekstiä|edytuj|edytuj kod|editovat|editovat zdroj|upraviť|szerkesztés|forrásszöveg szerkesztése|modificare|modificare sursă|uredi|править|править код|редагувати|редагувати код|редактиране|επεξεργασία|değiştir|kaynağı değiştir|sunting|sunting sumber|sửa|sửa mã nguồn|แก้ไข|編集|ソースを編集|编辑|編輯|編輯原始碼|编辑源代码|편집|원본 편집|تعديل|عدل|تعديل المصدر|ویرایش|עריכה|עריכת קוד מקור|संपादित करें|সম্পাদনা`)

// codeWords are what manuals write on links to the code that they describe.
var codeWords = wording.PhraseSet(`[source]|[src]|[docs]|[view source]|[source code]|[quellcode]`)

// isRemark tells whether a superscript is a remark of other readers, in brackets:
// [citation needed]. The number of a note is none.
func isRemark(sup *html.Node) bool {
	if !opensBracket(sup) {
		return false
	}
	text := shortText(sup, 60)
	if len(text) < 6 || text[0] != '[' || text[len(text)-1] != ']' {
		return false
	}
	return !strings.ContainsFunc(text, unicode.IsDigit)
}

// copiesOf are the parts of a formula that say it once more: its source, and what stands
// beside it for the eyes only.
func copiesOf(math *html.Node) []*html.Node {
	var out []*html.Node
	for n := range math.Descendants() {
		if n.Type == html.ElementNode && (n.Data == "annotation" || n.Data == "annotation-xml") {
			out = append(out, n)
		}
	}
	for n, up := math, 0; n != nil && up < 3; n, up = n.Parent, up+1 {
		if n.Type == html.ElementNode && !dom.InlineTags.Of(n.DataAtom) && n.DataAtom != atom.Math && n.DataAtom != 0 {
			break
		}
		for _, other := range []*html.Node{n.PrevSibling, n.NextSibling} {
			if other != nil && other.Type == html.ElementNode && dom.Attr(other, "aria-hidden") == "true" {
				out = append(out, other)
			}
		}
	}
	return out
}

// asStandard makes pictures and players of a page's own making what they stand for.
func asStandard(n *html.Node) {
	if wording.FirstOf(dom.Attr(n, "src"), dom.Attr(n, "data-src"), dom.Attr(n, "srcset")) == "" {
		return
	}
	for _, m := range standards {
		if strings.HasSuffix(n.Data, m.ending) {
			n.Data, n.DataAtom = m.tag.String(), m.tag
			if m.tag == atom.Img {
				for n.FirstChild != nil {
					n.RemoveChild(n.FirstChild)
				}
			}
			return
		}
	}
}

// standards are how elements of a page's own making are named, and what they stand for.
var standards = []struct {
	ending string
	tag    atom.Atom
}{{"-img", atom.Img}, {"-image", atom.Img}, {"-anim", atom.Img}, {"-picture", atom.Img}, {"-video", atom.Video}, {"-audio", atom.Audio}, {"-iframe", atom.Iframe}}

// besideCell tells whether another cell stands right before or behind one.
func besideCell(cell *html.Node) bool {
	return slices.ContainsFunc(dom.Beside(cell), func(n *html.Node) bool { return n.DataAtom == atom.Td || n.DataAtom == atom.Th })
}

// spellOut puts the name of a picture in its place where it is all that a cell has, one of a row.
func spellOut(cell *html.Node) {
	if cell.FirstChild == nil || shortText(cell, 4) != "" || !besideCell(cell) {
		return
	}
	var only *html.Node
	for n := range cell.Descendants() {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "":
			return
		case n.DataAtom == atom.Img && only != nil, n.DataAtom == atom.Iframe, n.DataAtom == atom.Video:
			return
		case n.DataAtom == atom.Img:
			only = n
		}
	}
	const name = 24 // bytes; what is longer describes a photograph
	if only == nil || only.Parent == nil {
		return
	}
	if alt := wording.Squeeze(dom.Attr(only, "alt")); alt != "" && len(alt) <= name {
		only.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: alt}, only)
		only.Parent.RemoveChild(only)
	}
}
