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
	became, moved := map[int]diff.Passage{}, map[int]bool{}
	gone := map[int]bool{}
	for _, p := range diff.Passages(steadied(want, true), steadied(got, true)) {
		if p.Got >= 0 {
			became[p.Got] = p
		}
		switch {
		case p.Got < 0:
			gone[p.Want] = true
		case p.Want >= 0:
			moved[p.Want] = true
		}
	}
	w := 0
	skip := func() {
		for ; w < len(want) && (gone[w] || moved[w]); w++ {
			if gone[w] {
				rows = append(rows, Row{Was: []diff.Span{{Text: want[w].Text, Changed: true}}, Gone: true})
			}
		}
	}
	for g, paragraph := range got {
		skip()
		p, changed := became[g]
		text := []diff.Span{{Text: paragraph.Text}}
		switch {
		case !changed:
			rows = append(rows, Row{Was: text, Is: text})
			w++
		case p.What == Added:
			rows = append(rows, Row{Is: []diff.Span{{Text: paragraph.Text, Changed: true}}, New: true})
		default:
			row := Row{Gone: true, New: true}
			row.Was, row.Is, _, _ = diff.Words(want[p.Want].Text, paragraph.Text)
			rows = append(rows, row)
		}
	}
	skip()
	return rows
}
