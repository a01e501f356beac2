package changes

import (
	"fmt"
	"image"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// comparePictures compares what two captures look like.
func comparePictures(before, after State, look Look) ([]Change, error) {
	want, got := pictureOf(before, look), pictureOf(after, look)
	if want == nil || got == nil {
		return nil, nil
	}
	var ignore []image.Rectangle
	for _, r := range look.Ignore {
		ignore = append(ignore, image.Rect(r.X, r.Y, r.X+r.Width, r.Y+r.Height))
	}
	result, err := diff.Compare(diff.Side{Picture: want}, diff.Side{Picture: got}, diff.Options{Ignore: ignore})
	if err != nil || result.Picture == nil || result.Picture.Changed == 0 {
		return nil, err
	}
	p := result.Picture
	regions := p.Regions
	for _, b := range p.Added {
		regions = append(regions, diff.Region{Y: b.Y, Width: p.Got.Width, Height: b.Height, Pixels: p.Got.Width * b.Height})
	}
	return []Change{{
		What: OfPicture, How: Edited, Regions: regions,
		Before: fmt.Sprintf("%d x %d", p.Want.Width, p.Want.Height), After: fmt.Sprintf("%d x %d, %.2f %% differ", p.Got.Width, p.Got.Height, 100*p.Ratio),
	}}, nil
}

func pictureOf(s State, look Look) []byte {
	if s.Picture == nil && look.Picture != nil {
		return look.Picture(s)
	}
	return s.Picture
}

// meet tells whether some region of one list and some of another overlap.
func meet(a, b []diff.Region) bool {
	for _, r := range a {
		for _, s := range b {
			if image.Rect(r.X, r.Y, r.X+r.Width, r.Y+r.Height).Overlaps(image.Rect(s.X, s.Y, s.X+s.Width, s.Y+s.Height)) {
				return true
			}
		}
	}
	return len(a) == 0 && len(b) == 0
}
