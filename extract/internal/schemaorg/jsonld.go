package schemaorg

import (
	"encoding/json"
	"strings"
)

// LD are the things that the JSON-LD scripts of a page state.
type LD struct {
	Items []Item
	amount
}

// Read reads one script: the things of a list or a @graph one by one, and those nested in
// them that pages are asked about. A script that is no JSON even when mended has none.
func (d *LD) Read(script string) {
	script = strings.TrimLeft(script, "\ufeff \t\r\n")
	var v any
	if strings.Count(script, ",")+strings.Count(script, "[")+strings.Count(script, "{") >= d.left() || json.Unmarshal([]byte(script), &v) != nil {
		values, cut := parseMended(script, d.left())
		v, d.Truncated = values, d.Truncated || cut
	}
	d.Items = flattenLD(d.Items, d.itemsOf(v), 0)
}

// itemsOf turns decoded JSON into items, in place. Of a property that is written with and
// without its vocabulary it takes the latter.
func (d *LD) itemsOf(v any) any {
	d.values++ // no bound here: which members it left out would be chance
	switch v := v.(type) {
	case map[string]any:
		t := make(Item, len(v))
		for k, val := range v {
			if term := termOf(k); term == k || v[term] == nil {
				t[term] = d.itemsOf(val)
			}
		}
		return t
	case []any:
		if len(v) > maxOfOne {
			v, d.Truncated = v[:maxOfOne], true
		}
		for i := range v {
			v[i] = d.itemsOf(v[i])
		}
		return v
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
