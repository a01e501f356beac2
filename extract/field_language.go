package extract

import (
	"strings"

	"golang.org/x/text/language"
)

var languageClaims = []claim[string]{
	{"html lang", func(s *source, _ *Article) string { return languageTag(s.lang) }},
	{"content-language", func(s *source, _ *Article) string {
		return languageTag(s.meta.first("content-language", "language", "dc.language"))
	}},
	{"JSON-LD inLanguage", func(s *source, _ *Article) string { return languageTag(s.story(s.ld, 2).text("inLanguage")) }},
	{"og:locale", func(s *source, _ *Article) string { return languageTag(s.meta.first("og:locale")) }},
}

var directionClaims = []claim[string]{
	{"html dir", func(s *source, _ *Article) string {
		if d := strings.ToLower(s.dir); d == "ltr" || d == "rtl" {
			return d
		}
		return ""
	}},
	{"language", func(_ *source, a *Article) string {
		if a.Language == "" {
			return ""
		}
		base, _, _ := strings.Cut(a.Language, "-")
		if rightToLeft[base] {
			return "rtl"
		}
		return "ltr"
	}},
}

var rightToLeft = set("ar he fa ur yi ps sd ug dv ckb arc iw")

// languageTag is s as a BCP 47 tag, or empty if it is none.
func languageTag(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	t, err := language.Parse(strings.ReplaceAll(s, "_", "-"))
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}
