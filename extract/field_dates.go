package extract

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

var publishedClaims = slices.Concat(
	[]claim[stamp]{
		{siteRule, ruledPublished},
		{"date at the headline, against what is declared", shownDate},
	},
	declaredPublished,
	[]claim[stamp]{
		{"JSON-LD page", pageDate},
		{"date on the page", visibleDate(false)},
		{"microdata property", func(s *source, _ *Article) stamp { return s.stampOf(s.loose, "datePublished", "dateCreated") }},
		{"dateline", datelineDate},
		{"address", addressDate},
	},
)

var declaredPublished = []claim[stamp]{
	{"JSON-LD datePublished", func(s *source, _ *Article) stamp {
		return s.stampOf(s.story(s.ld, 2), "datePublished", "dateCreated", "uploadDate")
	}},
	{"article:published_time", metaStamp("article:published_time", "og:article:published_time", "article:published", "og:published_time", "og:pubdate", "published_time")},
	{"microdata datePublished", func(s *source, _ *Article) stamp {
		return s.stampOf(s.story(s.items, 2), "datePublished", "dateCreated")
	}},
	{"citation date", citedDate},
	{"meta date", metaStamp("datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "published-date", "publication_date", "cxenseparse:recs:publishtime", "dc.date.issued", "dc.issued", "dc.date.created", "dc.created", "dc.date", "date", "rnews:datepublished", "displaydate", "original-publish-date", "article.published", "date_published", "created", "datecreated", "article_date_original", "ptime", "pub_date", "timestamp")},
}

var modifiedClaims = slices.Concat(
	[]claim[stamp]{{siteRule, ruledModified}},
	declaredModified,
	[]claim[stamp]{{"date on the page", visibleDate(true)}},
)

var declaredModified = []claim[stamp]{
	{"JSON-LD dateModified", func(s *source, _ *Article) stamp { return s.stampOf(s.story(s.ld, 2), "dateModified") }},
	{"article:modified_time", metaStamp("article:modified_time", "og:updated_time", "og:modified_time", "article:updated", "article:modified")},
	{"microdata dateModified", func(s *source, _ *Article) stamp { return s.stampOf(s.story(s.items, 2), "dateModified") }},
	{"meta modified", metaStamp("ms.date", "updated_at", "datemodified", "last-modified", "lastmod", "revised", "dc.date.modified", "dc.modified", "dcterms.modified", "modified", "article_date_updated", "date_modified", "utime", "lastupdate")},
	{"microdata property", func(s *source, _ *Article) stamp { return s.stampOf(s.loose, "dateModified") }},
	{"JSON-LD page", func(s *source, _ *Article) stamp { return s.stampOf(s.pageThing(), "dateModified") }},
}

// citedDate is the first of the days that journals state: a paper is online before it is
// in an issue, or as a first version before the last.
func citedDate(s *source, a *Article) stamp {
	var first stamp
	for _, name := range []string{"citation_publication_date", "citation_online_date", "citation_date"} {
		if st := metaStamp(name)(s, a); st.year > 0 && (first.year == 0 || st.clock().Before(first.clock())) {
			first = st
		}
	}
	return first
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
	language, _, _ := strings.Cut(languageTag(s.lang), "-")
	for _, k := range keys {
		if st, ok := parseStamp(t.text(k), locale{language, s.country()}); ok {
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

// addressDate reads a day from the page's address: /2018/07/12/.
func addressDate(s *source, a *Article) stamp {
	u, err := url.Parse(s.address())
	if err != nil {
		return stamp{}
	}
	parts := strings.Split(u.Path, "/")
	for i := range parts {
		if st, ok := dayInName(parts[i]); ok {
			return st
		}
		if i+2 < len(parts) && len(parts[i]) == 4 && len(parts[i+2]) <= 2 {
			if st, ok := parseStamp(strings.Join(parts[i:i+3], "-"), locale{}); ok {
				return st
			}
		}
	}
	return stamp{}
}

// dayInName reads the day that a part of an address begins or ends with: 2018-07-12-bees,
// 20180712_bees, bees-12-07-2018.
func dayInName(name string) (stamp, bool) {
	for _, shape := range []string{"dddd-dd-dd", "dd-dd-dddd", "dddddddd"} {
		if len(name) < len(shape) {
			continue
		}
		n := len(name) - len(shape)
		for _, cut := range [][2]string{{name[:len(shape)], name[len(shape):]}, {name[n:], name[:n]}} {
			if isShaped(cut[0], shape) && (cut[1] == "" || strings.ContainsAny(cut[1][:1]+cut[1][len(cut[1])-1:], "-_.")) {
				st, ok := parseStamp(cut[0], locale{})
				return st, ok && st.year > 1990
			}
		}
	}
	return stamp{}, false
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

// sees settles a moment given in UTC by what else the page says of it: the same
// instant with its zone, the time on its own clocks, which tells the zone, or
// the day on its own calendar.
func (s stamp) sees(o stamp) (stamp, bool) {
	if !s.timed || !s.zoned || s.offset != 0 || o.year == 0 {
		return s, false
	}
	ahead := int(o.clock().Sub(s.clock()) / time.Minute)
	switch {
	case o.timed && o.zoned:
		return o, o.offset != 0 && ahead == o.offset
	case o.timed && ahead%15 == 0 && ahead >= -12*60 && ahead <= 14*60:
		o.sec, o.offset, o.zoned = s.sec, ahead, true
		return o, true
	case !o.sameDay(s):
		day := stamp{year: o.year, month: o.month, day: o.day}
		ahead := day.clock().Sub(s.clock())
		return day, ahead > -36*time.Hour && ahead <= 14*time.Hour
	}
	return s, false
}

// clock is the moment as the page's own clock shows it, seconds aside.
func (s stamp) clock() time.Time {
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.minute, 0, 0, time.UTC)
}

func abs(n int) int { return max(n, -n) }
