package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

// endAuthors is the name that stands alone under a text, set to the right, as papers do
// that name the author last.
func endAuthors(s *source, _ *Article) []string {
	const words, longest, text = 4, 60, 60 // bytes
	var last *html.Node
	name := ""
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 || p.node.DataAtom != atom.P {
			continue
		}
		t := dom.TextOf(p.node, 2*text)
		switch n := people.CleanName(t); {
		case last != nil && len(t) < longest && n == t && people.IsFullName(n) && len(strings.Fields(n)) <= words && isSetRight(p.node) && s.mayWrite(n):
			name = n
		case len(t) > text:
			last, name = p.node, ""
		}
	}
	if name == "" {
		return nil
	}
	return []string{name}
}

// isSetRight tells whether a paragraph is set to the right of its column.
func isSetRight(p *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(dom.Attr(p, "style")), " ", "")
	class := strings.ToLower(dom.Attr(p, "class"))
	return strings.EqualFold(dom.Attr(p, "align"), "right") || strings.Contains(style, "text-align:right") || strings.Contains(style, "text-align:end") ||
		strings.Contains(class, "text-right") || strings.Contains(class, "align-right") || strings.Contains(class, "text-end")
}
