package diff

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"github.com/tearsheet/tearsheet/snapshots/picture"
)

// pixelsMax is the most that a picture may have: a page of 1280 pixels' width and
// 100,000 pixels' height. More would not fit into the memory of small machines.
const pixelsMax = 128 << 20

// sizeOf reads a picture's size without decoding it.
func sizeOf(data []byte) (Size, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Size{}, fmt.Errorf("this is no PNG, JPEG or WebP picture: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > pixelsMax/config.Height {
		return Size{}, fmt.Errorf("the picture has %d x %d pixels: compare a part of it, or at a smaller scale", config.Width, config.Height)
	}
	return Size{config.Width, config.Height}, nil
}

// decode reads a picture as it looks on white paper.
func decode(data []byte) (*image.RGBA, error) {
	if _, err := sizeOf(data); err != nil {
		return nil, err
	}
	img, err := picture.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be decoded: %w", err)
	}
	bounds := img.Bounds()
	if flat, ok := img.(*image.RGBA); ok && flat.Opaque() && bounds.Min == (image.Point{}) {
		return flat, nil
	}
	flat := image.NewRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), img, bounds.Min, draw.Over)
	return flat, nil
}

// CheckPicture tells why a picture cannot be compared.
func CheckPicture(data []byte) error {
	_, err := decode(data)
	return err
}

// row gives the bytes of a row's first pixels, four each.
func row(img *image.RGBA, y, width int) []byte {
	start := y * img.Stride
	return img.Pix[start : start+4*width : start+4*width]
}
