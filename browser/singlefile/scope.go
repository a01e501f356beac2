package singlefile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// scope is a document or a shadow root: what rules in it can match.
type scope struct {
	shadow  bool
	classes map[string]bool // names in small letters
	ids     map[string]bool
	tags    map[string]bool
	attrs   map[string]bool
	sheets  int
	still   strings.Builder // rules that stop animations
	states  map[string]bool
	sprites []string // symbols that go to its end
	drawn   map[string]string
}

func newScope(shadow bool) *scope {
	return &scope{
		shadow: shadow, classes: map[string]bool{}, ids: map[string]bool{}, tags: map[string]bool{}, attrs: map[string]bool{},
		states: map[string]bool{}, drawn: map[string]string{},
	}
}

// shadowRoot tells whether a node begins a shadow root.
func (n *Node) shadowRoot() bool {
	if n.Name != "template" {
		return false
	}
	_, ok := n.attr("shadowrootmode")
	return ok
}

// survey looks through the document before anything is written: what each scope holds,
// and which attributes rules look at that are not going to stay as they are.
func (t *tree) survey() {
	var open []*scope // of each open element
	at := newScope(false)
	t.scopes = append(t.scopes, at)
	for i := range t.src.Nodes {
		n := &t.src.Nodes[i]
		switch {
		case n.Close && len(open) > 0:
			at = open[len(open)-1]
			open = open[:len(open)-1]
			continue
		case n.Name == "":
			continue
		}
		open = append(open, at)
		if n.shadowRoot() {
			at = newScope(true)
			t.scopes = append(t.scopes, at)
			continue
		}
		at.add(n)
		t.hasHead = t.hasHead || n.Name == "head" && len(open) == 2
		if t.turns(n) {
			t.turned[n.Name] = true
		}
		if n.Facts == nil {
			continue
		}
		for _, state := range n.Facts.States {
			t.states[state] = true
		}
		if len(n.Facts.Still) > 0 {
			t.addStill(at, n)
		}
		if n.Facts.Sheet != nil {
			at.sheets++
			if sheet := t.sheetOf(n.Facts.Sheet); sheet != nil {
				t.look(sheet, 0)
			}
		}
	}
}

// add notes what rules can match an element by.
func (s *scope) add(n *Node) {
	s.tags[strings.ToLower(n.Name)] = true
	for _, a := range n.Attrs {
		s.attrs[strings.ToLower(a.Name)] = true
		switch a.Name {
		case "class":
			for class := range strings.FieldsSeq(a.Value) {
				s.classes[strings.ToLower(class)] = true
			}
		case "id":
			s.ids[strings.ToLower(a.Value)] = true
		}
	}
	if n.Facts != nil {
		for _, state := range n.Facts.States {
			s.states[state] = true
		}
	}
}

// addStill notes the rules that stop an element's animations.
func (t *tree) addStill(s *scope, n *Node) {
	t.stills++
	for pseudo, declarations := range n.Facts.Still {
		fmt.Fprintf(&s.still, `[%sstill="%d"]:not(#_#_)%s{%s}`, prefix, t.stills, pseudo, t.declarationsFrom(declarations, t.src.Base))
	}
	n.Attrs = append(slices.Clip(n.Attrs), Attr{prefix + "still", fmt.Sprint(t.stills)})
}

// look finds the attributes of which rules ask more than we leave.
func (t *tree) look(s *sheet, depth int) {
	for i, token := range s.tokens {
		switch {
		case token.kind == css.LeftBracketToken:
			from, to := trim(s.tokens, i+1, token.match)
			if to <= from || s.tokens[from].kind != css.IdentToken {
				continue
			}
			name := s.tokens[from].says()
			if was := fate(name); was == gone || was == rewritten && to > from+1 {
				t.mapped[name] = true
			}
		case token.kind == css.AtKeywordToken && strings.HasSuffix(token.says(), "keyframes"):
			t.moves = true
		case token.kind == css.AtKeywordToken && token.says() == "import" && depth < importsDeep:
			from, to := trim(s.tokens, i+1, len(s.tokens))
			if from < to && (s.tokens[from].kind == css.URLToken || s.tokens[from].kind == css.StringToken) {
				if inner := t.file.sheetAt(resolve(s.base, s.tokens[from].address()), t.src.Charset); inner != nil {
					t.look(inner, depth+1)
				}
			}
		}
	}
}

// helper gives the rules that stand in for scripts and the top layer in a scope.
func (t *tree) helper(s *scope) string {
	var b strings.Builder
	for _, rule := range stateRules {
		if s.states[rule.state] {
			b.WriteString(rule.css)
		}
	}
	if t.moves && s.sheets > 0 {
		b.WriteString("*:not(#_#_),:not(#_#_)::before,:not(#_#_)::after{animation-play-state:paused!important;animation-delay:-1000000s!important;transition:none!important}")
	}
	b.WriteString(s.still.String()) // scripts move things without any sheet
	if v := t.file.doc.View; v.Filled && v.Tall > 0 && !s.shadow && !t.nested {
		fmt.Fprintf(&b, ":root{height:%gpx!important}", v.Tall)
		if v.Held { // what is fixed is so to the root then
			b.WriteString(":root{transform:translate(0)!important}")
		}
	}
	if !s.shadow && !t.nested {
		b.WriteString(viewers[t.file.doc.View.Viewer])
	}
	if t.file.doc.View.ColorScheme != "" && !s.shadow {
		b.WriteString(":root{color-scheme:" + map[bool]string{true: "dark", false: "light"}[t.file.doc.View.ColorScheme == "dark"] + "!important}")
	}
	return b.String()
}

// viewers have the rules of Chrome's own that a file which it opens as a page lacks.
var viewers = map[string]string{
	"image": "body{display:flex;flex-direction:column;align-items:flex-start}",
	"xml":   ".html-tag{color:#881280}.html-attribute-name{color:#994500}.html-attribute-value{color:#1a1aa6}.html-comment{color:#236e25}",
}

// stateRules do what the browser's own style sheet does for states that a file cannot be
// in. The top layer is the highest there is.
var stateRules = []struct{ state, css string }{
	{"focus-visible", ":where([tearsheet-state~=focus-visible]){outline:-webkit-focus-ring-color auto 1px}"},
	{"modal", ":where([tearsheet-state~=modal]){position:fixed;inset-block:0;max-width:calc(100% - 6px - 2em);max-height:calc(100% - 6px - 2em);overflow:auto}"},
}
