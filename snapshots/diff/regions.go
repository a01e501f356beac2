package diff

import (
	"cmp"
	"image"
	"slices"
)

// regionsMax is how many regions are told apart: more would help nobody.
const regionsMax = 60

// regions finds where pixels changed, the most changed first. Pixels that lie near each
// other, such as the letters of a line, are one region.
func (c *comparer) regions(canvas *image.Paletted, segments []segment) []Region {
	for cell := 8; ; cell *= 2 {
		list := cluster(canvas, segments, cell)
		if len(list) <= regionsMax {
			slices.SortStableFunc(list, func(a, b Region) int { return cmp.Compare(b.Pixels, a.Pixels) })
			return list
		}
	}
}

// cluster joins changed pixels whose cells lie within two of each other.
func cluster(canvas *image.Paletted, segments []segment, size int) []Region {
	cells := newGrid(canvas.Rect.Dx(), canvas.Rect.Dy(), size)
	top := 0
	for _, s := range segments {
		for i := range s.rows {
			if s.only != Kept {
				break
			}
			line := canvas.Pix[(top+i)*canvas.Stride:][:canvas.Rect.Dx()]
			for x, colour := range line {
				if colour == changeFrom {
					cells.mark(x, top+i, s.got+i)
				}
			}
		}
		top += s.rows
	}
	return cells.join()
}

// grid is a picture in squares.
type grid struct {
	size, columns, rows int
	cells               []cell
}

// cell is one square: the changed pixels in it, and where.
type cell struct {
	part   image.Rectangle // in the new picture
	pixels int
}

func newGrid(width, height, size int) *grid {
	g := &grid{size: size, columns: (width + size - 1) / size, rows: (height + size - 1) / size}
	g.cells = make([]cell, g.columns*g.rows)
	return g
}

// mark notes a changed pixel: x, y on the canvas, gotY in the new picture.
func (g *grid) mark(x, y, gotY int) {
	c := &g.cells[y/g.size*g.columns+x/g.size]
	c.part = c.part.Union(image.Rect(x, gotY, x+1, gotY+1))
	c.pixels++
}

// join makes regions of cells that lie near each other.
func (g *grid) join() []Region {
	const near = 2
	var list []Region
	for first := range g.cells {
		if g.cells[first].pixels == 0 {
			continue
		}
		var whole cell
		todo := []int{first}
		for len(todo) > 0 {
			i := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			c := g.cells[i]
			if c.pixels == 0 {
				continue // taken
			}
			g.cells[i] = cell{}
			whole.part, whole.pixels = whole.part.Union(c.part), whole.pixels+c.pixels
			column, line := i%g.columns, i/g.columns
			for y := max(0, line-near); y <= min(g.rows-1, line+near); y++ {
				for x := max(0, column-near); x <= min(g.columns-1, column+near); x++ {
					if next := y*g.columns + x; g.cells[next].pixels > 0 {
						todo = append(todo, next)
					}
				}
			}
		}
		list = append(list, Region{whole.part.Min.X, whole.part.Min.Y, whole.part.Dx(), whole.part.Dy(), whole.pixels})
	}
	return list
}
