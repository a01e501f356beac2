package extract

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var breadcrumbClaims = []claim[[]string]{
	{"JSON-LD breadcrumbs", func(s *source, a *Article) []string { return s.trail(crumbsOf(s.ld), a) }},
	{"microdata breadcrumbs", func(s *source, a *Article) []string { return s.trail(crumbsOf(s.items), a) }},
	{"breadcrumbs on the page", visibleCrumbs},
	{"links from the front page down", homeTrail},
}

var sectionClaims = []claim[string]{
	{siteRule, ruledSection},
	{"article:section", metaText("article:section", "og:article:section")},
	{"JSON-LD articleSection", func(s *source, _ *Article) string { return s.story(s.ld, 1).text("articleSection") }},
	{"microdata articleSection", func(s *source, _ *Article) string { return s.story(s.items, 1).text("articleSection") }},
	{"meta section", metaText("parsely-section", "sailthru.section", "section", "cxenseparse:section", "dc.subject.section", "category")},
	{"breadcrumbs", func(s *source, a *Article) string {
		if n := len(a.Breadcrumbs); n > 0 && !s.isHome(a.Breadcrumbs[0]) {
			return a.Breadcrumbs[0]
		} else if n > 1 {
			return a.Breadcrumbs[1]
		}
		return ""
	}},
	{"category on the page", visibleCategory},
}

// visibleCategory is the first link named for a category beside the headline.
func visibleCategory(s *source, _ *Article) string {
	for _, m := range s.marks {
		if m.hint&hintSection == 0 || s.region(m)&elsewhere != 0 || m.at < s.lineAt-60 || m.at > s.lineAt+reach {
			continue
		}
		if links := linkTexts(m.node); len(links) > 0 && len(links) < 4 && mostlyLinks(m.node, links) {
			return links[0]
		}
	}
	return ""
}

var tagClaims = []claim[[]string]{
	{siteRule, ruledTags},
	{"tags on the page", visibleTags},
	{"article:tag", metaList("article:tag", "og:article:tag", "og:video:tag")},
	{"JSON-LD keywords", func(s *source, _ *Article) []string { return splitTags(s.story(s.ld, 2).texts("keywords")) }},
	{"news_keywords", metaList("news_keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords", "citation_keywords")},
	{"microdata keywords", func(s *source, _ *Article) []string { return splitTags(s.story(s.items, 2).texts("keywords")) }},
	{"links that lead to tags", linkedTags},
	{"dc.subject", metaList("dc.subject")},
	{"keywords", pageKeywords},
}

// pageKeywords are those of the meta keywords that the page's own title or
// description speaks of: many sites print the same list on every page.
func pageKeywords(s *source, a *Article) []string {
	about := plain(a.Title + a.Subtitle + a.Description)
	var out []string
	for _, k := range splitTags(s.meta.all("keywords")) {
		if strings.Contains(about, plain(k)) {
			out = append(out, k)
		}
	}
	return out
}

func metaList(names ...string) func(*source, *Article) []string {
	return func(s *source, _ *Article) []string { return splitTags(s.meta.all(names...)) }
}

// splitTags makes one list of fields that hold tags, several to a field.
func splitTags(fields []string) []string {
	var out nameList
	for _, f := range fields {
		for t := range strings.FieldsFuncSeq(f, func(r rune) bool { return r == ',' || r == ';' || r == '，' || r == '、' || r == '|' }) {
			t = strings.Trim(squeeze(t), "#\"' ")
			if t != "" && len(t) < 100 && !strings.Contains(t, "://") {
				out.add(t)
			}
		}
	}
	return out.names
}

// visibleTags are the links that say rel=tag, and those in elements named for
// tags that hold little but links.
func visibleTags(s *source, a *Article) []string {
	var out nameList
	for _, m := range s.marks {
		if m.hint&hintTags == 0 || s.region(m)&elsewhere != 0 || m.at < s.lineAt-150 {
			continue
		}
		if m.node.DataAtom == atom.A && !strings.Contains(attr(m.node, "rel"), "tag") && !leadsToTag(attr(m.node, "href")) {
			continue
		}
		links := linkTexts(m.node)
		if m.node.DataAtom != atom.A && !mostlyLinks(m.node, links) {
			continue
		}
		for _, t := range links {
			if _, isDate := parseDate(t, locale{}); !isDate && strings.ContainsFunc(t, unicode.IsLetter) && plain(t) != plain(a.Title) {
				out.add(t)
			}
		}
	}
	if len(out.names) > 40 {
		return nil // a cloud of all the site's tags
	}
	return out.names
}

// linkedTags are the links of the first list behind the headline all of which lead to
// the pages of tags.
func linkedTags(s *source, a *Article) []string {
	const most, longest = 12, 60 // links, bytes
	seen := map[*html.Node]bool{}
	for _, m := range s.tagLinks {
		if m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		list := listAround(m.node)
		if list == nil || seen[list] {
			continue
		}
		seen[list] = true
		var out nameList
		rest := len(textOf(list, 2*maxText))
		for _, link := range linksIn(list, nil) {
			t := strings.Trim(textOf(link, 80), "#, ")
			if !leadsToTag(attr(link, "href")) || len(t) > longest || plain(t) == plain(a.Title) {
				rest = maxText
				break
			}
			rest -= len(t) + 1
			out.add(t)
		}
		if rest < maxLabel && len(out.names) <= most {
			return out.names
		}
	}
	return nil
}

// maxLabel is the most that stands beside the tags to say what they are, in bytes.
const maxLabel = 25

// listAround is the element around a link and those beside it.
func listAround(link *html.Node) *html.Node {
	around := link.Parent
	for around != nil && (inlineTags[around.DataAtom] || around.DataAtom == atom.Li) {
		around = around.Parent
	}
	return around
}

// mostlyLinks tells whether the text of n is, but for a label, that of its links.
func mostlyLinks(n *html.Node, links []string) bool {
	total, linked := len(textOf(n, 2*maxText)), 0
	for _, l := range links {
		linked += len(l) + 1
	}
	return total < 2*maxText && linked+25 > total && 2*linked > total
}

// tagPaths are the folders of a site where the pages of its tags are.
var tagPaths = set("tag tags topic topics thema themen schlagwort schlagworte keyword keywords hashtag stichwort stichworte etiqueta etiquetas tema temas label sujet tagged")

func leadsToTag(href string) bool { return hasFolder(href, tagPaths) }

func linkTexts(n *html.Node) []string {
	var out []string
	for _, a := range linksIn(n, nil) {
		if t := strings.Trim(textOf(a, 80), "#, "); t != "" && len(t) < 60 {
			out = append(out, t)
		}
	}
	return out
}

func crumbsOf(list []thing) []string {
	for _, t := range list {
		if !t.is("BreadcrumbList") {
			continue
		}
		var out []string
		for _, e := range inOrder(t.things("itemListElement")) {
			name := e.text("name")
			if name == "" {
				for _, item := range e.things("item") {
					name = firstOf(item.text("name"), name)
				}
			}
			if name != "" {
				out = append(out, name)
			}
		}
		if len(out) == 0 { // names without the list items around them
			out = t.texts("name")
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// inOrder sorts the items of a list by the places they state, if all do.
func inOrder(items []thing) []thing {
	place := func(t thing) int {
		if n, ok := t["position"].(float64); ok {
			return int(n)
		}
		return atoi(t.text("position"))
	}
	for _, t := range items {
		if place(t) <= 0 {
			return items
		}
	}
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b thing) int { return place(a) - place(b) })
	return items
}
