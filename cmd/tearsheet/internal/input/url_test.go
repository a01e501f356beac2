package input

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"https://example.com/a?b#c", "https://example.com/a?b#c"},
		{"  http://example.com  ", "http://example.com"},
		{"HTTP://Example.COM:80/A", "HTTP://Example.COM:80/A"},
		{"example.com", "https://example.com"},
		{"example.com:8443/x", "https://example.com:8443/x"},
		{"//example.com/x", "https://example.com/x"},
		{"user@example.com/x", "https://user@example.com/x"},
		{"bücher.example/страница", "https://bücher.example/страница"},
		{"localhost:8080", "http://localhost:8080"},
		{"app.localhost/x", "http://app.localhost/x"},
		{"127.0.0.1:8080/x", "http://127.0.0.1:8080/x"},
		{"[::1]:8080", "http://[::1]:8080"},
		{"[2001:db8::1]/x", "https://[2001:db8::1]/x"},
		{"https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/x"},
		{"https://example.com/100%/🗞️ and more", "https://example.com/100%/🗞️ and more"},
		{"https://example.com/../../x?q=" + strings.Repeat("1", 8192), "https://example.com/../../x?q=" + strings.Repeat("1", 8192)},
	} {
		if got, err := Parse(c.text, false); err != nil || got != c.want {
			t.Errorf("%q: %q, %v", c.text, got, err)
		}
	}
	if got, err := Parse("file:///srv/page.html", true); err != nil || got != "file:///srv/page.html" {
		t.Errorf("file with --allow-file: %q, %v", got, err)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"", "empty"},
		{"story", "https://story"},
		{"./page.html", "extract"},
		{"/srv/page.html", "extract"},
		{"?", "not a web address"},
		{"https://", "no host"},
		{"https:///path", "no host"},
		{"https://:8080/", "no host"},
		{"https:example.com", "two slashes"},
		{"https://ex ample.com/", "host that cannot be"},
		{"https://example.com:99999/", "port"},
		{"https://example.com:0/", "port"},
		{"https://example.com:x/", "host that cannot be"},
		{"https://[::1/", "host that cannot be"},
		{"https://[fe80::1%25eth0]/", "network interface"},
		{"https://example.com/a\x00b", "control character (U+0000)"},
		{"https://example.com/a\nb", "control character"},
		{"https://example.com/\xff", "UTF-8"},
		{"https://example.com/" + strings.Repeat("a", maxURL), "at most"},
		{"file:///etc/passwd", "--allow-file"},
		{"FILE:///etc/passwd", "--allow-file"},
		{"chrome://settings", "browser itself"},
		{"javascript:alert(1)", "script"},
		{"data:text/html,x", "extract"},
		{"ftp://example.com/x", "download"},
		{"view-source:https://example.com", "view-source"},
		{"gopher://example.com", "scheme gopher"},
	} {
		got, err := Parse(c.text, false)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.60q: %q, %v; want an error with %q", c.text, got, err, c.says)
			continue
		}
		if k, ok := err.(interface{ Kind() string }); !ok || k.Kind() != "invalid_url" {
			t.Errorf("%.60q: the error is no invalid_url", c.text)
		}
		if msg := err.Error(); strings.ContainsAny(msg, "\n\x00") || len(msg) > 400 {
			t.Errorf("%.60q: the message is not one short line: %q", c.text, msg)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ address, site, path string }{
		{"HTTPS://Example.com:8443/100%/A?b#c", "https://example.com:8443", "/100%/A?b"},
		{"https://example.com?b", "https://example.com", "/?b"},
		{"https://example.com", "https://example.com", "/"},
		{"file:///srv/page.html", "file:", "/srv/page.html"},
	} {
		site, path, err := Cut(c.address)
		if err != nil || site.String() != c.site || path != c.path {
			t.Errorf("%s: %v, %s, %v", c.address, site, path, err)
		}
	}
	if site, _, err := Cut("https://%zz/"); err == nil {
		t.Errorf("%v", site)
	}
}

func TestKey(t *testing.T) {
	same := [][]string{
		{"https://example.com", "https://example.com/", "HTTPS://EXAMPLE.com:443/#top", "https://example.com#:~:text=news"},
		{"https://example.com?a", "https://example.com/?a"},
		{"http://example.com/", "http://example.com:80"},
		{"https://bücher.example/", "https://xn--bcher-kva.example"},
		{"https://example.com/#/a"}, {"https://example.com/#/b"}, {"https://example.com/#!a"},
		{"https://example.com/A"}, {"https://example.com/a"}, {"https://example.com/a/"}, {"https://example.com/a?"},
		{"https://example.com:80/"}, {"https://user@example.com/"}, {"https://www.example.com/"},
	}
	seen := map[string]int{}
	for i, group := range same {
		for _, url := range group {
			k := key(url)
			if j, ok := seen[k]; ok && j != i {
				t.Errorf("%s has the key %s of another page", url, k)
			}
			if k != key(group[0]) {
				t.Errorf("%s has the key %s, %s has %s", url, k, group[0], key(group[0]))
			}
			seen[k] = i
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"example.com", "https://[::1%25eth0]:8080/", "http://a@b:c@d/", "//", "x:", "http://%zz/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		url, err := Parse(s, false)
		if err != nil {
			return
		}
		if again, err := Parse(url, false); err != nil || again != url {
			t.Errorf("%q gives %q and that %q, %v", s, url, again, err)
		}
		if lower := strings.ToLower(url); !strings.HasPrefix(lower, "http://") && !strings.HasPrefix(lower, "https://") {
			t.Errorf("%q is taken as %q", s, url)
		}
		if k := key(url); key(k) != k {
			t.Errorf("the key of %q is not its own key: %q", url, k)
		}
	})
}
