package schemaorg

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// parseMended reads what was meant to be JSON: all the values in a script, one behind
// another. Comments of JavaScript and HTML, CDATA, commas too many or too few, names
// without quotes, quotes of other kinds and quotes within strings, raw line breaks and
// wrong escapes, words that only JavaScript or Python know, and an end that is missing
// are all read as what they must have meant. Behind so many values nothing is read.
func parseMended(script string, most int) (values []any, cut bool) {
	if strings.HasPrefix(strings.TrimLeft(script, "[ \n\t"), "{&quot;") {
		script = html.UnescapeString(script)
	}
	p := mender{s: script, left: most}
	for {
		p.skipTo("{[")
		if p.done() {
			return values, p.left < 0
		}
		values = append(values, p.value(0))
	}
}

// mender reads a script from at on.
type mender struct {
	s           string
	at          int
	opens, ends int // the next bracket and the next end of a comment of HTML, once looked for
	left        int // how many values may yet be read
}

// deepest is how deep things nest that are still read.
const deepest = 64

func (p *mender) done() bool { return p.at >= len(p.s) }

// skip passes over what is between the parts of JSON, and over separators as well:
// whether there is one, or two, means nothing.
func (p *mender) skip() {
	for !p.done() {
		switch c := p.s[p.at]; {
		case strings.IndexByte(" \t\r\n,;", c) >= 0:
			p.at++
		case c > ' ' && c < utf8.RuneSelf && strings.IndexByte("/<]-*", c) < 0:
			return
		case p.passes("//"):
			p.lineComment()
		case p.passes("/*"):
			p.beyond("*/")
		case p.passes("<![CDATA["), p.passes("]]>"), p.passes("-->"), p.passes("*/"):
		case p.passes("<!--"):
			p.comment()
		default:
			r, size := utf8.DecodeRuneInString(p.s[p.at:])
			if !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' && (r >= ' ' || r == '\ufffd') {
				return
			}
			p.at += size
		}
	}
}

// comment passes over a comment of HTML, unless it is one around all the rest.
func (p *mender) comment() {
	p.opens, p.ends = p.next(p.opens, "{"), p.next(p.ends, "-->")
	if p.ends < p.opens {
		p.at = p.ends + len("-->")
	}
}

// next is where sign is next, which was known to be at known; the end if it is nowhere.
func (p *mender) next(known int, sign string) int {
	if known >= p.at && known > 0 {
		return known
	}
	if i := strings.Index(p.s[p.at:], sign); i >= 0 {
		return p.at + i
	}
	return len(p.s)
}

// lineComment passes over the rest of the line, unless the line goes on with JSON: some
// that write pages take the line breaks out.
func (p *mender) lineComment() {
	start := p.at
	p.beyond("\n")
	if i := strings.Index(p.s[start:p.at], `{"`); i >= 0 {
		p.at = start + i
	}
}

