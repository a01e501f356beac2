package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

// endAuthors is the name that stands alone under a text: set to the right, as papers do
// that name the author last, or with the sign of the author's agency.
func endAuthors(s *source, _ *Article) []string {
	if name, _ := s.endSignature(); name != "" {
		return []string{name}
	}
	return nil
}

// signature is what stands under the text of a headline.
type signature struct {
	read         bool
	lineAt       int // where the headline stood
	name, agency string
}

// endSignature reads "Anna Bee" or "Anna Bee/AFP" under a text, once.
func (s *source) endSignature() (name, agency string) {
	if k := &s.known.signature; !k.read || k.lineAt != s.lineAt {
		*k = signature{read: true, lineAt: s.lineAt}
		k.name, k.agency = s.findEndSignature()
	}
	return s.known.signature.name, s.known.signature.agency
}

func (s *source) findEndSignature() (name, agency string) {
	const words, longest, text = 4, 60, 60 // bytes
	begun := false
	for _, p := range s.paras {
		if p.at < s.lineAt || s.region(p)&(elsewhere|inCaption|inBio) != 0 || p.node.DataAtom != atom.P {
			continue
		}
		t := dom.TextOf(p.node, 2*text)
		if len(t) > text {
			begun, name, agency = true, "", ""
			continue
		}
		front, sign, _ := strings.Cut(t, "/")
		by := people.AgencyNamed(sign)
		if by == "" {
			front = t
		}
		n := people.CleanName(front)
		if begun && len(t) < longest && n == strings.TrimSpace(front) && people.IsFullName(n) && len(strings.Fields(n)) <= words && (by != "" || isSetRight(p.node)) && s.mayWrite(n) {
			name, agency = n, by
		}
	}
	return name, agency
}

// isSetRight tells whether a paragraph is set to the right of its column.
func isSetRight(p *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(dom.Attr(p, "style")), " ", "")
	class := strings.ToLower(dom.Attr(p, "class"))
	return strings.EqualFold(dom.Attr(p, "align"), "right") || strings.Contains(style, "text-align:right") || strings.Contains(style, "text-align:end") ||
		strings.Contains(class, "text-right") || strings.Contains(class, "align-right") || strings.Contains(class, "text-end")
}
