package browser

import (
	"net/url"
	"testing"
)

func TestHostRules(t *testing.T) {
	for _, test := range []struct {
		rule  hostRule
		holds []string
		not   []string
	}{
		{of(t, "https://www.tide.example/x"), []string{"https://www.tide.example/", "https://tide.example/", "https://api.tide.example:8443/a", "wss://api.tide.example/"},
			[]string{"http://www.tide.example/", "https://tide.example.evil.example/", "https://eviltide.example/", "https://other.example/?https://tide.example/"}},
		{of(t, "http://tide.co.uk/"), []string{"http://a.tide.co.uk/", "https://tide.co.uk/"}, []string{"http://other.co.uk/"}},
		{of(t, "http://127.0.0.1:8080/"), []string{"http://127.0.0.1:8080/x"}, []string{"http://127.0.0.1:8081/", "http://127.0.0.2:8080/", "http://localhost:8080/"}},
		{of(t, "http://[::1]:8080/"), []string{"http://[::1]:8080/x"}, []string{"http://[::1]/"}},
		{of(t, "http://localhost:8080/"), []string{"http://localhost:8080/x"}, []string{"http://localhost/", "http://a.localhost:8080/"}},
		{of(t, "https://user.github.io/"), []string{"https://user.github.io/x"}, []string{"https://other.github.io/"}},
		{ruleOf("*"), []string{"http://a/", "https://b.example:1/"}, nil},
		{ruleOf("api.tide.example"), []string{"https://api.tide.example/", "http://API.tide.example:99/"}, []string{"https://tide.example/", "https://x.api.tide.example/"}},
		{ruleOf("*.tide.example"), []string{"https://api.tide.example/"}, []string{"https://tide.example/"}},
		{ruleOf("tide.example:8443"), []string{"https://tide.example:8443/"}, []string{"https://tide.example/"}},
		{ruleOf("tide.example:443"), []string{"https://tide.example/"}, []string{"http://tide.example/"}},
		{ruleOf("[::1]:8080"), []string{"http://[::1]:8080/"}, []string{"http://[::1]/"}},
	} {
		for _, text := range test.holds {
			if u, err := url.Parse(text); err != nil || !test.rule.holds(u) {
				t.Errorf("%+v is not for %s", test.rule, text)
			}
		}
		for _, text := range test.not {
			if u, err := url.Parse(text); err != nil || test.rule.holds(u) {
				t.Errorf("%+v is for %s", test.rule, text)
			}
		}
	}
}

func of(t *testing.T, address string) hostRule {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return ownSite(u)
}
