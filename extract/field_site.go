package extract

import (
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var siteNameClaims = slices.Concat(notThePage(statedSites), []claim[string]{
	{"masthead", siteInMasthead},
	{"<title>", siteInTitle},
	{"JSON-LD organization", func(s *source, _ *Article) string { return nameOfKind(s.ld, "Organization") }},
	{"masthead and the line of rights", siteOfRights},
})

var statedSites = []claim[string]{
	{"og:site_name", func(s *source, _ *Article) string {
		name := withoutSlogan(s.meta.First("og:site_name"))
		if p := publisherOf(s.story(s.ld, 3)); p != "" && strings.HasPrefix(wording.Plain(name), wording.Plain(p)) {
			return p // Daily Hive, where the other says Daily Hive Ltd
		}
		return name
	}},
	{"JSON-LD publisher", func(s *source, _ *Article) string { return publisherOf(s.story(s.ld, 3)) }},
	{"JSON-LD website", func(s *source, _ *Article) string { return nameOfKind(s.ld, "WebSite") }},
	{"microdata publisher", func(s *source, _ *Article) string { return publisherOf(s.story(s.Items, 3)) }},
	{"microdata website", func(s *source, _ *Article) string { return nameOfKind(s.Items, "WebSite") }},
	{"application-name", metaText("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "al:android:app_name")},
	{"dc.publisher", metaText("dc.publisher", "citation_journal_title", "publisher", "twitter:app:name:iphone")},
}

// notThePage leaves out what is the page's own title.
func notThePage(claims []claim[string]) []claim[string] {
	out := make([]claim[string], len(claims))
	for i, c := range claims {
		out[i] = claim[string]{c.from, func(s *source, a *Article) string {
			if name := c.read(s, a); !s.namesPage(name) {
				return name
			}
			return ""
		}}
	}
	return out
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

func publisherOf(t schemaorg.Item) string {
	for _, p := range t.Items("publisher") {
		if n := p.Text("name", "legalName"); n != "" && !strings.Contains(n, "://") {
			return n
		}
	}
	if name, ok := t["publisher"].(string); ok && !strings.Contains(name, "://") {
		return wording.Squeeze(name)
	}
	return ""
}

func nameOfKind(list []schemaorg.Item, kind string) string {
	for _, t := range list {
		if t.Is(kind) {
			if n := t.Text("name"); n != "" {
				return n
			}
		}
	}
	return ""
}

// namesPage tells whether what is called a site's name is this page's own title:
// templates fill in the one for the other.
func (s *source) namesPage(name string) bool {
	const words = 3 // a title has more than most names
	count := len(strings.Fields(name))
	if count < words {
		return false
	}
	plain, title := wording.Plain(name), wording.Plain(s.titleTag)
	if title == plain && count <= 2*words {
		return false // it may well be both
	}
	return !s.onFrontPage() && (s.isHeading(plain) || count > 2*words) && strings.HasPrefix(title, plain)
}

// siteInTitle is the part of <title> that the address is named after.
func siteInTitle(s *source, _ *Article) string {
	label := addresses.HostLabel(s.host)
	if len(label) < 3 {
		return ""
	}
	for _, sep := range titleBreaks {
		parts := strings.Split(s.titleTag, sep)
		if len(parts) < 2 {
			continue
		}
		for _, p := range []string{parts[len(parts)-1], parts[0]} {
			if n := wording.Plain(p); n != "" && (n == label || strings.HasPrefix(label, n) && len(n) > 3 || strings.HasPrefix(n, label)) && !s.namesPage(p) {
				return strings.TrimSpace(p)
			}
		}
	}
	return ""
}

// namesOfSite are all the names that the page gives its site, for comparing.
func (s *source) namesOfSite() []string {
	if s.siteNames == nil {
		s.siteNames = []string{}
		add := func(name string) {
			if p := wording.Plain(name); p != "" {
				s.siteNames = append(s.siteNames, p)
			}
		}
		add(s.host)
		add(addresses.HostLabel(s.host))
		for _, c := range siteNameClaims {
			add(c.read(s, nil))
		}
		if handle, ok := strings.CutPrefix(s.meta.First("twitter:site"), "@"); ok {
			add(handle)
		}
	}
	return s.siteNames
}

// namesSite tells whether t is the site's name and nothing more.
func (s *source) namesSite(t string) bool {
	return slices.Contains(s.namesOfSite(), wording.Plain(t))
}

// isSite tells whether part, cut off a title, is the name of the site.
func (s *source) isSite(part string) bool {
	p := wording.Plain(part)
	if p == "" {
		return true
	}
	for _, name := range s.namesOfSite() {
		if p == name || len(p) >= 4 && strings.HasPrefix(name, p) || len(p) >= 8 && 2*len(p) > len(name) && strings.HasSuffix(name, p) || len(name) >= 4 && strings.Contains(p, name) && len(p) < 2*len(name)+6 {
			return true
		}
	}
	return false
}
