package filter_test

import (
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"

	"github.com/tearsheet/tearsheet/browser/filter"
)

// Whatever a list holds: no panic, every line accounted for, a rule that blocks is a
// line of the list, and a selector stays inside its rule of a style sheet.
func FuzzParse(f *testing.F) {
	for _, list := range []string{
		"! comment\n||ads.example^$third-party,script\n@@||ads.example/ok\n##.ad\nexample.org#@#.ad",
		"0.0.0.0 ads.example\n::1 localhost\nads.com\n/ad[0-9]/\n-ad-*^x|",
		"|https://x^*|\n||*^$domain=a.com|~b.a.com|c.*\nx##div:has(> a[href=\"x\" i])",
		"example.*##:is(a,b)\n#?#x\nx#@$?#y\n$important\n~a##b,c\n||[::1]^\n||bücher.example^",
	} {
		f.Add(list, "https://ads.example/ad-1?x=y", "https://example.org/")
	}
	f.Fuzz(func(t *testing.T, text, url, page string) {
		list, stats := filter.Parse(strings.NewReader(text))
		if stats.Err != nil {
			t.Fatal(stats.Err)
		}
		for kind := filter.Document; kind <= filter.Other; kind <<= 1 {
			rule, blocked := list.Blocks(filter.Request{URL: url, DocumentURL: page, Type: kind})
			if blocked != (rule != "") || stats.Blocking == 0 && blocked {
				t.Fatalf("rule %q, blocked %v, stats %+v", rule, blocked, stats)
			}
		}
		for _, host := range []string{"example.org", url} {
			for _, selector := range list.Hides(host) {
				if strings.ContainsAny(selector, "{}<\n\\") {
					t.Fatalf("selector %q", selector)
				}
				if !strings.Contains(selector, ":") {
					if _, err := cascadia.ParseGroup(selector); err != nil {
						t.Fatalf("selector %q: %v", selector, err)
					}
				}
			}
		}
	})
}
