package gallery

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zlib"
)

// pngMagic begins every PNG.
const pngMagic = "\x89PNG\r\n\x1a\n"

// What is read of one picture: more would be no picture of a page.
const (
	maxRowBytes = 32 << 20
	maxHeader   = 4 << 20 // chunks before the pixels: colours, profiles
)

var (
	errNoPNG      = errors.New("this is no PNG that can be cut")
	errInterlaced = errors.New("an interlaced PNG has no rows in order")
)

// pngHead is what comes before the pixels.
type pngHead struct {
	Width, Height int
	ihdr          [13]byte
	kept          []byte // chunks that say how colours are meant, as they are
	rowBytes      int
	pixelBytes    int // to the left neighbour, as filters count
}

// colourChunks are those that a strip needs to look as the whole does.
var colourChunks = map[string]bool{"PLTE": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "sBIT": true, "cICP": true}

// slicePNG cuts a PNG into strips of so many rows, from the top down, and gives each as
// a PNG of its own as soon as it has its rows. Pixels are not decoded: what the file has
// of a row goes into the strip as it is, so that a picture of any height takes the memory
// of one strip and no colour changes. It ends early where give says that it needs no more.
func slicePNG(r io.Reader, rows int, give func(strip []byte) (more bool, err error)) error {
	in := bufio.NewReaderSize(r, 64<<10)
	head, err := readPNGHead(in)
	if err != nil {
		return err
	}
	pixels, err := zlib.NewReader(&dataChunks{in: in})
	if err != nil {
		return fmt.Errorf("%w: %w", errNoPNG, err)
	}
	defer pixels.Close() // only read: nothing to lose
	buffered := bufio.NewReaderSize(pixels, 256<<10)
	row, above := make([]byte, 1+head.rowBytes), make([]byte, head.rowBytes)
	for y := 0; y < head.Height; {
		count := min(rows, head.Height-y)
		strip := newStrip(head, count)
		for i := range count {
			if _, err := io.ReadFull(buffered, row); err != nil {
				return fmt.Errorf("%w: row %d of %d: %w", errNoPNG, y+i, head.Height, err)
			}
			filter, alone := row[0], i == 0 && row[0] >= filterUp // alone: what it looked at is in the strip before
			if !alone {
				strip.write(row)
			}
			if err := unfilter(filter, row[1:], above, head.pixelBytes); err != nil {
				return err
			}
			if alone {
				row[0] = filterNone
				strip.write(row)
			}
			copy(above, row[1:])
		}
		y += count
		data, err := strip.close()
		if err != nil {
			return err
		}
		if more, err := give(data); err != nil || !more {
			return err
		}
	}
	return nil
}
