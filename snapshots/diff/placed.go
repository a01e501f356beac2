package diff

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// PlacedLine is a line of a document's visible text and where it stands.
type PlacedLine struct {
	Text  string
	Place string // the elements round it, from the nearest with an id on: "div#side > p.ad"
}

// LinesOf is the text of a document as TextOf has it, with the place of each line. Lines of
// one kind, as the items of a list are, have the same place.
func LinesOf(dom []byte) ([]PlacedLine, error) {
	doc, err := Parse(dom)
	if err != nil {
		return nil, err
	}
	l := linesOf(doc)
	list := make([]PlacedLine, len(l.done))
	for i, text := range l.done {
		list[i] = PlacedLine{text, place(l.blocks[i])}
	}
	return list, nil
}

// placeDepth is how many elements name a place.
const placeDepth = 4

// place names the elements round a line, without their numbers: these change with what stands
// before them.
func place(n *html.Node) string {
	var steps []string
	for ; n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Html && len(steps) < placeDepth; n = n.Parent {
		if id := attr(n, "id"); id != "" && !strings.ContainsAny(id, " \t\n") {
			steps = append(steps, n.Data+"#"+id)
			break
		}
		step := n.Data
		if classes := strings.Fields(attr(n, "class")); len(classes) > 0 {
			step += "." + classes[0]
		}
		steps = append(steps, step)
	}
	slices.Reverse(steps)
	return strings.Join(steps, " > ")
}
