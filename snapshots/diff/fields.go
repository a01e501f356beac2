package diff

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// renderings are fields that say what the field "text" says, in another form: where that
// differs, or may differ, there is no need to hear it again.
var renderings = []string{"html", "markdown"}

// compareFields compares two JSON objects, value by value.
func compareFields(want, got json.RawMessage, skip []string) ([]Field, error) {
	before, err := flatten(want)
	if err != nil {
		return nil, err
	}
	after, err := flatten(got)
	if err != nil {
		return nil, err
	}
	list := compareMaps(before, after, func(name string) bool {
		return slices.Contains(skip, name) || slices.ContainsFunc(skip, func(s string) bool {
			return strings.HasPrefix(name, s+".") || strings.HasPrefix(name, s+"[")
		})
	})
	if before["text"] != after["text"] {
		list = slices.DeleteFunc(list, func(f Field) bool { return slices.Contains(renderings, f.Name) })
	}
	return list, nil
}

// compareOriginals tells whether two answers that are no pages, such as PDFs, are the same file: of
// some nothing else is known.
func compareOriginals(want, got string, skip []string) []Field {
	if want == "" || got == "" || want == got || slices.Contains(skip, "original") {
		return nil
	}
	return []Field{{"original", want, got}}
}

// compareMaps lists the values that differ, by name.
func compareMaps(want, got map[string]string, skip func(name string) bool) []Field {
	var list []Field
	names := map[string]string{}
	maps.Copy(names, want)
	maps.Copy(names, got)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if before, after := want[name], got[name]; before != after && !skip(name) {
			before, after = excerpts(before, after)
			list = append(list, Field{name, before, after})
		}
	}
	return list
}

// flatten gives each value of an object its name: "image.url", "images[0].url". Lists of
// plain values are one value.
func flatten(object json.RawMessage) (map[string]string, error) {
	if len(object) == 0 {
		return nil, nil
	}
	var fields map[string]any
	if err := json.Unmarshal(object, &fields); err != nil {
		return nil, fmt.Errorf("want a JSON object: %w", err)
	}
	flat := map[string]string{}
	flattenInto(flat, "", fields)
	return flat, nil
}

func flattenInto(flat map[string]string, name string, value any) {
	switch v := value.(type) {
	case nil:
	case string:
		flat[name] = v
	case map[string]any:
		for key, inner := range v {
			if name != "" {
				key = name + "." + key
			}
			flattenInto(flat, key, inner)
		}
	case []any:
		if words, plain := plainList(v); plain {
			flat[name] = strings.Join(words, ", ")
			return
		}
		for i, inner := range v {
			flattenInto(flat, fmt.Sprintf("%s[%d]", name, i), inner)
		}
	case float64:
		flat[name] = number(v)
	default:
		flat[name] = fmt.Sprint(v)
	}
}

// plainList gives the elements of a list of strings and numbers.
func plainList(list []any) (words []string, plain bool) {
	for _, v := range list {
		switch v := v.(type) {
		case string:
			words = append(words, v)
		case float64:
			words = append(words, number(v))
		default:
			return nil, false
		}
	}
	return words, true
}

func number(v float64) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v) // what is no number in JSON never came out of JSON
	}
	return string(text)
}

// The most of a value that is shown, and how much of it stands before the difference.
const (
	excerptMax    = 400 // bytes
	excerptBefore = 80  // bytes
)

// excerpts cuts two long values down to where they begin to differ.
func excerpts(want, got string) (string, string) {
	if max(len(want), len(got)) <= excerptMax {
		return want, got
	}
	same := 0
	for same < min(len(want), len(got)) && want[same] == got[same] {
		same++
	}
	from := max(0, same-excerptBefore)
	for from > 0 && !utf8.RuneStart(want[from]) { // it is the same in both up to here
		from--
	}
	return excerpt(want, from, excerptMax), excerpt(got, from, excerptMax)
}

// excerpt is a part of a text, of at most so many bytes.
func excerpt(s string, from, most int) string {
	to := min(len(s), from+most)
	for to < len(s) && !utf8.RuneStart(s[to]) {
		to--
	}
	cut := s[min(from, to):to]
	if from > 0 {
		cut = "… " + cut
	}
	if to < len(s) {
		cut += " …"
	}
	return cut
}
