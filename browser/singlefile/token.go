package singlefile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// token is one token of CSS. An opening one knows its closing one, see CSS Syntax 3, 5.4.
type token struct {
	kind  css.TokenType
	data  []byte
	match int // index of the closing token
}

// closers gives the closing token for each kind of opening one.
var closers = map[css.TokenType]token{
	css.FunctionToken:        {kind: css.RightParenthesisToken, data: []byte(")")},
	css.LeftParenthesisToken: {kind: css.RightParenthesisToken, data: []byte(")")},
	css.LeftBracketToken:     {kind: css.RightBracketToken, data: []byte("]")},
	css.LeftBraceToken:       {kind: css.RightBraceToken, data: []byte("}")},
}

// tokenize reads CSS. Comments are left out and what is open at the end is closed, so
// that the tokens can stand anywhere.
func tokenize(src []byte) []token {
	lexer := css.NewLexer(parse.NewInputBytes(bytes.ReplaceAll(src, []byte{0}, []byte("\ufffd"))))
	var list []token
	var open []int
	add := func(t token) {
		if _, opens := closers[t.kind]; opens {
			open = append(open, len(list))
		}
		if n := len(open); n > 0 && closers[list0(list, open[n-1], t).kind].kind == t.kind {
			list[open[n-1]].match = len(list)
			open = open[:n-1]
		}
		list = append(list, t)
	}
	for {
		kind, data := lexer.Next()
		switch kind {
		case css.ErrorToken:
			for n := len(open); n > 0; n = len(open) {
				add(closers[list[open[n-1]].kind])
			}
			return list
		case css.CommentToken:
			// It parts what would be one token without it.
			if n := len(list); n > 0 && list[n-1].kind != css.WhitespaceToken {
				add(token{kind: css.CommentToken, data: []byte("/**/")})
			}
		case css.StringToken:
			add(token{kind: kind, data: closedString(data)})
		case css.URLToken, css.BadURLToken:
			add(token{kind: kind, data: closedURL(data)})
		case css.DelimToken:
			if data[0] == '\\' { // it escapes nothing here, and must not there
				data = []byte("?")
			}
			add(token{kind: kind, data: data})
		default:
			add(token{kind: kind, data: data})
		}
	}
}

// list0 gives the token at i of a list that t is about to join.
func list0(list []token, i int, t token) token {
	if i < len(list) {
		return list[i]
	}
	return t
}

// closedString ends a string that the end of the sheet has cut.
func closedString(data []byte) []byte {
	if n := len(data); n >= 2 && data[n-1] == data[0] && !endsInEscape(data[:n-1]) {
		return data
	}
	if endsInEscape(data) {
		data = data[:len(data)-1]
	}
	return append(bytes.Clone(data), data[0])
}

// closedURL ends an address that the end of the sheet has cut.
func closedURL(data []byte) []byte {
	if n := len(data); n > 0 && data[n-1] == ')' && !endsInEscape(data[:n-1]) {
		return data
	}
	from := bytes.IndexByte(data, '(') + 1
	for from < len(data) && bytes.IndexByte([]byte(" \t\r\n\f"), data[from]) >= 0 {
		from++
	}
	if from < len(data) && (data[from] == '"' || data[from] == '\'') {
		data = append(bytes.Clone(data[:from]), closedString(bytes.TrimRight(data[from:], " \t\r\n\f"))...)
	} else if endsInEscape(data) {
		data = data[:len(data)-1]
	}
	return append(bytes.Clone(data), ')')
}

func endsInEscape(data []byte) bool {
	n := 0
	for i := len(data) - 1; i >= 0 && data[i] == '\\'; i-- {
		n++
	}
	return n%2 == 1
}

// after gives the index behind the token at i and all that it encloses.
func after(tokens []token, i int) int {
	if _, opens := closers[tokens[i].kind]; opens {
		return tokens[i].match + 1
	}
	return i + 1
}

// until gives the index of the first token of some kinds, end if there is none. What
// stands in brackets is passed over.
func until(tokens []token, i, end int, kinds ...css.TokenType) int {
	for i < end {
		for _, kind := range kinds {
			if tokens[i].kind == kind {
				return i
			}
		}
		i = after(tokens, i)
	}
	return end
}

// trim gives the bounds without white space and comments on either side.
func trim(tokens []token, i, end int) (int, int) {
	blank := func(t token) bool { return t.kind == css.WhitespaceToken || t.kind == css.CommentToken }
	for i < end && blank(tokens[i]) {
		i++
	}
	for i < end && blank(tokens[end-1]) {
		end--
	}
	return i, end
}

// unescape gives what an identifier or a string without its quotes says.
func unescape(data []byte) string {
	if bytes.IndexByte(data, '\\') < 0 {
		return string(data)
	}
	var b strings.Builder
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' || i+1 >= len(data) {
			b.WriteByte(data[i])
			continue
		}
		i++
		if data[i] == '\n' || data[i] == '\f' { // a string goes on in the next line
			continue
		}
		if data[i] == '\r' {
			if i+1 < len(data) && data[i+1] == '\n' {
				i++
			}
			continue
		}
		value, digits := rune(0), 0
		for digits < 6 && i < len(data) && hex(data[i]) >= 0 {
			value = value<<4 | rune(hex(data[i]))
			i++
			digits++
		}
		if digits == 0 {
			b.WriteByte(data[i])
			continue
		}
		if value == 0 || !utf8.ValidRune(value) {
			value = utf8.RuneError
		}
		b.WriteRune(value)
		if i < len(data) && bytes.IndexByte([]byte(" \t\n\r\f"), data[i]) >= 0 {
			if data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n' {
				i++
			}
		} else {
			i--
		}
	}
	return b.String()
}

func hex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// says gives the name of an identifier, function, keyword or hash, in small letters.
func (t token) says() string {
	data := t.data
	switch t.kind {
	case css.FunctionToken:
		data = data[:len(data)-1]
	case css.AtKeywordToken, css.HashToken:
		data = data[1:]
	}
	return strings.ToLower(unescape(data))
}

// is tells whether a token is a certain character.
func (t token) is(c byte) bool { return t.kind == css.DelimToken && len(t.data) == 1 && t.data[0] == c }

// address gives what a url() or string token holds.
func (t token) address() string {
	data := t.data
	if t.kind == css.URLToken {
		data = bytes.TrimSuffix(data[bytes.IndexByte(data, '(')+1:], []byte(")"))
		data = bytes.Trim(data, " \t\r\n\f")
	}
	if n := len(data); n > 0 && (data[0] == '"' || data[0] == '\'') {
		data = data[1:]
		if n := len(data); n > 0 && (data[n-1] == '"' || data[n-1] == '\'') {
			data = data[:n-1]
		}
	}
	return unescape(data)
}
