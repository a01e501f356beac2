package changes

import "github.com/tearsheet/tearsheet/snapshots/diff"

// Row is a paragraph on both sides.
type Row struct {
	Was, Is   []diff.Span
	Gone, New bool // it is not as it was
}

// Beside puts the texts of two articles side by side, what is the same too.
func Beside(before, after State) (rows []Row) {
	want, got := before.Text(), after.Text()
	for _, p := range diff.Paragraphs(steadied(want, true), steadied(got, true)) {
		changed := p.What != diff.SameParagraph
		row := Row{Gone: changed && p.Want > 0, New: changed && p.Got > 0}
		switch {
		case p.Got == 0:
			row.Was = []diff.Span{{Text: want[p.Want-1].Text, Changed: true}}
		case p.Want == 0:
			row.Is = []diff.Span{{Text: got[p.Got-1].Text, Changed: true}}
		case changed:
			row.Was, row.Is, _, _ = diff.Words(want[p.Want-1].Text, got[p.Got-1].Text)
		default:
			row.Was, row.Is = []diff.Span{{Text: want[p.Want-1].Text}}, []diff.Span{{Text: got[p.Got-1].Text}}
		}
		rows = append(rows, row)
	}
	return rows
}
