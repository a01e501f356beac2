package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The kinds of page.
const (
	kindArticle  = "article"
	kindLiveblog = "liveblog"
	kindList     = "list"
	kindForum    = "forum"
	kindProduct  = "product"
	kindOther    = "other"
)

// declared is what a page says about itself, for telling its kind.
type declared struct {
	types   map[string]bool // schema.org types, in JSON-LD and microdata
	ogType  string
	path    map[string]bool // words of its address
	makers  string          // generator
	titles  []string
	address string
	host    string
}

// declare collects what the head and the JSON-LD of a page declare.
func declare(page *html.Node, address *url.URL) (*declared, *html.Node) {
	d := &declared{types: map[string]bool{}, path: map[string]bool{}}
	if address != nil {
		d.address = address.String()
	}
	body := page
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Title:
			if n.FirstChild != nil && n.Parent.DataAtom == atom.Head {
				d.titles = append(d.titles, n.FirstChild.Data)
			}
		case atom.Meta:
			d.meta(n)
		case atom.Link:
			if attr(n, "rel") == "canonical" && d.address == "" {
				d.address = attr(n, "href")
			}
		case atom.Script:
			if n.FirstChild != nil && strings.Contains(attr(n, "type"), "ld+json") {
				d.addTypes(n.FirstChild.Data)
			}
		case atom.Body:
			body = n
		}
		if t := attr(n, "itemtype"); t != "" {
			d.types[t[strings.LastIndexByte(t, '/')+1:]] = true
		}
	}
	d.path = addressWords(d.address)
	if u, err := url.Parse(d.address); err == nil {
		d.host = u.Host
	}
	return d, body
}

func (d *declared) meta(n *html.Node) {
	value := attr(n, "content")
	switch firstOf(attr(n, "property"), attr(n, "name")) {
	case "og:title":
		d.titles = append(d.titles, value)
	case "og:type":
		d.ogType = strings.ToLower(value)
	case "og:url":
		if d.address == "" {
			d.address = value
		}
	case "generator":
		d.makers += strings.ToLower(value) + " "
	}
}

// addTypes finds the types that JSON-LD names, without decoding it.
func (d *declared) addTypes(json string) {
	for {
		_, rest, ok := strings.Cut(json, `"@type"`)
		if !ok {
			return
		}
		json = rest
		rest = strings.TrimLeft(rest, " \t\r\n:[")
		if name, ok := strings.CutPrefix(rest, `"`); ok {
			if name, _, ok = strings.Cut(name, `"`); ok && len(name) < 64 {
				d.types[name[strings.LastIndexByte(name, '/')+1:]] = true
			}
		}
	}
}

func addressWords(address string) map[string]bool {
	m := map[string]bool{}
	u, err := url.Parse(address)
	if err != nil {
		return m
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(u.Host), func(r rune) bool { return r == '.' }) {
		m["host:"+w] = true
	}
	for s := range strings.FieldsFuncSeq(strings.ToLower(u.Path), func(r rune) bool { return r == '/' || r == '.' || r == '_' }) {
		m[s] = true
	}
	return m
}

func (d *declared) anyType(types ...string) bool { return anyOf(d.types, types...) }

func anyOf(m map[string]bool, keys ...string) bool {
	for _, k := range keys {
		if m[k] {
			return true
		}
	}
	return false
}

// kind tells what sort of page this is from what it declares; empty if it
// declares nothing that would tell.
func (d *declared) kind() string {
	story := d.anyType("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "TechArticle", "OpinionNewsArticle", "AnalysisNewsArticle", "ScholarlyArticle", "Recipe", "Report")
	switch {
	case d.anyType("LiveBlogPosting"):
		return kindLiveblog
	case d.anyType("DiscussionForumPosting", "QAPage"), anyOf(d.path, forumPaths...), containsAny(d.makers, forumMakers):
		return kindForum
	case story:
		return kindArticle
	case d.anyType("CollectionPage", "SearchResultsPage"), d.ogType == "product.group", anyOf(d.path, listPaths...):
		return kindList
	case strings.HasPrefix(d.ogType, "product"), d.ogType == "og:product", d.anyType("ProductGroup"), d.anyType("Product") && !d.anyType("ItemList"), anyOf(d.path, productPaths...):
		return kindProduct
	case d.anyType("ItemList"):
		return kindList
	case d.ogType == "article":
		return kindArticle
	}
	return ""
}

// reference says whether the page is of a manual, whose lists of links are its text.
func (d *declared) reference() bool {
	return anyOf(d.path, manualPaths...) || containsAny(d.makers, manualMakers)
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var (
	forumPaths = strings.Fields("forum forums thread threads topic topics viewtopic showthread discussion discussions questions boards board " +
		"host:forum host:forums host:boards host:discuss host:discussion host:discussions host:community host:stackexchange host:stackoverflow host:superuser host:serverfault host:askubuntu host:reddit host:quora")
	forumMakers  = strings.Fields("discourse phpbb vbulletin xenforo invision mybb vanilla nodebb flarum woltlab smf")
	listPaths    = strings.Fields("collections collection category categories cat plp search browse c archive tag tags")
	manualPaths  = strings.Fields("docs doc documentation reference manual manuals wiki api host:docs host:doc host:developer host:developers host:wiki host:help host:manual host:learn")
	manualMakers = strings.Fields("sphinx docusaurus mkdocs mediawiki doxygen javadoc gitbook vuepress vitepress jekyll-docs rustdoc")
	productPaths = strings.Fields("product products dp itm item pd pdp")
)
