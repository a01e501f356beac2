package singlefile

import (
	"fmt"
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
		"audio":   func(*tree, *Node, *tag) {},
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
		if f.Src != "" && takesBackground[name] {
			if r := t.picture(f.Src); r != nil {
				g.set("background", string(t.refer(inValue, r, false)))
			}
		}
		if f.Display != "" {
			g.style = append(g.style, "display:"+f.Display+"!important", "z-index:2147483647!important")
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

// picture gives a picture that the page shows, and notes it if it is not there.
func (t *tree) picture(address string) *resource {
	if address == "" {
		return nil
	}
	r := t.file.store.get(address)
	if r == nil {
		t.file.report.miss(address, "picture")
	}
	return r
}

// img writes the picture that was chosen. What stood to choose from goes.
func (t *tree) img(n *Node, g *tag) {
	f := n.Facts
	if f == nil || f.Src == "" {
		return
	}
	var r *resource
	if f.Width > 0 {
		r = t.picture(f.Src)
	} else {
		r = t.file.store.get(f.Src) // it is broken, or has not come
	}
	switch {
	case f.Chosen != nil:
		if r == nil {
			g.set("src", "data:,")
		}
	case r == nil:
		g.set("src", "data:,")
	default:
		if d := f.density(r); d != 1 {
			g.raw = " srcset=\"" + string(t.refer(inValue, r, false)) + fmt.Sprintf(" %.6gx\"", d)
			return
		}
		if len(f.Fit) == 2 {
			style := ""
			for _, a := range g.attrs {
				if a.Name == "style" {
					style = a.Value
				}
			}
			g.drop("style")
			g.raw = string(t.referPlace(r, f, style))
			return
		}
		g.raw = " src=\"" + string(t.refer(inValue, r, false)) + `"`
	}
}

// source writes the source that an img has taken its picture from.
func (t *tree) source(n *Node, g *tag) {
	g.drop("type", "media")
	f := t.picked[n]
	if f == nil {
		g.drop("width", "height")
		return
	}
	if r := t.file.store.get(f.Src); r != nil {
		g.raw = " srcset=\"" + string(t.refer(inValue, r, false)) + fmt.Sprintf(" %.6gx\"", f.density(r))
	}
}

func (t *tree) input(n *Node, g *tag) {
	if n.Facts == nil || n.Facts.Src == "" {
		return
	}
	if r := t.picture(n.Facts.Src); r != nil {
		g.raw = " src=\"" + string(t.refer(inValue, r, false)) + `"`
	}
}

// canvas writes what was drawn as a picture. Rules know it by its attribute.
func (t *tree) canvas(n *Node, g *tag) {
	g.name = "img"
	g.drop("alt", "src")
	g.set(prefix+"canvas", "")
	width, height := 300, 150
	for _, a := range g.attrs {
		switch a.Name {
		case "width":
			fmt.Sscan(a.Value, &width)
		case "height":
			fmt.Sscan(a.Value, &height)
		}
	}
	g.drop("width", "height")
	var r *resource
	if n.Facts != nil && n.Facts.Src != "" {
		r = t.file.store.get(n.Facts.Src)
		if strings.HasPrefix(n.Facts.Src, "shot:") || r == nil {
			t.file.report.miss("canvas of "+t.src.URL, "picture")
		}
	}
	if r == nil {
		r = t.file.store.get(emptyPicture(float64(width), float64(height)))
	}
	if n.Facts != nil && strings.HasPrefix(n.Facts.Src, "shot:") {
		// Its pixels are those of the screen and not its own.
		g.style = append(g.style, fmt.Sprintf("width:%gpx;height:%gpx", n.Facts.Width, n.Facts.Height))
	}
	g.raw = " src=\"" + string(t.refer(inValue, r, false)) + `"`
}

// emptyPicture is a picture of a size with nothing on it.
func emptyPicture(width, height float64) string {
	return fmt.Sprintf("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='%g' height='%g'/>", width, height)
}

func (t *tree) video(n *Node, g *tag) {
	if n.Facts == nil || n.Facts.Src == "" {
		return
	}
	if r := t.picture(n.Facts.Src); r != nil {
		g.raw = " poster=\"" + string(t.refer(inValue, r, false)) + `"`
	}
}

func (t *tree) object(n *Node, g *tag) {
	name := "data"
	if n.Name == "embed" {
		name = "src"
	}
	f := n.Facts
	switch {
	case f == nil:
	case f.Tree != nil || f.Unread != nil:
		t.frame(n, g)
		return
	case f.Src != "":
		if r := t.picture(f.Src); r != nil && strings.HasPrefix(r.url, "data:image/") && !strings.HasPrefix(r.url, "data:image/svg") {
			g.drop("type")
			g.raw = " " + name + "=\"" + string(t.refer(inValue, r, false)) + `"`
			return
		}
	}
	g.drop("type")
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

// drawing writes a picture within a drawing.
func (t *tree) drawing(n *Node, g *tag) {
	if n.Space != "svg" || n.Facts == nil || n.Facts.Src == "" {
		return
	}
	g.drop("href", "xlink:href")
	if r := t.picture(n.Facts.Src); r != nil {
		g.raw = " href=\"" + string(t.refer(inValue, r, false)) + `"`
	}
}

// animation drops what would move a link elsewhere.
func (t *tree) animation(n *Node, g *tag) {
	if name, _ := n.attr("attributeName"); strings.Contains(strings.ToLower(name), "href") || strings.HasPrefix(strings.ToLower(name), "on") {
		g.name = ""
	}
}
