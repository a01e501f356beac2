package s3test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// unframed takes the framing off the parts of a file before a server sees them, which knows it
// of whole files only (Amazon S3, "Signature calculations for the Authorization header:
// transferring payload in multiple chunks").
func unframed(server http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("partNumber") && strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
			r.Body = io.NopCloser(&frames{in: bufio.NewReader(r.Body)})
			r.Header.Set("Content-Length", r.Header.Get("X-Amz-Decoded-Content-Length"))
			_, _ = fmt.Sscan(r.Header.Get("X-Amz-Decoded-Content-Length"), &r.ContentLength)
		}
		server.ServeHTTP(w, r)
	})
}

// frames reads what is in frames of the form SIZE;signature CRLF bytes CRLF, to the empty one.
type frames struct {
	in   *bufio.Reader
	left int64
}

func (f *frames) Read(p []byte) (int, error) {
	if f.left == 0 {
		var line string
		for line == "" { // a frame ends with one
			read, err := f.in.ReadString('\n')
			if err != nil {
				return 0, errors.Join(io.ErrUnexpectedEOF, err)
			}
			line = strings.TrimSpace(read)
		}
		size, _, _ := strings.Cut(line, ";")
		if _, err := fmt.Sscanf(size, "%x", &f.left); err != nil {
			return 0, err
		}
		if f.left == 0 {
			return 0, io.EOF
		}
	}
	n, err := f.in.Read(p[:min(int64(len(p)), f.left)])
	f.left -= int64(n)
	return n, err
}
