package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxCodings is how often a body may be encoded; maxWindow is the most that a decoder
// keeps of it, which is what browsers do (RFC 9659).
const (
	maxCodings = 4
	maxWindow  = 8 << 20
)

// Decoded is the message's body free of transfer and content encoding. Some writers
// took these off and left the header as it was: then the body is given as it is.
func (m *Message) Decoded() (io.Reader, error) {
	in := bufio.NewReader(m.Body)
	if strings.EqualFold(m.Header.Get("Transfer-Encoding"), "chunked") && isChunk(in) {
		in = bufio.NewReader(httputil.NewChunkedReader(in))
	}
	codings := strings.Split(m.Header.Get("Content-Encoding"), ",")
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("the body is encoded %d times over, as no server does", len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- {
		open := decoders[strings.ToLower(strings.TrimSpace(codings[i]))]
		if open == nil {
			continue
		}
		out, err := open(in)
		if err != nil {
			return nil, fmt.Errorf("the body is not encoded in %s as it says: %w", codings[i], err)
		}
		in = bufio.NewReader(out)
	}
	return in, nil
}

// decoders are the content encodings of the web. Each gives the input where that is not
// encoded after all.
var decoders = map[string]func(*bufio.Reader) (io.Reader, error){
	"gzip":   gunzip,
	"x-gzip": gunzip,
	"deflate": func(in *bufio.Reader) (io.Reader, error) {
		if start, _ := in.Peek(2); len(start) == 2 && start[0]&0x0f == 8 && (int(start[0])<<8|int(start[1]))%31 == 0 {
			return zlib.NewReader(in)
		}
		return flate.NewReader(in), nil
	},
	"br": func(in *bufio.Reader) (io.Reader, error) {
		start, _ := in.Peek(in.Size())
		if _, err := io.Copy(io.Discard, brotli.NewReader(bytes.NewReader(start))); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return in, nil // it has no mark to know it by
		}
		return brotli.NewReader(in), nil
	},
	"zstd": func(in *bufio.Reader) (io.Reader, error) {
		if start, _ := in.Peek(4); string(start) != "\x28\xb5\x2f\xfd" {
			return in, nil
		}
		out, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		return out.IOReadCloser(), nil
	},
}

func gunzip(in *bufio.Reader) (io.Reader, error) {
	if start, _ := in.Peek(2); string(start) != "\x1f\x8b" {
		return in, nil
	}
	return gzip.NewReader(in)
}

// isChunk tells whether what follows begins as a chunk does: its length in hex on a line.
func isChunk(in *bufio.Reader) bool {
	start, _ := in.Peek(18)
	line, _, ok := strings.Cut(string(start), "\n")
	line, _, _ = strings.Cut(strings.TrimRight(line, "\r"), ";")
	return ok && line != "" && strings.Trim(strings.TrimSpace(line), "0123456789abcdefABCDEF") == ""
}
