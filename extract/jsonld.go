package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// parseLD gives the things in one JSON-LD script: those of a list or a @graph
// one by one, and those nested in them that pages are asked about. A script that
// is no JSON even when mended gives none.
func parseLD(script string) []thing {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil && json.Unmarshal(mend(script), &v) != nil {
		return nil
	}
	return flattenLD(nil, things(v), 0)
}

// things turns decoded JSON into things, in place.
func things(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, val := range v {
			v[k] = things(val)
		}
		return thing(v)
	case []any:
		for i := range v {
			v[i] = things(v[i])
		}
	}
	return v
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

// mend repairs what is safe to repair in a script that is no JSON: comment and
// CDATA wrappers, escaped quotes around names, raw control characters in strings,
// commas before a closing bracket, and a semicolon at the end.
func mend(script string) []byte {
	s := strings.TrimSpace(script)
	if strings.HasPrefix(strings.TrimLeft(s, "[ \n\t"), "{&quot;") {
		s = html.UnescapeString(s)
	}
	for {
		before := s
		for _, w := range []string{"//", "/*", "*/", "<!--", "-->", "<![CDATA[", "]]>", ";"} {
			s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, w), w))
		}
		if s == before {
			break
		}
	}
	out := make([]byte, 0, len(s))
	inString := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inString && c == '\\' && i+1 < len(s):
			if !strings.ContainsRune(`"\/bfnrtu`, rune(s[i+1])) {
				continue // a backslash that escapes nothing
			}
			out = append(out, c, s[i+1])
			i++
			continue
		case c == '"':
			inString = !inString
		case inString && c < ' ':
			out = append(out, ' ')
			continue
		case !inString && c == ',' && closesNext(s[i+1:]):
			continue
		}
		out = append(out, c)
	}
	return out
}

// closesNext tells whether the next thing in s closes a list or an object.
func closesNext(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n,")
	return s != "" && (s[0] == '}' || s[0] == ']')
}
