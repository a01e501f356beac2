package snapshots

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestPageOf(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		// Plain https addresses read as they are.
		{"https://example.com", "example.com/index"},
		{"https://example.com/", "example.com/index"},
		{"https://EXAMPLE.com:443/2026/11/a-story.html", "example.com/2026_11_a-story.html"},
		{"https://example.com/news/", "example.com/news_"},
		{"https://user@example.com:8443/news", "example.com_8443/news~*"},
		{"https://user:secret@example.com/news", "example.com/news~*"},

		// What a name cannot show is in the hash.
		{"http://example.com/news", "example.com/news~*"},
		{"http://example.com/", "example.com/index~*"},
		{"https://user@example.com", "example.com/index~*"},
		{"https://example.com/News", "example.com/news~*"},
		{"https://example.com/a_b", "example.com/a-b~*"},
		{"https://example.com/index", "example.com/index~*"},
		{"https://example.com/?q=Bay+bridge&page=2", "example.com/q-bay-bridge-page-2~*"},
		{"https://example.com/#/route/1", "example.com/route_1~*"},
		{"http://localhost:8080/story", "localhost_8080/story~*"},
		{"http://[2001:DB8::1]:8080/", "ipv6_2001-db8--1_8080/index~*"},
		{"https://[::1]/", "ipv6_--1/index"},

		// Any script, and none.
		{"https://example.com/समाचार/बेरूत", "example.com/समाचार_बेरूत~*"},
		{"https://example.com/%E6%96%B0%E8%81%9E", "example.com/新聞~*"},
		{"https://example.com/e\u0301t\u00e9", "example.com/été~*"},
		{"https://bücher.example/", "xn--bcher-kva.example/index"},
		{"https://example.com/🗞️/📰", "example.com/page~*"},
		{"https://example.com/100%/sale", "example.com/100-sale~*"},
		{"https://example.com/%zz%ff%00", "example.com/zz~*"},

		// Hostile ones stay inside.
		{"https://example.com/../../etc/passwd", "example.com/etc_passwd~*"},
		{"https://example.com/%2e%2e%2f%2e%2e%2fetc", "example.com/etc~*"},
		{"https://example.com/a\x00b", "example.com/a-b~*"},
		{"https://example.com/.tmp", "example.com/tmp~*"},
		{"https://example.com/con", "example.com/_con~*"},
		{"https://example.com/nul.txt", "example.com/_nul.txt~*"},
		{"https://example.com/ends.", "example.com/ends~*"},
		{"https://example.com/back\\slash:colon*star?", "example.com/back-slash-colon-star~*"},
		{"https://../x", "page~*/x"},
		{"https://aux.example.com/x", "_aux.example.com~*/x"},
		{"https://tearsheet-archive.json/x", "_tearsheet-archive.json~*/x"},
		{"https://ex ample.com/x", "ex-ample.com~*/x"},

		// Other schemes.
		{"file:///home/reader/page.html", "_file/home_reader_page.html~*"},
		{"data:text/html,<p>Hi", "_data/text_html-p-hi~*"},
		{"about:blank", "_about/blank~*"},
	} {
		got, err := PageOf(c.url)
		if err != nil {
			t.Errorf("%q: %v", c.url, err)
			continue
		}
		if masked := maskHashes(got); masked != c.want {
			t.Errorf("%q: %s, want %s", c.url, masked, c.want)
		}
		if again, _ := PageOf(c.url); again != got {
			t.Errorf("%q gives %s and %s", c.url, got, again)
		}
		checkPage(t, c.url, got)
	}
	for _, url := range []string{"", "example.com", "//example.com/x", ":", "1http://x", "ht tp://x", "/etc/passwd"} {
		if got, err := PageOf(url); kindOf(err) != KindInvalidURL {
			t.Errorf("%q: %s, %v", url, got, err)
		}
	}
}

