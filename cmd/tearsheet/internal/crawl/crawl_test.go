package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/crawl/crawltest"
)

const origin = "https://tide.example"

// visit loads a page of a site as a browser would, without one.
func visit(t *testing.T, site http.Handler, address string) Visit {
	t.Helper()
	for range 10 {
		rec := httptest.NewRecorder()
		site.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, address, nil))
		at, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if to := rec.Header().Get("Location"); to != "" {
			next, err := at.Parse(to)
			if err != nil {
				t.Fatal(err)
			}
			address = next.String()
			continue
		}
		doc, err := goquery.NewDocumentFromReader(rec.Body)
		if err != nil {
			t.Fatal(err)
		}
		v := Visit{Final: address, Content: Content{Text: doc.Find("body").Text()}}
		resolve := func(text string) string {
			u, err := at.Parse(text)
			if err != nil {
				return text
			}
			return u.String()
		}
		if canonical, ok := doc.Find("link[rel=canonical]").Attr("href"); ok {
			v.Canonical = resolve(canonical)
		}
		for _, a := range doc.Find("a[href]").EachIter() {
			href, _ := a.Attr("href")
			rel, _ := a.Attr("rel")
			v.Links = append(v.Links, Link{resolve(href), strings.Contains(rel, "nofollow")})
		}
		return v
	}
	t.Fatalf("%s leads round in circles", address)
	return Visit{}
}

// step visits the next page; false: there is none.
func step(t *testing.T, f *Frontier, site http.Handler, kept *[]string) bool {
	t.Helper()
	page, ok, err := f.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return false
	}
	verdict, err := f.Found(page, visit(t, site, page.URL))
	if err != nil {
		t.Fatal(err)
	}
	if verdict.Skip == "" {
		*kept = append(*kept, page.URL)
	}
	if err := f.Done(page, "", false); err != nil {
		t.Fatal(err)
	}
	return true
}

