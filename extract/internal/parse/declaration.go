package parse

import (
	"bytes"

	"golang.org/x/net/html"
)

// declaration reads what begins with "<!": a comment, a doctype, a CDATA section or a
// bogus comment.
func (z *tokenizer) declaration(t *html.Token) {
	from := z.at + len("<!")
	rest := z.page[from:]
	switch {
	case bytes.HasPrefix(rest, []byte("--")):
		t.Type = html.CommentToken
		data, size := commentIn(rest[2:])
		t.Data, z.at = z.text(data, references|nuls), from+2+size
	case hasFoldPrefix(rest, "DOCTYPE"):
		from += len("DOCTYPE")
		for from < len(z.page) && isSpace(z.page[from]) {
			from++
		}
		z.upToAngle(t, html.DoctypeToken, from)
	case z.allowCDATA && bytes.HasPrefix(rest, []byte("[CDATA[")):
		rest = rest[len("[CDATA["):]
		t.Type = html.TextToken
		end := bytes.Index(rest, []byte("]]>"))
		if end < 0 {
			t.Data, z.at = z.text(rest, references|nuls), len(z.page)
			return
		}
		t.Data, z.at = z.text(rest[:end], references|nuls), len(z.page)-len(rest)+end+len("]]>")
	default:
		z.upToAngle(t, html.CommentToken, from)
	}
}

// upToAngle reads up to the next ">" as a token of some kind.
func (z *tokenizer) upToAngle(t *html.Token, kind html.TokenType, from int) {
	mind := references
	if kind == html.CommentToken {
		mind |= nuls
	}
	t.Type = kind
	if end := bytes.IndexByte(z.page[from:], '>'); end >= 0 {
		t.Data, z.at = z.text(z.page[from:from+end], mind), from+end+1
	} else {
		t.Data, z.at = z.text(z.page[from:], mind), len(z.page)
	}
}

// commentIn is the data of a comment that begins behind "<!--", and how many bytes it takes
// up with its end.
func commentIn(rest []byte) (data []byte, size int) {
	dashes, beginning := 0, true
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '-':
			dashes++
			continue
		case c == '>' && (dashes >= 2 || beginning):
			return rest[:max(i-2, 0)], i + 1
		case c == '!' && dashes >= 2 && i+1 < len(rest):
			switch rest[i+1] {
			case '>':
				return rest[:i-2], i + 2
			case '-':
				dashes, beginning = 1, false
				i++
				continue
			}
			i++
		}
		dashes, beginning = 0, false
		if next := bytes.IndexByte(rest[i+1:], '-'); next >= 0 {
			i += next
		} else {
			break
		}
	}
	for _, end := range []string{"--!", "--", "-"} {
		if bytes.HasSuffix(rest, []byte(end)) {
			return rest[:len(rest)-len(end)], len(rest)
		}
	}
	return rest, len(rest)
}

// hasFoldPrefix tells whether b begins with a word of capitals, whatever the case.
func hasFoldPrefix(b []byte, word string) bool {
	if len(b) < len(word) {
		return false
	}
	for i := range len(word) {
		if b[i]&^0x20 != word[i] {
			return false
		}
	}
	return true
}
