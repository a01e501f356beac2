package watch

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/picture"
)

const (
	placesMost  = 3   // pictures of one change
	placeMargin = 48  // pixels round a place
	placeHeight = 900 // the most of one that is shown
	placeWidth  = 700 // the least, as far as the page is as wide
)

// places are pictures of what changed, as far as it can be said where that is.
func (w *Watch) places(e tell.Event) (list []tell.Picture) {
	before, after := w.side(e.Before), w.side(e.After)
	add := func(s *pictured, at image.Rectangle, name, caption string) {
		if s == nil || at.Empty() || len(list) >= placesMost {
			return
		}
		if data := s.cut(at); data != nil {
			list = append(list, tell.Picture{Name: fmt.Sprintf("%s-%d.png", name, len(list)+1), Caption: caption, PNG: data})
		}
	}
	for _, c := range e.Changes {
		switch {
		case c.What == changes.OfPicture && len(c.Regions) > 0:
			add(after, regionsOf(c.Regions), "after", "where the picture looks different")
		case c.Paragraph == nil:
		case c.How == changes.Removed:
			add(before, before.of(*c.Paragraph), "before", "what was removed")
		default:
			add(after, after.of(*c.Paragraph), "after", "what was "+c.How)
		}
	}
	if len(list) == 0 && before != nil && after != nil {
		result, err := diff.Compare(diff.Side{Picture: before.data}, diff.Side{Picture: after.data}, diff.Options{})
		if err == nil && result.Picture != nil && len(result.Picture.Regions) > 0 {
			add(after, regionsOf(result.Picture.Regions[:1]), "after", "where the page looks different")
		}
	}
	return list
}

// pictured is the picture of a snapshot, and where the paragraphs are in it.
type pictured struct {
	data  []byte
	image image.Image
	boxes []struct{ Paragraph, X, Y, Width, Height int }
}

// side reads the picture of a snapshot; nil where there is none.
func (w *Watch) side(folder string) *pictured {
	if folder == "" {
		return nil
	}
	s := &pictured{data: w.Taker.File(folder, "screenshot")}
	var err error
	if s.image, err = picture.Decode(bytes.NewReader(s.data)); err != nil {
		return nil
	}
	var boxes struct {
		Boxes []struct{ Paragraph, X, Y, Width, Height int }
	}
	if json.Unmarshal(w.Taker.File(folder, "boxes"), &boxes) == nil {
		s.boxes = boxes.Boxes
	}
	return s
}

// of is where a paragraph is; empty where nobody knows.
func (s *pictured) of(paragraph int) (at image.Rectangle) {
	if s == nil {
		return at
	}
	for _, b := range s.boxes {
		if b.Paragraph == paragraph {
			at = at.Union(image.Rect(b.X, b.Y, b.X+b.Width, b.Y+b.Height))
		}
	}
	return at
}

func regionsOf(list []diff.Region) (at image.Rectangle) {
	for _, r := range list {
		at = at.Union(image.Rect(r.X, r.Y, r.X+r.Width, r.Y+r.Height))
	}
	return at
}

// frame is the colour that a place is framed in.
var frame = image.NewUniform(color.RGBA{R: 0xd0, G: 0x20, B: 0x20, A: 0xff})

// cut is a place with what is round it, as a PNG.
func (s *pictured) cut(at image.Rectangle) []byte {
	around := at.Inset(-placeMargin)
	if lacks := placeWidth - around.Dx(); lacks > 0 {
		around.Min.X, around.Max.X = around.Min.X-lacks/2, around.Max.X+lacks/2
	}
	if around.Dy() > placeHeight {
		around.Max.Y = around.Min.Y + placeHeight
	}
	if left := s.image.Bounds().Min.X - around.Min.X; left > 0 { // there is more to the right
		around.Max.X += left
	}
	around = around.Intersect(s.image.Bounds())
	if around.Empty() {
		return nil
	}
	out := image.NewRGBA(image.Rectangle{Max: around.Size()})
	draw.Draw(out, out.Bounds(), s.image, around.Min, draw.Src)
	const thick = 3
	outer := at.Inset(-2 * thick).Sub(around.Min)
	for _, edge := range []image.Rectangle{
		{outer.Min, image.Pt(outer.Max.X, outer.Min.Y+thick)}, {image.Pt(outer.Min.X, outer.Max.Y-thick), outer.Max},
		{outer.Min, image.Pt(outer.Min.X+thick, outer.Max.Y)}, {image.Pt(outer.Max.X-thick, outer.Min.Y), outer.Max},
	} {
		draw.Draw(out, edge, frame, image.Point{}, draw.Src)
	}
	var b bytes.Buffer
	if png.Encode(&b, out) != nil {
		return nil
	}
	return b.Bytes()
}
