package gallery

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"testing"
)

// noisy is a picture in which neighbours are alike, so that all filters of PNG are used.
func noisy(img draw.Image) draw.Image {
	r := rand.New(rand.NewPCG(3, 4))
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			img.Set(x, y, color.NRGBA{uint8(x*2 + r.IntN(9)), uint8(y*3 + r.IntN(5)), uint8(x + y), uint8(255 - y/20*r.IntN(3))})
		}
	}
	return img
}

// The strips together are the picture, whatever its colours are stored as.
func TestSlicePNG(t *testing.T) {
	palette := color.Palette{}
	for i := range 14 {
		palette = append(palette, color.NRGBA{uint8(i * 18), uint8(255 - i*9), uint8(i), uint8(255 - i)})
	}
	size := image.Rect(0, 0, 173, 431)
	for name, img := range map[string]image.Image{
		"nrgba": noisy(image.NewNRGBA(size)), "nrgba64": noisy(image.NewNRGBA64(size)), "gray": noisy(image.NewGray(size)), "gray16": noisy(image.NewGray16(size)),
		"palette of 14": noisy(image.NewPaletted(size, palette)), "palette of 2": noisy(image.NewPaletted(size, palette[:2])), "one pixel": image.NewGray(image.Rect(0, 0, 1, 1)),
	} {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		y := 0
		err := slicePNG(bytes.NewReader(b.Bytes()), 100, func(data []byte) (bool, error) {
			strip, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				return false, err
			}
			if want := min(100, img.Bounds().Dy()-y); strip.Bounds().Dx() != img.Bounds().Dx() || strip.Bounds().Dy() != want {
				t.Fatalf("%s: a strip of %v", name, strip.Bounds())
			}
			for sy := range strip.Bounds().Dy() {
				for x := range strip.Bounds().Dx() {
					if strip.At(x, sy) != img.At(x, y+sy) {
						t.Fatalf("%s: %v at %d,%d, not %v", name, strip.At(x, sy), x, y+sy, img.At(x, y+sy))
					}
				}
			}
			y += strip.Bounds().Dy()
			return true, nil
		})
		if err != nil || y != img.Bounds().Dy() {
			t.Errorf("%s: %d rows, %v", name, y, err)
		}
	}
}

func TestSliceOther(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, noisy(image.NewNRGBA(image.Rect(0, 0, 60, 2300))), nil); err != nil {
		t.Fatal(err)
	}
	var heights []int
	err := cut(&b, func(strip []byte) (bool, error) {
		config, err := jpeg.DecodeConfig(bytes.NewReader(strip))
		heights = append(heights, config.Height)
		return true, err
	})
	if err != nil || len(heights) != 3 || heights[0] != stripHeight || heights[2] != 300 {
		t.Error(heights, err)
	}
}

// What is broken, cut off or no picture is an error.
func TestSliceBroken(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, noisy(image.NewNRGBA(image.Rect(0, 0, 50, 300)))); err != nil {
		t.Fatal(err)
	}
	none := func([]byte) (bool, error) { return true, nil }
	for n := 0; n < b.Len()-60; n += 1 + n/20 {
		if err := slicePNG(bytes.NewReader(b.Bytes()[:n]), 100, none); err == nil {
			t.Fatalf("%d of %d bytes are a whole picture", n, b.Len())
		}
	}
	for i := 8; i < 60; i++ {
		data := bytes.Clone(b.Bytes())
		data[i] ^= 0xff
		_ = slicePNG(bytes.NewReader(data), 100, none) // it must not panic, or take all memory
	}
	if err := cut(bytes.NewReader([]byte("no picture")), none); err == nil {
		t.Error("no error for what is no picture")
	}
	if err := slicePNG(bytes.NewReader(b.Bytes()), 100, func([]byte) (bool, error) { return false, io.ErrClosedPipe }); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

func FuzzSlicePNG(f *testing.F) {
	var b bytes.Buffer
	if err := png.Encode(&b, noisy(image.NewNRGBA(image.Rect(0, 0, 9, 30)))); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(_ *testing.T, data []byte) {
		n := 0
		_ = slicePNG(bytes.NewReader(data), 7, func([]byte) (bool, error) { n++; return n < 20, nil })
	})
}

func BenchmarkSlice(b *testing.B) {
	data := sheet(b, 1280, 20_000, color.RGBA{0x23, 0x57, 0x7e, 0xff})
	b.SetBytes(1280 * 20_000 * 4)
	b.ReportAllocs()
	for b.Loop() {
		if err := cut(bytes.NewReader(data), func([]byte) (bool, error) { return true, nil }); err != nil {
			b.Fatal(err)
		}
	}
}
