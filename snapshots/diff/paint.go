package diff

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// The colours of a difference: shades of what is the same, the one of what changed, and
// shades of rows that came or went. Sixteen of them make a small file. Blue and orange
// are told apart by those who cannot tell green from red.
var (
	shades  = tint(color.RGBA{0xb4, 0xb4, 0xb8, 0xff}, color.RGBA{0xff, 0xff, 0xff, 0xff}, 8)
	change  = []color.Color{color.RGBA{0xd6, 0x0a, 0x4f, 0xff}}
	added   = tint(color.RGBA{0x4a, 0x86, 0xc8, 0xff}, color.RGBA{0xd4, 0xe8, 0xff, 0xff}, 4)
	removed = tint(color.RGBA{0xd8, 0x80, 0x2a, 0xff}, color.RGBA{0xff, 0xe6, 0xc8, 0xff}, 3)
)

// Where each begins in the palette.
const (
	shadesFrom  = 0
	changeFrom  = shadesFrom + 8
	addedFrom   = changeFrom + 1
	removedFrom = addedFrom + 4
)

// tint makes n colours from dark to light.
func tint(dark, light color.RGBA, n int) []color.Color {
	list := make([]color.Color, n)
	mix := func(a, b uint8, i int) uint8 { return uint8((int(a)*(n-1-i) + int(b)*i) / (n - 1)) }
	for i := range list {
		list[i] = color.RGBA{mix(dark.R, light.R, i), mix(dark.G, light.G, i), mix(dark.B, light.B, i), 0xff}
	}
	return list
}

func palette() color.Palette {
	var p color.Palette
	for _, part := range [][]color.Color{shades, change, added, removed} {
		p = append(p, part...)
	}
	return p
}

// paint draws the difference: the segments one below the other.
func (c *comparer) paint(segments []segment) *image.Paletted {
	canvas := image.NewPaletted(image.Rect(0, 0, c.canvasWidth(), rows(segments)), palette())
	top := 0
	for _, s := range segments {
		inParallel(s.rows, func(from, to int) {
			for i := from; i < to; i++ {
				line := canvas.Pix[(top+i)*canvas.Stride:][:canvas.Rect.Dx()]
				switch s.only {
				case Added:
					shade(line, c.got, s.got+i, addedFrom, len(added))
				case Removed:
					shade(line, c.want, s.want+i, removedFrom, len(removed))
				default:
					shade(line, c.got, s.got+i, shadesFrom, len(shades))
					c.row(s.want+i, s.got+i, func(x int) { line[x] = changeFrom })
				}
			}
		})
		top += s.rows
	}
	return canvas
}

// shade draws a row in some of the palette's colours, by its brightness.
func shade(line []byte, img *image.RGBA, y, first, n int) {
	width := min(len(line), img.Rect.Dx())
	pixels := row(img, y, width)
	for x := range width {
		line[x] = byte(first + int(brightness(pixels[4*x:]))*n/256)
	}
	for x := width; x < len(line); x++ {
		line[x] = byte(first + n - 1)
	}
}

// quickFrom is the number of pixels from which on a small file is not worth the wait.
const quickFrom = 16 << 20

func encode(canvas *image.Paletted) ([]byte, error) {
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	if len(canvas.Pix) > quickFrom {
		encoder.CompressionLevel = png.BestSpeed
	}
	var b bytes.Buffer
	err := encoder.Encode(&b, canvas)
	return b.Bytes(), err
}
