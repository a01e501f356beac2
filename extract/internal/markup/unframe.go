package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// framesDeep is how deep frames are looked for in each other.
const framesDeep = 4

// unread are elements whose text nobody reads.
var unread = dom.Atoms("iframe script style noscript noframes template")

// ownText is how many letters of its own a page may have beside its frames.
const ownText = 200

// showFramed puts the documents of frames in the places of the frames where the page has
// nothing of its own to say: a frameset, or a shell around one document.
func showFramed(root *html.Node, depth int) {
	body := firstTag(root, atom.Body)
	if body == nil || depth == 0 {
		return
	}
	var frames []*html.Node
	letters := 0
	for n := range dom.Under(body) {
		switch {
		case n.DataAtom == atom.Iframe:
			if dom.Attr(n, "srcdoc") != "" {
				frames = append(frames, n)
			}
		case n.Type == html.TextNode && !unread[n.Parent.DataAtom]:
			for word := range strings.FieldsSeq(n.Data) {
				letters += len(word)
			}
		}
		if letters > ownText {
			return
		}
	}
	for _, frame := range frames {
		inner, err := ParsePart([]byte(dom.Attr(frame, "srcdoc")))
		if err != nil {
			continue
		}
		showFramed(inner, depth-1)
		part := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
		if from := firstTag(inner, atom.Body); from != nil {
			for n := from.FirstChild; n != nil; n = from.FirstChild {
				from.RemoveChild(n)
				part.AppendChild(n)
			}
		}
		frame.Parent.InsertBefore(part, frame)
		frame.Parent.RemoveChild(frame)
	}
}

// firstTag finds the first element of a kind, nil where there is none.
func firstTag(root *html.Node, tag atom.Atom) *html.Node {
	for n := range dom.Under(root) {
		if n.DataAtom == tag {
			return n
		}
	}
	return nil
}
