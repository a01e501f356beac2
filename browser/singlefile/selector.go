package singlefile

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// selectors writes a list of selectors. It tells whether any of them can match; those
// that cannot are left out where the list holds without them.
func (w *styler) selectors(i, end int) bool {
	var alive [][2]int
	all := 0
	safe := true
	for from := i; from <= end; {
		to := until(w.tokens, from, end, css.CommaToken)
		a, b := trim(w.tokens, from, to)
		all++
		if !w.dead(a, b) {
			alive = append(alive, [2]int{a, b})
		} else if until(w.tokens, a, b, css.ColonToken) < b {
			safe = false // a selector that the browser does not know spoils the whole list
		}
		from = to + 1
	}
	if len(alive) == 0 {
		return false
	}
	if len(alive) < all && !safe {
		w.selector(trim(w.tokens, i, end))
		return true
	}
	for n, part := range alive {
		if n > 0 {
			w.out = append(w.out, ',')
		}
		w.selector(part[0], part[1])
	}
	return true
}

// dead tells whether a selector asks for a name that nothing in its scope has. What is
// in brackets, as of :not() and :is(), may be otherwise.
func (w *styler) dead(i, end int) bool {
	s := w.scope
	for i < end {
		t := w.tokens[i]
		switch {
		case t.kind == css.LeftBracketToken:
			from, to := trim(w.tokens, i+1, t.match)
			if from < to && w.tokens[from].kind == css.IdentToken && !(from+1 < to && w.tokens[from+1].is('|')) && !s.attrs[w.tokens[from].says()] {
				return true
			}
			i = t.match + 1
		case t.kind == css.ColonToken:
			for i < end && w.tokens[i].kind == css.ColonToken {
				i++
			}
			if i < end {
				i = after(w.tokens, i)
			}
		case t.is('.') && i+1 < end:
			if !s.classes[w.tokens[i+1].says()] {
				return true
			}
			i += 2
		case t.kind == css.HashToken:
			if !s.ids[t.says()] {
				return true
			}
			i++
		case t.kind == css.IdentToken:
			if i+1 < end && w.tokens[i+1].is('|') { // a namespace
				i += 2
				continue
			}
			if !s.tags[t.says()] {
				return true
			}
			i++
		default:
			i = after(w.tokens, i)
		}
	}
	return false
}

// selector writes one selector. States that only scripts bring about become attributes,
// and what has become another element or attribute is asked for by that.
func (w *styler) selector(i, end int) {
	for i < end {
		t := w.tokens[i]
		next := token{}
		if i+1 < end {
			next = w.tokens[i+1]
		}
		double := i > 0 && w.tokens[i-1].kind == css.ColonToken
		switch {
		case t.kind == css.LeftBracketToken:
			w.out = append(w.out, '[')
			from, to := trim(w.tokens, i+1, t.match)
			if from < to && w.tree.mapped[w.tokens[from].says()] {
				w.out = append(w.out, prefix...)
			}
			w.copy(from, to)
			w.out = append(w.out, ']')
			i = t.match + 1
		case t.kind == css.ColonToken && !double && next.kind == css.IdentToken && next.says() == "defined":
			w.out = append(w.out, ":not(["+prefix+"state~=undefined])"...)
			i += 2
		case t.kind == css.ColonToken && !double && next.kind == css.IdentToken && w.tree.states[next.says()]:
			w.out = append(w.out, ":is(:"+next.says()+",["+prefix+"state~="+next.says()+"])"...)
			i += 2
		case t.kind == css.ColonToken && next.kind == css.FunctionToken && next.says() == "state":
			w.stated("state", i+1)
			i = next.match + 1
		case t.kind == css.ColonToken && i+2 < end && w.tokens[i+2].kind == css.FunctionToken && w.tokens[i+2].says() == "highlight":
			// What is highlighted has become elements, which lie in the one that is asked for.
			w.out = append(w.out, ' ')
			w.stated("highlight", i+2)
			i = w.tokens[i+2].match + 1
		case t.kind == css.ColonToken:
			w.emit(t)
			i++
			if next.kind == css.IdentToken { // no element's name
				w.emit(next)
				i++
			}
		case t.is('.') && (next.kind == css.IdentToken || next.kind == css.CustomPropertyNameToken):
			w.emit(t)
			w.emit(next)
			i += 2
		case t.kind == css.IdentToken && w.tree.turned[t.says()]:
			w.out = append(w.out, ":is("+t.says()+",:where(["+prefix+"was="+t.says()+"]))"...)
			i++
		case t.kind == css.IdentToken && len(w.tree.turned) > 0 && t.says() == "img":
			w.out = append(w.out, "img:where(:not(["+prefix+"was]))"...)
			i++
		default:
			w.emit(t)
			i++
		}
	}
}

// stated writes what asks for a state that has a name of the page's own: it stands in
// brackets behind the token at i.
func (w *styler) stated(kind string, i int) {
	name := ""
	if from, to := trim(w.tokens, i+1, w.tokens[i].match); from < to {
		name = unescape(w.tokens[from].data)
	}
	w.out = append(w.out, "["+prefix+`state~="`+kind+":"+escapeString.Replace(name)+`"]`...)
}

// escapeString makes text safe in a string of CSS.
var escapeString = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "<", `\3c `, "\n", `\a `)
