package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var breadcrumbClaims = []claim[[]string]{
	{"JSON-LD breadcrumbs", func(s *source, a *Article) []string { return s.trail(crumbsOf(s.ld), a) }},
	{"microdata breadcrumbs", func(s *source, a *Article) []string { return s.trail(crumbsOf(s.items), a) }},
	{"breadcrumbs on the page", visibleCrumbs},
}

var sectionClaims = []claim[string]{
	{"article:section", metaText("article:section", "og:article:section")},
	{"JSON-LD articleSection", func(s *source, _ *Article) string { return s.story(s.ld, 1).text("articleSection") }},
	{"microdata articleSection", func(s *source, _ *Article) string { return s.story(s.items, 1).text("articleSection") }},
	{"meta section", metaText("parsely-section", "sailthru.section", "section", "cxenseparse:section", "dc.subject.section", "category")},
	{"breadcrumbs", func(_ *source, a *Article) string {
		if n := len(a.Breadcrumbs); n > 1 {
			return a.Breadcrumbs[1]
		}
		return ""
	}},
}

var tagClaims = []claim[[]string]{
	{"article:tag", metaList("article:tag", "og:article:tag", "og:video:tag")},
	{"tags on the page", visibleTags},
	{"JSON-LD keywords", func(s *source, _ *Article) []string { return splitTags(s.story(s.ld, 2).texts("keywords")) }},
	{"news_keywords", metaList("news_keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords", "citation_keywords")},
	{"keywords", metaList("keywords")},
	{"dc.subject", metaList("dc.subject")},
}

func metaList(names ...string) func(*source, *Article) []string {
	return func(s *source, _ *Article) []string { return splitTags(s.meta.all(names...)) }
}

// splitTags makes one list of fields that hold tags, several to a field.
func splitTags(fields []string) []string {
	var out []string
	for _, f := range fields {
		for t := range strings.FieldsFuncSeq(f, func(r rune) bool { return r == ',' || r == ';' || r == '，' || r == '、' || r == '|' }) {
			t = strings.Trim(squeeze(t), "#\"' ")
			if t != "" && len(t) < 100 && !strings.Contains(t, "://") {
				out = appendNew(out, t)
			}
		}
	}
	return out
}

// visibleTags are the links within elements named for tags, or with rel=tag.
func visibleTags(s *source, _ *Article) []string {
	var out []string
	for _, m := range s.marks {
		if m.hint&hintTags == 0 || s.region(m)&(inNav|inComments|inHidden) != 0 || m.at < s.lineAt-60 {
			continue
		}
		for _, t := range linkTexts(m.node) {
			out = appendNew(out, t)
		}
	}
	return out
}

func linkTexts(n *html.Node) []string {
	if n.DataAtom == atom.A {
		if t := strings.Trim(textOf(n, 80), "#, "); t != "" && len(t) < 60 {
			return []string{t}
		}
		return nil
	}
	var out []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			out = append(out, linkTexts(c)...)
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
		for _, e := range t.things("itemListElement") {
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
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// visibleCrumbs reads the first trail of links on the page.
func visibleCrumbs(s *source, a *Article) []string {
	for _, m := range s.marks {
		if m.hint&hintCrumbs == 0 || s.region(m)&(inComments|inHidden) != 0 {
			continue
		}
		if t := s.trail(linkTexts(m.node), a); len(t) > 0 && len(t) < 9 {
			return t
		}
	}
	return nil
}

// trail is a list of breadcrumbs without the page itself.
func (s *source) trail(crumbs []string, a *Article) []string {
	var out []string
	for _, c := range crumbs {
		if c = strings.Trim(squeeze(c), " ›»>/|"); c != "" {
			out = append(out, c)
		}
	}
	if n := len(out); n > 0 {
		if same, _ := agreement(out[n-1], []string{a.Title}); same > 0.7 {
			out = out[:n-1]
		}
	}
	return out
}
