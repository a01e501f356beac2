package render

import (
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// plainTags are elements that Markdown has no sign for: of them the converter writes what is
// in them, on lines of its own or not.
var plainTags = dom.NewTable(dom.Atoms("p div li figure figcaption dl dt dd span small sub sup u cite time abbr"))

// plain writes such an element as the converter does that finds no rule for it. The
// converter looks for one anew at each element and each text, which takes it longer than
// the writing.
func (l lean) plain(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	if !plainTags.Of(n.DataAtom) {
		return converter.RenderTryNext
	}
	if inLink, _ := ctx.Value("is_inside_link").(bool); inLink { // where brackets are others
		return converter.RenderTryNext
	}
	l.write(ctx, w, n)
	return converter.RenderSuccess
}

func (l lean) write(ctx converter.Context, w converter.Writer, n *html.Node) {
	kind, _ := ctx.GetTagType(n.Data)
	if kind == converter.TagTypeBlock {
		w.WriteString("\n\n") //nolint:errcheck // into memory
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.WriteString(l.escape(ctx, c.Data)) //nolint:errcheck // into memory
		case plainTags.Of(c.DataAtom):
			l.write(ctx, w, c)
		default:
			ctx.RenderNodes(ctx, w, c)
		}
	}
	if kind == converter.TagTypeBlock {
		w.WriteString("\n\n") //nolint:errcheck // into memory
	}
}
