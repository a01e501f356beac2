package browser

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// A place is blank where all its pixels are of one colour, whatever filter the lines have and
// whatever stands around it.
func TestBlanks(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for y := range 200 {
		for x := range 300 {
			c := color.RGBA{240, 240, 240, 255}
			switch {
			case x < 100: // stripes across, as the lines of a text are
				if y%7 == 3 && x%5 < 2 {
					c = color.RGBA{20, 20, 20, 255}
				}
			case x >= 200: // a gradient
				c = color.RGBA{uint8(x - 100), uint8(y), 90, 255}
			}
			img.Set(x, y, c)
		}
	}
	boxes := []spotted{
		{X: 10, Y: 10, Width: 80, Height: 60, Kind: "text"},
		{X: 110, Y: 10, Width: 80, Height: 60, Kind: "flat"},
		{X: 210, Y: 10, Width: 80, Height: 60, Kind: "gradient"},
		{X: 100, Y: 120, Width: 100, Height: 400, Kind: "flat to the end"},
		{X: 150, Y: 50, Width: 120, Height: 40, Kind: "half"},
		{X: 400, Y: 10, Width: 80, Height: 60, Kind: "outside"},
	}
	for _, level := range []png.CompressionLevel{png.DefaultCompression, png.NoCompression, png.BestSpeed} {
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: level}).Encode(&out, opaque{img}); err != nil {
			t.Fatal(err)
		}
		got, err := blanks(out.Bytes(), boxes, 1)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, b := range got {
			kinds = append(kinds, b.Kind)
		}
		if len(kinds) != 2 || kinds[0] != "flat" || kinds[1] != "flat to the end" {
			t.Errorf("level %v: blank are %q", level, kinds)
		}
	}
}
