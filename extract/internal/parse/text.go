package parse

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// mind is what is to be minded in a text, besides the ends of its lines.
type mind uint8

const (
	nuls        mind = 1 << iota // NUL is no character
	references                   // it may hold references: &amp;
	ofAttribute                  // it is an attribute's: a reference has to be whole
)

var (
	nul         = []byte("\x00")
	replacement = []byte("\ufffd")
)

// text is a text of the page as the tree has it.
func (z *tokenizer) text(b []byte, m mind) string {
	first := -1
	if m&references != 0 {
		first = bytes.IndexByte(b, '&')
	}
	if first < 0 && !z.returns && !z.nuls {
		return z.string(b)
	}
	if z.returns || z.nuls && m&nuls != 0 {
		z.buffer = appendLines(z.buffer[:0], b)
		b = z.buffer
		if m&nuls != 0 && bytes.IndexByte(b, 0) >= 0 {
			b = bytes.ReplaceAll(b, nul, replacement)
		}
		if m&references != 0 {
			first = bytes.IndexByte(b, '&')
		}
	}
	if first < 0 {
		return z.string(b)
	}
	z.resolved = append(z.resolved[:0], b[:first]...)
	for b = b[first:]; len(b) > 0; {
		text, size := reference(b, m&ofAttribute != 0)
		z.resolved = append(z.resolved, text...)
		b = b[size:]
		next := bytes.IndexByte(b, '&')
		if next < 0 {
			next = len(b)
		}
		z.resolved = append(z.resolved, b[:next]...)
		b = b[next:]
	}
	return z.string(z.resolved)
}

// appendLines appends a text with each "\r" and "\r\n" as "\n".
func appendLines(out, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '\r')
		if i < 0 {
			return append(out, text...)
		}
		out = append(append(out, text[:i]...), '\n')
		if text = text[i+1:]; len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
	}
}

// commonReferences are those that most texts have.
var commonReferences = map[string]string{"amp;": "&", "nbsp;": "\u00a0", "quot;": `"`, "lt;": "<", "gt;": ">", "#39;": "'", "#039;": "'", "#x27;": "'", "#8217;": "’"}

// reference is what the reference stands for that a text begins with, and its size. What is
// none stands for itself.
func reference(s []byte, whole bool) (text string, size int) {
	const longest = 40 // bytes: longer than any name
	n := 1
	if len(s) > 1 && s[1] == '#' {
		return numeric(s)
	}
	for n < len(s) && n < longest && (isLetter(s[n]) || isDigit(s[n])) {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if text := commonReferences[string(s[1:n])]; text != "" {
		return text, n
	}
	name := string(s[:n])
	if n == 1 || whole && s[n-1] != ';' && n < len(s) && s[n] == '=' {
		return name, n
	}
	text = html.UnescapeString(name)
	if whole && !isWhole(text, name) {
		return name, n
	}
	return text, n
}

// isWhole tells whether a text is what all of a name stands for, and not the beginning of
// the name: then the rest of it, plain ASCII, would be left.
func isWhole(text, name string) bool {
	_, first := utf8.DecodeRuneInString(text)
	return first == len(text) || text[len(text)-1] >= utf8.RuneSelf || name == "&fjlig;"
}

// numeric is a reference by number.
func numeric(s []byte) (text string, size int) {
	n := len("&#")
	hex := n < len(s) && s[n]|0x20 == 'x'
	if hex {
		n++
	}
	for n < len(s) && (isDigit(s[n]) || hex && 'a' <= s[n]|0x20 && s[n]|0x20 <= 'f') {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if text := commonReferences[string(s[1:n])]; text != "" {
		return text, n
	}
	return html.UnescapeString(string(s[:n])), n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
