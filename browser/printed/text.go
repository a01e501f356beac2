package printed

import (
	"bytes"
	"regexp"
)

// resource says where the fonts and drawings are that commands name.
type resource struct{ fonts, drawings map[string]string }

var (
	fontList    = regexp.MustCompile(`(?s)/Font <<(.*?)>>`)
	drawingList = regexp.MustCompile(`(?s)/XObject <<(.*?)>>`)
	named       = regexp.MustCompile(`/(\S+) (\d+) 0 R`)
	elsewhere   = regexp.MustCompile(`/Resources (\d+) 0 R`)
)

// resources reads what an object has to draw with.
func (f *file) resources(dict []byte) resource {
	if m := elsewhere.FindSubmatch(dict); m != nil {
		dict = f.objects[string(m[1])].dict
	}
	read := func(list *regexp.Regexp) map[string]string {
		found := map[string]string{}
		if m := list.FindSubmatch(dict); m != nil {
			for _, n := range named.FindAllSubmatch(m[1], -1) {
				found[string(n[1])] = string(n[2])
			}
		}
		return found
	}
	return resource{read(fontList), read(drawingList)}
}

// draw follows the commands of a drawing and writes the text that they show.
func (f *file) draw(out *bytes.Buffer, o object, with resource, depth int) {
	if depth > formsDeep || out.Len() > streamMost {
		return
	}
	var at *font
	var last []byte // the newest name
	var glyphs []byte
	s := scanner{text: o.inflated()}
	for {
		kind, word := s.next()
		switch kind {
		case ended:
			return
		case isName:
			last = word
		case isString:
			glyphs = append(glyphs, word...)
		case isWord:
			switch string(word) {
			case "Tf":
				at = f.font(with.fonts[string(last)])
			case "Tj", "TJ", "'", `"`:
				if at != nil {
					out.WriteString(at.show(glyphs))
				}
			case "Td", "TD", "Tm", "T*", "ET":
				out.WriteByte(' ')
			case "Do":
				if number, ok := with.drawings[string(last)]; ok && bytes.Contains(f.objects[number].dict, []byte("/Form")) {
					f.draw(out, f.objects[number], f.resources(f.objects[number].dict), depth+1)
				}
			}
			glyphs = nil
		}
	}
}

// What stands in a drawing.
type sign int

const (
	ended sign = iota
	isName
	isString
	isWord
	isOther
)

// scanner reads commands.
type scanner struct {
	text []byte
	at   int
}

// next gives the next sign, a string as its bytes.
func (s *scanner) next() (sign, []byte) {
	for s.at < len(s.text) && bytes.IndexByte([]byte(" \t\r\n\f\x00[]"), s.text[s.at]) >= 0 {
		s.at++
	}
	if s.at >= len(s.text) {
		return ended, nil
	}
	switch c := s.text[s.at]; {
	case c == '<' && s.at+1 < len(s.text) && s.text[s.at+1] == '<', c == '>':
		s.at += 2
		return isOther, nil
	case c == '<':
		end := bytes.IndexByte(s.text[s.at:], '>')
		if end < 0 {
			s.at = len(s.text)
			return ended, nil
		}
		digits := s.text[s.at+1 : s.at+end]
		s.at += end + 1
		return isString, bytesOf(digits)
	case c == '(':
		return isString, s.quoted()
	case c == '/':
		s.at++
		return isName, s.word()
	default:
		word := s.word()
		if len(word) == 0 {
			s.at++
			return isOther, nil
		}
		if bytes.IndexByte([]byte("+-.0123456789"), word[0]) >= 0 {
			return isOther, word
		}
		return isWord, word
	}
}

func (s *scanner) word() []byte {
	from := s.at
	for s.at < len(s.text) && bytes.IndexByte([]byte(" \t\r\n\f\x00[]<>()/"), s.text[s.at]) < 0 {
		s.at++
	}
	return s.text[from:s.at]
}

// escapes are what a letter behind a back slash stands for, where that is not itself.
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// quoted reads a string in round brackets.
func (s *scanner) quoted() (value []byte) {
	depth := 0
	for ; s.at < len(s.text); s.at++ {
		c := s.text[s.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				s.at++
				return value
			}
		case '\\':
			if s.at++; s.at >= len(s.text) {
				return value
			}
			c = s.text[s.at]
			if c >= '0' && c <= '7' {
				n := 0
				for digits := 0; digits < 3 && s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '7'; digits++ {
					n = n*8 + int(s.text[s.at]-'0')
					s.at++
				}
				s.at--
				c = byte(n)
			} else if other, ok := escapes[c]; ok {
				c = other
			}
		}
		value = append(value, c)
	}
	return value
}
