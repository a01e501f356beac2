package extract

import (
	"net/url"
	"strings"

	"github.com/tearsheet/tearsheet/extract/internal/addresses"
	"github.com/tearsheet/tearsheet/extract/internal/schemaorg"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

var canonicalClaims = []claim[string]{
	{"link rel=canonical", func(s *source, _ *Article) string { return s.absolute(s.links["canonical"]) }},
	{"og:url", func(s *source, _ *Article) string { return s.absolute(s.meta.First("og:url")) }},
	{"JSON-LD mainEntityOfPage", func(s *source, _ *Article) string {
		t := s.story(s.ld, 1)
		for _, v := range schemaorg.Values(t["mainEntityOfPage"]) {
			switch v := v.(type) {
			case string:
				return s.absolute(v)
			case schemaorg.Item:
				return s.absolute(v.Text("@id", "url"))
			}
		}
		return s.absolute(t.Text("url"))
	}},
	{"microdata url", func(s *source, _ *Article) string { return s.absolute(s.story(s.Items, 1).Text("mainEntityOfPage")) }},
}

// absolute resolves an address of the page; empty if it cannot be made absolute.
func (f *scan) absolute(href string) string { return addresses.Resolve(f.base, href) }

// rebase takes the address that a page says its links are relative to.
func (g *scanner) rebase(href string) {
	ref, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return
	}
	if g.base != nil {
		ref = g.base.ResolveReference(ref)
	}
	g.base, g.rebased = ref, true
}

// hostName is the machine that the page was read from, or that it says it lives on.
func (f *scan) hostName(address *url.URL) string {
	if address == nil {
		address, _ = url.Parse(wording.FirstOf(f.absolute(f.links["canonical"]), f.absolute(f.meta.First("og:url"))))
	}
	if address == nil {
		return ""
	}
	return strings.TrimPrefix(address.Hostname(), "www.")
}

// address is where the page says it lives, or where it was read from.
func (s *source) address() string {
	if c := wording.FirstOf(s.absolute(s.links["canonical"]), s.absolute(s.meta.First("og:url"))); c != "" {
		return c
	}
	if s.url != nil {
		return s.url.String()
	}
	return ""
}

// country is the top-level domain of the site, or the region of its language; where there
// is none of them, a language other than English stands for its country.
func (s *source) country() string {
	tld := s.host[strings.LastIndex(s.host, ".")+1:]
	if len(tld) == 2 && tld != "io" && tld != "co" && tld != "tv" && tld != "me" {
		return tld
	}
	if _, region, ok := strings.Cut(strings.ReplaceAll(wording.FirstOf(s.lang, s.meta.First("og:locale")), "_", "-"), "-"); ok && len(region) == 2 {
		return strings.ToLower(region)
	}
	if language, _, _ := strings.Cut(strings.ToLower(s.lang), "-"); language != "en" && len(language) == 2 {
		return language // where it is spoken, whatever the text is in
	}
	return tld
}
