package extract

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/tearsheet/tearsheet/extract/internal/dom"
	"github.com/tearsheet/tearsheet/extract/internal/languages"
	"github.com/tearsheet/tearsheet/extract/internal/wording"
)

// What a page declares is believed, unless its text is surely in another
// language: templates are copied with their lang attribute.
var languageClaims = slices.Concat(
	[]claim[string]{{"text, against what is declared", againstDeclared}},
	declaredLanguages,
	[]claim[string]{{"text", func(s *source, _ *Article) string { return languages.Detect(s.sample()).Language }}},
)

var declaredLanguages = []claim[string]{
	{"html lang", func(s *source, _ *Article) string { return languageTag(s.lang) }},
	{"content-language", func(s *source, _ *Article) string {
		return languageTag(s.meta.First("content-language", "language", "dc.language"))
	}},
	{"JSON-LD inLanguage", func(s *source, _ *Article) string { return languageTag(s.story(s.ld, 2).Text("inLanguage")) }},
	{"og:locale", func(s *source, _ *Article) string { return languageTag(s.meta.First("og:locale")) }},
}

func againstDeclared(s *source, a *Article) string {
	for _, c := range declaredLanguages {
		if declared := c.read(s, a); declared != "" {
			if v := languages.Detect(s.sample()); v.Contradicts(declared) {
				return v.Language
			}
			return ""
		}
	}
	return ""
}

// sample is text of the page's longer paragraphs, enough to tell its language.
func (s *source) sample() string {
	var b strings.Builder
	for _, p := range s.paras {
		if b.Len() > 700 {
			break
		}
		if t := dom.TextOf(p.node, maxText); len(t) > 60 && s.region(p)&elsewhere == 0 {
			b.WriteString(t)
			b.WriteByte('\n')
		}
	}
	return b.String()
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

var rightToLeft = wording.Set("ar he fa ur yi ps sd ug dv ckb arc iw")

// languageTag is s as a BCP 47 tag, or empty if it is none.
func languageTag(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), ",")
	t, err := language.Parse(strings.ReplaceAll(s, "_", "-"))
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}
