package changes

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"github.com/theory/jsonpath"
)

// Value says where a value is that somebody follows.
type Value struct {
	selector cascadia.Selector
	path     *jsonpath.Path
}

// ParseValue reads where a value is: a CSS selector, or "json:" and a path (RFC 9535) into the
// answer, where it is JSON, or into the list of the JSON that a page holds.
func ParseValue(text string) (v Value, err error) {
	if path, ok := strings.CutPrefix(text, "json:"); ok {
		if v.path, err = jsonpath.Parse(path); err != nil {
			return v, fmt.Errorf("%q is no path into JSON: use one such as json:$.offers[0].price", path)
		}
		return v, nil
	}
	if v.selector, err = cascadia.Compile(text); err != nil {
		return v, fmt.Errorf("%q is no CSS selector: use one such as .price, or json: and a path", text)
	}
	return v, nil
}

// valuesIn reads the values of a page: those that shops state by themselves, and those that are
// asked for.
func valuesIn(doc *goquery.Document, lines []Paragraph, eval json.RawMessage, asked map[string]Value) (values map[string]string, guessed []string) {
	held := jsonIn(doc)
	values, guessed = offersOf(doc, held, lines)
	for name, v := range asked {
		delete(values, name) // where it is said to be, or nowhere
		switch {
		case v.selector != nil:
			if found := doc.FindMatcher(goquery.SingleMatcher(v.selector)); found.Length() > 0 {
				content, _ := found.Attr("content")
				text, _ := found.Attr("value")
				values[name] = cmp.Or(strings.Join(strings.Fields(found.Text()), " "), content, text)
			}
		default:
			putPath(values, name, v.path, held)
		}
	}
	putEval(values, eval)
	return values, slices.DeleteFunc(guessed, func(name string) bool {
		_, ok := asked[name]
		return ok
	})
}

// valuesOfJSON reads the values of an answer that is JSON.
func valuesOfJSON(original []byte, eval json.RawMessage, asked map[string]Value) map[string]string {
	values := map[string]string{}
	var held any
	if json.Unmarshal(original, &held) == nil {
		for name, v := range asked {
			if v.path != nil {
				putPath(values, name, v.path, held)
			}
		}
	}
	putEval(values, eval)
	return values
}

func putEval(values map[string]string, eval json.RawMessage) {
	var one any
	if len(eval) > 0 && json.Unmarshal(eval, &one) == nil && one != nil {
		values["eval"] = textOf(one)
	}
}

func putPath(values map[string]string, name string, path *jsonpath.Path, held any) {
	var found []string
	for _, node := range path.Select(held) {
		found = append(found, textOf(node))
	}
	if len(found) > 0 {
		values[name] = strings.Join(found, ", ")
	}
}

func textOf(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(data)
}

// jsonIn lists the JSON that a page holds for programs.
func jsonIn(doc *goquery.Document) []any {
	list := []any{}
	doc.Find(`script[type="application/ld+json"], script[type="application/json"]`).Each(func(_ int, s *goquery.Selection) {
		var one any
		if json.Unmarshal([]byte(s.Text()), &one) == nil {
			list = append(list, one)
		}
	})
	return list
}

// compareValues lists values that changed. What is a number on both sides is one.
// Prices that an article shows beside its text are those of others.
func compareValues(one, other State) (list []Change) {
	before, after := one.Values, other.Values
	names := maps.Clone(before)
	if names == nil {
		names = map[string]string{}
	}
	maps.Copy(names, after)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		was, is := before[name], after[name]
		guessed := slices.Contains(one.Guessed, name) || slices.Contains(other.Guessed, name)
		if was == is || guessed && one.IsArticle && other.IsArticle {
			continue
		}
		c := Change{What: OfField, How: how(was, is), Name: name, Before: was, After: is}
		a, isNumber := Number(was)
		b, stays := Number(is)
		switch {
		case isNumber && stays && a == b && digitsOnly(was) == digitsOnly(is):
			continue // written in another way
		case isNumber && (stays || is == ""), stays && was == "":
			c.What = OfNumber
		}
		list = append(list, c)
	}
	return list
}

// digitsOnly tells whether a text is a number, and nothing else of meaning.
func digitsOnly(text string) bool {
	return strings.Trim(written.ReplaceAllString(text, ""), " $€£¥") == ""
}
