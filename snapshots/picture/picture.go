// Package picture reads the pictures of snapshots as they look: PNG, JPEG and WebP.
//
//	img, err := picture.Decode(f)
package picture

import (
	"image"
	_ "image/jpeg" // so that image.Decode reads it
	_ "image/png"  // likewise
	"io"
	"math"

	_ "golang.org/x/image/webp" // likewise
)

// Decode reads a picture.
func Decode(r io.Reader) (image.Image, error) {
	img, format, err := image.Decode(r)
	if err != nil || format != "webp" {
		return img, err
	}
	switch img := img.(type) {
	case *image.YCbCr:
		stretch(img)
	case *image.NYCbCrA:
		stretch(&img.YCbCr)
	}
	return img, nil
}

// WebP with loss writes brightness as 16 to 235 and colour as 16 to 240, as video does; the
// library takes them for 0 to 255, as JPEG has them, so that white was grey.
var brightness, colour = stretched(16, 219, 0), stretched(128, 224, 128)

// stretched is what the values of a narrow range are in a whole one; what is zero here
// is whole there.
func stretched(zero, width, whole float64) (table [256]byte) {
	for i := range table {
		table[i] = byte(math.Round(min(255, max(0, whole+(float64(i)-zero)*255/width))))
	}
	return table
}

func stretch(img *image.YCbCr) {
	for i, y := range img.Y {
		img.Y[i] = brightness[y]
	}
	for _, plane := range [][]byte{img.Cb, img.Cr} {
		for i, c := range plane {
			plane[i] = colour[c]
		}
	}
}
