package schemaorg

import (
	"encoding/json"
	"strings"
)

// ParseLD gives the things in one JSON-LD script: those of a list or a @graph
// one by one, and those nested in them that pages are asked about. A script that
// is no JSON even when mended gives none.
func ParseLD(script string) []Item {
	script = strings.TrimLeft(script, "\ufeff \t\r\n")
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		v = parseMended(script)
	}
	return flattenLD(nil, itemsOf(v), 0)
}

// itemsOf turns decoded JSON into items, in place. Of a property that is written with and
// without its vocabulary it takes the latter.
func itemsOf(v any) any {
	switch v := v.(type) {
	case map[string]any:
		t := make(Item, len(v))
		for k, val := range v {
			if term := termOf(k); term == k || v[term] == nil {
				t[term] = itemsOf(val)
			}
		}
		return t
	case []any:
		for i := range v {
			v[i] = itemsOf(v[i])
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
func flattenLD(out []Item, v any, depth int) []Item {
	if depth > 6 {
		return out
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			out = flattenLD(out, e, depth+1)
		}
	case Item:
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
