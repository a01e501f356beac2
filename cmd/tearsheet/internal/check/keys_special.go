package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// viewports takes windows by name: a size, a device, or a mapping.
type viewports struct{ to *[]Viewport }

func (v viewports) read(r *reader, where string, n ast.Node) {
	pairs, ok := r.pairs(n)
	if !ok || len(pairs) == 0 {
		r.wrong(n, where, "this must be a mapping of names to sizes, such as \"desktop: 1280x800\", not %s", kindOf(n))
		return
	}
	for _, p := range pairs {
		if says := checkName(p.key); says != "" {
			r.wrong(p.node, where, "%s", says)
			continue
		}
		*v.to = append(*v.to, r.viewport(join(where, p.key), p))
	}
}

// viewportKeys are the keys of a viewport that is a mapping.
func viewportKeys(v *Viewport) mapping {
	return mapping{
		{"width", "CSS pixels.", number[int]{&v.Width, 50, 10000}},
		{"height", "CSS pixels.", number[int]{&v.Height, 50, 10000}},
		{"scale", "Device pixels to a CSS pixel. Default: 1.", number[float64]{&v.Scale, 0.1, 5}},
		{"mobile", "Be a phone: touch, meta viewport, overlay scrollbars.", yesno{&v.Mobile}},
	}
}

func (r *reader) viewport(where string, p pair) Viewport {
	v := Viewport{Name: p.key, Width: 1280, Height: 800, Scale: 1}
	if !isScalar(p.value) {
		viewportKeys(&v).read(r, where, p.value)
		return v
	}
	says := textOf(p.value)
	if size := sizePattern.FindStringSubmatch(says); size != nil {
		v.Width, _ = strconv.Atoi(size[1])
		v.Height, _ = strconv.Atoi(size[2])
		if min(v.Width, v.Height) < 50 || max(v.Width, v.Height) > 10000 {
			r.wrong(p.value, where, "%s is out of range: use 50x50 to 10000x10000", says)
		}
		return v
	}
	i := slices.IndexFunc(r.devices, func(d string) bool { return strings.EqualFold(d, says) })
	if i < 0 {
		r.wrong(p.value, where, "%q is neither a size such as 1280x800 nor a device%s", says, suggestion(says, r.devices))
		return v
	}
	return Viewport{Name: p.key, Device: r.devices[i]}
}

var sizePattern = regexp.MustCompile(`^\s*(\d{1,6})\s*[x×]\s*(\d{1,6})\s*$`)

// expectations takes what fields must be: a value each, or a mapping of tests.
func expectations(to *[]Expectation) value {
	return named{of: Fields, each: func(field string) value {
		return expectation{to, field}
	}}
}

// expectation takes what one field must be.
type expectation struct {
	to    *[]Expectation
	field string
}

// testKeys are the tests of a field.
func testKeys(e *Expectation) mapping {
	return mapping{
		{"equals", "The field is this text, or this list.", texts{to: &e.Equals}},
		{"contains", "The field holds each of these texts.", texts{to: &e.Contains}},
		{"matches", "The field matches this regular expression (RE2).", pattern{&e.Matches}},
		{"absent", "The field is empty.", yesno{&e.Absent}},
		{"min_words", "The field has at least as many words.", number[int]{&e.MinWords, 1, 1 << 30}},
	}
}

func (v expectation) read(r *reader, where string, n ast.Node) {
	e := Expectation{Field: v.field}
	keys := testKeys(&e)
	if _, isMapping := r.pairs(n); isMapping {
		keys.read(r, where, n)
	} else {
		keys[0].value.read(r, where, n)
	}
	if e.Absent && (e.Equals != nil || e.Contains != nil || e.Matches != nil || e.MinWords > 0) {
		r.wrong(n, where, "a field that is absent can be nothing else: keep absent alone")
	}
	*v.to = append(*v.to, e)
}

// pattern takes a regular expression.
type pattern struct{ to **regexp.Regexp }

func (v pattern) read(r *reader, where string, n ast.Node) {
	got, ok := r.scalar(where, n, "a regular expression")
	if !ok {
		return
	}
	re, err := regexp.Compile(got)
	if err != nil {
		r.wrong(n, where, "%s", strings.TrimPrefix(err.Error(), "error parsing regexp: ")+fmt.Sprintf(" in %q", got))
		return
	}
	*v.to = re
}
