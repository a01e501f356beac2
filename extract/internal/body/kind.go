package body

import (
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// The kinds of page.
const (
	KindArticle  = "article"
	KindLiveblog = "liveblog"
	KindList     = "list"
	KindForum    = "forum"
	KindProduct  = "product"
	KindOther    = "other"
)

// Declared is what a page says about itself, for telling its kind.
type Declared struct {
	types     map[string]bool // schema.org types, in JSON-LD and microdata
	ogType    string
	path      map[string]bool // words of its address
	makers    string          // generators
	host      string
	titles    []string
	subject   string              // the letters of the title
	signed    bool                // it says who wrote it, or when
	stamped   bool                // it says for machines that it is an article, and when it was published
	dated     bool                // it says who wrote it, or what agency, and when
	wired     bool                // it says what agency it is from, where it was filed, and when
	filed     bool                // its address is that of a story among others
	front     bool                // its address is that of the front page of such
	goods     int                 // how many products it states
	questions int                 // how many questions it states in its markup
	deck      string              // the letters of the standfirst
	summary   wording.Table[bool] // the words of the description
	by        stampedBy
}

// Declare collects what the facts of a page say about its kind.
func Declare(s *Page, a *Said) *Declared {
	d := &Declared{
		types:   map[string]bool{},
		ogType:  strings.ToLower(s.Meta.First("og:type")),
		makers:  strings.ToLower(strings.Join(append(s.Meta.All("generator"), dom.Attr(bodyOf(s.Root), "id"), "page:"+dom.Attr(bodyOf(s.Root).Parent, "id")), " ")),
		subject: wording.Letters(a.Title),
		by:      stampsOf(s, a),
		signed:  len(a.Authors) > 0 || a.Published != "",
		stamped: strings.EqualFold(s.Meta.First("og:type"), "article") && s.Meta.First("article:published_time") != "",
		dated:   (len(a.Authors) > 0 || a.Agency != "") && a.Published != "",
		wired:   a.Agency != "" && a.Dateline != "" && a.Published != "",
		deck:    wording.Letters(a.Subtitle),
		summary: wording.NewTable(wording.Set(wording.Letters(a.Description))),
		titles:  append([]string{a.Title, s.TitleTag}, s.Meta.All("og:title", "twitter:title")...),
	}
	for _, list := range [][]schemaorg.Item{s.LD, s.Items} {
		for _, t := range list {
			for _, v := range schemaorg.Values(t["@type"]) {
				if name, ok := v.(string); ok {
					name = name[strings.LastIndexAny(name, "/#:")+1:]
					d.types[name] = true
					switch name {
					case "Product":
						d.goods++
					case "Question":
						d.questions++
					}
				}
			}
		}
	}
	address := wording.FirstOf(a.CanonicalURL, s.Meta.First("og:url"))
	if s.URL != nil {
		address = s.URL.String()
	}
	d.readAddress(address)
	return d
}

func (d *Declared) anyType(types ...string) bool { return anyOf(d.types, types...) }

func anyOf(m map[string]bool, keys ...string) bool {
	for _, k := range keys {
		if m[k] {
			return true
		}
	}
	return false
}

// Kind tells what sort of page this is from what it declares; empty if it
// declares nothing that would tell.
func (d *Declared) Kind() string {
	story := d.anyType("NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "TechArticle", "OpinionNewsArticle", "AnalysisNewsArticle", "ScholarlyArticle", "Recipe", "Report")
	switch {
	case d.anyType("LiveBlogPosting"):
		return KindLiveblog
	case d.statesThread(), anyOf(d.path, forumPaths...), wording.ContainsAny(d.makers, forumMakers):
		return KindForum
	case story:
		return KindArticle
	case d.goods > manyGoods:
		return KindList
	case d.goods > 0 && anyOf(d.path, productPaths...):
		return KindProduct
	case d.anyType("CollectionPage", "SearchResultsPage"), d.ogType == "product.group", anyOf(d.path, listPaths...), d.path["archive"] && !d.stamped:
		return KindList
	case strings.HasPrefix(d.ogType, "product"), d.ogType == "og:product", d.anyType("ProductGroup"), d.anyType("Product") && !d.anyType("ItemList"):
		return KindProduct
	case d.anyType("Review", "CriticReview", "ClaimReview") && d.signed:
		return KindArticle
	case d.anyType("ItemList"):
		return KindList
	case d.ogType == "article" && d.signed:
		return KindArticle
	}
	return ""
}

// statesThread says whether the page states that it is a thread of posts.
func (d *Declared) statesThread() bool {
	return d.anyType("DiscussionForumPosting", "QAPage") || d.questions == 1 && !d.anyType("FAQPage")
}

// Reference says whether the page is of a manual, whose lists of links are its text.
func (d *Declared) Reference() bool {
	return anyOf(d.path, manualPaths...) || wording.ContainsAny(d.makers, manualMakers)
}

// signedStory says whether anything about the page says that somebody wrote it as
// an article: a name, a day, or where it is filed.
func (d *Declared) signedStory() bool { return d.signed || d.filed }

// manyGoods is how many products are stated by a page that is about one of them.
const manyGoods = 3

var (
	forumPaths = strings.Fields("forum forums thread threads topic topics viewtopic showthread discussion discussions questions boards board " +
		"host:forum host:forums host:boards host:discuss host:discussion host:discussions host:community host:stackexchange host:stackoverflow host:superuser host:serverfault host:askubuntu host:reddit host:quora")
	forumMakers  = strings.Fields("page:xf discourse phpbb vbulletin xenforo invision mybb vanilla nodebb flarum woltlab smf")
	listPaths    = strings.Fields("collections collection category categories cat plp search browse c tag tags")
	manualPaths  = strings.Fields("docs doc documentation reference manual manuals wiki api host:docs host:doc host:developer host:developers host:wiki host:help host:manual host:learn")
	manualMakers = strings.Fields("sphinx docusaurus mkdocs mediawiki doxygen javadoc gitbook vuepress vitepress jekyll-docs rustdoc")
	productPaths = strings.Fields("product products dp itm item pd pdp")
)
