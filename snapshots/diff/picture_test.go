package diff

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"
)

// canvas makes a white picture with blocks of grey lines on it, each row unlike another,
// as text has it.
func canvas(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	random := rand.New(rand.NewPCG(1, 2))
	for y := 20; y+12 < height; y += 24 {
		for x := 20; x < width-20; x++ {
			if random.IntN(3) == 0 {
				for i := range 12 {
					if random.IntN(2) == 0 {
						img.Set(x, y+i, color.Black)
					}
				}
			}
		}
	}
	return img
}

func fill(img *image.RGBA, x, y, width, height int, c color.Color) {
	draw.Draw(img, image.Rect(x, y, x+width, y+height), image.NewUniform(c), image.Point{}, draw.Src)
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compared compares two pictures. The test ends if it cannot.
func compared(t testing.TB, want, got image.Image, opts Options) *Picture {
	t.Helper()
	r, err := Compare(Side{Picture: asPNG(t, want)}, Side{Picture: asPNG(t, got)}, opts)
	if err != nil {
		t.Fatal(err)
	}
	if r.Equal() != (r.Picture.Changed == 0 || r.Picture.Allowed) {
		t.Errorf("equal is %t of %+v", r.Equal(), r.Picture)
	}
	return r.Picture
}

func TestPictureCountsWhatChanged(t *testing.T) {
	base := canvas(300, 200)
	for name, test := range map[string]struct {
		paint func(*image.RGBA)
		opts  Options
		want  int
	}{
		"nothing":                          {func(*image.RGBA) {}, Options{}, 0},
		"one pixel":                        {func(i *image.RGBA) { fill(i, 5, 5, 1, 1, color.Black) }, Options{}, 1},
		"a block":                          {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Black) }, Options{}, 80},
		"two per cent darker":              {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Gray{250}) }, Options{}, 80},
		"a rounding":                       {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Gray{254}) }, Options{}, 0},
		"a rounding, where all counts":     {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Gray{254}) }, Options{Threshold: -1}, 80},
		"two per cent, with a higher bar":  {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Gray{250}) }, Options{Threshold: 0.1}, 0},
		"within an ignored part":           {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Black) }, Options{Ignore: []image.Rectangle{image.Rect(0, 0, 10, 8)}}, 0},
		"half within an ignored part":      {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.Black) }, Options{Ignore: []image.Rectangle{image.Rect(0, 0, 5, 8)}}, 40},
		"in the last row and column":       {func(i *image.RGBA) { fill(i, 299, 199, 1, 1, color.Black) }, Options{}, 1},
		"blue only, two per cent, by hand": {func(i *image.RGBA) { fill(i, 0, 0, 10, 8, color.RGBA{255, 255, 250, 255}) }, Options{}, 80},
	} {
		t.Run(name, func(t *testing.T) {
			got := canvas(300, 200)
			test.paint(got)
			p := compared(t, base, got, test.opts)
			if p.Changed != test.want {
				t.Errorf("%d pixels changed, want %d", p.Changed, test.want)
			}
			if (p.Diff != nil) != (test.want > 0) || (len(p.Regions) > 0) != (test.want > 0) {
				t.Errorf("a picture of %d bytes and the regions %v", len(p.Diff), p.Regions)
			}
		})
	}
}

func TestPictureAllowance(t *testing.T) {
	base, got := canvas(100, 100), canvas(100, 100)
	fill(got, 0, 0, 10, 10, color.Black)
	for _, test := range []struct {
		opts Options
		want bool
	}{
		{Options{}, false}, {Options{Pixels: 99}, false}, {Options{Pixels: 100}, true},
		{Options{Ratio: 0.009}, false}, {Options{Ratio: 0.01}, true}, {Options{Pixels: 100, Ratio: 0.001}, true},
	} {
		if p := compared(t, base, got, test.opts); p.Allowed != test.want || p.Changed != 100 || p.Ratio != 0.01 {
			t.Errorf("%+v: allowed %t, %d pixels, %g", test.opts, p.Allowed, p.Changed, p.Ratio)
		} else if says := (Result{Picture: p}).Allowed(); (says == "100 pixels (1.00 %) of the picture") != test.want {
			t.Errorf("%+v: it says %q", test.opts, says)
		}
	}
}

