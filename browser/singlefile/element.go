package singlefile

import (
	"strings"
)

// tag is an element on its way into the file.
type tag struct {
	name  string
	space string
	attrs []Attr
	raw   string // an attribute written as it is, with the blank before it
	style []string
	inner string // content in the place of the page's, as it is
	fills bool   // inner counts
}

func (g *tag) set(name, value string) {
	for i := range g.attrs {
		if strings.EqualFold(g.attrs[i].Name, name) {
			g.attrs[i].Value = value
			return
		}
	}
	g.attrs = append(g.attrs, Attr{name, value})
}

func (g *tag) drop(names ...string) {
	kept := g.attrs[:0]
	for _, a := range g.attrs {
		keep := true
		for _, name := range names {
			keep = keep && !strings.EqualFold(a.Name, name)
		}
		if keep {
			kept = append(kept, a)
		}
	}
	g.attrs = kept
}

// leftOut are elements that a file must not have. Their place is kept, since rules may
// count children.
var leftOut = map[string]bool{
	"script": true, "noscript": true, "noembed": true, "noframes": true, "base": true, "applet": true, "portal": true, "fencedframe": true,
	"track": true, "param": true, "bgsound": true, "handler": true, "listener": true, "xml": true, "foreignscript": true,
}

// voids have no content and no closing tag.
var voids = map[string]bool{
	"area": true, "basefont": true, "bgsound": true, "br": true, "col": true, "embed": true, "frame": true, "hr": true, "img": true, "input": true,
	"keygen": true, "link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// elements says what is done with the elements of a kind.
var elements map[string]func(t *tree, n *Node, g *tag)

// A frame holds a document, which holds elements: the table cannot refer to itself.
func init() {
	elements = map[string]func(t *tree, n *Node, g *tag){
		"img":     (*tree).img,
		"source":  (*tree).source,
		"input":   (*tree).input,
		"canvas":  (*tree).canvas,
		"video":   (*tree).video,
		"iframe":  (*tree).frame,
		"frame":   (*tree).frame,
		"object":  (*tree).object,
		"embed":   (*tree).object,
		"style":   (*tree).style,
		"link":    (*tree).linked,
		"meta":    (*tree).meta,
		"image":   (*tree).drawing,
		"feimage": (*tree).drawing,
		"use":     (*tree).use,
		"animate": (*tree).animation,
		"set":     (*tree).animation,
		// These are alike, but for what can stand in them.
		"xmp":       func(_ *tree, _ *Node, g *tag) { g.name = "pre" },
		"plaintext": func(_ *tree, _ *Node, g *tag) { g.name = "pre" },
	}
}

// hole keeps the place of what is left out.
var hole = &tag{name: "template", fills: true}

// element makes the tag of an element, nil where nothing is to be written.
func (t *tree) element(n *Node, inHead bool) *tag {
	name := strings.ToLower(n.Name)
	if leftOut[name] || name == "template" && !n.shadowRoot() {
		if name == "base" {
			if target, ok := n.attr("target"); ok {
				return &tag{name: "base", attrs: []Attr{{"target", target}}}
			}
		}
		return t.nothing(inHead)
	}
	if !nameOK(n.Name) {
		return t.nothing(inHead)
	}
	g := &tag{name: n.Name, space: n.Space, attrs: t.attributes(n)}
	if make := elements[name]; make != nil {
		make(t, n, g)
		if g.name == "" {
			return t.nothing(inHead)
		}
	}
	if f := n.Facts; f != nil {
		if f.Lacks != "" {
			t.file.report.miss(t.src.URL, f.Lacks)
		}
		if f.Src != "" && takesBackground[name] {
			if r := t.picture(f.Src); r != nil {
				g.set("background", string(t.refer(inValue, r, false)))
			}
		}
		if f.Display != "" {
			g.style = append(g.style, "display:"+f.Display+"!important", "z-index:2147483647!important")
		}
		if f.Lift != "" {
			g.style = append(g.style, f.Lift, "z-index:2147483647!important")
		}
		if len(f.Scroll) == 3 && f.Scroll[2] == 0 {
			g.style = append(g.style, "position:relative!important")
		}
	}
	return g
}

func (t *tree) nothing(inHead bool) *tag {
	if inHead || t.xml {
		return nil
	}
	return hole
}

// takesBackground are the elements whose background attribute counts.
var takesBackground = map[string]bool{"body": true, "table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true, "td": true, "th": true}

func nameOK(name string) bool {
	if name == "" || !(name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') {
		return false
	}
	return !strings.ContainsAny(name, " \t\n\f\r/>\x00<\"'=&")
}

func (t *tree) style(n *Node, g *tag) {
	if n.Facts == nil || n.Facts.Sheet == nil {
		g.name = ""
		return
	}
	s := t.sheetOf(n.Facts.Sheet)
	if s == nil {
		g.name = ""
		return
	}
	t.file.report.Sheets++
	g.drop("type", "rel", "href", "title", "media", "disabled", "as", "charset", "hreflang")
	if n.Facts.Sheet.Media != "" {
		g.set("media", t.mediaOf(n.Facts.Sheet.Media))
	}
	g.fills = true
	g.inner = string(t.css(t.at, s))
	if n.Space != "" || t.xml {
		g.inner = escapeAmp.Replace(g.inner) // there it is no raw text
	}
}

var escapeAmp = strings.NewReplacer("&", "&amp;", "<", "&lt;")

func (t *tree) linked(n *Node, g *tag) {
	switch {
	case n.Facts != nil && n.Facts.Sheet != nil:
		g.name = "style"
		t.style(n, g)
	case n.Facts != nil && n.Facts.Src != "" && !t.nested:
		r := t.file.store.get(n.Facts.Src)
		if r == nil {
			g.name = ""
			return
		}
		g.drop("href", "type")
		g.raw = " href=\"" + string(t.refer(inValue, r, false)) + `"`
	default:
		g.name = ""
	}
}

// meta drops what speaks to the browser: only what speaks of the page stays.
func (t *tree) meta(n *Node, g *tag) {
	for _, a := range n.Attrs {
		if name := strings.ToLower(a.Name); name == "http-equiv" || name == "charset" {
			g.name = ""
		}
	}
}

// animation drops what would move a link elsewhere.
func (t *tree) animation(n *Node, g *tag) {
	if name, _ := n.attr("attributeName"); strings.Contains(strings.ToLower(name), "href") || strings.HasPrefix(strings.ToLower(name), "on") {
		g.name = ""
	}
}
