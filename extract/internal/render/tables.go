package render

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
)

// tameTables keeps the tables of a body to what can be written out: a cell may say that
// it spans a thousand columns and 65,534 rows. What reaches beyond its table is cut, a
// grid that is too large all the same has no spans, and one that is too large without
// them, or is mostly padding, becomes paragraphs. It tells whether the columns can be
// made even: one long cell makes all of its column as wide.
func tameTables(body *html.Node) (even bool) {
	const (
		large   = 20_000  // cells of a grid that spans make
		endless = 300_000 // cells of any grid
		wide    = 4 << 20 // bytes of a table whose columns are even
	)
	even = true
	for table := range body.Descendants() {
		if table.DataAtom != atom.Table {
			continue
		}
		liftCaption(table)
		rows := dom.RowsOf(table)
		widest, most, longest, count := 0, 0, 0, 0
		for i, row := range rows {
			width, cells := 0, dom.CellsOf(row)
			for _, cell := range cells {
				width += cutSpan(cell, "colspan", 1000)
				cutSpan(cell, "rowspan", len(rows)-i)
				longest = max(longest, len(dom.RawText(cell, wide)))
			}
			widest, most, count = max(widest, width), max(most, len(cells)), count+len(cells)
		}
		if widest*len(rows) > large {
			for _, row := range rows {
				for _, cell := range dom.CellsOf(row) {
					cutSpan(cell, "colspan", 1)
					cutSpan(cell, "rowspan", 1)
				}
			}
			widest = most
		}
		grid := most * len(rows)
		if grid > endless || grid > large && grid > 4*count {
			spreadTable(table)
		} else if longest*widest*len(rows) > wide {
			even = false
		}
	}
	return even
}

// spreadTable makes paragraphs of a table's cells.
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

// liftCaption makes a paragraph before a table of what it is called.
func liftCaption(table *html.Node) {
	caption := table.FirstChild
	for caption != nil && caption.DataAtom != atom.Caption {
		caption = caption.NextSibling
	}
	if caption == nil || table.Parent == nil {
		return
	}
	table.RemoveChild(caption)
	caption.Data, caption.DataAtom, caption.Attr = "p", atom.P, nil
	table.Parent.InsertBefore(caption, table)
}

// cutSpan is how many columns or rows a cell spans, cut to most, and writes that down.
func cutSpan(cell *html.Node, key string, most int) int {
	for i, a := range cell.Attr {
		if a.Key != key {
			continue
		}
		n, err := strconv.Atoi(a.Val)
		if err != nil || n < 1 {
			n = 1
		}
		n = min(n, max(most, 1))
		cell.Attr[i].Val = strconv.Itoa(n)
		return n
	}
	return 1
}
