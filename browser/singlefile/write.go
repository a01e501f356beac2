package singlefile

import (
	"fmt"
	"io"
	"strings"
)

// policy forbids all that the file does not hold, and whatever would run.
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; media-src data:; frame-src data:; object-src data:; base-uri 'none'; form-action 'none'"

// Body is what an address led to when the page loaded it, after redirects.
type Body struct {
	URL       string // that it came from in the end: relative addresses in it start from there
	MediaType string
	Data      []byte
}

// Write makes one file of a page. body gives what addresses led to. The error is that of w, or
// that there is no page.
func Write(w io.Writer, doc Document, body func(url string) (Body, bool)) (Report, error) {
	report := Report{gone: map[string]bool{}}
	for _, address := range doc.Gone {
		report.gone[address] = true
	}
	if len(doc.Trees) == 0 {
		return report, fmt.Errorf("there is no document to write")
	}
	f := &file{doc: &doc, report: &report, sheets: map[string]*sheet{}, open: map[int]bool{}}
	f.store = &store{body: body, moves: movesOf(doc), data: doc.Data, known: map[string]*resource{}, report: &report}
	text := f.document(0)
	if doc.View.Filled && doc.View.Tall > 0 && doc.Trees[0].isFrameset() {
		text = inFrame(doc.Trees[0].title(), text, doc.View.Tall)
	}
	n, err := io.WriteString(w, text)
	report.Bytes = int64(n)
	return report, err
}

// file is what all documents of one file share.
type file struct {
	doc    *Document
	store  *store
	report *Report
	sheets map[string]*sheet
	open   map[int]bool // documents that are being written, which must not be in themselves
}

// text gives the body of a style sheet or of a drawing.
func (f *file) text(address string) (Body, bool) {
	held := f.doc.Data[address]
	if isData(address) {
		held = address
	}
	if held != "" {
		data, mediaType, ok := decodeData(held)
		return Body{URL: address, MediaType: mediaType, Data: data}, ok
	}
	plain, _, _ := strings.Cut(address, "#")
	if plain == "" {
		return Body{}, false
	}
	return f.store.fetch(plain)
}

// tree is one document on its way into the file.
type tree struct {
	file     *file
	src      *Tree
	nested   bool
	xml      bool // it is written as XML
	hasHead  bool
	turned   map[string]bool // elements that are pictures in the file, by name
	moves    bool            // there are animations
	stills   int
	scopes   []*scope
	at       *scope // of what is being written
	states   map[string]bool
	mapped   map[string]bool
	sheets   map[*Sheet]*sheet
	faces    map[string]bool
	animated map[string]bool
	keyed    []string
	uses     map[int]int // of each body
	places   []placed
	picked   map[*Node]*Facts
	out      []byte
}

// document writes one of the documents, whole.
func (f *file) document(number int) string {
	f.open[number] = true
	defer delete(f.open, number)
	f.report.Documents++
	t := &tree{
		file: f, src: &f.doc.Trees[number], nested: number > 0, xml: number > 0 && f.doc.Trees[number].SVG,
		states: map[string]bool{}, mapped: map[string]bool{}, sheets: map[*Sheet]*sheet{}, faces: map[string]bool{}, animated: map[string]bool{},
		uses: map[int]int{}, picked: map[*Node]*Facts{}, turned: map[string]bool{},
	}
	t.survey()
	t.pick()
	if t.xml {
		t.out = append(t.out, `<?xml version="1.0"?>`...)
	} else if t.src.SVG {
		t.out = append(t.out, "<!DOCTYPE html><html><head>"...)
		t.head()
		t.out = append(t.out, "<style>html,body{margin:0;height:100%}body>svg{display:block}</style></head><body>"...)
	} else if strings.HasPrefix(strings.ToLower(t.src.Doctype), "<!doctype") && !strings.ContainsAny(t.src.Doctype[1:len(t.src.Doctype)-1], "<>") {
		t.out = append(t.out, t.src.Doctype...)
	} else if !t.src.Quirks {
		t.out = append(t.out, "<!DOCTYPE html>"...)
	}
	t.nodes()
	return t.expand()
}

// element that is open, and what ends it.
type opened struct {
	node  *Node
	shut  string
	scope *scope
	head  bool
	skip  bool
}

// nodes writes the document's nodes.
func (t *tree) nodes() {
	scopes := t.scopes
	t.at, scopes = scopes[0], scopes[1:]
	var open []opened
	top := func() opened {
		if len(open) == 0 {
			return opened{scope: t.at}
		}
		return open[len(open)-1]
	}
	var marker string // of a document that is scrolled
	for i := range t.src.Nodes {
		n := &t.src.Nodes[i]
		around := top()
		switch {
		case n.Close:
			if len(open) == 0 {
				continue
			}
			open = open[:len(open)-1]
			if around.node.Name == "body" || around.node.Name == "frameset" || len(open) == 0 {
				t.out = append(t.out, marker...)
				marker = ""
			}
			if around.node.Name == "body" && len(open) == 1 || around.node.shadowRoot() || len(open) == 0 {
				t.endScope(t.at)
			}
			t.out = append(t.out, around.shut...)
			t.at = around.scope
		case n.Name == "":
			if !around.skip {
				t.out = append(t.out, t.escape(escapeText, n.Text)...)
			}
		default:
			o := opened{node: n, scope: t.at, head: around.head || n.Name == "head", skip: around.skip}
			if n.shadowRoot() {
				t.at, scopes = scopes[0], scopes[1:]
			}
			if !o.skip {
				m := t.openTag(n, &o, i)
				if n.Name == "html" || n.Name == "body" {
					marker += m
				} else if m != "" {
					o.shut = m + o.shut
				}
			}
			open = append(open, o)
		}
	}
	for n := len(open) - 1; n >= 0; n-- {
		t.out = append(t.out, open[n].shut...)
	}
}

