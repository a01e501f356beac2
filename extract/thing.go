package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// thing is one item of a page's structured data, whether it was written as
// JSON-LD, microdata or RDFa. Values are string, float64, bool, thing, []any and
// *html.Node, an element whose text is the value.
type thing map[string]any

// is tells whether the thing is of a type whose name ends in one of kinds:
// "Article" takes NewsArticle too.
func (t thing) is(kinds ...string) bool {
	for _, name := range values(t["@type"]) {
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

// values makes a list of a value that may be one already.
func values(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	default:
		return []any{v}
	}
}

// texts gives the values of the first of keys that the thing has, as text: a
// nested thing by its name, or its names.
func (t thing) texts(keys ...string) []string {
	for _, k := range keys {
		var out []string
		for _, v := range values(t[k]) {
			out = append(out, valueTexts(v)...)
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// valueTexts is what a value says: of a thing all its names.
func valueTexts(v any) []string {
	t, ok := v.(thing)
	if !ok {
		if s := valueText(v); s != "" {
			return []string{s}
		}
		return nil
	}
	for _, k := range []string{"name", "headline", "@value", "@list", "url", "contentUrl"} {
		var out []string
		for _, inner := range values(t[k]) {
			if n, nested := inner.(thing); nested {
				inner = n["@value"] // and nothing else: references may run in circles
			}
			if s := valueText(inner); s != "" {
				out = append(out, s)
			}
		}
		if out != nil {
			return out
		}
		if k == "name" && t["familyName"] != nil {
			return []string{squeeze(valueText(t["givenName"]) + " " + valueText(t["familyName"]))}
		}
	}
	return nil
}

// valueText is what a value says; of several things the first.
func valueText(v any) string {
	switch v := v.(type) {
	case string:
		return plainText(v)
	case *html.Node:
		return textOf(v, 4*maxText)
	case thing:
		if all := valueTexts(v); len(all) > 0 {
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
			var b strings.Builder
			for _, n := range nodes {
				writeText(&b, n, len(s))
			}
			s = b.String()
		}
	}
	return squeeze(s)
}

// text is the first of texts.
func (t thing) text(keys ...string) string {
	if v := t.texts(keys...); len(v) > 0 {
		return v[0]
	}
	return ""
}

// things are the nested things at key.
func (t thing) things(key string) []thing {
	var out []thing
	for _, v := range values(t[key]) {
		if n, ok := v.(thing); ok {
			out = append(out, n)
		}
	}
	return out
}

// resolveIDs puts what is known under an @id in the place of bare references to it.
func resolveIDs(list []thing) []thing {
	byID := map[string]thing{}
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
		if ref, ok := v.(thing); ok && len(ref) <= 2 && ref["name"] == nil {
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

// story is the thing the page is about, of those of kinds; nil if there is none.
// Where a page holds several stories it is the one that names this page, or the
// one that says most.
func (s *source) story(list []thing, levels int) thing {
	for _, kinds := range storyKinds[:levels] {
		var best thing
		most := -1
		for _, t := range list {
			if !t.is(kinds...) || t.is("Breadcrumb") {
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
