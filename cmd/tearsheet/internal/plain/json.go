package plain

import (
	"bytes"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// JSON gives a writer for JSON that people and build servers may see: what either would
// obey is written as an escape, which says the same to a program.
func JSON(w io.Writer) io.Writer { return escaper{w} }

type escaper struct{ w io.Writer }

// Write takes whole values: an encoder writes each at once.
func (e escaper) Write(p []byte) (int, error) {
	if _, err := e.w.Write(escape(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// escape works because what it looks for is never part of JSON itself but of a string.
func escape(p []byte) []byte {
	out := bytes.NewBuffer(make([]byte, 0, len(p)))
	for len(p) > 0 {
		r, size := utf8.DecodeRune(p)
		switch {
		case r == '#' && bytes.HasPrefix(p, []byte("##")):
			out.WriteString(`\u0023`)
		case r >= 0x7f && r <= 0x9f, r > 0xff && unicode.In(r, unicode.Bidi_Control):
			fmt.Fprintf(out, `\u%04x`, r)
		default:
			out.Write(p[:size])
		}
		p = p[size:]
	}
	return out.Bytes()
}