func open(t *testing.T, path string, rules Rules, fresh bool, seeds ...string) *Frontier {
	t.Helper()
	f, err := Open(path, rules, fresh)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range seeds {
		if err := f.Seed(one); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// wholeSite checks what was kept of a site: each page once, none missed, and few that are none.
func wholeSite(t *testing.T, site *crawltest.Site, kept []string) {
	t.Helper()
	count := map[string]int{}
	for _, address := range kept {
		a, err := parse(address, func(_, name string) bool { return name == "visit" })
		if err != nil {
			t.Fatal(err)
		}
		count[a.key]++
	}
	twice, missed, real := 0, 0, 0
	for _, path := range site.Pages() {
		a, err := parse(origin+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		switch n := count[a.key]; {
		case n == 0:
			missed++
			t.Errorf("%s is missed", path)
		case n > 1:
			twice++
			t.Errorf("%s is there %d times", path, n)
		}
		if count[a.key] > 0 {
			real++
		}
		delete(count, a.key)
	}
	t.Logf("%d pages found of %d, %d twice, %d missed; %d pages of traps", real, len(site.Pages()), twice, missed, len(count))
	if len(count) > 120 {
		t.Errorf("%d pages of traps were kept: %v", len(count), count)
	}
}

// EnvPages is how many articles the site has that TestSite crawls.
const EnvPages = "TEARSHEET_CRAWL_PAGES"

func TestSite(t *testing.T) {
	t.Parallel()
	site := &crawltest.Site{Articles: 32}
	if n := os.Getenv(EnvPages); n != "" {
		fmt.Sscan(n, &site.Articles)
	}
	f := open(t, filepath.Join(t.TempDir(), "crawl.db"), Rules{Scope: ScopeHost, Depth: -1}, true, origin+"/")
	var kept []string
	for step(t, f, site, &kept) {
	}
	wholeSite(t, site, kept)
	s, err := f.Summary()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", s)
	said := fmt.Sprint(s.Left)
	for _, why := range []string{"calendar", "filters", "deep"} {
		if !strings.Contains(said, why) {
			t.Errorf("nobody says that there are %s: %s", why, said)
		}
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// A run ends at any moment, and the next one goes on where it was.
func TestGoingOn(t *testing.T) {
	t.Parallel()
	site := &crawltest.Site{Articles: 20}
	path := filepath.Join(t.TempDir(), "crawl.db")
	rules := Rules{Scope: ScopeHost, Depth: -1}
	f := open(t, path, rules, true, origin+"/")
	var kept []string
	for n := 0; ; n++ {
		if n%23 == 22 { // it ends with one page open, and one of which nobody knows whether it is stored
			for _, stored := range []bool{false, true} {
				page, ok, err := f.Next(t.Context())
				if err != nil || !ok {
					continue
				}
				verdict, err := f.Found(page, visit(t, site, page.URL))
				if err != nil {
					t.Fatal(err)
				}
				if verdict.Skip == "" && stored {
					kept = append(kept, page.URL)
				}
			}
			if _, _, err := f.Next(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			f = open(t, path, rules, false, origin+"/")
			unsure, err := f.Unsure()
			if err != nil {
				t.Fatal(err)
			}
			for _, page := range unsure {
				if err := f.Stored(page, slices.Contains(kept, page.URL)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if !step(t, f, site, &kept) {
			break
		}
	}
	wholeSite(t, site, kept)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("its file is there, and nothing is left to go on with")
	}
}

func TestLimitAndDepth(t *testing.T) {
	t.Parallel()
	site := &crawltest.Site{Articles: 40}
	path := filepath.Join(t.TempDir(), "crawl.db")
	crawl := func(rules Rules, fresh bool) int {
		f := open(t, path, rules, fresh, origin+"/")
		var kept []string
		for step(t, f, site, &kept) {
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		return len(kept)
	}
	if n := crawl(Rules{Scope: ScopeHost, Depth: -1, Limit: 5}, true); n != 5 {
		t.Errorf("%d pages, and 5 were asked for", n)
	}
	if n := crawl(Rules{Scope: ScopeHost, Depth: -1, Limit: 12}, false); n != 7 {
		t.Errorf("%d pages more, and 7 were asked for", n)
	}
	if n := crawl(Rules{Scope: ScopeHost, Depth: 0}, true); n != 1 {
		t.Errorf("%d pages without a link", n)
	}
	if n := crawl(Rules{Scope: ScopeHost, Depth: 1}, false); n < 8 || n > 12 {
		t.Errorf("%d pages one link away", n)
	}
}

// Who asks for a page waits for those that are open, and no longer.
func TestWaiting(t *testing.T) {
	f := open(t, filepath.Join(t.TempDir(), "crawl.db"), Rules{Scope: ScopeHost, Depth: -1}, true, origin+"/")
	first, _, err := f.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		page, _, _ := f.Next(t.Context())
		got <- page.URL
		_, ok, _ := f.Next(t.Context())
		got <- fmt.Sprint(ok)
	}()
	if _, err := f.Found(first, Visit{Final: origin + "/", Links: []Link{{URL: origin + "/a"}}}); err != nil {
		t.Fatal(err)
	}
	if url := <-got; url != origin+"/a" {
		t.Errorf("the next page is %s", url)
	}
	if err := f.Done(first, "", false); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok, err := f.Next(ctx); ok || err != nil {
		t.Errorf("there is a page for one who has gone: %v", err)
	}
	if err := f.Done(Page{ID: first.ID + 1}, "timeout", false); err != nil {
		t.Fatal(err)
	}
	if ok := <-got; ok != "false" {
		t.Error("there is one more page")
	}
	if _, err := Open(f.path, f.rules, false); !errors.Is(err, ErrUsed) {
		t.Errorf("two runs have it: %v", err)
	}
	f.Close()
}

// say visits the open page as one that says this.
func say(t *testing.T, f *Frontier, page Page, v Visit) Verdict {
	t.Helper()
	if v.Final == "" {
		v.Final = page.URL
	}
	verdict, err := f.Found(page, v)
	if err == nil {
		err = f.Done(page, "", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	return verdict
}

func next(t *testing.T, f *Frontier) Page {
	t.Helper()
	page, _, err := f.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// Two addresses are one page where the site says so and it is true, and however they come
// after each other.
func TestCanonical(t *testing.T) {
	one := Content{Text: "low water at six, high water at noon, and calm until the evening"}
	other := Content{Text: "a crane has been sold to a museum far inland, where nobody has seen a ship"}
	begin := func(t *testing.T, links ...string) *Frontier {
		f := open(t, filepath.Join(t.TempDir(), "crawl.db"), Rules{Scope: ScopeHost, Depth: -1}, true, origin+"/")
		v := Visit{}
		for _, link := range links {
			v.Links = append(v.Links, Link{URL: origin + link})
		}
		say(t, f, next(t, f), v)
		t.Cleanup(func() { f.Close() })
		return f
	}
	t.Run("true", func(t *testing.T) {
		f := begin(t, "/print", "/story")
		if v := say(t, f, next(t, f), Visit{Canonical: origin + "/story", Content: one}); v.Skip != "canonical" || v.SameAs != origin+"/story" {
			t.Errorf("%+v", v)
		}
		if v := say(t, f, next(t, f), Visit{Content: one}); v.Skip != "" {
			t.Errorf("%+v", v)
		}
		if page := next(t, f); page.ID != 0 {
			t.Errorf("there is %s", page.URL)
		}
	})
	t.Run("not true", func(t *testing.T) {
		f := begin(t, "/a", "/story")
		say(t, f, next(t, f), Visit{Canonical: origin + "/story", Content: other})
		say(t, f, next(t, f), Visit{Content: one})
		page := next(t, f)
		if v := say(t, f, page, Visit{Canonical: origin + "/story", Content: other}); page.URL != origin+"/a" || v.Skip != "" {
			t.Errorf("%s: %+v", page.URL, v)
		}
	})
	t.Run("reached otherwise", func(t *testing.T) {
		f := begin(t, "/print", "/go", "/story")
		say(t, f, next(t, f), Visit{Canonical: origin + "/story", Content: one})
		if v := say(t, f, next(t, f), Visit{Final: origin + "/story", Content: one}); v.Skip != "" {
			t.Errorf("%+v", v)
		}
		if page := next(t, f); page.ID != 0 {
			t.Errorf("there is %s", page.URL)
		}
		if s, err := f.Summary(); err != nil || s.Captured != 2 || s.Waiting != 0 || s.Duplicates != 1 {
			t.Errorf("%+v, %v", s, err)
		}
	})
	t.Run("it fails", func(t *testing.T) {
		f := begin(t, "/print", "/story")
		say(t, f, next(t, f), Visit{Canonical: origin + "/story", Content: one})
		if err := f.Done(next(t, f), "timeout", false); err != nil {
			t.Fatal(err)
		}
		if page := next(t, f); page.URL != origin+"/print" {
			t.Errorf("the next page is %q", page.URL)
		}
	})
	t.Run("it is left", func(t *testing.T) {
		f := begin(t, "/print")
		say(t, f, next(t, f), Visit{Canonical: origin + "/story", Content: one})
		if err := f.Done(next(t, f), "robots", true); err != nil {
			t.Fatal(err)
		}
		if page := next(t, f); page.URL != origin+"/print" {
			t.Errorf("the next page is %q", page.URL)
		}
	})
}
