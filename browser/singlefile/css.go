package singlefile

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// sheet is a style sheet as tokens.
type sheet struct {
	tokens []token
	base   string // what its addresses start from
}

// sheetOf reads the sheet of an element, nil where it is not to be had.
func (t *tree) sheetOf(s *Sheet) *sheet {
	if known, ok := t.sheets[s]; ok {
		return known
	}
	var read *sheet
	switch {
	case s.Text != nil:
		base := t.src.Base
		if s.Href != "" && !isBlob(s.Href) {
			base = s.Href
			if body, ok := t.file.text(s.Href); ok {
				base = body.URL
			}
		}
		read = &sheet{tokenize([]byte(*s.Text)), base}
	default:
		if read = t.file.sheetAt(s.Href, t.src.Charset); read == nil {
			t.file.report.miss(s.Href, "style sheet")
		}
	}
	t.sheets[s] = read
	return read
}

// sheetAt reads the sheet at an address, nil where it is not to be had.
func (f *file) sheetAt(address, charset string) *sheet {
	if known, ok := f.sheets[address]; ok {
		return known
	}
	var read *sheet
	if body, ok := f.text(address); ok {
		read = &sheet{tokenize(decodeCSS(body.Data, body.MediaType, charset)), body.URL}
	}
	f.sheets[address] = read
	return read
}

// styler writes a style sheet anew.
type styler struct {
	tree   *tree
	scope  *scope
	sheet  *sheet
	tokens []token
	out    []byte
	within []*sheet // the sheets that import this one, to stop at circles
	early  bool     // only imports and the like have come, so imports count
	attr   bool     // these are declarations of an attribute
	twice  map[string]int
	depth  int
}

// place is where in a sheet rules stand.
type place int

const (
	topLevel  place = iota
	ruleList        // in a block of rules, such as that of @media
	ruleBody        // in a rule: declarations, and rules within
	frameList       // in @keyframes
)

// deepest is how deep blocks may lie in each other; browsers give up as well.
const deepest = 500

// css writes a sheet for a scope.
func (t *tree) css(s *scope, from *sheet) []byte {
	w := &styler{tree: t, scope: s, sheet: from, tokens: from.tokens, within: []*sheet{from}, early: true}
	w.rules(0, len(from.tokens), topLevel)
	return w.out
}

// declarations writes those of a style attribute.
func (t *tree) declarations(text string) string {
	if !mayLoad(text) && (t.file.doc.View.Tall == 0 || !strings.Contains(text, "vh")) {
		return text
	}
	return t.declarationsFrom(text, t.src.Base)
}

func (t *tree) declarationsFrom(text, base string) string {
	s := &sheet{tokenize([]byte(text)), base}
	w := &styler{tree: t, scope: t.scopes[0], sheet: s, tokens: s.tokens, attr: true}
	w.rules(0, len(s.tokens), ruleBody)
	return string(w.out)
}

// mayLoad tells whether declarations may hold an address. A back slash may hide one, an
// animation is to be known of.
func mayLoad(text string) bool {
	lower := bytes.ToLower([]byte(text))
	for _, sign := range []string{"url", "image", "src", "\\", "behavior", "binding", "expression", "animation", "visibility", "\x00"} {
		if bytes.Contains(lower, []byte(sign)) {
			return true
		}
	}
	return false
}