// maskHashes writes a star for each hash.
func maskHashes(page string) string {
	parts := strings.Split(page, "/")
	for i, p := range parts {
		if before, hash, ok := strings.Cut(p, "~"); ok && len(hash) == 16 {
			parts[i] = before + "~*"
		}
	}
	return strings.Join(parts, "/")
}

func TestPageOfIsBounded(t *testing.T) {
	long := strings.Repeat("segment-", 40)
	for _, url := range []string{
		"https://example.com/" + long,
		"https://example.com/" + strings.Repeat("a/", 150),
		"https://example.com/?q=" + strings.Repeat("x=1&", 2048),
		"https://example.com/" + strings.Repeat("ß", 300),
		"https://example.com/" + strings.Repeat("%F0%9F%97%9E", 300),
		"https://" + strings.Repeat("sub.", 60) + "example.com/",
		"data:text/html;base64," + strings.Repeat("QUJD", 1<<18),
	} {
		page, err := PageOf(url)
		if err != nil {
			t.Fatal(err)
		}
		checkPage(t, url[:40]+"...", page)
	}
}

// TestPagesDiffer gives URLs that differ where a careless layout does not look.
func TestPagesDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, url := range []string{
		"https://example.com/", "http://example.com/", "https://example.com/index", "https://example.com//", "https://example.com/_",
		"https://example.com/?", "https://example.com/#", "https://example.com/?#", "https://example.com/#?",
		"https://example.com/a/b", "https://example.com/a_b", "https://example.com/a-b", "https://example.com/a.b", "https://example.com/a%2Fb", "https://example.com/a%2fb",
		"https://example.com/A/b", "https://example.com/a/b/", "https://example.com/a//b", "https://example.com/a/b?c", "https://example.com/a/b?c=", "https://example.com/a/b#c",
		"https://user@example.com/a/b", "https://example.com:8443/a/b", "http://example.com:443/a/b", "https://example.com:80/a/b", "https://example.com./a/b",
		"https://example.com/é", "https://example.com/e\u0301", "https://example.com/%C3%A9", "https://example.com/%c3%a9",
		"https://example.com/con", "https://example.com/_con", "https://example.com/🗞", "https://example.com/📰",
		"https://example.com_8443/a", "https://example.com:8443/a", "https://example.com_8443:8443/a",
		"https://[::1]:80/", "https://ipv6_--1_80/", "https://ipv6:80/", "https://[::1:80]/",
		"https://example.com/" + strings.Repeat("a", 80), "https://example.com/" + strings.Repeat("a", 81), "https://example.com/" + strings.Repeat("a", 82),
	} {
		page, err := PageOf(url)
		if err != nil {
			t.Fatal(err)
		}
		page = strings.ToLower(page) // as file systems do that fold case
		if other, ok := seen[page]; ok {
			t.Errorf("%q and %q share %s", url, other, page)
		}
		seen[page] = url
	}
}

// checkPage holds for the folders of every URL.
func checkPage(t *testing.T, url, page string) {
	t.Helper()
	host, name, ok := strings.Cut(page, "/")
	if !ok {
		t.Fatalf("%q: %q is not host/page", url, page)
	}
	for _, s := range []string{host, name} {
		base, _, _ := strings.Cut(s, ".")
		switch {
		case len(s) > 100:
			t.Errorf("%q: %q has %d bytes", url, s, len(s))
		case !isSafeName(s) || reserved[base] || s != strings.ToLower(s) || strings.ContainsRune(s, utf8.RuneError):
			t.Errorf("%q: %q is not a safe name", url, s)
		}
	}
	if _, err := ParseID(page + "/20261123T081502.123Z"); err != nil {
		t.Errorf("%q: %v", url, err)
	}
}

