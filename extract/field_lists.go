package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/people"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var breadcrumbClaims = []claim[[]string]{
	{"JSON-LD breadcrumbs", func(s *source, a *Article) []string { return s.trail(crumbsOf(s.ld), a) }},
	{"microdata breadcrumbs", func(s *source, a *Article) []string { return s.trail(crumbsOf(s.Items), a) }},
	{"breadcrumbs on the page", visibleCrumbs},
	{"links from the front page down", homeTrail},
}

var sectionClaims = named([]claim[string]{
	{siteRule, ruledSection},
	{"article:section", metaText("article:section", "og:article:section")},
	{"JSON-LD articleSection", func(s *source, _ *Article) string { return s.story(s.ld, 1).Text("articleSection") }},
	{"microdata articleSection", func(s *source, _ *Article) string { return s.story(s.Items, 1).Text("articleSection") }},
	{"meta section", metaText("parsely-section", "sailthru.section", "section", "articlesection", "cxenseparse:section", "dc.subject.section", "category")},
	{"breadcrumbs", func(s *source, a *Article) string {
		if n := len(a.Breadcrumbs); n > 0 && !s.isHome(a.Breadcrumbs[0]) {
			return a.Breadcrumbs[0]
		} else if n > 1 {
			return a.Breadcrumbs[1]
		}
		return ""
	}},
	{"category on the page", visibleCategory},
	{"link of the menu over the headline", menuLinkOver},
})

// named leaves out of what claims give what systems write where nobody chose a section.
func named(claims []claim[string]) []claim[string] {
	list := slices.Clone(claims)
	for i, c := range claims {
		list[i].read = func(s *source, a *Article) string {
			if section := c.read(s, a); !noSections[strings.ToLower(section)] {
				return section
			}
			return ""
		}
	}
	return list
}

// noSections are what they write.
var noSections = wording.PhraseSet(`uncategorized|uncategorised|unkategorisiert|nicht kategorisiert|ohne kategorie|non classé|sin categoría|sin categorizar|sem categoria|senza categoria|niet gecategoriseerd|geen categorie|bez kategorii|bez kategorie|ikke kategoriseret|ikke kategorisert|okategoriserade|luokittelematon|egyéb kategória|fără categorie|без рубрики|без категорії|χωρίς κατηγορία|kategorilenmemiş|tak berkategori|chưa phân loại|未分類|未分类|분류되지 않음|غير مصنف|ללא קטגוריה|अवर्गीकृत`)

// menuLinkOver is the link over the headline that stands in a menu of the site as well.
func menuLinkOver(s *source, _ *Article) string {
	const levels, longest = 3, 40 // elements around the headline; letters
	n := s.headline
	for range levels {
		if n == nil || n.DataAtom == atom.Body || n.DataAtom == atom.Main {
			return ""
		}
		for prev := n.PrevSibling; prev != nil; prev = prev.PrevSibling {
			text := dom.TextOf(prev, 4*longest)
			if text == "" {
				continue
			}
			if links := linksIn(prev, nil); len(links) == 1 && utf8.RuneCountInString(text) < longest && dom.TextOf(links[0], 4*longest) == text && s.inMenu(dom.Attr(links[0], "href")) {
				return text
			}
			return ""
		}
		n = n.Parent
	}
	return ""
}

// inMenu tells whether a menu of the site leads to an address, that of no front page.
func (s *source) inMenu(href string) bool {
	if href == "" || isFrontPage(href) {
		return false
	}
	const levels, several, most = 2, 3, 20 // elements around a link; links of a menu; links that are looked at
	over, seen := true, 0
	for _, root := range s.doc.Nodes {
		for n := range dom.Under(root) {
			over = over && n != s.headline
			if n.DataAtom != atom.A || dom.Attr(n, "href") != href {
				continue
			}
			if dom.HasAround(n, atom.Nav) {
				return true
			}
			if seen++; seen > most {
				continue
			}
			menu := n.Parent
			for range levels { // without an element for it, links side by side and nothing else
				if links := linkTexts(menu); over && len(links) >= several && looseText(menu) == "" {
					return true
				}
				if menu = menu.Parent; menu == nil {
					break
				}
			}
		}
	}
	return false
}

