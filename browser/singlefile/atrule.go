package singlefile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// importsDeep is how deep sheets may import each other.
const importsDeep = 16

// atRule writes a rule that begins with @ and gives the index behind it.
func (w *styler) atRule(i, end int, in place) int {
	name := w.tokens[i].says()
	stop := until(w.tokens, i, end, css.SemicolonToken, css.LeftBraceToken)
	if w.strays(i, stop) {
		if stop < end {
			stop = after(w.tokens, stop)
		}
		return stop
	}
	if stop >= end || w.tokens[stop].kind == css.SemicolonToken {
		w.statement(name, i, stop, in)
		return min(stop+1, end)
	}
	w.early = false
	shut := w.tokens[stop].match
	inner := ruleList
	if in == ruleBody {
		inner = ruleBody
	}
	switch strings.TrimPrefix(name, "-webkit-") {
	case "media", "supports", "container", "layer", "scope", "starting-style", "-moz-document":
		w.group(name, i, stop, shut, inner)
	case "font-face":
		w.fontFace(stop+1, shut)
	case "keyframes":
		w.keyFrames(i, stop, shut)
	default: // those that hold declarations, and what is yet to come
		w.copy(i, stop)
		w.out = append(w.out, '{')
		w.rules(stop+1, shut, ruleBody)
		w.out = append(w.out, '}')
	}
	return shut + 1
}

// statement writes an @ rule without a body.
func (w *styler) statement(name string, i, stop int, in place) {
	switch name {
	case "charset":
	case "import":
		if w.early && in == topLevel {
			w.importSheet(trim(w.tokens, i+1, stop))
		}
	case "namespace":
		// It must stand before all rules, so not behind what was imported.
		if len(w.within) == 1 && in == topLevel && (len(w.out) == 0 || strings.HasPrefix(string(w.out), "@namespace") && w.early) {
			w.copy(i, stop)
			w.out = append(w.out, ';')
		}
	default:
		if name != "layer" {
			w.early = false
		}
		w.copy(i, stop)
		w.out = append(w.out, ';')
	}
}

// group writes a rule that holds rules.
func (w *styler) group(name string, i, brace, shut int, inner place) {
	mark := len(w.out)
	w.emit(w.tokens[i])
	from, to := trim(w.tokens, i+1, brace)
	if from < to {
		w.out = append(w.out, ' ')
	}
	switch name {
	case "scope":
		w.selector(from, to)
	case "media":
		w.media(from, to)
	default:
		w.copy(from, to)
	}
	w.out = append(w.out, '{')
	body := len(w.out)
	w.rules(brace+1, shut, inner)
	if len(w.out) == body && name != "layer" { // a layer's place counts
		w.out = w.out[:mark]
		return
	}
	w.out = append(w.out, '}')
}

// media writes a media query for readers whose medium is another than the page's was:
// what held then is to hold now.
func (w *styler) media(i, end int) {
	v := w.tree.file.doc.View
	feature := ""
	for ; i < end; i++ {
		t := w.tokens[i]
		if t.kind != css.IdentToken {
			w.emit(t)
			continue
		}
		word := t.says()
		switch {
		case v.Print && (word == "print" || word == "screen"):
			word = swap(word, "print", "screen")
		case v.ColorScheme != "" && feature == "prefers-color-scheme" && (word == "dark" || word == "light"):
			// The reader is taken to be one who has asked for nothing, which is light.
			if v.ColorScheme == "dark" {
				word = swap(word, "dark", "light")
			}
		case v.LessMotion && feature == "prefers-reduced-motion" && (word == "reduce" || word == "no-preference"):
			word = swap(word, "reduce", "no-preference")
		default:
			if strings.HasPrefix(word, "prefers-") {
				feature = word
			}
			w.emit(t)
			continue
		}
		w.out = append(w.out, word...)
	}
}

func swap(word, a, b string) string {
	if word == a {
		return b
	}
	return a
}

// mediaOf writes the value of a media attribute.
func (t *tree) mediaOf(query string) string {
	s := &sheet{tokenize([]byte(query)), ""}
	w := &styler{tree: t, sheet: s, tokens: s.tokens}
	w.media(0, len(s.tokens))
	return string(w.out)
}