func TestStamps(t *testing.T) {
	for n, want := range map[int]string{1: "20261123T081502.123Z", 2: "20261123T081502.123Z-2", 10: "20261123T081502.123Z-10"} {
		if got := stamp(moment.In(time.FixedZone("IST", 19800)), n); got != want {
			t.Errorf("stamp %d is %s, want %s", n, got, want)
		}
		if at, m, ok := parseStamp(want); !ok || m != n || !at.Equal(moment) {
			t.Errorf("%s is read as %v, %d, %v", want, at, m, ok)
		}
	}
	for _, s := range []string{
		"", "x", "20261123T081502Z", "20261123T081502.1234Z", "20261123T081502.123", "20261323T081502.123Z", "20261123T081502.123Z-",
		"20261123T081502.123Z-1", "20261123T081502.123Z-02", "20261123T081502.123Z-x", "20261123T081502,123Z", " 20261123T081502.123Z",
	} {
		if _, _, ok := parseStamp(s); ok {
			t.Errorf("%q is read as a time", s)
		}
	}
}

func TestIDsThatLeadOut(t *testing.T) {
	const at = "20261123T081502.123Z"
	for _, s := range []string{"", "a", "a/b", "../b/" + at, "a/../" + at, "./b/" + at, "/b/" + at, "a//" + at, "a/b/c/" + at, `a\c/b/` + at, "a/b:c/" + at, ".tmp/b/" + at, "a/b\x00/" + at, "a/b/../" + at} {
		if _, err := ParseID(s); kindOf(err) != KindMisuse {
			t.Errorf("%q: %v", s, err)
		}
	}
	id, err := ParseID("example.com/story/" + at)
	if err != nil || id.Host() != "example.com" || id.Page() != "story" || !id.Time().Equal(moment) {
		t.Errorf("%s: %v", id, err)
	}
}

func FuzzPageOf(f *testing.F) {
	for _, s := range []string{"https://example.com/a/b?c#d", "https://ex%41mple.com:99999/\u0130", "file:///", "x:", "https://[::1%25eth0]:1/", "https://a@b@c/", "HTTPS://con/%63on.txt"} {
		f.Add(s, strings.ToUpper(s))
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		page, err := PageOf(a)
		if err != nil {
			return
		}
		checkPage(t, a, page)
		if other, err := PageOf(b); err == nil && (strings.EqualFold(page, other)) != samePage(a, b) {
			t.Errorf("%q is in %s and %q in %s", a, page, b, other)
		}
		if stripped := withoutPassword(a); !samePage(a, stripped) {
			t.Errorf("%q without its password is another page: %q", a, stripped)
		}
	})
}

func BenchmarkPageOf(b *testing.B) {
	for _, url := range []string{"https://example.com/2026/11/story", "https://example.com/समाचार?" + strings.Repeat("q=1&", 2048)} {
		b.Run(fmt.Sprint(len(url)), func(b *testing.B) {
			for b.Loop() {
				if _, err := PageOf(url); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Snapshots of a front page from before its folder was called index are found, and in
// their place.
func TestFormerFrontPage(t *testing.T) {
	w := newWriter(t)
	const url = "http://example.com/"
	old := mustTake(t, w, url, time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC))
	u, err := splitURL(url)
	if err != nil {
		t.Fatal(err)
	}
	former, ok := formerPage(u)
	if !ok || !strings.HasPrefix(former, "page~") {
		t.Fatalf("it was in %q", former)
	}
	m := old.Manifest
	m.ID = ID("example.com/" + former + "/" + old.ID.part(2))
	text, _, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(w.Dir(), filepath.FromSlash(string(m.ID)))
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(old.Dir, dir); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(dir, ManifestName)
	if err := os.Chmod(manifest, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(manifest, text, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(w.logPath()); err != nil { // there was none in those days
		t.Fatal(err)
	}
	latest := mustTake(t, w, url, time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC))
	var found []ID
	for snap, err := range w.List(t.Context(), Query{URL: url}) {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, snap.ID)
	}
	if len(found) != 2 || found[0] != latest.ID || found[1] != m.ID {
		t.Errorf("there are found %q", found)
	}
	// The log knows the folder that was moved by its own name.
	if problems, n := verify(t, w.Store); len(slices.DeleteFunc(problems, ofLog)) > 0 || n != 2 {
		t.Errorf("of %d snapshots: %v", n, problems)
	}
}