func (p *mender) passes(sign string) bool {
	if !strings.HasPrefix(p.s[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

// beyond passes over all up to the end of sign.
func (p *mender) beyond(sign string) {
	if i := strings.Index(p.s[p.at:], sign); i >= 0 {
		p.at += i + len(sign)
	} else {
		p.at = len(p.s)
	}
}

// skipTo goes on to the next of signs, comments left aside.
func (p *mender) skipTo(signs string) {
	for {
		p.skip()
		if p.done() || strings.IndexByte(signs, p.s[p.at]) >= 0 {
			return
		}
		p.at++ // a comment begins at one of these
		if i := strings.IndexAny(p.s[p.at:], signs+"/<*-"); i >= 0 {
			p.at += i
		} else {
			p.at = len(p.s)
		}
	}
}

func (p *mender) value(depth int) any {
	p.skip()
	p.left--
	switch {
	case p.done() || depth > deepest || p.left < 0:
		p.at = len(p.s)
		return nil
	case p.passes("{"):
		return p.object(depth)
	case p.passes("["):
		var list []any
		for p.skip(); !p.done() && !p.closes(); p.skip() {
			before := p.at
			list = append(list, p.value(depth+1))
			if p.at == before {
				p.at++
			}
		}
		return list
	}
	if end := p.quote(); end != "" {
		return p.text(end)
	}
	return p.bare()
}

// closes passes over the end of a list or an object: whichever of the two it is.
func (p *mender) closes() bool { return p.passes("]") || p.passes("}") }

func (p *mender) object(depth int) any {
	t := map[string]any{}
	for p.skip(); !p.done() && !p.closes(); p.skip() {
		before := p.at
		var name string
		if end := p.quote(); end != "" {
			name, _ = p.text(end).(string)
		} else {
			name = p.word()
		}
		p.skip()
		if p.passes(":") || p.passes("=") {
			if v := p.value(depth + 1); name != "" && v != nil {
				t[name] = v
			}
		}
		if p.at == before {
			p.at++
		}
	}
	return t
}

// quotes are the signs that a string may begin with, and those that end it.
var quotes = [][2]string{{`\"`, `\"`}, {`"`, `"`}, {"'", "'"}, {"“", "”"}, {"”", "”"}, {"″", "″"}, {"„", "“"}}

// quote passes over the sign that a string begins with, and gives the one that ends it.
func (p *mender) quote() string {
	for _, q := range quotes {
		if p.passes(q[0]) {
			return q[1]
		}
	}
	return ""
}

// text reads a string to its end: the quote behind which the JSON goes on. One that has
// no end is none.
func (p *mender) text(end string) any {
	var b strings.Builder
	for !p.done() {
		c := p.s[p.at]
		switch {
		case strings.HasPrefix(p.s[p.at:], end) && p.endsString(p.at+len(end)):
			p.at += len(end)
			return b.String()
		case c == '\\' && p.at+1 < len(p.s):
			p.at++
			p.escape(&b)
		case c < ' ':
			b.WriteByte(' ')
			p.at++
		default:
			b.WriteByte(c)
			p.at++
		}
	}
	return nil
}

// endsString tells whether a quote that ends before at is the string's last: a bracket or
// a separator follows, and behind that what can be next.
func (p *mender) endsString(at int) bool {
	const far = 200
	rest := strings.TrimLeft(p.s[at:min(len(p.s), at+far)], " \t\r\n")
	switch {
	case rest == "", strings.IndexByte(":}]/", rest[0]) >= 0:
		return true
	case rest[0] == ',', rest[0] == ';':
		return afterComma.MatchString(rest[1:])
	}
	return rest[0] == '"' && namedMember.MatchString(rest) // a comma is missing
}

var (
	afterComma  = regexp.MustCompile(`^[\s,]*(?:$|["'\\{}\[\]/“”\d-]|(?:true|false|null|undefined|None)\b|[@\w]+\s*:)`)
	namedMember = regexp.MustCompile(`^"[@\w:.-]+"\s*:`)
)

// escapes are what stands for a character.
var escapes = map[byte]string{'n': "\n", 't': "\t", 'r': " ", 'b': " ", 'f': " ", '"': `"`, '\\': `\`, '/': "/", '\'': "'"}

func (p *mender) escape(b *strings.Builder) {
	c := p.s[p.at]
	if c == 'u' && p.at+5 <= len(p.s) {
		if n, err := strconv.ParseUint(p.s[p.at+1:p.at+5], 16, 32); err == nil {
			p.at += 5
			r := rune(n)
			if r >= 0xd800 && r < 0xdc00 && strings.HasPrefix(p.s[p.at:], `\u`) && p.at+6 <= len(p.s) {
				if low, err := strconv.ParseUint(p.s[p.at+2:p.at+6], 16, 32); err == nil && low >= 0xdc00 && low < 0xe000 {
					r = (r-0xd800)<<10 + rune(low) - 0xdc00 + 0x10000
					p.at += 6
				}
			}
			b.WriteRune(r)
			return
		}
	}
	if s, ok := escapes[c]; ok {
		b.WriteString(s)
		p.at++
	} // else the backslash escapes nothing
}

// word reads letters, digits and the signs that names without quotes have.
func (p *mender) word() string {
	start := p.at
	for !p.done() && strings.IndexByte(" \t\r\n,;:=[]{}\"", p.s[p.at]) < 0 {
		p.at++
	}
	return p.s[start:p.at]
}

// bare reads a value without quotes: a number, a truth, or else text up to the end of
// the member.
func (p *mender) bare() any {
	start := p.at
	w := p.word()
	switch strings.ToLower(w) {
	case "true":
		return true
	case "false":
		return false
	case "null", "undefined", "none", "nan", "":
		return nil
	}
	if n, err := strconv.ParseFloat(w, 64); err == nil {
		return n
	}
	for !p.done() && strings.IndexByte(",}]\n\"", p.s[p.at]) < 0 {
		p.at++
	}
	return strings.TrimSpace(p.s[start:p.at])
}
