package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Markdown writes all rows of a table with as many cells as the widest has. One long row
// among many short ones would make a page many times as long as it was, so such a table
// is written as paragraphs.

// shape is how large a table becomes.
type shape struct{ rows, cells, width, widest int }

func (s shape) padded() int { return s.rows * s.widest }

// spreadTables makes paragraphs of the cells of tables below n that would be mostly
// padding.
func spreadTables(n *html.Node) {
	const small = 20_000 // cells that do no harm
	shapes := map[*html.Node]*shape{}
	measureTables(n, nil, shapes)
	for table, s := range shapes {
		if s.padded() > small && s.padded() > 4*s.cells {
			spreadTable(table)
		}
	}
}

// measureTables counts the rows and cells of each table below n, table being the one
// around n.
func measureTables(n *html.Node, table *shape, shapes map[*html.Node]*shape) {
	switch {
	case n.DataAtom == atom.Table:
		table = &shape{}
		shapes[n] = table
	case table == nil:
	case n.DataAtom == atom.Tr:
		table.rows++
		table.width = 0
	case cellTags[n.DataAtom]:
		table.cells++
		table.width += spanOf(n, "colspan")
		table.widest = max(table.widest, table.width)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		measureTables(c, table, shapes)
	}
}

// spreadTable makes paragraphs of one table's cells.
func spreadTable(n *html.Node) {
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
		n.Data, n.DataAtom, n.Attr = "div", atom.Div, nil
	case atom.Td, atom.Th, atom.Caption:
		n.Data, n.DataAtom, n.Attr = "p", atom.P, nil
		return
	default:
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		spreadTable(c)
	}
}
