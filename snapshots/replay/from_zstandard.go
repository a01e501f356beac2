package replay

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// WARC files are compressed with Zstandard as well, most with a dictionary that stands in the
// first frame, one that decoders skip (https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
const (
	zstdFrame      = "\x28\xb5\x2f\xfd"
	zstdDictionary = "\x5d\x2a\x4d\x18"
	zstdTable      = "\x37\xa4\x30\xec" // begins a dictionary with tables; one without is mere content

	maxDictionary = 64 << 20
	maxZstdWindow = 32 << 20 // of the tools at their strongest levels but for the last
)

// fromZstandard takes what a file compressed with Zstandard holds: records, or a HAR file.
// No record can be reached by its place without what stands before it, so it is unpacked.
func (a *Archive) fromZstandard(in io.ReaderAt, size int64) error {
	file, size, err := a.unpack(io.NewSectionReader(in, 0, size), unzstd)
	if err != nil {
		return err
	}
	start := make([]byte, 64)
	n, _ := file.ReadAt(start, 0) // a short one is no HAR file
	if bytes.HasPrefix(trimmed(start[:n]), []byte("{")) {
		return a.fromLog(io.NewSectionReader(file, 0, size), a.beside)
	}
	return a.fromRecords(file, size)
}

// unzstd reads what a file of frames holds, with its dictionary if it has one.
func unzstd(in io.Reader) (io.Reader, error) {
	frames := bufio.NewReader(in)
	dictionary, err := dictionaryOf(frames)
	if err != nil {
		return nil, err
	}
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxZstdWindow)}
	switch {
	case bytes.HasPrefix(dictionary, []byte(zstdTable)):
		options = append(options, zstd.WithDecoderDicts(dictionary))
	case dictionary != nil:
		options = append(options, zstd.WithDecoderDictRaw(0, dictionary))
	}
	out, err := zstd.NewReader(frames, options...)
	if err != nil {
		return nil, fmt.Errorf("its dictionary cannot be used: %w", err)
	}
	return out.IOReadCloser(), nil
}

// dictionaryOf reads the dictionary before the first frame; nil: there is none. It may be
// compressed itself.
func dictionaryOf(in *bufio.Reader) ([]byte, error) {
	if start, _ := in.Peek(len(zstdDictionary)); string(start) != zstdDictionary {
		return nil, nil
	}
	var head [8]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return nil, errors.New("it ends in its dictionary")
	}
	length := binary.LittleEndian.Uint32(head[4:])
	if length > maxDictionary {
		return nil, fmt.Errorf("its dictionary is longer than %d MB", maxDictionary>>20)
	}
	dictionary, err := io.ReadAll(io.LimitReader(in, int64(length)))
	if err != nil || len(dictionary) < int(length) {
		return nil, errors.Join(errors.New("it ends in its dictionary"), err)
	}
	if !bytes.HasPrefix(dictionary, []byte(zstdFrame)) {
		return dictionary, nil
	}
	plain, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDictionary))
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	if dictionary, err = plain.DecodeAll(dictionary, nil); err != nil {
		return nil, fmt.Errorf("its dictionary cannot be unpacked: %w", err)
	}
	return dictionary, nil
}
