package parse

import (
	"bytes"

	"golang.org/x/net/html"
)

// rawText reads the text of an element that holds no others, such as a script; false if
// there is none.
func (z *tokenizer) rawText(t *html.Token) bool {
	end, mind := 0, nuls
	switch z.rawTag {
	case "plaintext":
		end = len(z.page)
	case "script":
		end = z.scriptEnd()
	default:
		end = z.rawEnd()
		if z.rawTag == "textarea" || z.rawTag == "title" {
			mind |= references
		}
	}
	z.rawTag = ""
	if end == z.at {
		return false
	}
	t.Type = html.TextToken
	t.Data = z.text(z.page[z.at:end], mind)
	z.at = end
	return true
}

// rawEnd is where the end tag of the element begins.
func (z *tokenizer) rawEnd() int {
	for i := z.at; ; i++ {
		next := bytes.IndexByte(z.page[i:], '<')
		if next < 0 {
			return len(z.page)
		}
		if i += next; z.endsAt(i) {
			return i
		}
	}
}

// endsAt tells whether the end tag of the element begins at a "<".
func (z *tokenizer) endsAt(i int) bool {
	rest := z.page[i+1:]
	if len(rest) < len(z.rawTag)+2 || rest[0] != '/' {
		return false
	}
	for k := range len(z.rawTag) {
		if c := rest[k+1]; c != z.rawTag[k] && c != z.rawTag[k]-('a'-'A') {
			return false
		}
	}
	return kinds[rest[len(z.rawTag)+1]]&endsName != 0
}

// scriptEnd is where the end tag of a script begins, by the rules for what hides one: in a
// comment, another script may begin and end.
func (z *tokenizer) scriptEnd() int {
	page := z.page
	hidden, nested, dashes := false, false, 0 // in a comment, in a script in it, and how many dashes stand right before
	for i := z.at; i < len(page); i++ {
		if !hidden {
			next := bytes.IndexByte(page[i:], '<')
			if next < 0 {
				break
			}
			i += next
			if z.endsAt(i) {
				return i
			}
			if bytes.HasPrefix(page[i:], []byte("<!--")) {
				hidden, nested, dashes = true, false, 2
				i += len("!--")
			}
			continue
		}
		switch c := page[i]; {
		case c == '-':
			dashes++
			continue
		case c == '>' && dashes >= 2:
			hidden = false
		case c != '<' || i+1 == len(page):
		case nested:
			if z.endsAt(i) {
				nested = false
				i += len("/script>")
			}
		case page[i+1] == '/':
			if z.endsAt(i) {
				return i
			}
		case !isLetter(page[i+1]):
			hidden = false
		case hasFoldPrefix(page[i+1:], "SCRIPT") && i+7 < len(page) && kinds[page[i+7]]&endsName != 0:
			nested = true
			i += len("script>")
		}
		dashes = 0
	}
	return len(page)
}
