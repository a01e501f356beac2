package markup

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// isOfText tells whether an aside or a footer is a part of the text that it stands in: a
// note to the reader, or who said what is quoted.
func isOfText(n *html.Node) bool {
	if n.DataAtom == atom.Footer {
		return n.Parent != nil && n.Parent.DataAtom == atom.Blockquote
	}
	for _, w := range wording.SplitName(dom.Attr(n, "class")) {
		if calloutWords[w] {
			return true
		}
	}
	return false
}

// calloutWords are how such notes are named.
var calloutWords = wording.Set("note tip hint callout admonition warning caution important danger hinweis achtung remarque attention nota aviso advertencia avviso uwaga")
