package extract

import (
	"net/url"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/dates"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
)

var publishedClaims = slices.Concat(
	[]claim[dates.Stamp]{
		{siteRule, ruledPublished},
		{"date at the headline, against what is declared", shownDate},
	},
	declaredPublished,
	[]claim[dates.Stamp]{
		{"JSON-LD page", pageDate},
		{"date on the page", visibleDate(false)},
		{"microdata property", func(s *source, _ *Article) dates.Stamp { return s.stampOf(s.Loose, "datePublished", "dateCreated") }},
		{"dateline", datelineDate},
		{"address", addressDate},
	},
)

var declaredPublished = []claim[dates.Stamp]{
	{"JSON-LD datePublished", func(s *source, _ *Article) dates.Stamp {
		return s.stampOf(s.story(s.ld, 2), "datePublished", "dateCreated", "uploadDate")
	}},
	{"article:published_time", metaStamp("article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate", "published_time")},
	{"microdata datePublished", func(s *source, _ *Article) dates.Stamp {
		return s.stampOf(s.story(s.Items, 2), "datePublished", "dateCreated")
	}},
	{"citation date", citedDate},
	{"meta date", metaStamp("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "cxenseparse:recs:publishtime", "dc.date.issued", "dc.issued", "dc.date.created", "dc.created", "dc.date", "date", "rnews:datepublished", "displaydate", "original-publish-date", "article.published", "date_published", "created", "datecreated", "article_date_original", "ptime", "pub_date", "timestamp")},
}

var modifiedClaims = slices.Concat(
	[]claim[dates.Stamp]{{siteRule, ruledModified}},
	declaredModified,
	[]claim[dates.Stamp]{{"date on the page", visibleDate(true)}},
)

var declaredModified = []claim[dates.Stamp]{
	{"JSON-LD dateModified", func(s *source, _ *Article) dates.Stamp { return s.stampOf(s.story(s.ld, 2), "dateModified") }},
	{"article:modified_time", metaStamp("article:modified_time", "og:updated_time", "og:modified_time", "article:updated", "article:modified")},
	{"microdata dateModified", func(s *source, _ *Article) dates.Stamp { return s.stampOf(s.story(s.Items, 2), "dateModified") }},
	{"meta modified", metaStamp("ms.date", "updated_at", "datemodified", "last-modified", "lastmod", "revised", "dc.date.modified", "dc.modified", "dcterms.modified", "modified", "article_date_updated", "date_modified", "utime", "lastupdate")},
	{"microdata property", func(s *source, _ *Article) dates.Stamp { return s.stampOf(s.Loose, "dateModified") }},
	{"JSON-LD page", func(s *source, _ *Article) dates.Stamp { return s.stampOf(s.pageThing(), "dateModified") }},
}

// citedDate is the first of the days that journals state: a paper is online before it is
// in an issue, or as a first version before the last.
func citedDate(s *source, a *Article) dates.Stamp {
	var first dates.Stamp
	for _, name := range []string{"citation_publication_date", "citation_online_date", "citation_date"} {
		if st := metaStamp(name)(s, a); st.Year > 0 && (first.Year == 0 || st.Clock().Before(first.Clock())) {
			first = st
		}
	}
	return first
}

// pageThing is what JSON-LD says of the page itself.
func (s *source) pageThing() schemaorg.Item {
	for _, t := range s.ld {
		if t.Is("WebPage", "ItemPage", "CollectionPage", "AboutPage") {
			return t
		}
	}
	return nil
}

func (s *source) locale(a *Article) dates.Locale {
	lang, _, _ := strings.Cut(a.Language, "-")
	return dates.Locale{Language: lang, Country: s.country()}
}

func (s *source) stampOf(t schemaorg.Item, keys ...string) dates.Stamp {
	language, _, _ := strings.Cut(languageTag(s.lang), "-")
	for _, k := range keys {
		if st, ok := dates.ParseValue(t.Text(k), dates.Locale{Language: language, Country: s.country()}); ok {
			return st
		}
	}
	return dates.Stamp{}
}

func metaStamp(names ...string) func(*source, *Article) dates.Stamp {
	return func(s *source, a *Article) dates.Stamp {
		for _, n := range names {
			for _, v := range s.meta[n] {
				if st, ok := dates.ParseValue(v, s.locale(a)); ok {
					return st
				}
			}
		}
		return dates.Stamp{}
	}
}

// addressDate reads a day from the page's address: /2018/07/12/.
func addressDate(s *source, a *Article) dates.Stamp {
	u, err := url.Parse(s.address())
	if err != nil {
		return dates.Stamp{}
	}
	parts := strings.Split(u.Path, "/")
	for i := range parts {
		if st, ok := dayInName(parts[i]); ok {
			return st
		}
		if i+2 < len(parts) && len(parts[i]) == 4 && len(parts[i+2]) <= 2 {
			if st, ok := dates.ParseValue(strings.Join(parts[i:i+3], "-"), dates.Locale{}); ok {
				return st
			}
		}
	}
	return dates.Stamp{}
}

// dayInName reads the day that a part of an address begins or ends with: 2018-07-12-bees,
// 20180712_bees, bees-12-07-2018.
func dayInName(name string) (dates.Stamp, bool) {
	for _, shape := range []string{"dddd-dd-dd", "dd-dd-dddd", "dddddddd"} {
		if len(name) < len(shape) {
			continue
		}
		n := len(name) - len(shape)
		for _, cut := range [][2]string{{name[:len(shape)], name[len(shape):]}, {name[n:], name[:n]}} {
			if isShaped(cut[0], shape) && (cut[1] == "" || strings.ContainsAny(cut[1][:1]+cut[1][len(cut[1])-1:], "-_.")) {
				st, ok := dates.ParseValue(cut[0], dates.Locale{})
				return st, ok && st.Year > 1990
			}
		}
	}
	return dates.Stamp{}, false
}

// isShaped tells whether name has a digit for each d of shape, and the rest of it as it is.
func isShaped(name, shape string) bool {
	for i := range len(shape) {
		digit := name[i] >= '0' && name[i] <= '9'
		if digit != (shape[i] == 'd') || !digit && name[i] != shape[i] {
			return false
		}
	}
	return true
}

func abs(n int) int { return max(n, -n) }
