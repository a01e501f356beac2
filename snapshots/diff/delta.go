package diff

import (
	"bytes"
	"image"
)

// How far apart two colours look is measured in YIQ, in which brightness counts most and
// hue least (Kotsarenko and Ramos, "Measuring perceived color difference using YIQ NTSC
// transmission color space in mobile applications", 2010). Smoothed edges are told by
// their neighbours (Vyšniauskas, "Anti-aliased pixel and intensity slope detector",
// 2009). This is what pixelmatch does; the Go port of it has no release, takes whole
// pictures of one size only, and works on one core.

// farthest is the distance of black and white.
const farthest = 0.5053 * 255 * 255

// distance is how far apart two pixels look: 0 to farthest.
func distance(a, b []byte) float64 {
	red, green, blue := float64(int(a[0])-int(b[0])), float64(int(a[1])-int(b[1])), float64(int(a[2])-int(b[2]))
	y := 0.29889531*red + 0.58662247*green + 0.11448223*blue
	i := 0.59597799*red - 0.27417610*green - 0.32180189*blue
	q := 0.21147017*red - 0.52261711*green + 0.31114694*blue
	return 0.5053*y*y + 0.299*i*i + 0.1957*q*q
}

// brightness is a pixel's, 0 to 255.
func brightness(p []byte) float64 {
	return 0.29889531*float64(p[0]) + 0.58662247*float64(p[1]) + 0.11448223*float64(p[2])
}

// at gives the four bytes of a pixel.
func at(img *image.RGBA, x, y int) []byte {
	start := y*img.Stride + 4*x
	return img.Pix[start : start+4 : start+4]
}

// smoothed tells whether the pixel of a at p looks like a smoothed edge, in b as well,
// where it lies at q.
func smoothed(a, b *image.RGBA, p, q image.Point) bool {
	here := brightness(at(a, p.X, p.Y))
	same := atRim(a, p)
	var darkest, brightest float64
	var dark, bright image.Point // from p
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			n := p.Add(image.Pt(dx, dy))
			if n == p || !n.In(a.Rect) {
				continue
			}
			change := brightness(at(a, n.X, n.Y)) - here
			switch {
			case change == 0:
				if same++; same > 2 {
					return false // a flat area is no edge
				}
			case change < darkest:
				darkest, dark = change, image.Pt(dx, dy)
			case change > brightest:
				brightest, bright = change, image.Pt(dx, dy)
			}
		}
	}
	if darkest == 0 || brightest == 0 {
		return false // an edge has a darker and a brighter side
	}
	flat := func(d image.Point) bool { return inFlatArea(a, p.Add(d)) && inFlatArea(b, q.Add(d)) }
	return flat(dark) || flat(bright)
}

// inFlatArea tells whether a pixel has three neighbours or more of its own colour.
func inFlatArea(img *image.RGBA, p image.Point) bool {
	if !p.In(img.Rect) {
		return false
	}
	here := at(img, p.X, p.Y)
	same := atRim(img, p)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			n := p.Add(image.Pt(dx, dy))
			if n == p || !n.In(img.Rect) {
				continue
			}
			if bytes.Equal(at(img, n.X, n.Y), here) {
				if same++; same > 2 {
					return true
				}
			}
		}
	}
	return false
}

// atRim is 1 for a pixel at the rim of the picture, which lacks neighbours.
func atRim(img *image.RGBA, p image.Point) int {
	if p.X == 0 || p.Y == 0 || p.X == img.Rect.Max.X-1 || p.Y == img.Rect.Max.Y-1 {
		return 1
	}
	return 0
}