// visibleCategory is the first link named for a category beside the headline.
func visibleCategory(s *source, _ *Article) string {
	for _, m := range s.marks {
		if m.says&markerSection == 0 || s.region(m)&elsewhere != 0 || m.at < s.lineAt-60 || m.at > s.lineAt+reach {
			continue
		}
		links := linkTexts(m.node)
		if len(links) > 1 && (categoryWords[strings.ToLower(links[0])]) {
			links = links[1:] // the label is linked as well
		}
		if len(links) > 0 && len(links) < 4 && (mostlyLinks(m.node, links) || categoryWords[strings.ToLower(strings.TrimRight(looseText(m.node), " :："))]) {
			return links[0]
		}
	}
	return ""
}

var tagClaims = cleaned([]claim[[]string]{
	{siteRule, ruledTags},
	{"article:tag, of which the page shows a part", fullerTags},
	{"tags on the page", visibleTags},
	{"article:tag", metaList("article:tag", "og:article:tag", "og:video:tag")},
	{"JSON-LD keywords", func(s *source, _ *Article) []string { return splitTags(s.story(s.ld, 2).Texts("keywords")) }},
	{"news_keywords", metaList("news_keywords", "parsely-tags", "sailthru.tags", "cxenseparse:keywords", "citation_keywords")},
	{"microdata keywords", func(s *source, _ *Article) []string { return splitTags(s.story(s.Items, 2).Texts("keywords")) }},
	{"links that lead to tags", linkedTags},
	{"dc.subject", metaList("dc.subject")},
	{"keywords", pageKeywords},
	{"links behind a label for tags", labelledTags},
})

// pageKeywords are those of the meta keywords that the page's own title or
// description speaks of: many sites print the same list on every page.
func pageKeywords(s *source, a *Article) []string {
	about := wording.Plain(a.Title + a.Subtitle + a.Description)
	var out []string
	for _, k := range splitTags(s.meta.All("keywords")) {
		if strings.Contains(about, wording.Plain(k)) {
			out = append(out, k)
		}
	}
	return out
}

func metaList(names ...string) func(*source, *Article) []string {
	return func(s *source, _ *Article) []string { return splitTags(s.meta.All(names...)) }
}

// splitTags makes one list of fields that hold tags, several to a field.
func splitTags(fields []string) []string {
	var out people.List
	for _, f := range fields {
		for t := range strings.FieldsFuncSeq(f, func(r rune) bool { return r == ',' || r == ';' || r == '，' || r == '、' || r == '|' }) {
			t = strings.Trim(wording.Squeeze(t), "#\"' ")
			if t != "" && utf8.RuneCountInString(t) < 100 && !strings.Contains(t, "://") {
				out.Add(t)
			}
		}
	}
	return out.Names
}

// visibleTags are the links that say rel=tag, and those in elements named for
// tags that hold little but links.
func visibleTags(s *source, a *Article) []string {
	var out, filed, boxed people.List // what a page is filed under is a tag where there is no other
	for _, m := range s.marks {
		if m.says&markerTags == 0 || m.at < s.lineAt-150 {
			continue
		}
		where := s.region(m)
		if s.inArticlesFooter(m.node) {
			where &^= inFooter
		}
		if where&elsewhere != 0 {
			continue
		}
		if m.node.DataAtom == atom.A && !strings.Contains(dom.Attr(m.node, "rel"), "tag") && (!addresses.LeadsToTag(dom.Attr(m.node, "href")) || isInSentence(m.node)) {
			continue
		}
		filing := isFiling(m)
		links := linkTexts(m.node)
		if m.node.DataAtom != atom.A && !mostlyLinks(m.node, links) && !isTagList(m.node, links) {
			continue
		}
		for _, t := range links {
			if _, isDate := dates.Parse(t, dates.Locale{}); !isDate && strings.ContainsFunc(t, unicode.IsLetter) && wording.Plain(t) != wording.Plain(a.Title) {
				switch {
				case filing && m.node.DataAtom == atom.A:
					filed.Add(t)
				case filing:
					boxed.Add(t)
				default:
					out.Add(t)
				}
			}
		}
	}
	for _, other := range []people.List{filed, boxed} {
		if len(out.Names) == 0 {
			out = other
		}
	}
	if len(out.Names) > 40 {
		return nil // a cloud of all the site's tags
	}
	return out.Names
}

