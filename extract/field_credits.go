package extract

import (
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
)

func readCredits(s *source, a *Article) string {
	var c people.Credits
	const most = 20 // lines
	from, lines := "", 0
	for _, m := range s.creditMarks() {
		if m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		if line := dom.TextOf(m.node, maxText); people.IsWireCredit(line) {
			people.AddCredits(&c, line)
			from = "credit line"
			if lines++; lines == most {
				break
			}
		}
	}
	a.Credits = Credits{each(c.Reporting), each(c.AdditionalReporting), each(c.Editing), each(c.Writing)}
	return from
}

// creditMarks are the elements around the texts that begin as a credit line does.
func (s *source) creditMarks() []mark {
	out := make([]mark, len(s.credits))
	for i, m := range s.credits {
		if p := m.node.Parent; p != nil && len(dom.TextOf(p, maxText)) <= maxText {
			m.node = p
		}
		out[i] = m
	}
	return out
}

// each are names, each once.
func each(names []string) []string { return append([]string{}, people.Join(names)...) }
