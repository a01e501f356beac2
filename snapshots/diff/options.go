package diff

import (
	"errors"
	"fmt"
	"image"
)

// Options say what counts as a difference. The zero value is for captures that were made
// the same way: what a person could see counts, how edges are smoothed does not.
type Options struct {
	// Threshold is how far apart two pixels may look, from 0 to 1: black and white are 1
	// apart. 0 is [DefaultThreshold]; below 0 every difference counts.
	Threshold float64
	// Edges makes pixels count that differ only in how an edge is smoothed.
	Edges bool
	// Pixels and Ratio are how much of the picture may differ: so many pixels, or such a
	// share of all, whichever allows more.
	Pixels int
	Ratio  float64
	// Ignore are parts of the pictures that are not compared.
	Ignore []image.Rectangle

	// Skip names what is not compared: fields of the article ("word_count", "image.url"),
	// headers ("header:date") and resources by the start of their address.
	Skip []string
}

// DefaultThreshold lets the rounding of one step in each colour channel pass, and no more:
// a colour that is 2 % lighter is seen.
const DefaultThreshold = 0.005

// validate refuses options that would hide every difference, or none.
func (o Options) validate() error {
	switch {
	case o.Threshold > 1:
		return fmt.Errorf("threshold %g: use 0 to 1", o.Threshold)
	case o.Ratio < 0 || o.Ratio > 1:
		return fmt.Errorf("ratio %g: use 0 to 1", o.Ratio)
	case o.Pixels < 0:
		return errors.New("pixels: use 0 or more")
	}
	return nil
}