func TestPictureRegions(t *testing.T) {
	base, got := canvas(600, 400), canvas(600, 400)
	fill(got, 4, 4, 3, 3, color.Black)       // two marks that lie near each other
	fill(got, 16, 4, 3, 3, color.Black)      //
	fill(got, 500, 300, 40, 16, browserBlue) // and one far off
	p := compared(t, base, got, Options{})
	want := []image.Rectangle{image.Rect(500, 300, 540, 316), image.Rect(4, 4, 19, 7)}
	if len(p.Regions) != len(want) {
		t.Fatalf("regions are %+v", p.Regions)
	}
	for i, r := range p.Regions {
		if image.Rect(r.X, r.Y, r.X+r.Width, r.Y+r.Height) != want[i] {
			t.Errorf("region %d is %+v, want %v", i, r, want[i])
		}
	}
}

var browserBlue = color.RGBA{0, 0, 0xee, 0xff}

// The rim of a circle that is drawn half a pixel further is smoothed otherwise and looks
// the same.
func TestPictureLetsSmoothedEdgesPass(t *testing.T) {
	disc := func(shift float64) *image.RGBA {
		img := canvas(200, 200)
		fill(img, 0, 0, 200, 200, color.White)
		for y := range 200 {
			for x := range 200 {
				dx, dy := float64(x)-100-shift, float64(y)-100
				edge := 60 - (dx*dx+dy*dy)/(2*60) - 30 // the distance from the rim, near it
				ink := min(1, max(0, edge+0.5))
				img.Set(x, y, color.Gray{uint8(255 - 255*ink)})
			}
		}
		return img
	}
	strict := compared(t, disc(0), disc(0.12), Options{Edges: true})
	lenient := compared(t, disc(0), disc(0.12), Options{})
	if strict.Changed < 100 || lenient.Changed > strict.Changed/4 {
		t.Errorf("%d pixels with edges, %d without", strict.Changed, lenient.Changed)
	}
}

func TestPictureFindsRowsThatMoved(t *testing.T) {
	base := canvas(300, 600)
	insert := func(at, rows int) *image.RGBA {
		got := image.NewRGBA(image.Rect(0, 0, 300, 600+rows))
		draw.Draw(got, image.Rect(0, 0, 300, at), base, image.Point{}, draw.Src)
		fill(got, 0, at, 300, rows, browserBlue)
		draw.Draw(got, image.Rect(0, at+rows, 300, 600+rows), base, image.Pt(0, at), draw.Src)
		return got
	}
	banner := insert(0, 50)
	p := compared(t, base, banner, Options{})
	if p.Changed != 50*300 || len(p.Regions) != 0 || len(p.Added) != 1 || p.Added[0] != (Band{0, 50}) || len(p.Removed) != 0 {
		t.Errorf("a banner at the top: %d pixels, added %v, removed %v, %v", p.Changed, p.Added, p.Removed, p.Regions)
	}
	p = compared(t, banner, base, Options{})
	if p.Changed != 50*300 || len(p.Removed) != 1 || p.Removed[0] != (Band{0, 50}) || len(p.Added) != 0 {
		t.Errorf("a banner that went: %d pixels, added %v, removed %v", p.Changed, p.Added, p.Removed)
	}
	changed := insert(200, 30)
	fill(changed, 100, 500, 20, 20, browserBlue)
	p = compared(t, base, changed, Options{})
	if p.Changed != 30*300+400 || len(p.Regions) != 1 || p.Regions[0].Y != 500 || len(p.Added) != 1 || p.Added[0] != (Band{200, 30}) {
		t.Errorf("a banner in the middle and a block: %d pixels, added %v, regions %v", p.Changed, p.Added, p.Regions)
	}
	// In a window of one height what was added at the top pushes as much out at the bottom.
	window := image.NewRGBA(base.Rect)
	draw.Draw(window, window.Rect, banner, image.Point{}, draw.Src)
	p = compared(t, base, window, Options{})
	if p.Changed != 2*50*300 || len(p.Added) != 1 || len(p.Removed) != 1 || p.Removed[0] != (Band{550, 50}) {
		t.Errorf("in a window: %d pixels, added %v, removed %v", p.Changed, p.Added, p.Removed)
	}
}

