package gallery

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/klauspost/compress/zlib"
)

// readPNGHead reads up to the pixels.
func readPNGHead(in *bufio.Reader) (h pngHead, err error) {
	magic := make([]byte, len(pngMagic))
	if _, err := io.ReadFull(in, magic); err != nil || string(magic) != pngMagic {
		return h, errNoPNG
	}
	for total := 0; ; {
		start, err := in.Peek(8)
		if err != nil {
			return h, errNoPNG
		}
		length, name := int(binary.BigEndian.Uint32(start)), string(start[4:])
		if name == "IDAT" {
			return h, h.measure()
		}
		if total += length; length < 0 || total > maxHeader {
			return h, errNoPNG
		}
		chunk := make([]byte, 12+length)
		if _, err := io.ReadFull(in, chunk); err != nil {
			return h, errNoPNG
		}
		switch {
		case name == "IHDR" && length == len(h.ihdr):
			copy(h.ihdr[:], chunk[8:])
		case colourChunks[name]:
			h.kept = append(h.kept, chunk...)
		}
	}
}

// channels are the samples of a pixel, by the colour type of PNG.
var channels = map[byte]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}

// measure reads the sizes off the header.
func (h *pngHead) measure() error {
	h.Width, h.Height = int(binary.BigEndian.Uint32(h.ihdr[:])), int(binary.BigEndian.Uint32(h.ihdr[4:]))
	bits := channels[h.ihdr[9]] * int(h.ihdr[8])
	if h.Width <= 0 || h.Height <= 0 || bits <= 0 || h.Width > maxRowBytes/8 || bits > 64 {
		return errNoPNG
	}
	if h.ihdr[12] != 0 {
		return errInterlaced
	}
	h.rowBytes, h.pixelBytes = (h.Width*bits+7)/8, max(1, bits/8)
	return nil
}

// dataChunks reads what the chunks of pixels hold, one after the other.
type dataChunks struct {
	in    *bufio.Reader
	begun bool
	left  int // bytes of this chunk
}

func (d *dataChunks) Read(p []byte) (int, error) {
	for d.left == 0 {
		if d.begun { // behind each stands its sum
			if _, err := d.in.Discard(4); err != nil {
				return 0, io.ErrUnexpectedEOF
			}
		}
		var start [8]byte
		if _, err := io.ReadFull(d.in, start[:]); err != nil {
			return 0, io.ErrUnexpectedEOF
		}
		if string(start[4:]) != "IDAT" {
			return 0, io.EOF
		}
		d.left, d.begun = int(binary.BigEndian.Uint32(start[:])), true
	}
	n, err := d.in.Read(p[:min(len(p), d.left)])
	d.left -= n
	return n, err
}

// The filters of rows, as PNG numbers them: those from filterUp on look at the row above.
const (
	filterNone = iota
	filterSub
	filterUp
	filterAverage
	filterPaeth
)

// unfilter gives a row its bytes.
func unfilter(filter byte, row, above []byte, pixelBytes int) error {
	left := func(i int) byte {
		if i < pixelBytes {
			return 0
		}
		return row[i-pixelBytes]
	}
	switch filter {
	case filterNone:
	case filterSub:
		for i := pixelBytes; i < len(row); i++ {
			row[i] += row[i-pixelBytes]
		}
	case filterUp:
		for i := range row {
			row[i] += above[i]
		}
	case filterAverage:
		for i := range row {
			row[i] += byte((int(left(i)) + int(above[i])) / 2)
		}
	case filterPaeth:
		for i := range row {
			var corner byte
			if i >= pixelBytes {
				corner = above[i-pixelBytes]
			}
			row[i] += paeth(left(i), above[i], corner)
		}
	default:
		return fmt.Errorf("%w: there is no filter %d", errNoPNG, filter)
	}
	return nil
}

// paeth is which of three neighbours is the nearest to what they lead one to expect.
func paeth(left, above, corner byte) byte {
	expected := int(left) + int(above) - int(corner)
	toLeft, toAbove, toCorner := distance(expected, left), distance(expected, above), distance(expected, corner)
	switch {
	case toLeft <= toAbove && toLeft <= toCorner:
		return left
	case toAbove <= toCorner:
		return above
	}
	return corner
}

func distance(a int, b byte) int { return max(a-int(b), int(b)-a) }

// stripPNG is a strip on its way.
type stripPNG struct {
	out, data bytes.Buffer
	packed    *zlib.Writer
}

func newStrip(h pngHead, rows int) *stripPNG {
	s := &stripPNG{}
	s.packed, _ = zlib.NewWriterLevel(&s.data, zlib.BestSpeed) // the level exists
	s.out.WriteString(pngMagic)
	head := h.ihdr
	binary.BigEndian.PutUint32(head[4:], uint32(rows)) // no more than the whole has
	s.chunk("IHDR", head[:])
	s.out.Write(h.kept)
	return s
}

// write adds a row, with its filter before it. Writing to memory does not fail.
func (s *stripPNG) write(row []byte) { _, _ = s.packed.Write(row) }

func (s *stripPNG) close() ([]byte, error) {
	if err := s.packed.Close(); err != nil {
		return nil, err
	}
	s.chunk("IDAT", s.data.Bytes())
	s.chunk("IEND", nil)
	return s.out.Bytes(), nil
}

func (s *stripPNG) chunk(name string, data []byte) {
	var number [4]byte
	binary.BigEndian.PutUint32(number[:], uint32(len(data))) // of one strip
	s.out.Write(number[:])
	sum := crc32.NewIEEE()
	both := io.MultiWriter(&s.out, sum)
	_, _ = io.WriteString(both, name)
	_, _ = both.Write(data)
	binary.BigEndian.PutUint32(number[:], sum.Sum32())
	s.out.Write(number[:])
}
