package option

import (
	"fmt"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// selector says what is wrong with a CSS selector, as far as it can be told without the
// browser, which knows pseudo-classes that others do not.
func selector(text string) string {
	s := selectorState{start: true}
	lexer := css.NewLexer(parse.NewInputString(text))
	for {
		token, data := lexer.Next()
		if token == css.ErrorToken {
			break
		}
		if !s.next(token, string(data)) {
			return fmt.Sprintf("%q is no CSS selector: it is wrong at %q", text, data)
		}
	}
	if !s.complete() {
		return fmt.Sprintf("%q is no CSS selector: its end is missing", text)
	}
	return ""
}

// selectorState is how far a selector has been read.
type selectorState struct {
	open  []css.TokenType // brackets and functions that are open
	start bool            // a compound selector has to come: at the beginning, and behind a comma or combinator
	after string          // the mark that a name has to follow: . or :
	named bool            // an attribute has its name
}

// complete tells whether the selector may end here.
func (s *selectorState) complete() bool { return len(s.open) == 0 && !s.start && s.after == "" }

// next takes one more token, and tells whether it may stand there.
func (s *selectorState) next(token css.TokenType, data string) bool {
	switch token {
	case css.BadStringToken, css.BadURLToken, css.LeftBraceToken, css.RightBraceToken, css.SemicolonToken, css.AtKeywordToken, css.CDOToken, css.CDCToken:
		return false
	}
	if len(s.open) > 0 {
		return s.inside(token)
	}
	if s.after != "" {
		double := s.after == ":" && data == ":"
		named := token == css.IdentToken || s.after != "." && token == css.FunctionToken
		s.after = map[bool]string{true: "::", false: ""}[double]
		if token == css.FunctionToken {
			s.open = append(s.open, css.RightParenthesisToken)
		}
		return double || named
	}
	switch token {
	case css.WhitespaceToken, css.CommentToken:
	case css.IdentToken, css.HashToken:
		s.start = false
	case css.ColonToken:
		s.after, s.start = ":", false
	case css.LeftBracketToken:
		s.open, s.start, s.named = append(s.open, css.RightBracketToken), false, false
	case css.CommaToken:
		return s.again()
	case css.ColumnToken: // ||, of tables
		return s.again()
	case css.DelimToken:
		switch data {
		case ".":
			s.after, s.start = ".", false
		case "*", "&", "|":
			s.start = false
		case ">", "+", "~":
			return s.again()
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// again wants another compound selector behind one.
func (s *selectorState) again() bool {
	before := s.start
	s.start = true
	return !before
}

// inside takes a token between brackets: what stands there has only to be whole.
func (s *selectorState) inside(token css.TokenType) bool {
	innermost := s.open[len(s.open)-1]
	switch token {
	case innermost:
		s.open = s.open[:len(s.open)-1]
		return innermost != css.RightBracketToken || s.named
	case css.RightParenthesisToken, css.RightBracketToken:
		return false
	case css.FunctionToken, css.LeftParenthesisToken:
		s.open = append(s.open, css.RightParenthesisToken)
	case css.LeftBracketToken:
		s.open, s.named = append(s.open, css.RightBracketToken), false
	case css.IdentToken:
		s.named = true
	}
	return true
}