// isInSentence tells whether a link stands in running text: a word of it is explained there.
func isInSentence(link *html.Node) bool {
	const sentence = 80 // bytes beside the link
	p := dom.Enclosing(link, atom.P)
	if p == nil {
		return false
	}
	beside := 0
	for _, t := range textNodes(p, nil) {
		if dom.Enclosing(t, atom.A) == nil {
			beside += len(strings.TrimSpace(t.Data))
		}
	}
	return beside > sentence
}

// inArticlesFooter tells whether an element stands in the foot of the article element that has
// the headline in it.
func (s *source) inArticlesFooter(n *html.Node) bool {
	footer := dom.Enclosing(n, atom.Footer)
	if footer == nil || s.headline == nil {
		return false
	}
	article := dom.Enclosing(footer, atom.Article)
	return article != nil && dom.Within(s.headline, article)
}

// fullerTags are those that the head declares where the page shows fewer of them, and
// nothing else: one over its headline, say.
func fullerTags(s *source, a *Article) []string {
	declared := splitTags(s.meta.All("article:tag"))
	shown := visibleTags(s, a)
	if len(shown) == 0 || len(shown) >= len(declared) {
		return nil
	}
	known := map[string]bool{}
	for _, t := range declared {
		known[wording.Plain(t)] = true
	}
	for _, t := range shown {
		if !known[wording.Plain(t)] {
			return nil
		}
	}
	return declared
}

// isFiling tells whether a box that is marked as tags is named for what a page is filed
// under as well, the rubric of a topic, or a link that is said to lead to a tag goes to the
// page of a category and stands in a box or behind a label for those, and not in "category tag".
func isFiling(m mark) bool {
	if m.node.DataAtom == atom.A {
		return addresses.LeadsToCategory(dom.Attr(m.node, "href")) && !strings.Contains(dom.Attr(m.node, "rel"), "category") && standsUnderCategory(m.node)
	}
	return m.says&markerSection != 0
}

// linkedTags are the links of the first list behind the headline all of which lead to
// the pages of tags.
func linkedTags(s *source, a *Article) []string {
	const most, longest = 12, 60 // links, letters
	seen := map[*html.Node]bool{}
	for _, m := range s.tagLinks {
		if m.at < s.lineAt || s.region(m)&elsewhere != 0 {
			continue
		}
		list := wholeList(listAround(m.node))
		if list == nil || seen[list] {
			continue
		}
		seen[list] = true
		var out people.List
		rest := lettersOf(list)
		for _, link := range linksIn(list, nil) {
			t := strings.Trim(dom.TextOf(link, maxTag), "#＃, ")
			if href := dom.Attr(link, "href"); addresses.LeadsToAuthor(href) {
				continue
			} else if !isTagLink(link) || utf8.RuneCountInString(t) > longest || !strings.ContainsFunc(t, unicode.IsLetter) || wording.Plain(t) == wording.Plain(a.Title) {
				rest = maxText
				break
			}
			rest -= utf8.RuneCountInString(t) + 1
			out.Add(t)
		}
		if (rest < maxLabel || rest < maxMeta && m.at < s.lineAt+maxMeta && dates.HoldsYear(dom.TextOf(list, maxText))) && len(out.Names) <= most {
			return out.Names
		}
	}
	return nil
}

// isTagLink tells whether a link leads to the page of a tag, by its address or by the sign
// in front of its text.
func isTagLink(a *html.Node) bool {
	href := dom.Attr(a, "href")
	return addresses.LeadsToTag(href) || isHashtag(a, href)
}

