package dates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Token is a number, a word or a sign of a short text.
type Token struct {
	Text   string // in lower case; a word without the dot of its short form
	N      int    // the number
	digits int    // how many digits it has; 0 if it is none
	spaced bool   // white space stands before it
	upper  bool   // written in capitals
}

// IsNumber tells whether the token is written in digits.
func (t Token) IsNumber() bool { return t.digits > 0 }
func (t Token) isDay() bool    { return (t.digits == 1 || t.digits == 2) && t.N >= 1 && t.N <= 31 }

// isYear takes the Thai and Iranian years too; stamp.valid has the last word.
func (t Token) isYear() bool { return t.digits == 4 && t.N >= 1300 && t.N <= 2650 }

// IsWord tells whether the token begins with a letter.
func (t Token) IsWord() bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return t.digits == 0 && unicode.IsLetter(r)
}

func (t Token) begins(prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(t.Text, p) {
			return true
		}
	}
	return false
}

const maxTokens = 80

// Tokenize cuts s up. Digits of any script are read; a dot between letters
// belongs to the word: p.m, ม.ค.
func Tokenize(s string) []Token {
	ts := make([]Token, 0, min(24, 1+len(s)/3))
	spaced := false
	for i := 0; i < len(s) && len(ts) < maxTokens; {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || r == '\u200e' || r == '\u200f':
			spaced = true
			i += size
			continue
		case unicode.IsDigit(r):
			t := Token{spaced: spaced}
			start := i
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsDigit(r) {
					break
				}
				t.N = (t.N*10 + digitValue(r)) % 1_000_000_000
				t.digits++
				i += size
			}
			t.Text = s[start:i]
			ts = append(ts, t)
		case unicode.IsLetter(r):
			start := i
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && (r != '.' || !letterAt(s, i+1)) {
					break
				}
				i += size
			}
			w := s[start:i]
			lower := strings.ToLower(w)
			ts = append(ts, Token{Text: lower, spaced: spaced, upper: w != lower && w == strings.ToUpper(w)})
			if i < len(s) && s[i] == '.' {
				i++
			}
		default:
			ts = append(ts, Token{Text: s[i : i+size], spaced: spaced})
			i += size
		}
		spaced = false
	}
	return ts
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return unicode.IsLetter(r)
}

// digitValue is the value of a decimal digit of any script: the digits of each
// follow one another from its zero.
func digitValue(r rune) int {
	if r <= '9' {
		return int(r - '0')
	}
	for _, run := range unicode.Nd.R16 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return int(r-rune(run.Lo)) % 10
		}
	}
	return 0
}

// HoldsYear tells whether s has four digits in a row that may be a year, a day as in
// 12.07.18 or 12/07/18, or a digit of another script.
func HoldsYear(s string) bool {
	run := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if '0' <= c && c <= '9' {
			run++
			continue
		}
		if run == 0 && c < utf8.RuneSelf { // as nearly always
			continue
		}
		if run == 3 && s[i-3] == '1' && i+5 < len(s) && s[i+3] == c && (c == '/' || c == '.') && isDigit(s[i+1]) && isDigit(s[i+4]) {
			return true // 115/02/03, of the republic
		}
		if run == 4 && years[s[i-4:i-2]] || run == 2 && (c == '.' || c == '/') && i+6 <= len(s) && isShortDay(s[i-2:i+6]) {
			return true
		}
		run = 0
		if c == 0xe5 && strings.HasPrefix(s[i:], "年") {
			return true
		}
		if c == 0xd9 || c == 0xdb || c == 0xe0 || c == 0xe1 {
			if r, _ := utf8.DecodeRuneInString(s[i:]); unicode.IsDigit(r) {
				return true
			}
		}
	}
	return run == 4 && years[s[len(s)-4:len(s)-2]]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isShortDay tells whether s is written as 12.07.18 or 12/07/18 is.
func isShortDay(s string) bool {
	for i := range len(s) {
		if isSign := i%3 == 2; isSign && s[i] != s[2] || !isSign && !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// years are the first digits of the years that pages are from, in our calendar,
// the Thai and the Iranian.
var years = wording.Set("19 20 25 13 14")

// CountWords is how many of the tokens are words.
func CountWords(ts []Token) int {
	words := 0
	for _, t := range ts {
		if t.IsWord() {
			words++
		}
	}
	return words
}

// HoldsDay tells whether tokens have a day of a month, be it of any year: 15 juni, Mar 3, 3月5日.
func HoldsDay(ts []Token) bool {
	const near = 2 // tokens between, a dot or a word
	for i, t := range ts {
		if !t.isDay() {
			continue
		}
		if i+1 < len(ts) && ts[i+1].begins("月", "월") {
			return true
		}
		for _, o := range ts[max(i-near, 0):min(i+near+1, len(ts))] {
			if months()[o.Text] > 0 {
				return true
			}
		}
	}
	return false
}
