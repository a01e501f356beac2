package addresses

import (
	"net/url"
	"testing"
)

func TestPlainAddressesAreWhatTheyResolveTo(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("https://example.com/news/")
	if err != nil {
		t.Fatal(err)
	}
	plain := 0
	for _, href := range []string{
		"https://example.com", "https://example.com/", "http://a.example/b/c.html?d=e&f=%20+g/h", "https://example.com/a~b/_c-d.jpg", "https://example.com/a?b", "https://example.com/a/?",
		"https://example.com?a=b", "https://example.com/a//b", "https://example.com/a/../b", "https://example.com/./b", "https://example.com/.well", "https://Example.com/a",
		"https://example.com:80/a", "https://example.com/a b", "https://example.com/ä", "https://example.com/a#b", "https://example.com/a?b#c", "https://u@example.com/", "HTTPS://example.com/", "https:///a", "https://", "http://?a", "/a", "a",
		"https://example.com/a?b=c?d", "https://example.com/a%2fb", "https://example.com/a?b=ä", "https://example.com/..", "https://example.com/a/.", "https://-.example./a/b/",
	} {
		if !isPlain(href) {
			continue
		}
		plain++
		ref, err := url.Parse(href)
		if err != nil {
			t.Errorf("%q: %v", href, err)
			continue
		}
		if got := base.ResolveReference(ref).String(); got != href {
			t.Errorf("%q resolves to %q", href, got)
		}
	}
	if plain < 6 {
		t.Errorf("only %d are plain", plain)
	}
}
