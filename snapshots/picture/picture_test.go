package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"
)

// lossy.webp is as Chrome wrote it: white above, orange and black below.
func TestDecodeOfLossyWebP(t *testing.T) {
	f, err := os.Open("testdata/lossy.webp")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]color.RGBA{
		{32, 10}: {0xff, 0xff, 0xff, 0xff},
		{10, 50}: {0xcc, 0x88, 0, 0xff},
		{50, 50}: {0, 0, 0, 0xff},
	} {
		if got := color.RGBAModel.Convert(img.At(at.X, at.Y)).(color.RGBA); !near(got, want) {
			t.Errorf("at %v it is %v, not %v", at, got, want)
		}
	}
}

func near(a, b color.RGBA) bool {
	for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
		if d < -3 || d > 3 {
			return false
		}
	}
	return a.A == b.A
}

func TestDecodeLeavesOthers(t *testing.T) {
	want := image.NewGray(image.Rect(0, 0, 2, 1))
	want.Pix = []byte{40, 235}
	var b bytes.Buffer
	if err := png.Encode(&b, want); err != nil {
		t.Fatal(err)
	}
	if got, err := Decode(&b); err != nil || got.At(0, 0) != want.At(0, 0) || got.At(1, 0) != want.At(1, 0) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Decode(bytes.NewReader([]byte("RIFF????WEBPVP8 "))); err == nil {
		t.Error("what breaks off is read")
	}
}
