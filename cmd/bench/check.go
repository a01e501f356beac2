//go:build linux

package main

import (
	"bytes"
	"html"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
)

// got is what a tool made of a page: paths of files, empty where it makes none.
type got struct {
	dom, picture string
	millis       float64 // 0 where the tool does not say
}

// share counts what was found of what should be.
type share struct{ found, of int }

func (s *share) add(found bool) {
	s.of++
	if found {
		s.found++
	}
}

func (s *share) sum(o share) {
	s.found += o.found
	s.of += o.of
}

// checked is what was found of a page.
type checked struct {
	dom, picture share
	clear        share // pages with a notice whose picture does not show it
}

// check looks for a page's pieces in what a tool made of it.
func check(p page, g got, wantsDOM, wantsPicture bool) (c checked) {
	if wantsDOM {
		data, _ := os.ReadFile(g.dom) // nothing is found in none
		text := html.UnescapeString(string(data))
		for at := range p.Pieces {
			c.dom.add(strings.Contains(text, p.mark(at)))
		}
	}
	if !wantsPicture {
		return c
	}
	areas := colours(g.picture)
	for at := range p.Pieces {
		c.picture.add(areas[p.colour(at)] >= 600*120/4/sampled)
	}
	if p.Consent {
		c.clear.add(len(areas) > 0 && areas[p.colour(-1)] == 0)
	}
	return c
}

// sampled is how many pixels there are for one that is looked at: every second of every
// second row.
const sampled = 4

// colours counts the pixels of a picture by colour.
func colours(path string) map[[3]uint8]int {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	areas := map[[3]uint8]int{}
	b := m.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		last, n := [3]uint8{}, 0
		for x := b.Min.X; x < b.Max.X; x += 2 {
			if c := at(m, x, y); c != last {
				areas[last] += n
				last, n = c, 0
			}
			n++
		}
		areas[last] += n
	}
	return areas
}

func at(m image.Image, x, y int) [3]uint8 {
	switch m := m.(type) {
	case *image.NRGBA:
		i := m.PixOffset(x, y)
		return [3]uint8(m.Pix[i : i+3])
	case *image.RGBA:
		i := m.PixOffset(x, y)
		return [3]uint8(m.Pix[i : i+3])
	}
	c := color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA)
	return [3]uint8{c.R, c.G, c.B}
}