// openTag writes an opening tag and what comes right behind it. It gives what is to come
// at the element's end so that it is scrolled as it was.
func (t *tree) openTag(n *Node, o *opened, i int) (marker string) {
	g := t.element(n, o.head && n.Name != "head")
	if g == nil {
		o.skip = true
		return ""
	}
	if n.Facts != nil && n.Facts.Back != "" {
		t.out = append(t.out, `<div style="all:initial;position:fixed;inset:0;z-index:2147483647;`...)
		t.out = append(t.out, escapeAttr.Replace(t.declarationsFrom(n.Facts.Back, t.src.Base))...)
		t.out = append(t.out, `"></div>`...)
	}
	t.tag(g)
	void := !t.xml && g.space == "" && voids[strings.ToLower(g.name)]
	switch {
	case void:
		o.skip = true
	case g.fills:
		t.out = append(t.out, g.inner...)
		o.skip = true
		o.shut = "</" + g.name + ">"
	default:
		o.shut = "</" + g.name + ">"
	}
	if !void && !g.fills {
		t.begin(n, g, i)
	}
	if n.Facts != nil && len(n.Facts.Scroll) == 3 && !o.skip {
		marker = fmt.Sprintf(`<div style="all:initial!important;position:absolute!important;left:%gpx!important;top:%gpx!important;width:0!important;height:0!important;scroll-initial-target:nearest!important"></div>`, n.Facts.Scroll[0], n.Facts.Scroll[1])
	}
	return marker
}

// begin writes what comes right behind an opening tag.
func (t *tree) begin(n *Node, g *tag, i int) {
	switch {
	case t.xml:
		if i == 0 {
			t.out = append(t.out, 0, headHere, 0)
		}
	case n.Name == "html" && !t.hasHead:
		t.out = append(t.out, "<head>"...)
		t.head()
		t.out = append(t.out, "</head>"...)
	case n.Name == "head":
		t.head()
	case n.shadowRoot():
		if css := t.helper(t.at); css != "" {
			t.out = append(t.out, "<style>"+css+"</style>"...)
		}
	case n.Name == "textarea":
		t.out = append(t.out, '\n') // the parser takes one away
	case g.name == "pre" || n.Name == "listing":
		if i+1 < len(t.src.Nodes) && strings.HasPrefix(t.src.Nodes[i+1].Text, "\n") {
			t.out = append(t.out, '\n')
		}
	}
}

// head writes what the head of the file begins with.
func (t *tree) head() {
	t.out = append(t.out, `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="`+policy+`">`...)
	t.out = append(t.out, 0, headHere, 0)
}

// tag writes an opening tag.
func (t *tree) tag(g *tag) {
	t.out = append(t.out, '<')
	t.out = append(t.out, g.name...)
	for _, a := range g.attrs {
		if a.Name == "style" && len(g.style) > 0 {
			a.Value = strings.TrimRight(a.Value, "; ") + ";" + strings.Join(g.style, ";")
			g.style = nil
		}
		t.out = append(t.out, ' ')
		t.out = append(t.out, a.Name...)
		t.out = append(t.out, `="`...)
		t.out = append(t.out, t.escape(escapeAttr, a.Value)...)
		t.out = append(t.out, '"')
	}
	if len(g.style) > 0 {
		t.out = append(t.out, ` style="`+escapeAttr.Replace(strings.Join(g.style, ";"))+`"`...)
	}
	t.out = append(t.out, g.raw...)
	t.out = append(t.out, '>')
}

// escape writes text or a value. XML knows few names.
func (t *tree) escape(how *strings.Replacer, text string) string {
	text = how.Replace(text)
	if t.xml {
		text = strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' && r != 0 {
				return -1
			}
			return r
		}, strings.ReplaceAll(text, "&nbsp;", "&#160;"))
	}
	return text
}

// pick finds which source each picture was taken from: the img says so, which comes after.
func (t *tree) pick() {
	type level struct{ kids []*Node }
	var open []level
	for i := range t.src.Nodes {
		n := &t.src.Nodes[i]
		if n.Close {
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
			continue
		}
		if n.Name == "" {
			continue
		}
		if len(open) > 0 {
			around := &open[len(open)-1]
			if n.Facts != nil && n.Facts.Chosen != nil && *n.Facts.Chosen >= 0 && *n.Facts.Chosen < len(around.kids) {
				t.picked[around.kids[*n.Facts.Chosen]] = n.Facts
			}
			around.kids = append(around.kids, n)
		}
		open = append(open, level{})
	}
}
