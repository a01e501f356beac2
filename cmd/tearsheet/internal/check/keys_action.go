package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"github.com/tearsheet/tearsheet/browser/action"
)

// actionList takes actions in their order.
func actionList(to *[]Action) list {
	return list{of: actionKeys(new(written)), each: func(r *reader, where string, n ast.Node) {
		a, ok := r.action(where, n)
		if !ok {
			return
		}
		*to = append(*to, a)
		if i, err := action.Check(*to); err != nil && i == len(*to)-1 {
			r.wrong(n, where, "%s", err)
		}
	}}
}

// written is an action as it stands in a file.
type written struct {
	verbs   []action.Verb
	operand string
	others  map[string]string // by key
	timeout time.Duration
}

// actionKeys are a verb and what goes with it.
func actionKeys(w *written) (keys mapping) {
	for _, form := range action.Table {
		keys = append(keys, key{string(form.Verb), form.Says, verbValue{form.Verb, w}})
	}
	for _, other := range action.Keys {
		keys = append(keys, key{other.Name, other.Says, otherValue{other.Name, w}})
	}
	return append(keys, key{"timeout", "How long to wait for the element. Default: 10s.", span{&w.timeout, time.Millisecond}})
}

// verbValue takes what a verb of an action is done to or with.
type verbValue struct {
	verb action.Verb
	to   *written
}

func (v verbValue) read(r *reader, where string, n ast.Node) {
	v.to.verbs = append(v.to.verbs, v.verb)
	if got, ok := r.scalar(where, n, "a text"); ok {
		v.to.operand = got
	}
}

// otherValue takes what another key of an action gives.
type otherValue struct {
	name string
	to   *written
}

func (v otherValue) read(r *reader, where string, n ast.Node) {
	var says string
	content{&says}.read(r, where, n)
	if v.to.others == nil {
		v.to.others = map[string]string{}
	}
	v.to.others[v.name] = says
}

// action reads one action: a mapping with one verb, and what goes with it.
func (r *reader) action(where string, n ast.Node) (Action, bool) {
	var w written
	before := len(r.problems)
	actionKeys(&w).read(r, where, n)
	if len(r.problems) > before {
		return Action{}, false
	}
	switch {
	case len(w.verbs) == 0:
		r.wrong(n, where, "this does nothing: use one of %s", strings.Join(verbNames(), ", "))
		return Action{}, false
	case len(w.verbs) > 1:
		r.wrong(n, where, "%s and %s are two actions: begin each with its own \"- \"", w.verbs[0], w.verbs[1])
		return Action{}, false
	}
	form, _ := action.Of(w.verbs[0])
	if _, ok := w.others[form.Key]; form.Needs && !ok {
		r.wrong(n, where, "%s needs %s", form.Verb, needs[form.Key])
		return Action{}, false
	}
	for name := range w.others {
		if name != form.Key {
			r.wrong(n, where, "%q does not belong to %s%s", name, form.Verb, belongsTo(name))
			return Action{}, false
		}
	}
	a := form.New(w.operand, w.others[form.Key])
	a.Timeout = w.timeout
	if form.Verb == action.Upload {
		a.Value = r.existing(a.Value, join(where, form.Key), false, r.at(n, form.Key))
	}
	a, err := a.Resolve()
	if err != nil {
		r.wrong(n, where, "%s", err)
	}
	return a, err == nil
}

// needs are what is missing where a key is, and what to do about it.
var needs = map[string]string{
	"with": `the text to type: add "with: TEXT"`,
	"to":   `the place to drop it: add "to: SELECTOR"`,
	"file": `the file to choose: add "file: PATH"`,
}

func verbNames() (names []string) {
	for _, form := range action.Table {
		names = append(names, string(form.Verb))
	}
	return names
}

// belongsTo says which verbs take a key.
func belongsTo(key string) string {
	var of []string
	for _, form := range action.Table {
		if form.Key == key {
			of = append(of, string(form.Verb))
		}
	}
	slices.Sort(of)
	return fmt.Sprintf(", but to %s", strings.Join(of, " and "))
}
