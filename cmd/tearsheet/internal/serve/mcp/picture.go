package mcp

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io"

	"golang.org/x/image/draw"

	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/picture"
)

// The size of picture that models look at without making it smaller.
const (
	mostWidth  = 1092
	mostHeight = 1568
)

// mostPixels bounds the picture that is taken apart: 4 bytes each.
const mostPixels = 150 << 20

// margin is what is shown around a paragraph, in pixels.
const margin = 40

// shownPicture is a picture as a model gets it.
type shownPicture struct {
	data  []byte // PNG
	parts int    // of the whole
}

// read reads a file of a snapshot.
func (t tools) read(snap snapshots.Snapshot, kind string) ([]byte, error) {
	if _, ok := snap.Path(kind); !ok {
		return nil, errNoFile
	}
	f, err := t.Shelf.Store.Open(snap, kind)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read: nothing to lose
	const most = 512 << 20
	return io.ReadAll(io.LimitReader(f, most))
}

// shown makes a part of a picture, or the place of a paragraph in it, fit for a model.
func (t tools) shown(snap snapshots.Snapshot, data []byte, number, paragraph int) (shownPicture, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return shownPicture{}, err
	}
	if size.Width*size.Height > mostPixels {
		return shownPicture{}, unfit("the picture has %d x %d pixels, which is too large to be cut", size.Width, size.Height)
	}
	whole, err := picture.Decode(bytes.NewReader(data))
	if err != nil {
		return shownPicture{}, err
	}
	area, parts := whole.Bounds(), 1
	if paragraph > 0 {
		if area, err = t.place(snap, area, paragraph); err != nil {
			return shownPicture{}, err
		}
	} else {
		tall := max(1, area.Dx()*mostHeight/min(area.Dx(), mostWidth)) // of the whole, in one part
		parts = (area.Dy() + tall - 1) / tall
		if number > parts {
			return shownPicture{}, unfit("the picture has %d parts", parts)
		}
		area.Min.Y += (number - 1) * tall
		area.Max.Y = min(area.Max.Y, area.Min.Y+tall)
	}
	var b bytes.Buffer
	err = png.Encode(&b, fitted(whole, area))
	return shownPicture{b.Bytes(), parts}, err
}

// fitted is an area of a picture, made smaller where it is too large.
func fitted(whole image.Image, area image.Rectangle) image.Image {
	width, height := area.Dx(), area.Dy()
	if width > mostWidth {
		width, height = mostWidth, height*mostWidth/width
	}
	if height > mostHeight {
		width, height = width*mostHeight/height, mostHeight
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), whole, area, draw.Src, nil)
	return small
}

// errNoPlaces says that a snapshot does not know where its paragraphs are.
var errNoPlaces = unfit("this snapshot does not say where its paragraphs are: leave paragraph out, or use selector")

// place is where a paragraph is in a picture, with a little around it.
func (t tools) place(snap snapshots.Snapshot, all image.Rectangle, paragraph int) (image.Rectangle, error) {
	data, err := t.read(snap, "boxes")
	if errors.Is(err, errNoFile) {
		return all, errNoPlaces
	}
	var places struct {
		Boxes []struct{ Paragraph, X, Y, Width, Height int }
	}
	if err == nil {
		err = json.Unmarshal(data, &places)
	}
	if err != nil {
		return all, err
	}
	var at image.Rectangle
	for _, b := range places.Boxes {
		if b.Paragraph == paragraph-1 {
			at = at.Union(image.Rect(b.X, b.Y, b.X+b.Width, b.Y+b.Height))
		}
	}
	if at = at.Inset(-margin).Intersect(all); at.Empty() || at.Dx() <= 2*margin {
		return all, unfit("paragraph %d is not in the picture", paragraph)
	}
	return at, nil
}
