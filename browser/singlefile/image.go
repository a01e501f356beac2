package singlefile

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
)

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
		style := ""
		for _, a := range g.attrs {
			if a.Name == "style" {
				style = a.Value
			}
		}
		g.drop("style")
		g.raw = string(t.referPlace(r, f, style))
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
	g.turn(n)
	width, height := sizeOf(n, "width", 300), sizeOf(n, "height", 150)
	g.drop("width", "height")
	var r *resource
	if n.Facts != nil && n.Facts.Src != "" {
		r = t.file.store.get(n.Facts.Src)
		switch {
		case r == nil:
			t.file.report.miss(t.src.URL, "canvas that cannot be read")
		case isShot(n.Facts.Src):
			t.file.report.Cut++
		}
	}
	if r == nil {
		r = t.file.store.get(emptyPicture(width, height))
	}
	if n.Facts != nil && isShot(n.Facts.Src) {
		// Its pixels are those of the screen and not its own.
		g.style = append(g.style, fmt.Sprintf("width:%gpx;height:%gpx", n.Facts.Width, n.Facts.Height))
	}
	g.raw = " src=\"" + string(t.refer(inValue, r, false)) + `"`
}

// isShot tells whether a name is that of a part of the page's picture.
func isShot(name string) bool { return strings.HasPrefix(name, "shot:") }

// turns tells whether an element is a picture in the file: a canvas, which needs scripts,
// and a drawing, which in a frame of its own would be drawn late.
func (t *tree) turns(n *Node) bool {
	switch n.Name {
	case "canvas":
		return true
	case "object", "embed":
		number := t.file.frameOf(n.Facts)
		return number >= 0 && t.file.doc.Trees[number].SVG
	}
	return false
}

// turn makes an element a picture, which rules know by its attribute.
func (g *tag) turn(n *Node) {
	g.name = "img"
	g.drop("alt", "src", "type")
	g.set(prefix+"was", n.Name)
}

// sizeOf gives a length that an attribute says in pixels.
func sizeOf(n *Node, name string, otherwise float64) float64 {
	value, _ := n.attr(name)
	if size, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && size >= 0 {
		return float64(size)
	}
	return otherwise
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
	case t.turns(n) && !t.file.open[*f.Tree]:
		g.turn(n)
		g.fills = true
		g.raw = ` src="data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(t.file.document(*f.Tree))) + `"`
		return
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
