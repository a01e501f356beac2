package input

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// collect gives the targets, and the texts of errors of sources.
func collect(t *testing.T, opts Options) (targets []Target, errs []string) {
	t.Helper()
	for target, err := range Targets(t.Context(), opts) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		targets = append(targets, target)
	}
	return targets, errs
}

func urls(targets []Target) (list []string) {
	for _, t := range targets {
		list = append(list, t.URL)
	}
	return list
}

func TestOrderAndDuplicates(t *testing.T) {
	list := filepath.Join(t.TempDir(), "list.txt")
	if err := os.WriteFile(list, []byte("\ufeff# the morning list\r\n\r\nexample.com/b\r\nhttps://EXAMPLE.com/a#top\r\n  example.com/c  # late\r\nhttps://example.com/#/route\r\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	targets, errs := collect(t, Options{
		Args:  []string{"https://example.com/a", "javascript:x", "javascript:x"},
		From:  []string{list, "-"},
		Stdin: strings.NewReader("example.com/c\nexample.com/d"),
	})
	want := []string{"https://example.com/a", "javascript:x", "https://example.com/b", "https://example.com/c", "https://example.com/#/route", "https://example.com/d"}
	if got := urls(targets); !slices.Equal(got, want) || errs != nil {
		t.Errorf("targets %v, errors %v", got, errs)
	}
	for i, target := range targets {
		if (target.Err != nil) != (i == 1) {
			t.Errorf("%s: %v", target.URL, target.Err)
		}
	}
	if targets[0].Source != "argument" || targets[2].Source != list+":3" || targets[5].Source != "standard input:2" {
		t.Errorf("sources of %+v", targets)
	}
}

func TestListInUTF16(t *testing.T) {
	utf16 := "\xff\xfe" + strings.Join(strings.Split("example.com/a\r\nexample.com/b", ""), "\x00") + "\x00"
	targets, errs := collect(t, Options{From: []string{"-"}, Stdin: strings.NewReader(utf16)})
	if got := urls(targets); !slices.Equal(got, []string{"https://example.com/a", "https://example.com/b"}) || errs != nil {
		t.Errorf("targets %q, errors %v", got, errs)
	}
}

// TestListIsReadAsItComes takes the first line before the second is written.
func TestListIsReadAsItComes(t *testing.T) {
	r, w := io.Pipe()
	next := make(chan string)
	go func() {
		for line := range next {
			fmt.Fprintln(w, line)
		}
		w.Close()
	}()
	next <- "example.com/0"
	n := 0
	for target, err := range Targets(t.Context(), Options{From: []string{"-"}, Stdin: r}) {
		if err != nil || target.URL != fmt.Sprint("https://example.com/", n) {
			t.Fatal(target, err)
		}
		if n++; n == 3 {
			close(next)
		} else {
			next <- fmt.Sprint("example.com/", n)
		}
	}
	if n != 3 {
		t.Errorf("%d targets", n)
	}
}

func TestSourcesThatFail(t *testing.T) {
	targets, errs := collect(t, Options{
		From:     []string{filepath.Join(t.TempDir(), "missing.txt"), t.TempDir(), "-"},
		Stdin:    strings.NewReader("example.com/a\n" + strings.Repeat("x", maxURL+5000)),
		Sitemaps: []string{"missing.xml"},
		Feeds:    []string{"missing.rss"},
	})
	if len(errs) != 5 || len(targets) != 1 {
		t.Errorf("targets %v, errors %q", urls(targets), errs)
	}
}

// site serves documents by path; a name that ends in .gz is packed.
func site(t *testing.T, docs map[string]string) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(nil)
	t.Cleanup(srv.Close)
	srv.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		doc, ok := docs[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		doc = strings.ReplaceAll(doc, "SITE", srv.URL)
		if strings.HasSuffix(r.URL.Path, ".gz") {
			doc = packed(doc)
		}
		io.WriteString(w, doc)
	})
	return srv
}