// importSheet writes an imported sheet in the place of the import, within what it is
// imported under.
func (w *styler) importSheet(i, end int) {
	if i >= end || w.tokens[i].kind != css.URLToken && w.tokens[i].kind != css.StringToken {
		return
	}
	address := resolve(w.sheet.base, w.tokens[i].address())
	inner := w.tree.file.sheetAt(address, w.tree.src.Charset)
	switch {
	case inner == nil:
		w.tree.file.report.miss(address, "style sheet")
		return
	case slices.Contains(w.within, inner), len(w.within) > importsDeep:
		return
	}
	i++
	wrapped := 0
	open := func(text string) {
		w.out = append(w.out, text...)
		wrapped++
	}
	i, end = trim(w.tokens, i, end)
	layer := i < end && w.tokens[i].says() == "layer"
	switch {
	case layer && w.tokens[i].kind == css.IdentToken:
		open("@layer{")
		i++
	case layer && w.tokens[i].kind == css.FunctionToken:
		w.out = append(w.out, "@layer "...)
		w.copy(trim(w.tokens, i+1, w.tokens[i].match))
		open("{")
		i = w.tokens[i].match + 1
	}
	i, end = trim(w.tokens, i, end)
	if i < end && w.tokens[i].kind == css.FunctionToken && w.tokens[i].says() == "supports" {
		w.out = append(w.out, "@supports ("...)
		w.copy(trim(w.tokens, i+1, w.tokens[i].match))
		open("){")
		i = w.tokens[i].match + 1
	}
	if i, end = trim(w.tokens, i, end); i < end {
		w.out = append(w.out, "@media "...)
		w.media(i, end)
		open("{")
	}
	part := &styler{tree: w.tree, scope: w.scope, sheet: inner, tokens: inner.tokens, within: append(slices.Clip(w.within), inner), early: true, depth: w.depth, out: w.out}
	part.rules(0, len(inner.tokens), topLevel)
	w.out = part.out
	w.out = append(w.out, strings.Repeat("}", wrapped)...)
}

// fontFace writes a font with the files that the page has loaded; one of which it has
// loaded none was not used. In a shadow root they do not count.
func (w *styler) fontFace(i, end int) {
	if w.scope.shadow {
		return
	}
	mark := len(w.out)
	w.out = append(w.out, "@font-face{"...)
	found, named := false, false
	for i < end {
		stop := until(w.tokens, i, end, css.SemicolonToken)
		a, b := trim(w.tokens, i, stop)
		i = stop + 1
		colon := until(w.tokens, a, b, css.ColonToken)
		if colon >= b {
			continue
		}
		if w.tokens[a].says() != "src" {
			w.copy(a, b)
			w.out = append(w.out, ';')
			continue
		}
		named = true
		found = w.fontFiles(colon+1, b) || found
	}
	w.out = append(w.out, '}')
	face := string(w.out[mark:])
	if named && !found || w.tree.faces[face] {
		w.out = w.out[:mark]
		return
	}
	w.tree.faces[face] = true
}

// fontFiles writes the sources of a font that are there.
func (w *styler) fontFiles(i, end int) bool {
	mark := len(w.out)
	w.out = append(w.out, "src:"...)
	n := 0
	for from := i; from < end; {
		to := until(w.tokens, from, end, css.CommaToken)
		a, b := trim(w.tokens, from, to)
		from = to + 1
		if a >= b {
			continue
		}
		var r *resource
		if w.tokens[a].kind == css.URLToken {
			if r = w.tree.file.store.get(resolve(w.sheet.base, w.tokens[a].address())); r == nil {
				continue
			}
		}
		if n++; n > 1 {
			w.out = append(w.out, ',')
		}
		if r != nil {
			w.out = append(w.out, w.tree.refer(inCSS, r, false)...)
			a++
		}
		w.copy(a, b)
	}
	if n == 0 {
		w.out = w.out[:mark]
		return false
	}
	w.out = append(w.out, ';')
	return true
}

// keyFrames writes an animation, to be taken out again if nothing moves by it.
func (w *styler) keyFrames(i, brace, shut int) {
	from, to := trim(w.tokens, i+1, brace)
	if from >= to {
		return
	}
	name := unescape(w.tokens[from].data)
	if w.tokens[from].kind == css.StringToken {
		name = w.tokens[from].address()
	}
	w.out = append(w.out, 0, frames)
	w.out = strconv.AppendInt(w.out, int64(len(w.tree.keyed)), 10)
	w.out = append(w.out, 0)
	w.tree.keyed = append(w.tree.keyed, name)
	w.emit(w.tokens[i])
	w.out = append(w.out, ' ')
	w.copy(from, to)
	w.out = append(w.out, '{')
	w.rules(brace+1, shut, frameList)
	w.out = append(w.out, '}', 0, framesTo, 0)
}
