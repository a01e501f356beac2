package gallery

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"

	scale "golang.org/x/image/draw"

	"github.com/tearsheet/tearsheet/snapshots/picture"
)

// stripHeight is how many rows of a picture are in one file: few enough that the first
// is there at once, and more than a window shows.
const stripHeight = 1000

// maxDecoded is the most pixels of a picture that is decoded as a whole. PNG, which alone
// can be taller than that, is not.
const maxDecoded = 150_000_000

var errTooLarge = errors.New("the picture is too large to be shown")

// cut cuts a picture into strips, from the top down, and gives each as a file. PNG stays as
// it is; of the others each strip is a JPEG.
func cut(r io.Reader, give func(strip []byte) (more bool, err error)) error {
	in := bufio.NewReaderSize(r, 64<<10)
	start, err := in.Peek(len(pngMagic))
	if err == nil && string(start) == pngMagic {
		return slicePNG(in, stripHeight, give)
	}
	whole, err := decode(in)
	if err != nil {
		return err
	}
	bounds := whole.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y += stripHeight {
		part := image.Rect(bounds.Min.X, y, bounds.Max.X, min(y+stripHeight, bounds.Max.Y))
		data, err := encode(crop(whole, part))
		if err != nil {
			return err
		}
		if more, err := give(data); err != nil || !more {
			return err
		}
	}
	return nil
}

// decode reads a picture that is not too large for it.
func decode(r io.Reader) (image.Image, error) {
	var begun bytes.Buffer
	config, _, err := image.DecodeConfig(io.TeeReader(r, &begun))
	if err != nil {
		return nil, fmt.Errorf("this is no PNG, JPEG or WebP picture: %w", err)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxDecoded/config.Height {
		return nil, errTooLarge
	}
	return picture.Decode(io.MultiReader(&begun, r))
}

// crop is a part of a picture.
func crop(img image.Image, part image.Rectangle) image.Image {
	if sub, ok := img.(interface {
		SubImage(r image.Rectangle) image.Image
	}); ok {
		return sub.SubImage(part)
	}
	out := image.NewRGBA(part)
	draw.Draw(out, part, img, part.Min, draw.Src)
	return out
}

func encode(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 88})
	return out.Bytes(), err
}

// The size of thumbnails, in pixels: twice what a list shows.
const (
	thumbWidth  = 480
	thumbHeight = 300
)

// thumbnail makes a small picture of the top of one.
func thumbnail(r io.Reader, width int) ([]byte, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	img, err := top(in, max(1, width*thumbHeight/thumbWidth))
	if err != nil {
		return nil, err
	}
	from := img.Bounds()
	if from.Dx() == 0 || from.Dy() == 0 {
		return nil, errTooLarge
	}
	from.Max.Y = min(from.Max.Y, from.Min.Y+max(1, from.Dx()*thumbHeight/thumbWidth))
	to := image.Rect(0, 0, thumbWidth, max(1, from.Dy()*thumbWidth/from.Dx()))
	small := image.NewRGBA(to)
	draw.Draw(small, to, image.White, image.Point{}, draw.Src)
	scale.CatmullRom.Scale(small, to, img, from, draw.Over, nil)
	return encode(small)
}

// top decodes the first rows of a picture, of a PNG no more than these.
func top(in *bufio.Reader, rows int) (image.Image, error) {
	start, err := in.Peek(len(pngMagic))
	if err != nil || string(start) != pngMagic {
		return decode(in)
	}
	var first []byte
	err = slicePNG(in, rows, func(strip []byte) (bool, error) {
		first = strip
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	return decode(bytes.NewReader(first))
}
