package gallery

import (
	"encoding/json"
	"io"

	"github.com/tearsheet/tearsheet/snapshots"
)

// place is where a paragraph of the article is in the picture.
type place struct {
	Paragraph int `json:"paragraph"` // of the article's text, from 0
	X         int `json:"x"`
	Y         int `json:"y"`
	Width     int `json:"width"`
	Height    int `json:"height"`
}

// maxPlaces bounds boxes.json, and how many rectangles a page shows.
const (
	maxPlacesBytes = 4 << 20
	maxPlaces      = 400
)

// placesOf reads where the paragraphs of a capture are; nothing where it does not say.
func (g *Gallery) placesOf(snap snapshots.Snapshot) []place {
	if _, ok := fileOf(snap, "boxes"); !ok {
		return nil
	}
	f, err := g.store.Open(snap, "boxes")
	if err != nil {
		return nil
	}
	defer f.Close() // only read: nothing to lose
	var boxes struct {
		Boxes []place `json:"boxes"`
	}
	if json.NewDecoder(io.LimitReader(f, maxPlacesBytes)).Decode(&boxes) != nil {
		return nil
	}
	return boxes.Boxes[:min(maxPlaces, len(boxes.Boxes))]
}
