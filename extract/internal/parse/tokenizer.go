package parse

import (
	"bytes"

	"golang.org/x/net/html"
)

// tokenizer cuts a page into the tokens that html.Tokenizer cuts it into. It has all of the
// page, so that it looks for what ends a token in place of reading byte by byte.
type tokenizer struct {
	page       []byte
	at         int    // where the next token begins
	rawTag     string // the element that the next token is the text of, up to its end tag; empty if it is of no such
	allowCDATA bool   // whether <![CDATA[foo]]> is text
	*store

	returns, nuls bool             // whether the page has any
	tag           []html.Attribute // the attributes of the tag that is read
	buffer        []byte           // what is not as it stands on the page
	resolved      []byte           // a text whose references are resolved
}

func newTokenizer(page []byte, s *store) tokenizer {
	return tokenizer{page: page, store: s, returns: bytes.IndexByte(page, '\r') >= 0, nuls: bytes.IndexByte(page, 0) >= 0}
}

// next reads the next token; at the end of the page, an ErrorToken.
func (z *tokenizer) next(t *html.Token) {
	*t = html.Token{}
	if z.rawTag != "" && z.rawText(t) {
		return
	}
	end := z.textEnd()
	if end > z.at {
		t.Type = html.TextToken
		t.Data = z.text(z.page[z.at:end], references)
		z.at = end
		return
	}
	if z.at == len(z.page) {
		return
	}
	switch c := z.page[z.at+1]; c {
	case '/':
		z.endTag(t)
	case '!':
		z.declaration(t)
	case '?':
		z.upToAngle(t, html.CommentToken, z.at+1)
	default:
		z.startTag(t)
	}
}

// textEnd is where the next tag or comment begins, or the page ends.
func (z *tokenizer) textEnd() int {
	for i := z.at; ; i++ {
		next := bytes.IndexByte(z.page[i:], '<')
		if next < 0 || i+next+1 == len(z.page) {
			return len(z.page)
		}
		i += next
		switch c := z.page[i+1]; {
		case isLetter(c), c == '!', c == '?':
			return i
		case c == '/':
			if i == z.at && i+2 == len(z.page) {
				return len(z.page) // "</" is all that is left
			}
			return i
		}
	}
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isSpace(c byte) bool {
	switch c {
	case ' ', '\n', '\r', '\t', '\f':
		return true
	}
	return false
}
