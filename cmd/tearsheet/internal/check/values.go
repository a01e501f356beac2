package check

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// value is what a key takes: it reads itself from a node, and describes itself for the
// schema.
type value interface {
	read(r *reader, where string, n ast.Node)
	schema() schema
}

// key is one key of a mapping.
type key struct {
	name, doc string
	value     value
}

// mapping takes the keys of a struct.
type mapping []key

func (m mapping) read(r *reader, where string, n ast.Node) {
	pairs, ok := r.pairs(n)
	if !ok {
		r.wrong(n, where, "this must be a mapping with keys such as %q, not %s", m[0].name, kindOf(n))
		return
	}
	for _, p := range pairs {
		i := slices.IndexFunc(m, func(k key) bool { return k.name == p.key })
		if i < 0 {
			r.wrong(p.node, where, "unknown key %q: %s", p.key, meant(p.key, m.names()))
			continue
		}
		m[i].value.read(r, join(where, p.key), p.value)
	}
}

func (m mapping) names() []string {
	list := make([]string, len(m))
	for i, k := range m {
		list[i] = k.name
	}
	return list
}

// join puts a key behind the path that leads to it.
func join(where, key string) string {
	if where == "" {
		return key
	}
	return where + "." + key
}

// text takes a scalar as a text; check, if there is one, says what is wrong with it.
type text struct {
	to    *string
	check func(string) string
}

func (v text) read(r *reader, where string, n ast.Node) {
	got, ok := r.scalar(where, n, "a text")
	if !ok {
		return
	}
	if v.check != nil {
		if says := v.check(got); says != "" {
			r.wrong(n, where, "%s", says)
			return
		}
	}
	*v.to = got
}

// scalar gives a scalar as it was written. What is empty is a mistake.
func (r *reader) scalar(where string, n ast.Node, wanted string) (string, bool) {
	switch {
	case r.typed && isScalar(n) && n.Type() != ast.StringType:
		r.wrong(n, where, "this must be %s, not %s", wanted, kindOf(n))
	case isScalar(n) && strings.TrimSpace(textOf(n)) != "":
		return textOf(n), true
	case isScalar(n) || n.Type() == ast.NullType:
		r.wrong(n, where, "this is empty: give %s, or leave the key out", wanted)
	default:
		r.wrong(n, where, "this must be %s, not %s", wanted, kindOf(n))
	}
	return "", false
}

// content is a text that may be empty.
type content struct{ to *string }

func (v content) read(r *reader, where string, n ast.Node) {
	switch {
	case isScalar(n):
		*v.to = textOf(n)
	case n.Type() == ast.NullType:
		*v.to = ""
	default:
		r.wrong(n, where, "this must be a text, not %s", kindOf(n))
	}
}

// texts takes a list of texts, or one alone.
type texts struct {
	to    *[]string
	check func(string) string
}

func (v texts) read(r *reader, where string, n ast.Node) {
	list := []string{}
	for at, item := range r.items(where, n) {
		var one string
		text{&one, v.check}.read(r, at, item)
		if one != "" {
			list = append(list, one)
		}
	}
	*v.to = list
}

// items gives the items of a list with their places; what is no list counts as one.
func (r *reader) items(where string, n ast.Node) func(yield func(string, ast.Node) bool) {
	return func(yield func(string, ast.Node) bool) {
		list, ok := n.(*ast.SequenceNode)
		if !ok {
			yield(where, n)
			return
		}
		for i, item := range list.Values {
			if !yield(fmt.Sprintf("%s[%d]", where, i), r.plain(item)) {
				return
			}
		}
	}
}

// word takes one word of a few.
type word struct {
	to *string
	of []string
}

func (v word) read(r *reader, where string, n ast.Node) {
	text{v.to, oneOf(v.of)}.read(r, where, n)
}

// oneOf is a check that a text is one of a few.
func oneOf(known []string) func(string) string {
	return func(got string) string {
		if slices.Contains(known, got) {
			return ""
		}
		return fmt.Sprintf("%q is none of %s%s", got, strings.Join(known, ", "), suggestion(got, known))
	}
}

// words takes a list of words of a few.
type words struct {
	to *[]string
	of []string
}

func (v words) read(r *reader, where string, n ast.Node) {
	texts{v.to, oneOf(v.of)}.read(r, where, n)
}

// yesno takes true or false.
type yesno struct{ to *bool }

func (v yesno) read(r *reader, where string, n ast.Node) {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		r.wrong(n, where, "this must be true or false, not %s", kindOf(n))
		return
	}
	*v.to = b.Value
}

// number takes a number between two others.
type number[N int | float64] struct {
	to          *N
	least, most N
}

func (v number[N]) read(r *reader, where string, n ast.Node) {
	f, err := strconv.ParseFloat(strings.ReplaceAll(textOf(n), "_", ""), 64)
	_, whole := any(v.least).(int)
	if isText := n.Type() == ast.StringType; err != nil || isText || whole && f != math.Trunc(f) {
		wanted := "a number"
		if whole {
			wanted = "a whole number"
		}
		r.wrong(n, where, "this must be %s, not %s", wanted, kindOf(n))
		return
	}
	if f < float64(v.least) || f > float64(v.most) {
		r.wrong(n, where, "%s is out of range: use %v to %v", textOf(n), v.least, v.most)
		return
	}
	*v.to = N(f)
}

// span takes a time such as 500ms.
type span struct {
	to    *time.Duration
	least time.Duration
}

func (v span) read(r *reader, where string, n ast.Node) {
	got, ok := r.scalar(where, n, "a time such as 500ms or 30s")
	if !ok {
		return
	}
	d, err := time.ParseDuration(got)
	if _, noUnit := strconv.ParseFloat(got, 64); err != nil && noUnit == nil {
		r.wrong(n, where, "%s has no unit: write %ss or %sms", got, got, got)
		return
	}
	switch {
	case err != nil:
		r.wrong(n, where, "%q is no time: write it as 500ms, 30s or 2m", got)
	case d < v.least:
		r.wrong(n, where, "%s is too short: use %s or more", got, v.least)
	default:
		*v.to = d
	}
}

// named takes a mapping whose keys are names of the user's own.
type named struct {
	each func(name string) value
	of   []string // the names that may be used; nil: any
}

func (v named) read(r *reader, where string, n ast.Node) {
	pairs, ok := r.pairs(n)
	if !ok {
		r.wrong(n, where, "this must be a mapping of names, not %s", kindOf(n))
		return
	}
	for _, p := range pairs {
		top, _, _ := strings.Cut(p.key, ".")
		if v.of != nil && !slices.Contains(v.of, top) {
			r.wrong(p.node, where, "unknown field %q: %s", p.key, meant(p.key, v.of))
			continue
		}
		v.each(p.key).read(r, join(where, p.key), p.value)
	}
}

// list takes a list of mappings.
type list struct {
	of    mapping // for the schema
	each  func(r *reader, where string, n ast.Node)
	least int
}

func (v list) read(r *reader, where string, n ast.Node) {
	items, ok := n.(*ast.SequenceNode)
	switch {
	case !ok:
		r.wrong(n, where, "this must be a list, not %s: begin each item with \"- \"", kindOf(n))
	case len(items.Values) < v.least:
		r.wrong(n, where, "the list is empty")
	default:
		for at, item := range r.items(where, n) {
			v.each(r, at, item)
		}
	}
}
