package body

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// layout is the visible page as a list: its boxes are the block-level elements in
// document order, its blocks the runs of text between their edges. The rest of
// the body's search works on these two lists and never walks the tree again.
type layout struct {
	boxes  []box
	blocks []block
	text   string       // of all blocks, white space collapsed
	nodes  []*html.Node // the text nodes and media of all blocks

	letters []byte          // room to write those of a block in
	plains  strings.Builder // the last blocks' letters
}

// box is a block-level element.
type box struct {
	node        *html.Node
	tag         atom.Atom
	cue         cue
	parent, end int // indexes of boxes: the enclosing one, and the first after it
	first, last int // its blocks are blocks[first:last]
}

// block is a run of text that a reader sees as one paragraph, item, cell or
// heading, or a picture or player on its own.
type block struct {
	box         int // innermost box around it
	tag         atom.Atom
	start, stop int // its text is layout.text[start:stop]
	first, last int // its nodes are layout.nodes[first:last]
	size        int // letters and digits, as wording.RuneWeight weighs them
	linked      int // how many of them are in links
	bold        int // and in bold type, or in italics
	media       bool
	fine        bool   // small print under a rule
	plain       string // its letters, once asked for
}

// lay flattens the tree below root, of about so many nodes, less the elements in without.
func lay(root *html.Node, nodes int, vocabulary *cues, without map[*html.Node]bool) *layout {
	w := layouter{layout: &layout{boxes: make([]box, 0, nodes/4), blocks: make([]block, 0, nodes/6), nodes: make([]*html.Node, 0, nodes/5)}, cues: vocabulary, without: without}
	w.text.Grow(3 * nodes)
	w.open(root, 0)
	w.children(root)
	w.close()
	w.layout.text = w.text.String()
	return w.layout
}

type layouter struct {
	*layout
	text    strings.Builder
	cues    *cues
	without map[*html.Node]bool
	at      int // the innermost open box
	cur     block
	inText  bool // cur has text
	space   bool // white space is due before the next text
	breaks  int  // <br> since the last text
	ruled   bool // a rule stands above, with nothing but small print since
	around
}

// around is what is open around a node.
type around struct {
	links int // links
	bold  int // elements of bold type or italics
	pre   int // <pre>
	para  int // elements whose inline content is one paragraph
	small int // elements in small print
}

func (w *layouter) open(n *html.Node, h cue) {
	w.flush()
	w.boxes = append(w.boxes, box{node: n, tag: n.DataAtom, cue: h, parent: w.at, first: len(w.blocks)})
	w.at = len(w.boxes) - 1
}

func (w *layouter) close() {
	w.flush()
	b := &w.boxes[w.at]
	b.end, b.last = len(w.boxes), len(w.blocks)
	w.at = b.parent
}

// isHeadingLine says whether the line that ends here is all in bold type, in a box of loose text:
// it heads what is below it. The cell of a table that is one has little text.
func (w *layouter) isHeadingLine() bool {
	const little = 500 // bytes
	if !w.inText || w.para > 0 || w.bold > 0 || w.cur.size == 0 || w.cur.bold < w.cur.size {
		return false
	}
	box := &w.boxes[w.at]
	return !listTags[box.tag] || cellTags[box.tag] && dom.IsLonger(box.node, little, 2*little)
}

// flush ends the current block.
func (w *layouter) flush() {
	w.space, w.breaks = false, 0
	if !w.inText {
		return
	}
	w.inText = false
	w.cur.stop, w.cur.last = w.text.Len(), len(w.nodes)
	w.blocks = append(w.blocks, w.cur)
}

func (w *layouter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *layouter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.write(n)
		return
	case html.ElementNode:
	default:
		return
	}
	kind := tagKinds.Of(n.DataAtom)
	if kind&unseen != 0 || hidden(n) || w.without[n] {
		return
	}
	around := w.around
	w.element(n, kind)
	w.around = around
}

func (w *layouter) element(n *html.Node, kind tagKind) {
	switch n.DataAtom {
	case atom.Br:
		if w.pre > 0 {
			w.newline()
		} else if w.breaks++; w.breaks > 1 || w.isHeadingLine() {
			w.flush()
		} else {
			w.newline()
		}
		return
	case atom.Img, atom.Video, atom.Audio, atom.Iframe, atom.Picture:
		w.media(n)
		return
	case atom.A:
		if leads(dom.Attr(n, "href")) {
			w.links++
		}
	case atom.B, atom.Strong, atom.I, atom.Em:
		w.bold++
	case atom.Pre:
		w.pre++
	case atom.Hr:
		w.flush()
		w.ruled = true
		return
	case atom.Small, atom.Font:
		if n.DataAtom == atom.Small || smallSizes[dom.Attr(n, "size")] {
			w.small++
		}
	}
	c := w.cues.of(n)
	if c&cueUnseen != 0 {
		if !holdsMuch(n) {
			return
		}
		c &^= cueUnseen
	}
	if kind&ofBlock == 0 && (w.para > 0 || c == 0) {
		w.children(n)
		return
	}
	if kind&ofParagraph != 0 {
		w.para++
	}
	w.open(n, c)
	w.children(n)
	w.close()
}

