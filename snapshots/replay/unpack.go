package replay

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
)

// What is unpacked to a file may be so long, and so many times longer than it was; up to a
// certain length it may be that anyway.
const (
	maxUnpacked      = 32 << 30
	maxUnpackedRatio = 200
	unpackedFreely   = 16 << 20
)

// ungzip reads what a gzip file holds.
func ungzip(in io.Reader) (io.Reader, error) { return gzip.NewReader(in) }

// unpack unpacks a file by open to a file of its own, which is gone when the archive is closed.
func (a *Archive) unpack(in io.Reader, open func(io.Reader) (io.Reader, error)) (*os.File, int64, error) {
	file, err := os.CreateTemp("", "tearsheet-unpacked-*")
	if err != nil {
		return nil, 0, err
	}
	_ = os.Remove(file.Name()) // where the system lets it, the file goes even if this is killed
	a.closers = append(a.closers, temporary{file})
	m := &meter{in: in}
	z, err := open(bufio.NewReader(m))
	if err != nil {
		return nil, 0, err
	}
	const step = 1 << 20
	for size := int64(0); ; {
		n, err := io.CopyN(file, z, step)
		size += n
		switch {
		case errors.Is(err, io.EOF):
			return file, size, nil
		case err != nil:
			return nil, 0, endsEarly(err)
		case size > maxUnpacked || size > unpackedFreely && size/maxUnpackedRatio > m.n:
			return nil, 0, fmt.Errorf("it unpacks to more than %d times its size, or than %d GB", maxUnpackedRatio, maxUnpacked>>30)
		}
	}
}

// temporary is a file that goes when it is closed.
type temporary struct{ *os.File }

// Close closes and removes it.
func (t temporary) Close() error {
	err := t.File.Close()
	_ = os.Remove(t.Name()) // mostly it is gone already
	return err
}
