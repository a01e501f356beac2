package extract

import (
	"encoding/json"
	"strings"
)

// parseLD gives the things in one JSON-LD script: those of a list or a @graph
// one by one, and those nested in them that pages are asked about. A script that
// is no JSON even when mended gives none.
func parseLD(script string) []thing {
	script = strings.TrimLeft(script, "\ufeff \t\r\n")
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		v = parseMended(script)
	}
	return flattenLD(nil, things(v), 0)
}

// things turns decoded JSON into things, in place.
func things(v any) any {
	switch v := v.(type) {
	case map[string]any:
		t := make(thing, len(v))
		for k, val := range v {
			t[termOf(k)] = things(val)
		}
		return t
	case []any:
		for i := range v {
			v[i] = things(v[i])
		}
	}
	return v
}

// termOf is the name of a property without the vocabulary it is from.
func termOf(name string) string {
	for _, vocabulary := range []string{"schema:", "http://schema.org/", "https://schema.org/"} {
		name = strings.TrimPrefix(name, vocabulary)
	}
	return name
}

// flattenLD appends the things in v to out. mainEntity and hasPart hold the story
// on some pages, and an itemListElement is never one.
func flattenLD(out []thing, v any, depth int) []thing {
	if depth > 6 {
		return out
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = flattenLD(out, e, depth+1)
		}
	case thing:
		if v["@type"] != nil {
			out = append(out, v)
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "isPartOf", "publisher", "author"} {
			if v[k] != nil {
				out = flattenLD(out, v[k], depth+1)
			}
		}
	}
	return out
}
