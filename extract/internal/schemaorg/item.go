package schemaorg

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// Item is one item of a page's structured data, whether it was written as
// JSON-LD, microdata or RDFa. Values are string, float64, bool, thing, []any and
// *html.Node, an element whose text is the value.
type Item map[string]any

// Is tells whether the thing is of a type whose name ends in one of kinds:
// "Article" takes NewsArticle too.
func (t Item) Is(kinds ...string) bool {
	for _, name := range Values(t["@type"]) {
		s, _ := name.(string)
		s = strings.TrimSuffix(s[strings.LastIndexAny(s, "/#:")+1:], "\"")
		for _, k := range kinds {
			if strings.HasSuffix(s, k) {
				return true
			}
		}
	}
	return false
}

// Values makes a list of a value that may be one already.
func Values(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

// Texts gives the values of the first of keys that the thing has, as text: a
// nested thing by its name, or its names.
func (t Item) Texts(keys ...string) []string {
	for _, k := range keys {
		var out []string
		for _, v := range Values(t[k]) {
			out = append(out, Texts(v)...)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// Texts is what a value says: of a thing all its names.
func Texts(v any) []string {
	t, ok := v.(Item)
	if !ok {
		if s := Text(v); s != "" {
			return []string{s}
		}
		return nil
	}
	for _, k := range []string{"name", "headline", "@value", "@list", "url", "contentUrl"} {
		var out []string
		for _, inner := range Values(t[k]) {
			if n, nested := inner.(Item); nested {
				inner = n["@value"] // and nothing else: references may run in circles
			}
			if s := Text(inner); s != "" {
				out = append(out, s)
			}
		}
		if out != nil {
			return out
		}
		if k == "name" && t["familyName"] != nil {
			return []string{wording.Squeeze(Text(t["givenName"]) + " " + Text(t["familyName"]))}
		}
	}
	return nil
}

// maxValue is how many bytes of an element are read as a value.
const maxValue = 2400

// Text is what a value says; of several things the first.
func Text(v any) string {
	switch v := v.(type) {
	case string:
		return plainText(v)
	case *html.Node:
		return dom.TextOf(v, maxValue)
	case Item:
		if all := Texts(v); len(all) > 0 {
			return all[0]
		}
	}
	return ""
}

// plainText is a value without what was escaped in it, once or twice, and without tags.
func plainText(s string) string {
	for range 2 {
		if strings.IndexByte(s, '&') < 0 {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "</") || strings.Contains(s, "<br") {
		if nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}); err == nil {
			var text []byte
			for _, n := range nodes {
				text = dom.AppendText(text, n, len(s))
			}
			s = string(text)
		}
	}
	return wording.Squeeze(s)
}

// Text is the first of texts.
func (t Item) Text(keys ...string) string {
	if v := t.Texts(keys...); len(v) > 0 {
		return v[0]
	}
	return ""
}

// Items are the nested things at key.
func (t Item) Items(key string) []Item {
	var out []Item
	for _, v := range Values(t[key]) {
		if n, ok := v.(Item); ok {
			out = append(out, n)
		}
	}
	return out
}

// ResolveIDs puts what is known under an @id in the place of bare references to it.
func ResolveIDs(list []Item) []Item {
	byID := map[string]Item{}
	for _, t := range list {
		if id, ok := t["@id"].(string); ok && len(t) > 1 {
			if known, ok := byID[id]; !ok || len(t) > len(known) {
				byID[id] = t
			}
		}
	}
	if len(byID) == 0 {
		return list
	}
	resolve := func(v any) any {
		if ref, ok := v.(Item); ok && len(ref) <= 2 && ref["name"] == nil {
			if id, ok := ref["@id"].(string); ok {
				if known, ok := byID[id]; ok {
					return known
				}
			}
		}
		return v
	}
	for _, t := range list {
		for k, v := range t {
			if many, ok := v.([]any); ok {
				for i := range many {
					many[i] = resolve(many[i])
				}
			} else {
				t[k] = resolve(v)
			}
		}
	}
	return list
}

// storyKinds are the types that carry an article, the surest first.
var storyKinds = [][]string{
	{"Article", "BlogPosting", "Report", "LiveBlogPosting"},
	{"Recipe", "Review", "HowTo", "DiscussionForumPosting", "QAPage", "Question", "Posting", "Event", "Course", "Book", "Dataset", "CreativeWork"},
	{"VideoObject", "PodcastEpisode", "RadioEpisode", "Movie", "Product"},
}

// Story is the thing the page is about, of those of kinds; nil if there is none.
// Where a page holds several stories it is the one that names this page, or the
// one that says most.
func Story(list []Item, levels int) Item {
	for _, kinds := range storyKinds[:levels] {
		var best Item
		most := -1
		for _, t := range list {
			if !t.Is(kinds...) || t.Is("Breadcrumb") {
				continue
			}
			said := 0
			for _, k := range []string{"headline", "name", "datePublished", "author", "description", "image", "publisher"} {
				if t[k] != nil {
					said++
				}
			}
			if t["headline"] != nil || t["datePublished"] != nil {
				said += 4
			}
			if said > most {
				best, most = t, said
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// IsFalse tells whether a value, or one of several, is false, be it as a word.
func IsFalse(v any) bool {
	for _, v := range Values(v) {
		if b, ok := v.(bool); ok && !b || strings.EqualFold(Text(v), "false") {
			return true
		}
	}
	return false
}
