package parse

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// startTag reads what begins with "<" and a letter.
func (z *tokenizer) startTag(t *html.Token) {
	var read tagReader
	z.tag = z.room()
	if !read.tag(z, z.at+1, true) {
		z.at = len(z.page)
		return
	}
	z.at = read.at
	t.Type = html.StartTagToken
	if slash := z.at - 2; z.page[slash] == '/' && slash != read.valueEnd-1 {
		t.Type = html.SelfClosingTagToken
	}
	z.name(t, read.name)
	t.Attr = z.attributes(z.tag)
	switch t.DataAtom {
	case atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript, atom.Plaintext, atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Xmp:
		z.rawTag = t.Data
	}
}

// endTag reads what begins with "</".
func (z *tokenizer) endTag(t *html.Token) {
	from := z.at + len("</")
	switch c := z.page[from]; {
	case c == '>':
		t.Type, z.at = html.CommentToken, from+1
	case !isLetter(c):
		z.upToAngle(t, html.CommentToken, from)
	default:
		var read tagReader
		if !read.tag(z, from, false) {
			z.at = len(z.page)
			return
		}
		t.Type, z.at = html.EndTagToken, read.at
		z.name(t, read.name)
	}
}

// name puts down the name of a tag.
func (z *tokenizer) name(t *html.Token, name []byte) {
	name = z.lower(name)
	if t.DataAtom = atom.Lookup(name); t.DataAtom != 0 {
		t.Data = t.DataAtom.String()
	} else {
		t.Data = z.string(name)
	}
}

// lower is a name in small letters.
func (z *tokenizer) lower(name []byte) []byte {
	if !slices.ContainsFunc(name, isCapital) && !z.nuls {
		return name
	}
	z.buffer = append(z.buffer[:0], name...)
	for i, c := range z.buffer {
		if isCapital(c) {
			z.buffer[i] = c + 'a' - 'A'
		}
	}
	return bytes.ReplaceAll(z.buffer, nul, replacement)
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

// tagReader reads a tag.
type tagReader struct {
	at       int // behind what is read
	name     []byte
	valueEnd int             // where the value of the last attribute ends; 0 if there is none
	seen     map[string]bool // the names of attributes, where those are many
}

// tag reads a tag from its name on, and its attributes if they are wanted. It tells whether
// the tag ends.
func (r *tagReader) tag(z *tokenizer, from int, wanted bool) bool {
	page := z.page
	i := from
	for i < len(page) && kinds[page[i]]&endsName == 0 {
		i++
	}
	r.name = page[from:i]
	for {
		if i = skipSpace(page, i); i == len(page) {
			return false
		}
		if page[i] == '>' {
			r.at = i + 1
			return true
		}
		key := i
		if page[i] == '=' {
			i++
		}
		for i < len(page) && kinds[page[i]]&endsKey == 0 {
			i++
		}
		keyEnd := i
		value, valueEnd := i, i
		if i = skipSpace(page, i); i == len(page) {
			return false
		}
		switch page[i] {
		case '/':
			i++
		case '=':
			if i = skipSpace(page, i+1); i == len(page) {
				return false
			}
			switch quote := page[i]; quote {
			case '>':
			case '\'', '"':
				value = i + 1
				size := bytes.IndexByte(page[value:], quote)
				if size < 0 {
					return false
				}
				valueEnd = value + size
				i = valueEnd + 1
			default:
				value = i
				for i < len(page) && kinds[page[i]]&endsValue == 0 {
					i++
				}
				valueEnd = i
			}
		}
		if wanted && keyEnd > key && r.take(z, page[key:keyEnd], page[value:valueEnd]) {
			r.valueEnd = valueEnd
		}
	}
}

// take keeps an attribute, unless there is one of its name already.
func (r *tagReader) take(z *tokenizer, key, value []byte) bool {
	const many = 32
	key = z.lower(key)
	if len(z.tag) < many {
		for i := range z.tag {
			if z.tag[i].Key == string(key) {
				return false
			}
		}
	} else {
		if r.seen == nil {
			r.seen = map[string]bool{}
			for _, a := range z.tag {
				r.seen[a.Key] = true
			}
		}
		if r.seen[string(key)] {
			return false
		}
	}
	var name string
	if a := atom.Lookup(key); a != 0 {
		name = a.String()
	} else {
		name = z.string(key)
	}
	if r.seen != nil {
		r.seen[name] = true
	}
	z.tag = append(z.tag, html.Attribute{Key: name, Val: z.text(value, nuls|references|ofAttribute)})
	return true
}

func skipSpace(page []byte, i int) int {
	for i < len(page) && kinds[page[i]]&space != 0 {
		i++
	}
	return i
}

// What a byte is in a tag.
const (
	space = 1 << iota
	endsName
	endsKey
	endsValue
)

var kinds = func() (table [256]uint8) {
	for kind, chars := range map[uint8]string{space: " \n\r\t\f", endsName: " \n\r\t\f/>", endsKey: " \n\r\t\f/>=", endsValue: " \n\r\t\f>"} {
		for i := range len(chars) {
			table[chars[i]] |= kind
		}
	}
	return table
}()
