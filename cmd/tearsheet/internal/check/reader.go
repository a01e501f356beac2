package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/goccy/go-yaml/ast"
)

// Problem is a mistake in a config, with its place.
type Problem struct {
	File         string
	Line, Column int
	Where        string // such as pages[2].timeout
	Says         string
}

// String is the problem as compilers write theirs, so that editors find the line.
func (p Problem) String() string {
	place := fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Column)
	if p.Where == "" {
		return place + p.Says
	}
	return place + p.Where + ": " + p.Says
}

// Problems are all mistakes of a config, by line.
type Problems []Problem

// Error lists them, one a line.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, one := range p {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// reader reads a parsed config and collects what is wrong with it.
type reader struct {
	file     string
	dir      string // of the file
	devices  []string
	anchors  map[string]ast.Node
	problems Problems
	typed    bool // a number is no text, as in JSON
}

// wrong notes a mistake at a node.
func (r *reader) wrong(n ast.Node, where, format string, args ...any) {
	line, column := place(n)
	r.problems = append(r.problems, Problem{r.file, line, column, where, fmt.Sprintf(format, args...)})
}

// sorted gives the problems by line.
func (r *reader) sorted() Problems {
	slices.SortStableFunc(r.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return r.problems
}

// place is where a node begins.
func place(n ast.Node) (line, column int) {
	switch of := n.(type) {
	case nil:
		return 1, 1
	case *ast.MappingNode:
		if len(of.Values) > 0 {
			return place(of.Values[0])
		}
	case *ast.MappingValueNode:
		return place(of.Key)
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line, t.Position.Column
	}
	return 1, 1
}

// plain follows anchors and aliases to what they stand for.
func (r *reader) plain(n ast.Node) ast.Node {
	for {
		switch of := n.(type) {
		case *ast.AnchorNode:
			n = of.Value
		case *ast.AliasNode:
			name := of.Value.GetToken().Value
			target, ok := r.anchors[name]
			if !ok {
				r.wrong(of, "", "there is no anchor &%s above", name)
				return ast.Null(of.GetToken())
			}
			n = target
		case *ast.TagNode:
			n = of.Value
		default:
			return n
		}
	}
}

// Visit gathers the anchors; see ast.Walk.
func (r *reader) Visit(n ast.Node) ast.Visitor {
	if a, ok := n.(*ast.AnchorNode); ok {
		r.anchors[a.Name.GetToken().Value] = a.Value
	}
	return r
}

// kindOf names what a node is, for people.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	case *ast.BoolNode:
		return n.GetToken().Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "the number " + n.GetToken().Value
	}
	return fmt.Sprintf("the text %q", textOf(n))
}

// textOf is a scalar as it was written; a text without its quotes.
func textOf(n ast.Node) string {
	switch of := n.(type) {
	case *ast.StringNode:
		return of.Value
	case *ast.LiteralNode:
		return of.Value.Value
	}
	return n.GetToken().Value
}

// isScalar tells whether a node is one value.
func isScalar(n ast.Node) bool {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode, *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return true
	}
	return false
}

// pair is one key of a mapping and its value.
type pair struct {
	key   string
	node  ast.Node // of the key
	value ast.Node
}

// pairs gives what a mapping holds, what << brings in first.
func (r *reader) pairs(n ast.Node) (list []pair, ok bool) {
	var values []*ast.MappingValueNode
	switch of := n.(type) {
	case *ast.MappingNode:
		values = of.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{of}
	default:
		return nil, false
	}
	var merged []pair
	for _, v := range values {
		if v.Key.IsMergeKey() {
			more, _ := r.pairs(r.plain(v.Value))
			merged = append(merged, more...)
			continue
		}
		list = append(list, pair{textOf(keyNode(v.Key)), v.Key, r.plain(v.Value)})
	}
	own := func(p pair) bool {
		return slices.ContainsFunc(list, func(q pair) bool { return q.key == p.key })
	}
	return append(slices.DeleteFunc(merged, own), list...), true
}

// keyNode is the scalar of a key, written with ? or not.
func keyNode(k ast.MapKeyNode) ast.Node {
	if explicit, ok := k.(*ast.MappingKeyNode); ok {
		return explicit.Value
	}
	return k
}

// meant suggests what somebody may have meant, and says what there is where nothing is near.
func meant(got string, known []string) string {
	if near := nearest(got, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "use one of: " + strings.Join(known, ", ")
}

// suggestion is what somebody may have meant, for the end of a message.
func suggestion(got string, known []string) string {
	if near := nearest(got, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// nearest gives the name that is like another one, empty if none is.
func nearest(got string, known []string) (best string) {
	distance := len(got)/2 + 1
	for _, name := range known {
		if d := levenshtein.ComputeDistance(strings.ToLower(got), strings.ToLower(name)); d < distance {
			best, distance = name, d
		}
	}
	return best
}
