package singlefile

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html/charset"
)

// use writes a symbol of another file, which a drawing may not take from a data:
// address, into the document itself.
func (t *tree) use(n *Node, g *tag) {
	if n.Space != "svg" || n.Facts == nil || n.Facts.Src == "" {
		return
	}
	g.drop("href", "xlink:href")
	address, id, _ := strings.Cut(n.Facts.Src, "#")
	if name, ok := t.at.drawn[n.Facts.Src]; ok {
		if name != "" {
			g.set("href", "#"+name)
		}
		return
	}
	t.at.drawn[n.Facts.Src] = ""
	body, ok := t.file.text(address)
	if !ok {
		t.file.report.miss(n.Facts.Src, "symbol")
		return
	}
	d := &drawing{tree: t, mark: fmt.Sprintf("%suse-%d-", prefix, len(t.at.drawn)), ids: map[string]*shape{}, taken: map[string]bool{}}
	if err := d.read(body.Data); err != nil && d.root == nil {
		t.file.report.miss(n.Facts.Src, "symbol")
		return
	}
	from := d.ids[id]
	if id == "" {
		from = d.root
		if from != nil && from.id == "" {
			from.id = "whole"
			d.ids["whole"] = from
		}
	}
	if from == nil {
		t.file.report.miss(n.Facts.Src, "symbol")
		return
	}
	d.take(from)
	t.at.sprites = append(t.at.sprites, d.out.String())
	t.at.drawn[n.Facts.Src] = d.mark + from.id
	g.set("href", "#"+d.mark+from.id)
}

// endScope writes the symbols that the drawings of a scope use.
func (t *tree) endScope(s *scope) {
	if len(s.sprites) == 0 {
		return
	}
	t.out = append(t.out, `<svg aria-hidden="true" style="position:absolute!important;width:0!important;height:0!important;overflow:hidden!important">`...)
	for _, sprite := range s.sprites {
		t.out = append(t.out, sprite...)
	}
	t.out = append(t.out, "</svg>"...)
	s.sprites = nil
}

// drawing is an SVG file that symbols are taken from.
type drawing struct {
	tree  *tree
	mark  string // what ids begin with in our document
	root  *shape
	ids   map[string]*shape
	taken map[string]bool
	out   strings.Builder
}

// shape is one element of it.
type shape struct {
	name  string
	id    string
	attrs []Attr
	kids  []any // *shape or string
}

func (s *shape) add(kid any) { s.kids = append(s.kids, kid) }

// shapeOf is an element as its start says, without what is inside.
func shapeOf(start xml.StartElement) *shape {
	s := &shape{name: start.Name.Local}
	for _, a := range start.Attr {
		name := a.Name.Local
		if a.Name.Space != "" && a.Name.Space != "xmlns" {
			name = a.Name.Space + ":" + name
		}
		if name == "xlink:href" {
			name = "href"
		}
		if name == "id" {
			s.id = a.Value
		}
		if a.Name.Space != "xmlns" && name != "xmlns" {
			s.attrs = append(s.attrs, Attr{name, a.Value})
		}
	}
	return s
}

// shapesDeep and shapesMost bound what is read.
const (
	shapesDeep = 200
	shapesMost = 200000
)

func (d *drawing) read(data []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	decoder.Strict = false
	decoder.CharsetReader = charset.NewReaderLabel
	var open []*shape
	for n := 0; n < shapesMost; n++ {
		token, err := decoder.RawToken()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			s := shapeOf(token)
			if s.id != "" && d.ids[s.id] == nil {
				d.ids[s.id] = s
			}
			if len(open) > 0 {
				open[len(open)-1].add(s)
			} else if d.root == nil {
				d.root = s
			}
			if len(open) >= shapesDeep {
				return fmt.Errorf("the drawing is too deep")
			}
			open = append(open, s)
		case xml.EndElement:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].add(string(token))
			}
		}
	}
	return nil
}

var inDrawing = regexp.MustCompile(`url\(\s*['"]?#([^'")\s]+)['"]?\s*\)`)

// take writes an element and what it refers to.
func (d *drawing) take(s *shape) {
	if d.taken[s.id] {
		return
	}
	d.taken[s.id] = true
	var wanted []string
	d.write(s, &wanted, 0)
	for _, id := range wanted {
		if other := d.ids[id]; other != nil && !d.taken[id] {
			d.out.WriteString("<defs>")
			d.take(other)
			d.out.WriteString("</defs>")
		}
	}
}

func (d *drawing) write(s *shape, wanted *[]string, deep int) {
	name := strings.ToLower(s.name)
	if !nameOK(s.name) || leftOut[name] || name == "foreignobject" || name == "style" || deep > shapesDeep {
		return
	}
	n := &Node{Name: s.name, Space: "svg"}
	for _, a := range s.attrs {
		switch {
		case a.Name == "id":
			a.Value = d.mark + a.Value
		case a.Name == "href" && strings.HasPrefix(a.Value, "#"):
			*wanted = append(*wanted, a.Value[1:])
			a.Value = "#" + d.mark + a.Value[1:]
		case strings.Contains(a.Value, "#"):
			for _, found := range inDrawing.FindAllStringSubmatch(a.Value, -1) {
				*wanted = append(*wanted, found[1])
			}
			a.Value = inDrawing.ReplaceAllString(a.Value, "url(#"+d.mark+"$1)")
		}
		n.Attrs = append(n.Attrs, a)
	}
	g := &tag{name: s.name, space: "svg", attrs: d.tree.attributes(n)}
	if name == "image" {
		for _, a := range n.Attrs {
			if a.Name == "href" && isData(a.Value) {
				g.set("href", tidied(a.Value))
			}
		}
	}
	if hasID := s.id != ""; hasID {
		d.taken[s.id] = true
	} else if deep == 0 {
		g.set("id", d.mark)
	}
	before := len(d.tree.out)
	d.tree.tag(g)
	d.out.Write(d.tree.out[before:])
	d.tree.out = d.tree.out[:before]
	for _, kid := range s.kids {
		switch kid := kid.(type) {
		case *shape:
			d.write(kid, wanted, deep+1)
		case string:
			d.out.WriteString(escapeText.Replace(kid))
		}
	}
	d.out.WriteString("</" + s.name + ">")
}
