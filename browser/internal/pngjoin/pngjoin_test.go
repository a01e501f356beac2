package pngjoin

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"testing"
)

// pattern is a picture whose lines ask an encoder for all kinds of filters.
func pattern(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(x * 3), uint8(y * 5), uint8(x * y), 255}
			switch y % 5 {
			case 1:
				c = color.RGBA{uint8(r.Uint32()), uint8(r.Uint32()), 7, 255}
			case 2:
				c = color.RGBA{9, 9, 9, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func encode(t *testing.T, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func wantSame(t *testing.T, got []byte, want *image.RGBA) {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds() != want.Bounds() {
		t.Fatalf("the picture has the size %v, not %v", m.Bounds(), want.Bounds())
	}
	plain := image.NewRGBA(m.Bounds())
	draw.Draw(plain, m.Bounds(), m, image.Point{}, draw.Src)
	if !bytes.Equal(plain.Pix, want.Pix) {
		t.Error("the picture has other pixels")
	}
}

func TestStrip(t *testing.T) {
	for _, heights := range [][]int{{64}, {1, 1, 1}, {20, 31, 2, 11}} {
		total := 0
		for _, h := range heights {
			total += h
		}
		want := pattern(97, total)
		var s Joiner
		y := 0
		for _, h := range heights {
			if err := s.Add(encode(t, want.SubImage(image.Rect(0, y, 97, y+h)))); err != nil {
				t.Fatal(err)
			}
			y += h
		}
		got, err := s.Close()
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, got, want)
	}
}

// The first line of a picture means the same below another one, however it is filtered.
func TestDetach(t *testing.T) {
	for filter, want := range map[byte][]byte{
		0: {0, 10, 20, 30, 40, 50, 60, 70, 80, 90},
		1: {1, 10, 20, 30, 40, 50, 60, 70, 80, 90},
		2: {0, 10, 20, 30, 40, 50, 60, 70, 80, 90},
		3: {0, 10, 20, 30, 45, 60, 75, 92, 110, 127},
		4: {1, 10, 20, 30, 40, 50, 60, 70, 80, 90},
	} {
		line := []byte{filter, 10, 20, 30, 40, 50, 60, 70, 80, 90}
		if err := detach(line); err != nil || !bytes.Equal(line, want) {
			t.Errorf("filter %d: %v, not %v; %v", filter, line, want, err)
		}
	}
	if detach([]byte{5, 0, 0, 0}) == nil {
		t.Error("there is no filter 5")
	}
}

func TestStripRefuses(t *testing.T) {
	good := encode(t, pattern(97, 20))
	glass := pattern(97, 20)
	glass.SetRGBA(3, 3, color.RGBA{})
	short := bytes.Clone(good)
	short[23] = 30 // lines, of which there are 20
	for name, c := range map[string]struct {
		picture  []byte
		notPlain bool
	}{
		"nothing":            {nil, true},
		"another format":     {[]byte("\xff\xd8\xff and so on"), true},
		"transparent pixels": {encode(t, glass), true},
		"a palette":          {encode(t, image.NewPaletted(image.Rect(0, 0, 97, 4), color.Palette{color.Black, color.White})), true},
		"another width":      {encode(t, pattern(96, 20)), false},
		"a cut one":          {good[:len(good)/2], false},
		"lines missing":      {short, false},
	} {
		var s Joiner
		if err := s.Add(good); err != nil {
			t.Fatal(err)
		}
		if err := s.Add(c.picture); err == nil || errors.Is(err, ErrNotPlain) != c.notPlain {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := new(Joiner).Close(); err == nil {
		t.Error("a picture of nothing")
	}
}

func BenchmarkStrip(b *testing.B) {
	var tile bytes.Buffer
	if err := png.Encode(&tile, pattern(1280, 2048)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(4 * 1280 * 2048 * 3)
	for b.Loop() {
		var s Joiner
		for range 4 {
			if err := s.Add(tile.Bytes()); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
