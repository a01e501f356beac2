package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Some pages were UTF-8 once, were read as Windows-1252 by whatever handed them on, and
// written as UTF-8 again: "dÃ©jÃ  vu". That is told by its traces, since hardly any
// text has an Ã or â before a sign.

// MendTwice undoes a second encoding in a page that shows it throughout.
func MendTwice(page []byte) []byte {
	const least = 3   // traces that are no accident
	const lead = 0xC3 // of the letters from À on, which bytes of UTF-8 begin as
	traces, others := 0, 0
	for rest := page; ; {
		at := bytes.IndexByte(rest, lead)
		if at < 0 {
			break
		}
		rest = rest[at:]
		if _, n := onceMore(rest); n > 0 {
			traces++
			rest = rest[n:]
		} else {
			others++
			rest = rest[1:]
		}
	}
	if traces < least || others*5 > traces {
		return page
	}
	out := make([]byte, 0, len(page))
	for i := 0; i < len(page); {
		if r, n := onceMore(page[i:]); n > 0 {
			out = utf8.AppendRune(out, r)
			i += n
			continue
		}
		out = append(out, page[i])
		i++
	}
	return out
}

// onceMore is the character that was encoded twice at the start of text, and how many
// bytes that takes; 0 if there is none.
func onceMore(text []byte) (rune, int) {
	if len(text) < 4 || text[0] != 0xC3 && text[0] != 0xC2 {
		return 0, 0
	}
	lead, size := utf8.DecodeRune(text)
	more := 0
	switch {
	case lead >= 0xC2 && lead <= 0xDF:
		more = 1
	case lead >= 0xE0 && lead <= 0xEF:
		more = 2
	case lead >= 0xF0 && lead <= 0xF4:
		more = 3
	default:
		return 0, 0
	}
	once := []byte{byte(lead)}
	for range more {
		r, n := utf8.DecodeRune(text[size:])
		b, ok := byteOf(r)
		if lost := r == utf8.RuneError && n == 3 && len(once) == 2 && once[0] == 0xE2 && once[1] == 0x80; lost {
			b, ok = 0x9D, true // of the signs that are lost only the closing quote is a common one
		}
		if !ok {
			return 0, 0
		}
		once = append(once, b)
		size += n
	}
	r, n := utf8.DecodeRune(once)
	if r == utf8.RuneError || n != len(once) {
		return 0, 0
	}
	return r, size
}

// byteOf is the byte that Windows-1252 shows as r, of those that go on a character.
func byteOf(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0xBF {
		return byte(r), true
	}
	if at := strings.IndexRune(signs1252, r); r > 0xFF && at >= 0 {
		return byte(0x80 + utf8.RuneCountInString(signs1252[:at])), true
	}
	return 0, false
}

// signs1252 are the characters of 0x80 to 0x9F; those that are none stand for themselves.
const signs1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