// rules writes the rules and declarations between two tokens.
func (w *styler) rules(i, end int, in place) {
	if w.depth++; w.depth > deepest {
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	if in == ruleBody {
		defer func(before map[string]int) { w.twice = before }(w.twice)
		w.twice = w.properties(i, end)
	}
	for i < end {
		switch t := w.tokens[i]; {
		case t.kind == css.WhitespaceToken, t.kind == css.CommentToken, t.kind == css.SemicolonToken && in == ruleBody,
			in == topLevel && (t.kind == css.CDOToken || t.kind == css.CDCToken):
			i++
		case t.kind == css.AtKeywordToken:
			i = w.atRule(i, end, in)
		case in == ruleBody:
			i = w.item(i, end)
		default:
			i = w.rule(i, end, in)
		}
	}
}

// item writes a declaration or a rule in the body of a rule.
func (w *styler) item(i, end int) int {
	colon := i + 1
	for colon < end && w.tokens[colon].kind == css.WhitespaceToken {
		colon++
	}
	stop := until(w.tokens, i, end, css.SemicolonToken, css.LeftBraceToken)
	named := colon < end && w.tokens[colon].kind == css.ColonToken
	switch {
	case named && w.tokens[i].kind == css.CustomPropertyNameToken:
		stop = until(w.tokens, i, end, css.SemicolonToken)
		w.declaration(i, colon+1, stop)
		return stop
	case stop < end && w.tokens[stop].kind == css.LeftBraceToken:
		return w.rule(i, end, ruleList)
	case named && w.tokens[i].kind == css.IdentToken:
		w.declaration(i, colon+1, stop)
	}
	return stop
}

// rule writes a rule with a selector and a body.
func (w *styler) rule(i, end int, in place) int {
	w.early = false
	brace := until(w.tokens, i, end, css.LeftBraceToken)
	if brace >= end {
		return end // there is no rule without a body
	}
	shut := w.tokens[brace].match
	if w.strays(i, brace) {
		return shut + 1
	}
	mark := len(w.out)
	if in == frameList {
		w.copy(trim(w.tokens, i, brace))
	} else if !w.selectors(i, brace) {
		w.out = w.out[:mark]
		w.tree.file.report.Saved += w.size(i, shut)
		return shut + 1
	}
	w.out = append(w.out, '{')
	body := len(w.out)
	w.rules(brace+1, shut, ruleBody)
	if len(w.out) == body && in != frameList {
		w.out = w.out[:mark]
		return shut + 1
	}
	w.out = append(w.out, '}')
	return shut + 1
}

// inWindow gives a length that depends on the window's height in pixels of the one that
// the page was shown in.
func (t *tree) inWindow(length []byte) []byte {
	for _, unit := range []string{"dvh", "svh", "lvh", "vh"} {
		number, ok := bytes.CutSuffix(bytes.ToLower(length), []byte(unit))
		if !ok {
			continue
		}
		if n, err := strconv.ParseFloat(string(number), 64); err == nil {
			return fmt.Appendf(nil, "%gpx", n*t.file.doc.View.Tall/100)
		}
	}
	return length
}

// strays tells whether there is a brace that closes nothing: browsers drop such a rule,
// and elsewhere it could close what is not its own.
func (w *styler) strays(i, end int) bool {
	return until(w.tokens, i, end, css.RightBraceToken) < end
}

// size gives how many bytes tokens took.
func (w *styler) size(i, end int) (n int64) {
	for ; i < end && i < len(w.tokens); i++ {
		n += int64(len(w.tokens[i].data))
	}
	return n
}

// copy writes tokens as they are.
func (w *styler) copy(i, end int) {
	for ; i < end; i++ {
		w.emit(w.tokens[i])
	}
}

// emit writes one token so that it cannot end the element that it stands in.
func (w *styler) emit(t token) {
	switch {
	case t.kind == css.WhitespaceToken:
		w.out = append(w.out, ' ')
	case t.kind == css.CDOToken, t.kind == css.CDCToken: // of no meaning here
	case t.data[0] == '/' && len(w.out) > 0 && w.out[len(w.out)-1] == '<':
		w.out = append(append(w.out, ' '), t.data...)
	case t.kind == css.DimensionToken && w.tree.file.doc.View.Tall > 0 && !w.tree.nested:
		w.out = append(w.out, w.tree.inWindow(t.data)...)
	case bytes.IndexByte(t.data, '<') >= 0 && t.kind != css.DelimToken:
		w.out = append(w.out, bytes.ReplaceAll(t.data, []byte("<"), []byte(`\3c `))...)
	default:
		w.out = append(w.out, t.data...)
	}
}
