package singlefile

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// pictured are the properties whose addresses may stand in a variable: their value is
// a picture whatever it holds.
var pictured = map[string]bool{
	"background": true, "background-image": true, "list-style": true, "list-style-image": true, "border-image": true, "border-image-source": true,
	"mask": true, "mask-image": true, "-webkit-mask": true, "-webkit-mask-image": true, "content": true,
}

// properties counts the declarations of each property in a body. One that stands there
// twice is a choice for browsers that do not know the second.
func (w *styler) properties(i, end int) map[string]int {
	counts := map[string]int{}
	for i < end {
		if w.tokens[i].kind == css.IdentToken {
			counts[w.tokens[i].says()]++
		}
		i = until(w.tokens, i, end, css.SemicolonToken, css.LeftBraceToken)
		if i < end {
			i = after(w.tokens, i)
		}
	}
	return counts
}

// declaration writes a declaration whose value begins at value.
func (w *styler) declaration(i, value, end int) {
	name := w.tokens[i].says()
	value, end = trim(w.tokens, value, end)
	if name == "behavior" || name == "-moz-binding" {
		return
	}
	for _, t := range w.tokens[value:end] {
		if t.kind == css.BadURLToken || t.kind == css.BadStringToken {
			return // it does not count
		}
	}
	if name == "content-visibility" && value < end && w.tokens[value].says() == "auto" {
		// The page was shown whole, see js/world/lazy.js.
		w.out = append(w.out, "content-visibility:visible;"...)
		return
	}
	custom := w.tokens[i].kind == css.CustomPropertyNameToken
	if custom || strings.Contains(name, "animation") {
		w.tree.notes(w.tokens[value:end])
	}
	w.emit(w.tokens[i])
	w.out = append(w.out, ':')
	w.value(value, end, custom || pictured[name] && w.twice[name] == 1)
	w.out = append(w.out, ';')
}

// notes remembers which names an animation may have.
func (t *tree) notes(value []token) {
	for _, part := range value {
		switch part.kind {
		case css.IdentToken, css.CustomPropertyNameToken:
			t.animated[unescape(part.data)] = true
		case css.StringToken:
			t.animated[part.address()] = true
		}
	}
}

// value writes the value of a declaration. Where free, addresses may become variables.
func (w *styler) value(i, end int, free bool) {
	for i < end {
		t := w.tokens[i]
		switch {
		case t.kind == css.URLToken:
			w.url(t.address(), free)
			i++
		case t.kind == css.FunctionToken && strings.HasSuffix(t.says(), "image-set"):
			w.choice(i, t.match, free)
			i = t.match + 1
		case t.kind == css.FunctionToken && (t.says() == "src" || t.says() == "image"):
			from, to := trim(w.tokens, i+1, t.match)
			if to == from+1 && w.tokens[from].kind == css.StringToken {
				w.url(w.tokens[from].address(), free)
			}
			i = t.match + 1
		case t.kind == css.FunctionToken && t.says() == "paint":
			w.tree.file.report.miss(w.tree.src.URL, "picture that a script paints")
			w.copy(i, t.match+1)
			i = t.match + 1
		case t.kind == css.LeftBraceToken: // in a custom property
			w.out = append(w.out, '{')
			w.value(i+1, t.match, free)
			w.out = append(w.out, '}')
			i = t.match + 1
		default:
			w.emit(t)
			i++
		}
	}
}

// choice writes an image-set() with the pictures that are there.
func (w *styler) choice(i, end int, free bool) {
	type candidate struct{ from, to int }
	var there, all []candidate
	for from := i + 1; from <= end; {
		to := until(w.tokens, from, end, css.CommaToken)
		a, b := trim(w.tokens, from, to)
		if a < b {
			all = append(all, candidate{a, b})
			t := w.tokens[a]
			if t.kind != css.StringToken && t.kind != css.URLToken || w.tree.file.store.get(resolve(w.sheet.base, t.address())) != nil {
				there = append(there, candidate{a, b})
			}
		}
		from = to + 1
	}
	if len(there) == 0 {
		there = all
	}
	w.emit(w.tokens[i])
	for n, c := range there {
		if n > 0 {
			w.out = append(w.out, ',')
		}
		if t := w.tokens[c.from]; t.kind == css.StringToken {
			w.url(t.address(), free)
			c.from++
		}
		w.value(c.from, c.to, free)
	}
	w.out = append(w.out, ')')
}

// url writes an address of a picture or the like: what it leads to, or nothing to load.
func (w *styler) url(address string, free bool) {
	if strings.HasPrefix(address, "#") { // within the document
		w.out = append(w.out, "url("...)
		w.out = append(w.out, escaped(address, false)...)
		w.out = append(w.out, ')')
		return
	}
	if r := w.tree.file.store.get(resolve(w.sheet.base, address)); r != nil {
		w.out = append(w.out, w.tree.refer(inCSS, r, free)...)
		return
	}
	if isBlob(address) { // what has another address may just not be used
		w.tree.file.report.miss(address, "picture")
	}
	w.out = append(w.out, "url(data:,)"...)
}

// What a reference stands for; see expand.go.
const (
	inCSS    = 'c' // a url() that must stay where it is
	inAny    = 'v' // a url() that may be a variable
	inValue  = 'a' // the address alone
	inPlace  = 'i' // the picture of an img, with its style
	headHere = 'h'
	frames   = 'k'
	framesTo = 'e'
)

// refer writes a reference to a body.
func (t *tree) refer(kind byte, r *resource, free bool) []byte {
	if kind == inCSS && free {
		kind = inAny
	}
	t.uses[r.number]++
	var b bytes.Buffer
	b.WriteByte(0)
	b.WriteByte(kind)
	b.WriteString(strconv.Itoa(r.number))
	b.WriteByte(0)
	return b.Bytes()
}
