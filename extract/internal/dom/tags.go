package dom

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Atoms are the tags that a line names.
func Atoms(names string) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, n := range strings.Fields(names) {
		m[atom.Lookup([]byte(n))] = true
	}
	return m
}

// InlineTags do not begin a new line.
var InlineTags = NewTable(map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Cite: true, atom.Code: true, atom.Em: true,
	atom.Font: true, atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Q: true, atom.S: true, atom.Small: true,
	atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.U: true, atom.Wbr: true, atom.Img: true,
	atom.Label: true, atom.Address: true,
})

// HeadingTags are headings of any level.
var HeadingTags = Atoms("h1 h2 h3 h4 h5 h6")

// UnseenTags show no text of their own, or only a control's.
var UnseenTags = NewTable(Atoms("script style noscript template head title meta link base button select option input textarea datalist canvas object embed applet map svg dialog progress meter frameset rp rt"))
