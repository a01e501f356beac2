package crawl

import (
	"net/url"
	"strings"
	"testing"
)

func TestScopes(t *testing.T) {
	from, _ := url.Parse("https://www.tide.co.example/news/today.html")
	for address, in := range map[string]string{
		"http://tide.co.example/news/today.html":     "page prefix host domain",
		"https://www.tide.co.example/news/":          "prefix host domain",
		"https://www.tide.co.example/news":           "prefix host domain",
		"https://www.tide.co.example/newsroom":       "host domain",
		"https://www.tide.co.example:8443/news/a":    "domain",
		"https://boats.tide.co.example/":             "domain",
		"https://tide.co.example.evil.example/news/": "",
	} {
		u, _ := url.Parse(address)
		var got []string
		for _, scope := range Scopes[:4] {
			if (seed{from}).holds(u, Scope(scope)) {
				got = append(got, scope)
			}
		}
		if strings.Join(got, " ") != in {
			t.Errorf("%s is in %q, not %q", address, got, in)
		}
	}
}

func TestKeys(t *testing.T) {
	for _, same := range [][]string{
		{"https://tide.example", "http://TIDE.example:80/", "https://tide.example/#top", "https://tide.example/?utm_source=a&gclid=b", "https://tide.example/;jsessionid=1A2B?PHPSESSID=abc"},
		{"https://tide.example/a?x=1&y=2", "https://tide.example/a?y=2&x=1", "https://tide.example/a?x=1&y=2&sort=asc&view=grid&per_page=50", "https://tide.example/(S(lit3py55t21z5v55vlm25s55))/a?x=1&y=2"},
		{"https://tide.example/d/?C=N;O=D", "https://tide.example/d/"},
	} {
		first, _ := parse(same[0], nil)
		for _, text := range same {
			if a, err := parse(text, nil); err != nil || a.key != first.key {
				t.Errorf("%s is %s, not %s", text, a.key, first.key)
			}
		}
	}
	seen := map[string]string{}
	for _, text := range []string{
		"https://tide.example/a", "https://tide.example/A", "https://tide.example/a/", "https://tide.example/a?id=1", "https://tide.example/a?id=2", "https://tide.example/a?order=123", "https://tide.example/a?dir=docs",
		"https://tide.example/a?sid=7", "https://tide.example/a?view=contact", "https://tide.example/a#/route", "https://boats.tide.example/a", "https://tide.example/a?page=2", "https://tide.example/a?offset=20&limit=20",
	} {
		a, err := parse(text, nil)
		if err != nil || seen[a.key] != "" {
			t.Errorf("%s is %s, as is %s", text, a.key, seen[a.key])
		}
		seen[a.key] = text
	}
}

func TestTraps(t *testing.T) {
	for path, want := range map[string]bool{
		"/a/b/c/d/e/f/g/h/i/j": false, "/a/a/b": false, "/2026/11/28/harbour": false, "/a/a/a": true, "/x/a/b/a/b/a/b": true, "/" + strings.Repeat("q/", 3): true,
		"/n/1/2/3/4/5": true, "/n/1/2/3": false, strings.Repeat("/abc", 2) + "/d/e": false,
	} {
		if got := deepening(path, 0); got != want {
			t.Errorf("%s deepens: %v", path, got)
		}
	}
	for text, want := range map[string]string{
		"https://tide.example/calendar/2026/11":          "tide.example/calendar/{month}",
		"https://tide.example/calendar/2026-11-28/":      "tide.example/calendar/{day}",
		"https://tide.example/e?date=2026-11-28&view=x":  "tide.example/e?{day}",
		"https://tide.example/e?month=11&year=2026":      "tide.example/e?{month}",
		"https://tide.example/e?y=2026&m=11&d=3":         "tide.example/e?{day}",
		"https://tide.example/list?page=3&colour=red":    "tide.example/list?colour=red&page={number}",
		"https://tide.example/blog/page/12/":             "tide.example/blog/page/{number}",
		"https://tide.example/2026/11/28/a-crane-is-old": "",
		"https://tide.example/story?id=20261128":         "",
		"https://tide.example/story?date=20261128":       "tide.example/story?{day}",
		"https://tide.example/story?id=7":                "",
		"https://tide.example/item/1234567":              "",
	} {
		a, err := parse(text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := a.family(); got != want {
			t.Errorf("%s is of %q, not of %q", text, got, want)
		}
	}
}
