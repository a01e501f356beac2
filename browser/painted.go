package browser

import (
	"cmp"
	"context"
	"io"
	"math"
	"slices"

	"github.com/tearsheet/tearsheet/browser/internal/pngjoin"
)

// blanks gives the boxes of which a picture shows nothing but one flat colour. It looks at the
// lines as they are filtered (PNG specification, third edition, chapter 9): where a pixel is
// as its neighbours are, what is left of it is nothing, so no colour needs to be worked out.
func blanks(picture []byte, boxes []spotted, scale float64) ([]spotted, error) {
	if len(boxes) == 0 {
		return nil, nil
	}
	h, in, err := pngjoin.Read(picture)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	areas := make([]area, 0, len(boxes))
	for i, b := range boxes {
		a := area{
			index: i, left: min(max(0, deviceRow(b.X, scale)), int(h.Width)), right: min(int(h.Width), deviceRow(b.X+b.Width, scale)),
			top: max(0, deviceRow(b.Y, scale)), bottom: min(int(h.Height), deviceRow(b.Y+b.Height, scale)),
		}
		if a.right-a.left > 2 && a.bottom-a.top > 2 {
			areas = append(areas, a)
		}
	}
	slices.SortFunc(areas, func(a, b area) int { return cmp.Compare(a.top, b.top) })
	line := make([]byte, 1+3*int(h.Width))
	before := make([]byte, len(line))
	var out []spotted
	var open []area
	next := 0
	for y := range int(h.Height) {
		if next == len(areas) && len(open) == 0 {
			break
		}
		line, before = before, line
		if _, err := io.ReadFull(in, line); err != nil {
			return nil, err
		}
		for ; next < len(areas) && areas[next].top <= y; next++ {
			open = append(open, areas[next])
		}
		open = slices.DeleteFunc(open, func(a area) bool {
			if y >= a.bottom {
				out = append(out, boxes[a.index])
				return true
			}
			return a.drawn(line, y == a.top)
		})
	}
	for _, a := range open {
		out = append(out, boxes[a.index])
	}
	return out, nil
}

// area is a part of a picture in device pixels, the last ones not included.
type area struct{ index, left, top, right, bottom int }

// drawn tells whether a filtered line has something in the area that differs from what is
// beside or above it.
func (a area) drawn(line []byte, first bool) bool {
	kind, part := line[0], line[1+3*a.left:1+3*a.right]
	switch {
	case kind == 0: // as it is
		for i := 3; i < len(part); i++ {
			if part[i] != part[i-3] {
				return true
			}
		}
		return false
	case first && kind != 1: // what is above does not belong to it
		return false
	}
	for _, left := range part[3:] {
		if left != 0 {
			return true
		}
	}
	return false
}

// deviceRow is a line of the picture in device pixels, of one in CSS pixels.
func deviceRow(css, scale float64) int { return int(math.Round(css * scale)) }

// within gives what of a place lies in a part of the page.
func (b spotted) within(part box) box {
	left, top := math.Max(b.X, part.X), math.Max(b.Y, part.Y)
	return box{left, top, math.Min(b.X+b.Width, part.X+part.Width) - left, math.Min(b.Y+b.Height, part.Y+part.Height) - top}
}

// withEdges gives the places with edges around them, but for texts: what is of a single colour
// differs from what it stands on, where it is drawn.
func withEdges(boxes []spotted) []spotted {
	const edge = 2
	out := slices.Clone(boxes)
	for i, b := range out {
		if b.Kind != "text" {
			out[i] = spotted{b.X - edge, b.Y - edge, b.Width + 2*edge, b.Height + 2*edge, b.Kind}
		}
	}
	return out
}

// blankMost is how many blank places are looked into.
const blankMost = 6

// blank gives the places of a picture that show nothing where the window does show something:
// what the document has and Chrome did not draw. faint says that there are texts, and nothing is
// seen of any in the window either: they have the colour of what they stand on.
func (s *settler) blank(ctx context.Context, picture []byte, boxes []spotted) (missing []sight, faint bool) {
	flat, err := blanks(picture, withEdges(boxes), s.tab.req.View.Scale)
	if err != nil {
		return nil, false
	}
	for _, b := range flat[:min(len(flat), blankMost)] {
		in, err := ask[box](ctx, s.tab, "bring", map[string]float64{"x": b.X, "y": b.Y})
		if err != nil {
			break
		}
		part := b.within(in)
		if part.Width < 3 || part.Height < 3 {
			continue
		}
		seen, err := s.tab.window(ctx, part)
		if err != nil {
			break
		}
		still, err := blanks(seen, []spotted{{Width: part.Width, Height: part.Height}}, s.tab.req.View.Scale)
		if err == nil && len(still) == 0 {
			missing = append(missing, sight{What: b.Kind, Why: "blank", X: b.X, Y: b.Y, Width: b.Width, Height: b.Height})
		}
	}
	if len(flat) > 0 {
		_, _ = ask[box](ctx, s.tab, "bring", map[string]float64{"x": 0, "y": 0})
	}
	return missing, len(missing) == 0 && onlyTexts(boxes) && countOf("text", flat) == countOf("text", boxes)
}

// onlyTexts tells whether there are texts to be seen, and no pictures.
func onlyTexts(boxes []spotted) bool {
	return countOf("text", boxes) > 0 && countOf("picture", boxes) == 0
}

// countOf counts the places of a kind.
func countOf(kind string, boxes []spotted) (n int) {
	for _, b := range boxes {
		if b.Kind == kind {
			n++
		}
	}
	return n
}
