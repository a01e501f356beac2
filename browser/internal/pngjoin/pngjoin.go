package pngjoin

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// Joiner joins PNGs of 8-bit RGB, one below the other, into one (PNG specification, third
// edition). The lines stay as they are filtered: only the first of a picture is filtered
// as if there were nothing above it, so no pixel needs to be looked at, and a picture of
// any height takes the memory of what it is when compressed.
type Joiner struct {
	out           bytes.Buffer
	lines         *zlib.Writer
	width, height int
}

// ErrNotPlain is the cause of a failure to join a picture of another kind.
var ErrNotPlain = errors.New("it is no PNG of 8-bit RGB")

const (
	signature  = "\x89PNG\r\n\x1a\n"
	headerSize = 13
)

// Header is what IHDR says.
type Header struct {
	Width, Height                                 uint32
	Depth, Colour, Compression, Filter, Interlace uint8
}

// Add appends a picture, which must be as wide as those before it.
func (s *Joiner) Add(picture []byte) error {
	h, in, err := Read(picture)
	if err != nil {
		return fmt.Errorf("a part of the picture cannot be read: %w", err)
	}
	defer in.Close()
	if s.lines == nil {
		s.width = int(h.Width)
		s.out.WriteString(signature)
		s.out.Write(make([]byte, 8+headerSize+4)) // written when the height is known
		// The only error is a level that does not exist.
		s.lines, _ = zlib.NewWriterLevel(chunks{&s.out}, zlib.BestSpeed)
	}
	if int(h.Width) != s.width {
		return fmt.Errorf("a part of the picture is %d px wide and not %d", h.Width, s.width)
	}
	first := make([]byte, 1+3*s.width)
	if _, err := io.ReadFull(in, first); err != nil {
		return err
	}
	if err := detach(first); err != nil {
		return err
	}
	if _, err := s.lines.Write(first); err != nil {
		return err
	}
	rest := int64(len(first)) * (int64(h.Height) - 1)
	switch n, err := io.Copy(s.lines, in); {
	case err != nil:
		return fmt.Errorf("a part of the picture cannot be read: %w", err)
	case n != rest:
		return fmt.Errorf("a part of the picture has %d bytes and not %d", n, rest)
	}
	s.height += int(h.Height)
	return nil
}

// Close ends the picture and gives it.
func (s *Joiner) Close() ([]byte, error) {
	if s.height == 0 {
		return nil, errors.New("there is nothing to take a picture of")
	}
	if err := s.lines.Close(); err != nil {
		return nil, err
	}
	writeChunk(&s.out, "IEND", nil)
	var head, chunk bytes.Buffer
	// A buffer takes all that has a size.
	_ = binary.Write(&head, binary.BigEndian, Header{Width: uint32(s.width), Height: uint32(s.height), Depth: 8, Colour: 2})
	writeChunk(&chunk, "IHDR", head.Bytes())
	copy(s.out.Bytes()[len(signature):], chunk.Bytes())
	return s.out.Bytes(), nil
}

// detach filters the first line of a picture, above which a decoder takes all to be
// black, so that it does not matter what is above (chapter 9).
func detach(line []byte) error {
	const bytesPerPixel = 3
	switch kind, pixels := line[0], line[1:]; kind {
	case 0, 1: // none; the pixel to the left
	case 2: // the pixel above
		line[0] = 0
	case 3: // the mean of left and above
		for i := bytesPerPixel; i < len(pixels); i++ {
			pixels[i] += pixels[i-bytesPerPixel] / 2
		}
		line[0] = 0
	case 4: // Paeth's choice, which is left
		line[0] = 1
	default:
		return fmt.Errorf("a line of the picture has the filter %d", kind)
	}
	return nil
}

// Read gives the header of a picture and its lines as they are filtered. What Chrome has
// just written is not held against its checksum. The lines must be closed.
func Read(picture []byte) (Header, *Lines, error) {
	var h Header
	rest, ok := bytes.CutPrefix(picture, []byte(signature))
	if !ok {
		return h, nil, ErrNotPlain
	}
	var data []io.Reader
	for len(rest) >= 12 {
		size := int64(binary.BigEndian.Uint32(rest))
		kind := string(rest[4:8])
		if size > int64(len(rest)-12) {
			return h, nil, io.ErrUnexpectedEOF
		}
		content := rest[8 : 8+size]
		switch kind {
		case "IHDR":
			if err := binary.Read(bytes.NewReader(content), binary.BigEndian, &h); err != nil {
				return h, nil, err
			}
			if h.Depth != 8 || h.Colour != 2 || h.Interlace != 0 || h.Width == 0 || h.Height == 0 {
				return h, nil, ErrNotPlain
			}
		case "IDAT":
			data = append(data, bytes.NewReader(content))
		}
		rest = rest[12+size:]
	}
	if h.Width == 0 || len(data) == 0 {
		return h, nil, ErrNotPlain
	}
	in := bufio.NewReaderSize(io.MultiReader(data...), 16<<10)
	const zlibHeader = 2 // bytes: the method, and how hard it was tried (RFC 1950)
	if _, err := in.Discard(zlibHeader); err != nil {
		return h, nil, err
	}
	l := inflaters.Get().(*Lines)
	return h, l, l.reset(in)
}

// Lines are the inflated lines of a picture. Inflaters are used again: each has tables and a
// window of its own.
type Lines struct{ io.ReadCloser }

var inflaters = sync.Pool{New: func() any { return &Lines{flate.NewReader(nil)} }}

func (l *Lines) reset(in io.Reader) error { return l.ReadCloser.(flate.Resetter).Reset(in, nil) }

// Close gives the inflater back.
func (l *Lines) Close() error {
	inflaters.Put(l)
	return nil
}

// writeChunk writes one chunk with its length and checksum.
func writeChunk(out *bytes.Buffer, kind string, data []byte) {
	var word [4]byte
	put := func(n uint32) {
		binary.BigEndian.PutUint32(word[:], n)
		out.Write(word[:])
	}
	put(uint32(len(data)))
	out.WriteString(kind)
	out.Write(data)
	put(crc32.Update(crc32.ChecksumIEEE([]byte(kind)), crc32.IEEETable, data))
}

// chunks puts what is written to it into IDAT chunks.
type chunks struct{ out *bytes.Buffer }

func (c chunks) Write(p []byte) (int, error) {
	writeChunk(c.out, "IDAT", p)
	return len(p), nil
}