// A small thing that moves within a picture is no rows that came and went.
func TestPictureSmallMovesStayInPlace(t *testing.T) {
	base, got := canvas(1000, 800), canvas(1000, 800)
	fill(base, 100, 400, 30, 60, browserBlue)
	fill(got, 100, 405, 30, 60, browserBlue)
	if p := compared(t, base, got, Options{}); len(p.Added)+len(p.Removed) != 0 || p.Changed != 300 || len(p.Regions) != 2 {
		t.Errorf("%d pixels, added %v, removed %v, regions %v", p.Changed, p.Added, p.Removed, p.Regions)
	}
}

func TestPictureOfAnotherWidth(t *testing.T) {
	p := compared(t, canvas(300, 100), canvas(310, 100), Options{})
	if p.Want != (Size{300, 100}) || p.Got != (Size{310, 100}) || p.Changed < 10*100 {
		t.Errorf("%+v", p)
	}
}

func TestPictureFormats(t *testing.T) {
	img := canvas(64, 64)
	fill(img, 0, 0, 64, 64, browserBlue)
	var asJPEG bytes.Buffer
	if err := jpeg.Encode(&asJPEG, img, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	r, err := Compare(Side{Picture: asPNG(t, img)}, Side{Picture: asJPEG.Bytes()}, Options{Threshold: 0.05})
	if err != nil || !r.Equal() {
		t.Errorf("a PNG and a JPEG of it: %v, %v", r.Summary(), err)
	}
	// What shines through is white paper.
	clear := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	white := canvas(8, 8)
	if p := compared(t, white, clear, Options{}); p.Changed != 0 {
		t.Errorf("nothing on white paper differs from it in %d pixels", p.Changed)
	}
	for name, data := range map[string][]byte{"no picture": []byte("GIF?"), "half a picture": asPNG(t, img)[:80]} {
		if _, err := Compare(Side{Picture: data}, Side{Picture: asPNG(t, img)}, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPictureOnOneSideOnly(t *testing.T) {
	one := asPNG(t, canvas(20, 10))
	r, err := Compare(Side{Picture: one}, Side{}, Options{})
	if err != nil || r.Equal() || r.Picture.Changed != 200 {
		t.Errorf("%+v, %v", r.Picture, err)
	}
}

// The difference shows what changed in one colour and nothing else in it.
func TestPaint(t *testing.T) {
	base, got := canvas(300, 200), canvas(300, 200)
	fill(got, 50, 60, 10, 10, browserBlue)
	p := compared(t, base, got, Options{})
	img, err := png.Decode(bytes.NewReader(p.Diff))
	if err != nil {
		t.Fatal(err)
	}
	marked := 0
	for y := range 200 {
		for x := range 300 {
			if img.At(x, y) == change[0] {
				marked++
				if x < 50 || x > 59 || y < 60 || y > 69 {
					t.Fatalf("%d,%d is marked", x, y)
				}
			}
		}
	}
	if marked != p.Changed {
		t.Errorf("%d pixels are marked and %d changed", marked, p.Changed)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, opts := range []Options{{Threshold: 2}, {Ratio: -0.1}, {Ratio: 1.1}, {Pixels: -1}} {
		if _, err := Compare(Side{}, Side{}, opts); err == nil {
			t.Errorf("%+v: no error", opts)
		}
	}
}

// A page as tall as they come.
func BenchmarkPictureTall(b *testing.B) {
	base := asPNG(b, canvas(1280, 50_000))
	next := canvas(1280, 50_000)
	fill(next, 100, 30_000, 50, 50, browserBlue)
	moved := image.NewRGBA(image.Rect(0, 0, 1280, 50_060))
	draw.Draw(moved, image.Rect(0, 60, 1280, 50_060), next, image.Point{}, draw.Src)
	for name, got := range map[string][]byte{"same": base, "block": asPNG(b, next), "banner": asPNG(b, moved)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := comparePictures(base, got, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
