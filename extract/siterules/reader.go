package siterules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Problem is a mistake in a file of rules.
type Problem struct {
	File string
	Line int
	Says string
}

// String is the problem as compilers write theirs, so that editors find the line.
func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Says) }

// Problems are all mistakes that were found.
type Problems []Problem

// Error lists them, one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// keys are what a file may say, and where it goes.
var keys = []struct {
	name string
	at   func(*Rules) *[]Selector
}{
	{"title", func(r *Rules) *[]Selector { return &r.Title }},
	{"subtitle", func(r *Rules) *[]Selector { return &r.Subtitle }},
	{"authors", func(r *Rules) *[]Selector { return &r.Authors }},
	{"published", func(r *Rules) *[]Selector { return &r.Published }},
	{"modified", func(r *Rules) *[]Selector { return &r.Modified }},
	{"section", func(r *Rules) *[]Selector { return &r.Section }},
	{"tags", func(r *Rules) *[]Selector { return &r.Tags }},
	{"body", func(r *Rules) *[]Selector { return &r.Body }},
	{"remove", func(r *Rules) *[]Selector { return &r.Remove }},
	{"next", func(r *Rules) *[]Selector { return &r.Next }},
}

// noAttr are the keys whose selectors name elements, never values.
var noAttr = []string{"body", "remove"}

// reader reads one file and collects what is wrong with it.
type reader struct {
	file     string
	problems Problems
}

func (r *reader) wrong(line int, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, line, fmt.Sprintf(format, args...)})
}

var hostName = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// host checks the name of the file.
func (r *reader) host(host string) {
	switch {
	case strings.HasPrefix(host, "www."):
		r.wrong(1, "rules for %s hold for %s too: name the file %s.yaml", host[4:], host, host[4:])
	case !hostName.MatchString(host):
		r.wrong(1, "%q is no name of a host: name the file for the site, such as example.com.yaml", host)
	}
}

// read reads a file of rules.
func (r *reader) read(page []byte) *Rules {
	rules := &Rules{}
	file, err := parser.ParseBytes(page, 0)
	if err != nil {
		line, says := syntax(err)
		r.wrong(line, "%s", says)
		return rules
	}
	if len(file.Docs) > 1 {
		r.wrong(lineOf(file.Docs[1]), "one file holds the rules of one site: take the second document out")
		return rules
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		r.wrong(1, "there are no rules in it: add some, or delete the file")
		return rules
	}
	pairs, ok := mapping(file.Docs[0].Body)
	if !ok {
		r.wrong(lineOf(file.Docs[0].Body), `write keys and selectors, such as "title: h1"`)
		return rules
	}
	for _, pair := range pairs {
		r.pair(rules, pair)
	}
	return rules
}

// pair reads one key and its selectors.
func (r *reader) pair(rules *Rules, pair *ast.MappingValueNode) {
	name := pair.Key.GetToken().Value
	for _, key := range keys {
		if key.name != name {
			continue
		}
		list := key.at(rules)
		for _, node := range elements(pair.Value) {
			if selector, ok := r.selector(name, node); ok {
				*list = append(*list, selector)
			}
		}
		if len(elements(pair.Value)) == 0 {
			r.wrong(lineOf(pair.Key), "%s has no selector: add one, or take the key out", name)
		}
		return
	}
	r.wrong(lineOf(pair.Key), "unknown key %q: %s", name, suggest(name))
}

// selector reads one selector.
func (r *reader) selector(key string, node ast.Node) (Selector, bool) {
	text, ok := node.(*ast.StringNode)
	if !ok || strings.TrimSpace(text.Value) == "" {
		r.wrong(lineOf(node), "%s: %s is no selector: write a CSS selector, in quotes if it begins with a sign", key, node.String())
		return Selector{}, false
	}
	selector, err := parseSelector(text.Value)
	switch {
	case err != nil:
		r.wrong(lineOf(node), "%s: %q is no CSS selector: %v", key, text.Value, err)
		return Selector{}, false
	case selector.Attr != "" && slices.Contains(noAttr, key):
		r.wrong(lineOf(node), "%s: %q: it takes elements: leave @%s out", key, text.Value, selector.Attr)
		return Selector{}, false
	}
	return selector, true
}

// suggest tells what a key may have been meant to be.
func suggest(name string) string {
	const far = 3
	best, least := "", far
	var all []string
	for _, key := range keys {
		all = append(all, key.name)
		if d := levenshtein.ComputeDistance(strings.ToLower(name), key.name); d < least {
			best, least = key.name, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "use one of " + strings.Join(all, ", ")
}
