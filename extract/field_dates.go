package extract

import (
	"net/url"
	"strings"
)

var publishedClaims = []claim[stamp]{
	{"JSON-LD datePublished", func(s *source, _ *Article) stamp {
		return s.stampOf(s.story(s.ld, 2), "datePublished", "dateCreated", "uploadDate")
	}},
	{"article:published_time", metaStamp("article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate", "published_time")},
	{"microdata datePublished", func(s *source, _ *Article) stamp {
		return s.stampOf(s.story(s.items, 2), "datePublished", "dateCreated")
	}},
	{"meta date", metaStamp("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "cxenseparse:recs:publishtime", "dc.date.issued", "dc.issued", "dc.date.created", "dc.created", "dc.date", "citation_publication_date", "citation_online_date", "citation_date", "date", "rnews:datepublished", "displaydate", "original-publish-date", "article.published", "date_published", "created", "datecreated", "article_date_original", "ptime", "pub_date", "timestamp")},
	{"microdata property", func(s *source, _ *Article) stamp { return s.stampOf(s.loose, "datePublished", "dateCreated") }},
	{"date on the page", visibleDate(false)},
	{"JSON-LD page", func(s *source, _ *Article) stamp { return s.stampOf(s.pageThing(), "datePublished") }},
	{"line with a date", linedDate},
	{"address", addressDate},
}

var modifiedClaims = []claim[stamp]{
	{"JSON-LD dateModified", func(s *source, _ *Article) stamp { return s.stampOf(s.story(s.ld, 2), "dateModified") }},
	{"article:modified_time", metaStamp("article:modified_time", "og:updated_time", "og:modified_time", "article:updated", "article:modified")},
	{"microdata dateModified", func(s *source, _ *Article) stamp { return s.stampOf(s.story(s.items, 2), "dateModified") }},
	{"meta modified", metaStamp("datemodified", "last-modified", "lastmod", "revised", "dc.date.modified", "dc.modified", "dcterms.modified", "modified", "article_date_updated", "date_modified", "utime", "lastupdate")},
	{"microdata property", func(s *source, _ *Article) stamp { return s.stampOf(s.loose, "dateModified") }},
	{"date on the page", visibleDate(true)},
	{"JSON-LD page", func(s *source, _ *Article) stamp { return s.stampOf(s.pageThing(), "dateModified") }},
}

// pageThing is what JSON-LD says of the page itself.
func (s *source) pageThing() thing {
	for _, t := range s.ld {
		if t.is("WebPage", "ItemPage", "CollectionPage", "AboutPage") {
			return t
		}
	}
	return nil
}

func (s *source) locale(a *Article) locale {
	lang, _, _ := strings.Cut(a.Language, "-")
	return locale{lang, s.country()}
}

func (s *source) stampOf(t thing, keys ...string) stamp {
	for _, k := range keys {
		if st, ok := parseStamp(t.text(k), locale{"en", s.country()}); ok {
			return st
		}
	}
	return stamp{}
}

func metaStamp(names ...string) func(*source, *Article) stamp {
	return func(s *source, a *Article) stamp {
		for _, n := range names {
			for _, v := range s.meta[n] {
				if st, ok := parseStamp(v, s.locale(a)); ok {
					return st
				}
			}
		}
		return stamp{}
	}
}

// visibleDate reads the elements named for a date that stand nearest to the
// headline.
func visibleDate(modified bool) func(*source, *Article) stamp {
	return func(s *source, a *Article) stamp {
		var best stamp
		bestScore := 0
		for _, m := range s.marks {
			if m.hint&(hintDate|hintModified) == 0 || m.in&elsewhere != 0 {
				continue
			}
			if modified != (m.hint&hintModified != 0) {
				continue
			}
			st, ok := s.dateIn(m, a)
			if !ok {
				continue
			}
			score := 1000 - min(900, abs(m.at-s.lineAt))
			if m.at < s.lineAt {
				score -= 100
			}
			if m.in&inLink != 0 {
				score -= 100
			}
			if score > bestScore {
				best, bestScore = st, score
			}
		}
		return best
	}
}

func (s *source) dateIn(m mark, a *Article) (stamp, bool) {
	for _, key := range []string{"datetime", "content", "data-datetime", "data-date", "data-timestamp", "data-time", "data-published", "title"} {
		if v := attr(m.node, key); v != "" {
			if st, ok := parseStamp(v, s.locale(a)); ok {
				return st, true
			}
		}
	}
	t := textOf(m.node, 200)
	if t == "" || len(t) > 180 {
		return stamp{}, false
	}
	return parseDate(t, s.locale(a))
}

// linedDate reads the first short line below the headline that holds a date.
func linedDate(s *source, a *Article) stamp {
	for _, m := range s.lines {
		if m.at < s.lineAt || m.at > s.lineAt+150 || m.in&elsewhere != 0 {
			continue
		}
		if st, ok := parseDate(m.node.Data, s.locale(a)); ok {
			return st
		}
	}
	return stamp{}
}

// addressDate reads a day from the page's address: /2018/07/12/.
func addressDate(s *source, a *Article) stamp {
	u, err := url.Parse(s.address())
	if err != nil {
		return stamp{}
	}
	parts := strings.Split(u.Path, "/")
	for i := range parts {
		if i+2 < len(parts) && len(parts[i]) == 4 && len(parts[i+2]) <= 2 {
			if st, ok := parseStamp(strings.Join(parts[i:i+3], "-"), locale{}); ok {
				return st
			}
		}
	}
	return stamp{}
}

func abs(n int) int { return max(n, -n) }
