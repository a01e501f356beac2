package dom

import (
	"iter"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Within tells whether n is inside of, or is, outer.
func Within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// Enclosing is the element of a kind around n; nil if there is none close by.
func Enclosing(n *html.Node, tag atom.Atom) *html.Node {
	for range 4 {
		if n = n.Parent; n == nil || n.DataAtom == tag {
			return n
		}
	}
	return nil
}

// Under gives all that is in n, in document order. What it has given may be changed, but not
// moved, until it is through.
func Under(root *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := root.FirstChild; n != nil; n = behind(n, root) {
			if !yield(n) {
				return
			}
		}
	}
}

// behind is what follows a node in document order, within root.
func behind(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

// HasAround tells whether n stands in an element of one of tags, however far up.
func HasAround(n *html.Node, tags ...atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if slices.Contains(tags, n.DataAtom) {
			return true
		}
	}
	return false
}

// Beside are the elements next to n, before and behind it, as far as there are any.
func Beside(n *html.Node) (both []*html.Node) {
	before, behind := n.PrevSibling, n.NextSibling
	for before != nil && before.Type != html.ElementNode {
		before = before.PrevSibling
	}
	for behind != nil && behind.Type != html.ElementNode {
		behind = behind.NextSibling
	}
	return slices.DeleteFunc([]*html.Node{behind, before}, func(n *html.Node) bool { return n == nil })
}

// Near gives the elements around n that are no more than so many nodes before or behind it.
func Near(n *html.Node, nodes int) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		before, behind := n.PrevSibling, n.NextSibling
		for range nodes {
			if behind != nil {
				if behind.Type == html.ElementNode && !yield(behind) {
					return
				}
				behind = behind.NextSibling
			}
			if before != nil {
				if before.Type == html.ElementNode && !yield(before) {
					return
				}
				before = before.PrevSibling
			}
		}
	}
}

// Following is the element behind n that has text.
func Following(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode && IsLonger(n, 0, 20) {
			return n
		}
	}
	return nil
}

// Adjoining is the element right behind n, where no text stands between.
func Adjoining(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n
		}
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return nil
		}
	}
	return nil
}

// RowsOf are the rows of a table, those of tables in it left out.
func RowsOf(table *html.Node) []*html.Node {
	var out []*html.Node
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			out = append(out, c)
		case atom.Tbody, atom.Thead:
			out = append(out, RowsOf(c)...)
		}
	}
	return out
}

// CellsOf are the cells of a row.
func CellsOf(row *html.Node) []*html.Node {
	var out []*html.Node
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			out = append(out, c)
		}
	}
	return out
}
