package baseline

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"

	"github.com/HugoSmits86/nativewebp"
	"golang.org/x/image/webp"
)

// webpMax is the largest side of a WebP picture, in pixels.
const webpMax = 16383

// smaller writes a PNG anew so that it takes less room, pixel by pixel the same: as
// lossless WebP where that can hold it, else as PNG. It gives the ending of the file's name.
func smaller(picture []byte) (data []byte, ending string, err error) {
	decoded, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, "", err
	}
	img := plain(decoded)
	var out bytes.Buffer
	if max(img.Rect.Dx(), img.Rect.Dy()) <= webpMax {
		if err := nativewebp.Encode(&out, img, nil); err == nil && out.Len() < len(picture) && holds(out.Bytes(), img) {
			return out.Bytes(), ".webp", nil
		}
		out.Reset()
	}
	if err := png.Encode(&out, img); err != nil || out.Len() >= len(picture) {
		return picture, ".png", err
	}
	return out.Bytes(), ".png", nil
}

// holds tells whether a WebP file has the pixels of a picture: nothing is kept that was
// not read back.
func holds(data []byte, img *image.NRGBA) bool {
	got, err := webp.Decode(bytes.NewReader(data))
	return err == nil && got.Bounds() == img.Rect && bytes.Equal(plain(got).Pix, img.Pix)
}

// plain gives a picture as one run of pixels, their colours not multiplied by how much shows
// through. Where nothing does, those of RGBA are just that.
func plain(img image.Image) *image.NRGBA {
	size := img.Bounds()
	stride, start := 4*size.Dx(), image.Point{}
	switch img := img.(type) {
	case *image.NRGBA:
		if img.Stride == stride && size.Min == start {
			return img
		}
	case *image.RGBA:
		if img.Stride == stride && size.Min == start && img.Opaque() {
			return &image.NRGBA{Pix: img.Pix, Stride: stride, Rect: size}
		}
	}
	flat := image.NewNRGBA(image.Rectangle{Max: size.Size()})
	draw.Draw(flat, flat.Rect, img, size.Min, draw.Src)
	return flat
}
