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
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, "", err
	}
	size := img.Bounds()
	if max(size.Dx(), size.Dy()) <= webpMax {
		var out bytes.Buffer
		if err := nativewebp.Encode(&out, img, nil); err == nil && out.Len() < len(picture) && holds(out.Bytes(), img) {
			return out.Bytes(), ".webp", nil
		}
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, img); err != nil || out.Len() >= len(picture) {
		return picture, ".png", err
	}
	return out.Bytes(), ".png", nil
}

// holds tells whether a WebP file has the pixels of a picture: nothing is kept that was
// not read back.
func holds(data []byte, img image.Image) bool {
	got, err := webp.Decode(bytes.NewReader(data))
	return err == nil && got.Bounds() == img.Bounds() && bytes.Equal(pixels(got), pixels(img))
}

func pixels(img image.Image) []byte {
	flat := image.NewRGBA(img.Bounds())
	draw.Draw(flat, flat.Rect, img, flat.Rect.Min, draw.Src)
	return flat.Pix
}