func packed(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

const sitemapNS = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"`

func TestSitemap(t *testing.T) {
	srv := site(t, map[string]string{
		"/index.xml": `<?xml version="1.0"?><sitemapindex ` + sitemapNS + `>
			<sitemap><loc>SITE/news.xml.gz</loc><lastmod>2026-11-23</lastmod></sitemap>
			<sitemap><loc> SITE/deeper.xml </loc></sitemap>
			<sitemap><loc>SITE/gone.xml</loc></sitemap>
			<sitemap><loc>SITE/list.txt</loc></sitemap>
			<sitemap><loc>file:///etc/passwd</loc></sitemap>
		</sitemapindex>`,
		"/news.xml.gz": `<urlset ` + sitemapNS + `>
			<url><image:image><image:loc>https://example.com/picture.png</image:loc></image:image><loc>https://example.com/1?a=1&amp;b=2</loc></url>
			<url><loc><![CDATA[https://example.com/2]]></loc></url>
			<url><lastmod>2026</lastmod></url>
			<url><loc>chrome://settings</loc></url>
			<url><loc>/relative</loc></url>
		</urlset>`,
		"/deeper.xml": "\n\ufeff<sitemapindex><sitemap><loc>SITE/index.xml</loc></sitemap><sitemap><loc>SITE/last.xml</loc></sitemap></sitemapindex>",
		"/last.xml":   `<urlset><url><loc>https://example.com/3</loc></url><url><loc>https://example.com/2</loc></url>`, // cut short
		"/list.txt":   "https://example.com/4\nhttps://example.com/5\n",
	})
	targets, errs := collect(t, Options{Sitemaps: []string{srv.URL + "/index.xml"}})
	want := []string{"https://example.com/1?a=1&b=2", "https://example.com/2", "chrome://settings", srv.URL + "/relative", "https://example.com/3", "https://example.com/4", "https://example.com/5"}
	if got := urls(targets); !slices.Equal(got, want) {
		t.Errorf("targets %q", got)
	}
	if bad := targets[2]; bad.Err == nil {
		t.Errorf("%s is taken", bad.URL)
	}
	for i, says := range []string{"last.xml: line 1 is not XML", "404", "followed from the web"} {
		if i >= len(errs) || !strings.Contains(errs[i], says) {
			t.Errorf("error %d does not tell of %s: %q", i, says, errs)
		}
	}
}

func TestSitemapFromFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sitemap.xml.gz")
	if err := os.WriteFile(file, []byte(packed(`<urlset><url><loc>https://example.com/1</loc></url></urlset>`)), 0o644); err != nil {
		t.Fatal(err)
	}
	targets, errs := collect(t, Options{Sitemaps: []string{file}})
	if got := urls(targets); !slices.Equal(got, []string{"https://example.com/1"}) || errs != nil {
		t.Errorf("targets %q, errors %q", got, errs)
	}
}

func TestSitemapsThatAreNone(t *testing.T) {
	docs := map[string]string{
		"/page": `<!doctype html><html><body>Not found</body></html>`,
		"/feed": `<?xml version="1.0"?><rss version="2.0"><channel/></rss>`,
	}
	srv := site(t, docs)
	for path, says := range map[string]string{"/page": "web page", "/feed": "--feed", "/missing": "404"} {
		targets, errs := collect(t, Options{Sitemaps: []string{srv.URL + path}})
		if len(targets) > 0 || len(errs) != 1 || !strings.Contains(errs[0], says) {
			t.Errorf("%s: targets %v, errors %q", path, urls(targets), errs)
		}
	}
}

func TestDocumentsAreBounded(t *testing.T) {
	for _, c := range []struct {
		data string
		ok   bool
	}{
		{strings.Repeat("a", 1000), true},
		{strings.Repeat("a", 1001), false},
		{packed(strings.Repeat("a", 1000)), true},
		{packed(strings.Repeat("a", 1001)), false},
		{packed("a")[:12], false},
		{"\x1f\x8b", false},
	} {
		if _, err := readAll(strings.NewReader(c.data), 1000); (err == nil) != c.ok {
			t.Errorf("%.20q: %v", c.data, err)
		}
	}
}

func TestSitemapDepth(t *testing.T) {
	docs := map[string]string{}
	for i := range 10 {
		docs[fmt.Sprint("/", i)] = fmt.Sprintf(`<sitemapindex><sitemap><loc>SITE/%d</loc></sitemap></sitemapindex>`, i+1)
	}
	srv := site(t, docs)
	if _, errs := collect(t, Options{Sitemaps: []string{srv.URL + "/0"}}); len(errs) != 1 || !strings.Contains(errs[0], "deep") {
		t.Errorf("errors %q", errs)
	}
}

func TestFeeds(t *testing.T) {
	srv := site(t, map[string]string{
		"/rss": `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://example.com</link>
			<item><title>One</title><link>https://example.com/1</link><guid isPermaLink="false">n1</guid></item>
			<item><title>Two</title><guid>https://example.com/2</guid></item>
			<item><title>Three</title><link>/3</link></item>
			<item><title>No page</title><guid isPermaLink="false">n4</guid></item></channel></rss>`,
		"/atom.gz": `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
			<entry><title>One</title><link rel="enclosure" href="https://example.com/1.mp3"/><link rel="alternate" href="https://example.com/1"/></entry>
			<entry><title>Four</title><link href="https://example.com/4"/></entry></feed>`,
		"/json": `{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[{"id":"5","url":"https://example.com/5"}]}`,
		"/page": `<!doctype html><html></html>`,
	})
	targets, errs := collect(t, Options{Feeds: []string{srv.URL + "/rss", srv.URL + "/atom.gz", srv.URL + "/json", srv.URL + "/page"}})
	want := []string{"https://example.com/1", "https://example.com/2", srv.URL + "/3", "https://example.com/4", "https://example.com/5"}
	if got := urls(targets); !slices.Equal(got, want) {
		t.Errorf("targets %q", got)
	}
	if len(errs) != 1 || !strings.Contains(errs[0], "no RSS") {
		t.Errorf("errors %q", errs)
	}
}

func TestTargetsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range Targets(ctx, Options{Args: []string{"example.com/1", "example.com/2"}}) {
		n++
		cancel()
	}
	if n != 1 {
		t.Errorf("%d targets", n)
	}
}
