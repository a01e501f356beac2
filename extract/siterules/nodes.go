package siterules

import (
	"errors"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// mapping gives the pairs of a mapping; one of a single pair is a node of its own.
func mapping(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// elements gives the values of a list, or the one value that is none.
func elements(node ast.Node) []ast.Node {
	switch n := node.(type) {
	case *ast.SequenceNode:
		return n.Values
	case nil, *ast.NullNode:
		return nil
	}
	return []ast.Node{node}
}

func lineOf(node ast.Node) int {
	if token := node.GetToken(); token != nil && token.Position != nil {
		return token.Position.Line
	}
	return 1
}

// syntax is the line of a mistake in the YAML itself, and what it is.
func syntax(err error) (int, string) {
	var wrong yaml.Error
	if errors.As(err, &wrong) && wrong.GetToken() != nil {
		return wrong.GetToken().Position.Line, wrong.GetMessage()
	}
	return 1, err.Error()
}
