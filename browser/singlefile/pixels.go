package singlefile

import (
	"bytes"
	"encoding/binary"
	"image"
	_ "image/gif" // so that the size of pictures of these formats is known
	_ "image/jpeg"
	_ "image/png"
	"math"

	_ "golang.org/x/image/bmp" // and of these
	_ "golang.org/x/image/webp"
)

// pixels gives the size of a picture, 0 where it is of another kind.
func pixels(data []byte) (width, height int) {
	if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		return c.Width, c.Height
	}
	// AVIF: the first "ispe" property is that of the picture itself.
	head := data[:min(len(data), 4096)]
	if i := bytes.Index(head, []byte("ispe")); i > 0 && len(head) >= i+16 && bytes.Contains(head[:min(len(head), 32)], []byte("ftyp")) {
		return int(binary.BigEndian.Uint32(head[i+8:])), int(binary.BigEndian.Uint32(head[i+12:]))
	}
	return 0, 0
}

// density gives how many of its own pixels a picture has to a CSS pixel.
func (f *Facts) density(r *resource) float64 {
	if !f.Dense || r.width == 0 || r.height == 0 || f.Width == 0 || f.Height == 0 {
		return 1
	}
	width, height := float64(r.width), float64(r.height)
	if (width > height) != (f.Width > f.Height) && math.Abs(width/f.Width-height/f.Height) > 0.2 {
		width, height = height, width // the camera lay on its side
	}
	// The larger side says it more exactly.
	d := width / f.Width
	if height > width {
		d = height / f.Height
	}
	if math.Abs(d-1) < 0.002 {
		return 1
	}
	return d
}
