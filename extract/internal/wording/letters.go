package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FirstOf is the first of values that is not empty.
func FirstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// Squeeze makes one blank of every run of white space and drops what cannot be seen.
func Squeeze(s string) string {
	if isSqueezed(s) {
		return s
	}
	return string(SqueezeBytes([]byte(s)))
}

// SqueezeBytes is Squeeze of a text that it writes over.
func SqueezeBytes(s []byte) []byte {
	n := 0 // bytes that are written
	for i := 0; i < len(s); {
		if c := s[i]; c > ' ' && c < utf8.RuneSelf {
			s[n] = c
			n++
			i++
			continue
		}
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(s[i:])
		}
		switch {
		case IsUnseen(r):
		case unicode.IsSpace(r):
			if n > 0 && s[n-1] != ' ' {
				s[n] = ' '
				n++
			}
		default:
			n += copy(s[n:], s[i:i+size])
		}
		i += size
	}
	if n > 0 && s[n-1] == ' ' {
		n--
	}
	return s[:n]
}

// IsUnseen tells whether r is a character that cannot be seen.
func IsUnseen(r rune) bool { return r == '\u00ad' || r == '\u200b' || r == '\ufeff' }

// isSqueezed tells whether squeeze would leave s as it is; it need not know for
// text beyond ASCII.
func isSqueezed(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank || s == ""
}

// Plain is the letters and digits of s in lower case, for comparing.
func Plain(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if small := lettersASCII[r]; small != 0 {
				out = append(out, small)
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out = utf8.AppendRune(out, unicode.ToLower(r))
		}
	}
	return string(out)
}

// Letters is a text's letters and digits in lower case, with one blank between
// words: for comparing.
func Letters(s string) string {
	return string(AppendLetters(make([]byte, 0, len(s)), s))
}

// AppendLetters appends what Letters gives to out, which is empty.
func AppendLetters(out []byte, s string) []byte {
	gap := false
	for i := 0; i < len(s); {
		c := s[i]
		if small := lettersASCII[c]; small != 0 { // as most are
			if gap {
				out = append(out, ' ')
				gap = false
			}
			out = append(out, small)
			i++
			continue
		}
		r, size := rune(c), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		if RuneWeight(r) == 0 {
			gap = gap || len(out) > 0 && !isPoint(r)
			continue
		}
		if gap {
			out = append(out, ' ')
			gap = false
		}
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return out
}

// lettersASCII are the letters and digits of ASCII in lower case, and 0 for all other bytes.
var lettersASCII = func() (table [256]byte) {
	for c, weight := range asciiWeights {
		if weight > 0 {
			table[c] = lowerASCII[c]
		}
	}
	return table
}()

// asciiWeights are those of ASCII: its letters and digits.
var asciiWeights = func() (table [128]uint8) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
		table[c] = 1
	}
	return table
}()

// TrimSigns is strings.Trim for signs of which none is a letter or digit of ASCII: most
// texts begin and end with those, and are as they are.
func TrimSigns(s, signs string) string {
	if s != "" && isPlainByte(s[0]) && isPlainByte(s[len(s)-1]) {
		return s
	}
	return strings.Trim(s, signs)
}

// SkipSigns is strings.TrimLeft for such signs.
func SkipSigns(s, signs string) string {
	if s != "" && isPlainByte(s[0]) {
		return s
	}
	return strings.TrimLeft(s, signs)
}

// isPlainByte tells whether c is a letter or digit of ASCII.
func isPlainByte(c byte) bool { return c < utf8.RuneSelf && asciiWeights[c] > 0 }

// IsLetters tells whether s is made of letters and marks alone.
func IsLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return false
		}
	}
	return s != ""
}
