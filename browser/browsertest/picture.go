package browsertest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // so that pictures of these formats can be decoded
	"image/png"
	"net/http"
	"testing"

	_ "golang.org/x/image/webp" // image.Decode reads it
)

// Colours for flat pictures and backgrounds that are far from each other, from black
// and from white, so that they are told apart in every format.
var (
	Red    = color.RGBA{0xd0, 0x10, 0x10, 0xff}
	Green  = color.RGBA{0x10, 0xa0, 0x20, 0xff}
	Blue   = color.RGBA{0x10, 0x30, 0xd0, 0xff}
	Orange = color.RGBA{0xff, 0x90, 0x00, 0xff}
	Purple = color.RGBA{0x80, 0x00, 0xa0, 0xff}
	White  = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// Hex writes a colour as CSS has it, such as #d01010.
func Hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Flat is the path under which every Site serves a PNG of one colour.
func Flat(width, height int, c color.RGBA) string {
	return fmt.Sprintf("/flat/%dx%d/%02x%02x%02x.png", width, height, c.R, c.G, c.B)
}

// PNG makes a picture of one colour.
func PNG(width, height int, c color.RGBA) []byte {
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{c})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return b.Bytes()
}

func serveFlat(w http.ResponseWriter, r *http.Request) {
	var width, height int
	c := color.RGBA{A: 0xff}
	n, err := fmt.Sscanf(r.URL.Path, "/flat/%dx%d/%02x%02x%02x.png", &width, &height, &c.R, &c.G, &c.B)
	if err != nil || n != 5 || width < 1 || height < 1 || width*height > 1<<24 {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(PNG(width, height, c))
}

// Decode reads a PNG, JPEG or WebP picture. The test ends if it is none.
func Decode(t testing.TB, data []byte) *image.RGBA {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("the picture (%d bytes) cannot be decoded: %v", len(data), err)
	}
	// One concrete type makes counting fast.
	flat := image.NewRGBA(img.Bounds())
	draw.Draw(flat, flat.Bounds(), img, img.Bounds().Min, draw.Src)
	return flat
}

// near is how far apart the channels of colours that count as the same may be: JPEG
// and WebP move them a little.
const near = 20

// Same tells whether two colours are as good as the same.
func Same(a, b color.RGBA) bool {
	far := func(x, y uint8) bool { return max(x, y)-min(x, y) > near }
	return !far(a.R, b.R) && !far(a.G, b.G) && !far(a.B, b.B)
}

// Area counts the pixels of a colour.
func Area(img *image.RGBA, c color.RGBA) (pixels int) {
	return AreaIn(img, img.Bounds(), c)
}

// AreaIn counts the pixels of a colour in a part of the picture.
func AreaIn(img *image.RGBA, part image.Rectangle, c color.RGBA) (pixels int) {
	part = part.Intersect(img.Bounds())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if Same(img.RGBAAt(x, y), c) {
				pixels++
			}
		}
	}
	return pixels
}

// ColorAt gives the colour that most pixels of a square of 9 x 9 round a point have.
func ColorAt(img *image.RGBA, x, y int) color.RGBA {
	counts := map[color.RGBA]int{}
	var most color.RGBA
	part := image.Rect(x-4, y-4, x+5, y+5).Intersect(img.Bounds())
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			c := img.RGBAAt(x, y)
			if counts[c]++; counts[c] > counts[most] {
				most = c
			}
		}
	}
	return most
}

// WantColor reports an error unless the picture has a colour at a point.
func WantColor(t testing.TB, img *image.RGBA, x, y int, want color.RGBA) {
	t.Helper()
	if got := ColorAt(img, x, y); !Same(got, want) {
		t.Errorf("the picture (%v) has %s at %d,%d, not %s", img.Bounds().Size(), Hex(got), x, y, Hex(want))
	}
}

// WantArea reports an error unless a colour covers about that many pixels: a hundredth
// more or less is allowed.
func WantArea(t testing.TB, img *image.RGBA, c color.RGBA, want int) {
	t.Helper()
	if got := Area(img, c); got < want-want/100 || got > want+want/100 {
		t.Errorf("%s covers %d pixels of the picture (%v), not %d", Hex(c), got, img.Bounds().Size(), want)
	}
}

// WantSize reports an error unless the picture has that size.
func WantSize(t testing.TB, img *image.RGBA, width, height int) {
	t.Helper()
	if got := img.Bounds().Size(); got != image.Pt(width, height) {
		t.Errorf("the picture has %d x %d pixels, not %d x %d", got.X, got.Y, width, height)
	}
}
