package cli

import (
	"fmt"
	"image"

	"github.com/spf13/pflag"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// compareFlags say what counts as a difference.
type compareFlags struct {
	threshold float64
	edges     bool
	pixels    int
	ratio     float64
	ignore    []string
	skip      []string

	parts []image.Rectangle // of ignore
}

func (o *compareFlags) addFlags(flags *pflag.FlagSet) {
	flags.Float64Var(&o.threshold, "threshold", diff.DefaultThreshold, "how far apart two pixels may look, 0 to 1")
	flags.BoolVar(&o.edges, "edges", false, "count pixels that differ only in how an edge is smoothed")
	flags.IntVar(&o.pixels, "pixels", 0, "pixels that may differ")
	flags.Float64Var(&o.ratio, "ratio", 0, "share of the picture that may differ, 0 to 1")
	flags.StringArrayVar(&o.ignore, "ignore", nil, "part of the picture that does not count, X,Y,WIDTHxHEIGHT (repeatable)")
	flags.StringArrayVar(&o.skip, "skip", nil, "field (word_count), header (header:etag) or start of a resource's address that does not count (repeatable)")
}

func (o *compareFlags) validate() error {
	switch {
	case !(o.threshold >= 0 && o.threshold <= 1):
		return usagef("--threshold %g: use 0 to 1", o.threshold)
	case !(o.ratio >= 0 && o.ratio <= 1):
		return usagef("--ratio %g: use 0 to 1", o.ratio)
	case o.pixels < 0:
		return usagef("--pixels %d: use 0 or more", o.pixels)
	}
	o.parts = nil
	for _, part := range o.ignore {
		var x, y, width, height int
		var rest string
		n, _ := fmt.Sscanf(part, "%d,%d,%dx%d%s", &x, &y, &width, &height, &rest)
		if n != 4 || x < 0 || y < 0 || width < 1 || height < 1 {
			return usagef("--ignore %q: use X,Y,WIDTHxHEIGHT such as 0,120,1280x60", part)
		}
		o.parts = append(o.parts, image.Rect(x, y, x+width, y+height))
	}
	return nil
}

// options are the comparison as the flags ask for it.
func (o *compareFlags) options() diff.Options {
	threshold := o.threshold
	if threshold == 0 {
		threshold = -1 // every difference counts
	}
	return diff.Options{Threshold: threshold, Edges: o.edges, Pixels: o.pixels, Ratio: o.ratio, Ignore: o.parts, Skip: o.skip}
}
