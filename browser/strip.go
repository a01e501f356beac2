package browser

import (
	"bufio"
	"compress/zlib"
	"fmt"
	"hash/crc32"
	"image"
	"io"
)

// strip writes a PNG of 8-bit RGB from the top down, part by part, so that a picture of
// any height needs the memory of one part (PNG specification, third edition).
type strip struct {
	out           *bufio.Writer
	rows          *zlib.Writer
	width, height int
	written       int
	line, above   []byte // filtered line, and the one above unfiltered
	err           error
}

// newStrip begins a picture of that size in pixels.
func newStrip(w io.Writer, width, height int) (*strip, error) {
	s := &strip{out: bufio.NewWriterSize(w, 1<<16), width: width, height: height}
	_, _ = s.out.WriteString("\x89PNG\r\n\x1a\n")
	head := append(bigEndian(uint32(width)), bigEndian(uint32(height))...)
	s.chunk("IHDR", append(head, 8, 2, 0, 0, 0)) // 8 bits, RGB
	var err error
	s.rows, err = zlib.NewWriterLevel(&chunks{s: s}, zlib.BestSpeed)
	s.line, s.above = make([]byte, 1+3*width), make([]byte, 3*width)
	return s, err
}

func bigEndian(n uint32) []byte { return []byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)} }

// chunk writes one chunk with its length and checksum.
func (s *strip) chunk(kind string, data []byte) {
	if s.err != nil {
		return
	}
	name := []byte(kind)
	sum := crc32.Update(crc32.ChecksumIEEE(name), crc32.IEEETable, data)
	for _, part := range [][]byte{bigEndian(uint32(len(data))), name, data, bigEndian(sum)} {
		if _, s.err = s.out.Write(part); s.err != nil {
			return
		}
	}
}

// chunks puts the compressed rows into IDAT chunks.
type chunks struct{ s *strip }

func (c *chunks) Write(p []byte) (int, error) {
	c.s.chunk("IDAT", p)
	return len(p), c.s.err
}

// add appends the rows of a part, up to the height of the picture.
func (s *strip) add(part image.Image) error {
	b := part.Bounds()
	if b.Dx() != s.width {
		return fmt.Errorf("a part of the picture is %d px wide and not %d", b.Dx(), s.width)
	}
	row := make([]byte, 3*s.width)
	for y := b.Min.Y; y < b.Max.Y && s.written < s.height; y++ {
		pixels(part, y, row)
		s.line[0] = 2 // filter "up": most rows of a page are like the one above
		for i, v := range row {
			s.line[1+i] = v - s.above[i]
		}
		row, s.above = s.above, row
		if _, err := s.rows.Write(s.line); err != nil {
			return err
		}
		s.written++
	}
	return s.err
}

// pixels copies one line of an image as RGB. Screenshots are opaque.
func pixels(m image.Image, y int, row []byte) {
	b := m.Bounds()
	var from []uint8
	switch m := m.(type) {
	case *image.NRGBA:
		from = m.Pix[m.PixOffset(b.Min.X, y):]
	case *image.RGBA:
		from = m.Pix[m.PixOffset(b.Min.X, y):]
	default:
		for x := range b.Dx() {
			r, g, bl, _ := m.At(b.Min.X+x, y).RGBA()
			row[3*x], row[3*x+1], row[3*x+2] = uint8(r>>8), uint8(g>>8), uint8(bl>>8)
		}
		return
	}
	for x := range b.Dx() {
		copy(row[3*x:3*x+3], from[4*x:4*x+3])
	}
}

// close ends the picture. Rows that are missing are an error.
func (s *strip) close() error {
	if s.written != s.height {
		return fmt.Errorf("the picture has %d of %d rows", s.written, s.height)
	}
	if err := s.rows.Close(); err != nil {
		return err
	}
	s.chunk("IEND", nil)
	if s.err != nil {
		return s.err
	}
	return s.out.Flush()
}
