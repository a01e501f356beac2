package extract

import (
	"net/url"
	"strings"
)

var siteNameClaims = []claim[string]{
	{"og:site_name", func(s *source, _ *Article) string {
		name := withoutSlogan(s.meta.first("og:site_name"))
		if p := publisherOf(s.story(s.ld, 3)); p != "" && strings.HasPrefix(plain(name), plain(p)) {
			return p // Daily Hive, where the other says Daily Hive Ltd
		}
		return name
	}},
	{"JSON-LD publisher", func(s *source, _ *Article) string { return publisherOf(s.story(s.ld, 3)) }},
	{"JSON-LD website", func(s *source, _ *Article) string { return nameOfKind(s.ld, "WebSite") }},
	{"microdata publisher", func(s *source, _ *Article) string { return publisherOf(s.story(s.items, 3)) }},
	{"application-name", metaText("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "al:android:app_name")},
	{"dc.publisher", metaText("dc.publisher", "citation_journal_title", "publisher", "twitter:app:name:iphone")},
	{"<title>", siteInTitle},
	{"JSON-LD organization", func(s *source, _ *Article) string { return nameOfKind(s.ld, "Organization") }},
}

// withoutSlogan is the name in front of a slogan of some words.
func withoutSlogan(name string) string {
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if front, slogan, ok := strings.Cut(name, sep); ok && len(strings.Fields(slogan)) > 3 {
			name = front
		}
	}
	return name
}

func publisherOf(t thing) string {
	for _, p := range t.things("publisher") {
		if n := p.text("name", "legalName"); n != "" && !strings.Contains(n, "://") {
			return n
		}
	}
	if name, ok := t["publisher"].(string); ok && !strings.Contains(name, "://") {
		return squeeze(name)
	}
	return ""
}

func nameOfKind(list []thing, kind string) string {
	for _, t := range list {
		if t.is(kind) {
			if n := t.text("name"); n != "" {
				return n
			}
		}
	}
	return ""
}

// siteInTitle is the part of <title> that the address is named after.
func siteInTitle(s *source, _ *Article) string {
	label := hostLabel(s.host())
	if len(label) < 3 {
		return ""
	}
	for _, sep := range titleBreaks {
		parts := strings.Split(s.titleTag, sep)
		if len(parts) < 2 {
			continue
		}
		for _, p := range []string{parts[len(parts)-1], parts[0]} {
			if n := plain(p); n != "" && (n == label || strings.HasPrefix(label, n) && len(n) > 3 || strings.HasPrefix(n, label)) {
				return strings.TrimSpace(p)
			}
		}
	}
	return ""
}

// hostLabel is the part of a host's name that someone chose: example of
// news.example.co.uk.
func hostLabel(host string) string {
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return ""
	}
	labels = labels[:len(labels)-1]
	if last := labels[len(labels)-1]; len(labels) > 1 && (len(last) <= 3 && secondLevels[last]) {
		labels = labels[:len(labels)-1]
	}
	return plain(labels[len(labels)-1])
}

var secondLevels = set("co com org net gov edu ac or ne go gob gov nom blogspot")

// siteNames are all the names that the page gives its site.
func (s *source) siteNames() []string {
	if s.siteName == nil {
		s.siteName = []string{s.host(), hostLabel(s.host())}
		for _, c := range siteNameClaims {
			if n := c.read(s, nil); n != "" {
				s.siteName = append(s.siteName, n)
			}
		}
		if h := s.meta.first("twitter:site"); strings.HasPrefix(h, "@") {
			s.siteName = append(s.siteName, h[1:])
		}
	}
	return s.siteName
}

var canonicalClaims = []claim[string]{
	{"link rel=canonical", func(s *source, _ *Article) string { return s.absolute(s.links["canonical"]) }},
	{"og:url", func(s *source, _ *Article) string { return s.absolute(s.meta.first("og:url")) }},
	{"JSON-LD mainEntityOfPage", func(s *source, _ *Article) string {
		t := s.story(s.ld, 1)
		for _, v := range values(t["mainEntityOfPage"]) {
			switch v := v.(type) {
			case string:
				return s.absolute(v)
			case thing:
				return s.absolute(v.text("@id", "url"))
			}
		}
		return s.absolute(t.text("url"))
	}},
	{"microdata url", func(s *source, _ *Article) string { return s.absolute(s.story(s.items, 1).text("mainEntityOfPage")) }},
}

// country is the top-level domain of the site, or the region of its language.
func (s *source) country() string {
	host := s.host()
	if host == "" {
		if u, err := url.Parse(s.meta.first("og:url")); err == nil {
			host = u.Hostname()
		}
	}
	tld := host[strings.LastIndex(host, ".")+1:]
	if len(tld) == 2 && tld != "io" && tld != "co" && tld != "tv" && tld != "me" {
		return tld
	}
	if _, region, ok := strings.Cut(strings.ReplaceAll(firstOf(s.lang, s.meta.first("og:locale")), "_", "-"), "-"); ok && len(region) == 2 {
		return strings.ToLower(region)
	}
	return tld
}
