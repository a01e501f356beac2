package diff

import (
	"bytes"
	"fmt"
	"image"
	"runtime"
	"sync"
)

// comparePictures compares two pictures as a person would see them.
func comparePictures(want, got []byte, opts Options) (*Picture, error) {
	switch {
	case len(want) == 0 && len(got) == 0:
		return nil, nil
	case len(want) == 0 || len(got) == 0:
		return onePicture(want, got)
	case bytes.Equal(want, got):
		size, err := sizeOf(want)
		return &Picture{Want: size, Got: size}, err
	}
	before, after, err := decodeBoth(want, got)
	if err != nil {
		return nil, err
	}
	c := comparer{want: before, got: after, opts: opts, limit: limit(opts.Threshold)}
	p := &Picture{
		Want: Size{before.Rect.Dx(), before.Rect.Dy()},
		Got:  Size{after.Rect.Dx(), after.Rect.Dy()},
	}
	segments, changed := c.best()
	if changed == 0 {
		return p, nil
	}
	p.Changed = changed
	p.Ratio = float64(changed) / float64(c.canvasWidth()*rows(segments))
	p.Allowed = changed <= max(opts.Pixels, int(opts.Ratio*float64(c.canvasWidth()*rows(segments))))
	for _, s := range segments {
		switch s.only {
		case Added:
			p.Added = append(p.Added, Band{s.got, s.rows})
		case Removed:
			p.Removed = append(p.Removed, Band{s.want, s.rows})
		}
	}
	canvas := c.paint(segments)
	p.Regions = c.regions(canvas, segments)
	p.Diff, err = encode(canvas)
	return p, err
}

// onePicture is the comparison with none.
func onePicture(want, got []byte) (*Picture, error) {
	p := &Picture{Ratio: 1}
	var err error
	if len(want) > 0 {
		p.Want, err = sizeOf(want)
	} else {
		p.Got, err = sizeOf(got)
	}
	p.Changed = max(p.Want.Width*p.Want.Height, p.Got.Width*p.Got.Height)
	return p, err
}

func decodeBoth(want, got []byte) (before, after *image.RGBA, err error) {
	var wantErr, gotErr error
	var both sync.WaitGroup
	both.Go(func() { before, wantErr = decode(want) })
	both.Go(func() { after, gotErr = decode(got) })
	both.Wait()
	if wantErr != nil {
		return nil, nil, fmt.Errorf("the picture that is wanted: %w", wantErr)
	}
	if gotErr != nil {
		return nil, nil, fmt.Errorf("the picture that was got: %w", gotErr)
	}
	return before, after, nil
}

// limit is the distance from which on two pixels differ.
func limit(threshold float64) float64 {
	switch {
	case threshold == 0:
		threshold = DefaultThreshold
	case threshold < 0:
		return 0
	}
	return farthest * threshold * threshold
}

// comparer is two pictures and what counts as a difference.
type comparer struct {
	want, got *image.RGBA
	opts      Options
	limit     float64
}

func (c *comparer) canvasWidth() int { return max(c.want.Rect.Dx(), c.got.Rect.Dx()) }
func (c *comparer) common() int      { return min(c.want.Rect.Dx(), c.got.Rect.Dx()) }

// small is the share of a picture that may change without a search for rows that moved.
const small = 0.01

// best pairs the rows of the two pictures so that the least of them differs. Where heights
// agree it keeps rows in their places unless moving them explains most of the difference:
// a button that moved by ten pixels is no ten rows that came and went.
func (c *comparer) best() ([]segment, int) {
	place := inPlace(c.want.Rect.Dy(), c.got.Rect.Dy())
	bands, pixels := c.count(place)
	changed := bands + pixels
	if changed == 0 || bands == 0 && float64(changed) < small*float64(c.canvasWidth()*rows(place)) {
		return place, changed
	}
	moved := align(c.want, c.got)
	if moved == nil {
		return place, changed
	}
	bandsThen, pixelsThen := c.count(moved)
	explained := pixelsThen < pixels/4 && bandsThen < bands+c.canvasWidth()*rows(place)/4
	if explained || bandsThen+pixelsThen < changed/2 {
		return moved, bandsThen + pixelsThen
	}
	return place, changed
}

// rows is the height of some segments.
func rows(segments []segment) (n int) {
	for _, s := range segments {
		n += s.rows
	}
	return n
}

// count counts the pixels in rows that only one picture has, and those that differ in
// rows that both have.
func (c *comparer) count(segments []segment) (bands, pixels int) {
	var mu sync.Mutex
	for _, s := range segments {
		if s.only != Kept {
			bands += s.rows * c.canvasWidth()
			continue
		}
		inParallel(s.rows, func(from, to int) {
			n := 0
			for i := from; i < to; i++ {
				c.row(s.want+i, s.got+i, func(int) { n++ })
			}
			mu.Lock()
			pixels += n
			mu.Unlock()
		})
	}
	return bands, pixels
}

// row calls changed with each column in which two rows differ.
func (c *comparer) row(wantY, gotY int, changed func(x int)) {
	width := c.common()
	p, q := row(c.want, wantY, width), row(c.got, gotY, width)
	for x := width; x < c.canvasWidth(); x++ { // columns that only one picture has
		if !c.ignored(x, wantY, gotY) {
			changed(x)
		}
	}
	if bytes.Equal(p, q) {
		return
	}
	for x := range width {
		i := 4 * x
		if p[i] == q[i] && p[i+1] == q[i+1] && p[i+2] == q[i+2] {
			continue
		}
		if distance(p[i:], q[i:]) <= c.limit || c.ignored(x, wantY, gotY) {
			continue
		}
		w, g := image.Pt(x, wantY), image.Pt(x, gotY)
		if !c.opts.Edges && (smoothed(c.want, c.got, w, g) || smoothed(c.got, c.want, g, w)) {
			continue
		}
		changed(x)
	}
}

// ignored tells whether a pixel lies where differences do not count.
func (c *comparer) ignored(x, wantY, gotY int) bool {
	for _, part := range c.opts.Ignore {
		if image.Pt(x, wantY).In(part) || image.Pt(x, gotY).In(part) {
			return true
		}
	}
	return false
}

// inParallel works through n rows, some on each core.
func inParallel(n int, work func(from, to int)) {
	const least = 64 // rows that are worth a goroutine
	step := max(least, (n+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for from := 0; from < n; from += step {
		workers.Go(func() { work(from, min(n, from+step)) })
	}
	workers.Wait()
}