// media adds a picture or player as a block of its own, without ending the
// paragraph it may stand in.
func (w *layouter) media(n *html.Node) {
	if w.inText && w.para > 0 {
		w.nodes = append(w.nodes, n)
		return
	}
	w.flush()
	w.nodes = append(w.nodes, n)
	at := w.text.Len()
	w.blocks = append(w.blocks, block{box: w.at, tag: n.DataAtom, start: at, stop: at, first: len(w.nodes) - 1, last: len(w.nodes), media: true})
}

func (w *layouter) newline() {
	if w.inText {
		w.text.WriteByte('\n')
		w.space = false
	}
}

func (w *layouter) write(n *html.Node) {
	used := false
	for i := 0; i < len(n.Data); {
		end, weight := i, 0
		for end < len(n.Data) { // most of it, words with single blanks between them
			if w := plainWeight[n.Data[end]]; w != 0 {
				weight += int(w - 1)
				end++
			} else if n.Data[end] == ' ' && end > i && end+1 < len(n.Data) && plainWeight[n.Data[end+1]] != 0 {
				end++
			} else {
				break
			}
		}
		if end == i {
			r, size := rune(n.Data[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(n.Data[i:])
			}
			end = i + size
			switch {
			case w.pre == 0 && (r == ' ' || r == '\n' || unicode.IsSpace(r)):
				w.space = true
				i = end
				continue
			case (r == 0 || r >= utf8.RuneSelf) && invisible(r), !w.inText && unicode.IsSpace(r):
				i = end
				continue
			}
			weight = wording.RuneWeight(r)
		}
		w.begin()
		if !used {
			used = true
			w.nodes = append(w.nodes, n)
		}
		w.breaks = 0
		w.text.WriteString(n.Data[i:end])
		w.cur.size += weight
		if w.links > 0 {
			w.cur.linked += weight
		}
		if w.bold > 0 {
			w.cur.bold += weight
		}
		i = end
	}
}

// begin opens a block where none is open, and writes the white space that is due.
func (w *layouter) begin() {
	if !w.inText {
		w.inText, w.space = true, false
		w.ruled = w.ruled && w.small > 0
		w.cur = block{box: w.at, tag: w.boxes[w.at].tag, start: w.text.Len(), first: len(w.nodes), fine: w.ruled}
	}
	if w.space {
		w.space = false
		if last := w.text.String()[w.text.Len()-1]; last != '\n' && last != ' ' {
			w.text.WriteByte(' ')
		}
	}
}

// plainWeight is one more than the weight of each byte that is a visible character of
// ASCII, and 0 of all others.
var plainWeight = func() (table [256]uint8) {
	for c := '!'; c <= '~'; c++ {
		table[c] = uint8(1 + wording.RuneWeight(c))
	}
	return table
}()

// invisible characters carry layout cues, not text.
func invisible(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\ufeff' || r == '\u2060' || r == 0
}

// smallSizes are the sizes of <font> that are smaller than the text's.
var smallSizes = wording.Set("1 2 -1 -2 -3")

// of is a block's text.
func (l *layout) of(b *block) string { return strings.TrimSpace(l.text[b.start:b.stop]) }

// plain is the letters of a block's text, for comparing.
func (l *layout) plain(b *block) string {
	if b.plain == "" && b.size > 0 {
		const many = 4 << 10 // bytes, of several blocks
		l.letters = wording.AppendLetters(l.letters[:0], l.of(b))
		if l.plains.Cap()-l.plains.Len() < len(l.letters) {
			l.plains = strings.Builder{}
			l.plains.Grow(max(many, len(l.letters)))
		}
		from := l.plains.Len()
		l.plains.Write(l.letters)
		b.plain = l.plains.String()[from:]
	}
	return b.plain
}

// inside says whether box a is box b or inside of it.
func (l *layout) inside(a, b int) bool { return b <= a && a < l.boxes[b].end }

// tagKind is what an element is in a layout.
type tagKind uint8

const (
	unseen      tagKind = 1 << iota // one of dom.UnseenTags
	ofBlock                         // one of blockTags
	ofParagraph                     // one of paragraphTags
)

// leads says whether an address leads away from its own page.
func leads(href string) bool { return href != "" && href[0] != '#' }

var (
	// blockTags begin on a line of their own.
	blockTags = dom.NewTable(dom.Atoms("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul video html"))

	// tagKinds are all of them at once.
	tagKinds = func() dom.Table[tagKind] {
		kinds := map[atom.Atom]tagKind{}
		for kind, tags := range map[tagKind]map[atom.Atom]bool{unseen: dom.UnseenTags.All(), ofBlock: blockTags.All(), ofParagraph: paragraphTags} {
			for tag := range tags {
				kinds[tag] |= kind
			}
		}
		return dom.NewTable(kinds)
	}()

	// paragraphTags hold one paragraph, whose inline parts are never apart.
	paragraphTags = dom.Atoms("p h1 h2 h3 h4 h5 h6 pre dt figcaption caption summary")
)