// isHashtag tells whether a link to href has such a sign.
func isHashtag(a *html.Node, href string) bool {
	if href == "" || href[0] == '#' {
		return false
	}
	if first := dom.FirstRune(a); first != '#' && first != '＃' {
		return false
	}
	t := dom.TextOf(a, 8)
	return len(t) > 2 && (t[0] == '#' || strings.HasPrefix(t, "＃"))
}

// maxLabel is the most that stands beside the tags to say what they are, in letters.
const maxLabel = 25

// maxMeta is the most that stands beside the tags in the line under the headline that tells
// who wrote it and when.
const maxMeta = 100

// listAround is the element around a link and those beside it.
func listAround(link *html.Node) *html.Node {
	around := link.Parent
	for around != nil && (dom.InlineTags.Of(around.DataAtom) || around.DataAtom == atom.Li) {
		around = around.Parent
	}
	return around
}

// wholeList is the element around a list's entry whose links all lead to tags, where each
// tag has an element of its own.
func wholeList(list *html.Node) *html.Node {
	const levels, most, few = 2, 80, 6 // elements around it; nodes and links in them
	for range levels {
		if list == nil || list.Parent == nil {
			break
		}
		nodes, links, rest := 0, 0, lettersOf(list.Parent)
		for n := range dom.Under(list.Parent) {
			if nodes++; nodes > most || n.DataAtom == atom.A && !isTagLink(n) {
				return list
			}
			if n.DataAtom == atom.A {
				links++
				rest -= utf8.RuneCountInString(dom.TextOf(n, maxTag)) + 1
			}
		}
		if rest > maxLabel || links > few {
			break
		}
		list = list.Parent
	}
	return list
}

// mostlyLinks tells whether the text of n is, but for a label, that of its links.
func mostlyLinks(n *html.Node, links []string) bool {
	total, linked := lettersOf(n), 0
	for _, l := range links {
		linked += utf8.RuneCountInString(l) + 1
	}
	return total < 2*maxText && linked+maxLabel > total && 2*linked > total
}

// isTagList tells whether the text of n is that of links to the pages of tags, and a label
// that may be longer than they are.
func isTagList(n *html.Node, links []string) bool {
	rest := lettersOf(n)
	for _, l := range links {
		rest -= utf8.RuneCountInString(l) + 1
	}
	for _, link := range linksIn(n, nil) {
		if !addresses.LeadsToTag(dom.Attr(link, "href")) {
			return false
		}
	}
	return len(links) > 0 && rest < maxLabel
}

// maxTag is how many bytes of a tag are read.
const maxTag = 240

// lettersOf is how many letters and signs an element has: scripts take up to three bytes for
// each, and no more room. Of what is long it is more than any label has.
func lettersOf(n *html.Node) int {
	text := dom.TextOf(n, 2*maxText)
	if len(text) >= 2*maxText {
		return len(text)
	}
	return utf8.RuneCountInString(text)
}

// linkTexts are the texts of the links in n.
func linkTexts(n *html.Node) []string {
	var out []string
	for _, a := range linksIn(n, nil) {
		if t := strings.Trim(dom.TextOf(a, maxTag), "#＃, "); t != "" && utf8.RuneCountInString(t) < 60 {
			out = append(out, t)
		}
	}
	return out
}

func crumbsOf(list []schemaorg.Item) []string {
	for _, t := range list {
		if !t.Is("BreadcrumbList") {
			continue
		}
		var out []string
		for _, e := range inOrder(t.Items("itemListElement")) {
			name := e.Text("name")
			if name == "" {
				for _, item := range e.Items("item") {
					name = wording.FirstOf(item.Text("name"), name)
				}
			}
			if name != "" {
				out = append(out, name)
			}
		}
		if len(out) == 0 { // names without the list items around them
			out = t.Texts("name")
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// inOrder sorts the items of a list by the places they state, if all do.
func inOrder(items []schemaorg.Item) []schemaorg.Item {
	place := func(t schemaorg.Item) int {
		if n, ok := t["position"].(float64); ok {
			return int(n)
		}
		return wording.Number(t.Text("position"))
	}
	for _, t := range items {
		if place(t) <= 0 {
			return items
		}
	}
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b schemaorg.Item) int { return place(a) - place(b) })
	return items
}
