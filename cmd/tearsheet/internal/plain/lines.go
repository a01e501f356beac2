package plain

import (
	"io"
	"unicode/utf8"
)

// Lines gives a writer for text of which each write is one or more whole lines, as those
// of a log are.
func Lines(w io.Writer) io.Writer { return lines{w} }

type lines struct{ w io.Writer }

func (l lines) Write(p []byte) (int, error) {
	if _, err := io.WriteString(l.w, Text(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Copy shows a file to a person as Text does, piece by piece. It says no where the file is
// no text.
func Copy(out io.Writer, in io.Reader) (isText bool, err error) {
	buffer := make([]byte, 64<<10)
	kept := 0
	for {
		n, err := in.Read(buffer[kept:])
		n += kept
		end := n
		if err == nil { // a character may go on in the next piece
			for back := 1; back < utf8.UTFMax && back <= n; back++ {
				if utf8.RuneStart(buffer[n-back]) {
					if !utf8.FullRune(buffer[n-back : n]) {
						end = n - back
					}
					break
				}
			}
		}
		if !utf8.Valid(buffer[:end]) {
			return false, nil
		}
		if _, werr := io.WriteString(out, Text(string(buffer[:end]))); werr != nil {
			return true, werr
		}
		kept = copy(buffer, buffer[end:n])
		if err == io.EOF {
			return true, nil
		}
		if err != nil {
			return true, err
		}
	}
}
