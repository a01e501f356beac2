package check

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// ParseWatched reads a page of a watch.yaml that is an object of JSON, whose numbers are
// json.Number. Its mistakes are Problems.
func ParseWatched(object map[string]any, source string) (Watched, error) {
	r := &reader{file: source, typed: true}
	w := r.watched(Watched{}, "", nodeOf(object))
	w.Source = source
	if len(r.problems) > 0 {
		return w, r.sorted()
	}
	return w, nil
}

// nodeOf makes of JSON what a file of YAML would have been read as.
func nodeOf(v any) ast.Node {
	at := &token.Position{Line: 1, Column: 1}
	scalar := func(text string) *token.Token { return token.New(text, text, at) }
	switch v := v.(type) {
	case map[string]any:
		values := make([]*ast.MappingValueNode, 0, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			values = append(values, ast.MappingValue(scalar(":"), ast.String(scalar(name)), nodeOf(v[name])))
		}
		return ast.Mapping(scalar("{"), true, values...)
	case []any:
		list := ast.Sequence(scalar("["), true)
		for _, one := range v {
			list.Values = append(list.Values, nodeOf(one))
		}
		return list
	case json.Number:
		return ast.Float(scalar(v.String()))
	case bool:
		return ast.Bool(scalar(strconv.FormatBool(v)))
	case nil:
		return ast.Null(scalar("null"))
	}
	return ast.String(scalar(fmt.Sprint(v)))
}

// WatchedSchema is the JSON Schema of such an object.
func WatchedSchema() map[string]any { return watchedKeys(&Watched{}).schema() }
