package warc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
)

// inMemory is the length up to which a body is kept in memory.
const inMemory = 1 << 20

// spool holds a body whose length has to be known before it can be written.
type spool struct {
	size   int64
	sum    []byte // SHA-256
	memory []byte
	file   *os.File // nil where memory has all
}

// newSpool reads a body to its end. What was read before an error is there.
func newSpool(dir string, body io.Reader) (*spool, error) {
	s := &spool{}
	hash := sha256.New()
	if body == nil {
		s.sum = hash.Sum(nil)
		return s, nil
	}
	var start bytes.Buffer
	n, err := io.CopyN(io.MultiWriter(&start, hash), body, inMemory)
	s.size, s.memory = n, start.Bytes()
	if err == nil {
		err = s.spill(dir, body, hash)
	}
	s.sum = hash.Sum(nil)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return s, err
}

// spill puts what follows into a file.
func (s *spool) spill(dir string, body io.Reader, hash io.Writer) error {
	file, err := os.CreateTemp(dir, "body-*")
	if err != nil {
		return err
	}
	s.file = file
	n, err := io.Copy(io.MultiWriter(file, hash), body)
	s.size += n
	return err
}

// reader reads the body from its beginning, and again.
func (s *spool) reader() io.ReadSeeker { return io.NewSectionReader(s, 0, s.size) }

// ReadAt reads a part of the body.
func (s *spool) ReadAt(p []byte, at int64) (int, error) {
	start := int64(len(s.memory))
	if at >= start {
		if s.file == nil {
			return 0, io.EOF
		}
		return s.file.ReadAt(p, at-start)
	}
	n := copy(p, s.memory[at:])
	if n == len(p) {
		return n, nil
	}
	more, err := s.ReadAt(p[n:], start)
	return n + more, err
}

func (s *spool) close() error {
	if s.file == nil {
		return nil
	}
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
