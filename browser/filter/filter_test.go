package filter_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tearsheet/tearsheet/browser/filter"
)

const page = "https://news.example.org/world/story"

// parse reads a list whose every line must be understood.
func parse(t *testing.T, lines ...string) *filter.List {
	t.Helper()
	list, stats := filter.Parse(strings.NewReader(strings.Join(lines, "\n")))
	if len(stats.Unsupported) > 0 || stats.Err != nil {
		t.Fatalf("%q: unsupported %v, error %v", lines, stats.Unsupported, stats.Err)
	}
	return list
}

func TestBlocks(t *testing.T) {
	for _, c := range []struct {
		rules string // a line each, parted by spaces
		url   string
		kind  filter.Type
		want  bool
	}{
		// Hosts.
		{"||ads.example^", "https://ads.example/x.js", filter.Script, true},
		{"||ads.example^", "https://cdn.ads.example/x.js", filter.Script, true},
		{"||ads.example^", "wss://ads.example/socket", filter.WebSocket, true},
		{"||ads.example^", "https://ads.example:8443/x", filter.Script, true},
		{"||ads.example^", "https://ads.example", filter.Image, true},
		{"||ads.example^", "https://ADS.Example/X", filter.Image, true},
		{"||ads.example^", "https://user:pw@ads.example/", filter.Image, true},
		{"||ads.example^", "https://badads.example/", filter.Image, false},
		{"||ads.example^", "https://ads.example.org/", filter.Image, false},
		{"||ads.example^", "https://x.org/?u=https://ads.example/", filter.Image, false},
		{"||ads.example", "https://ads.example.org/", filter.Image, true},
		{"||bücher.example^", "https://xn--bcher-kva.example/", filter.Image, true},
		{"||*.ads.example^", "https://a.ads.example/", filter.Image, true},
		{"||ad*.example^", "https://sub.ads7.example/", filter.Image, true},
		{"||192.0.2.7^", "http://192.0.2.7/pixel", filter.Image, true},
		{"tracker.com", "https://a.tracker.com/t", filter.Image, true},
		{"tracker.com", "https://x.org/tracker.com/", filter.Image, false},
		// Paths and wildcards.
		{"||ads.example/banner", "https://ads.example/banner/1.png", filter.Image, true},
		{"||ads.example/banner", "https://ads.example/logo.png", filter.Image, false},
		{"||ads.example/*/top.", "https://ads.example/a/b/top.png", filter.Image, true},
		{"||ads.example/*/top.", "https://ads.example/top.png", filter.Image, false},
		{"/banner/*/ad_", "https://x.org/banner/7/ad_1.png", filter.Image, true},
		{"/banner/*/ad_", "https://x.org/banner/ad_1.png", filter.Image, false},
		{"-advert-", "https://x.org/a-advert-1.png", filter.Image, true},
		{"&ad_id=", "https://x.org/?q=1&ad_id=2", filter.XMLHTTPRequest, true},
		{"/ad*e*i*l*x", "https://x.org/adeilx", filter.Image, true},
		{"/ad*e*i*l*x", "https://x.org/adeil", filter.Image, false},
		// Anchors and separators.
		{"|https://x.org/ad", "https://x.org/ads", filter.Image, true},
		{"|https://x.org/ad", "https://y.org/?https://x.org/ad", filter.Image, false},
		{"swf|", "https://x.org/a.swf", filter.Other, true},
		{"swf|", "https://x.org/swf/a", filter.Other, false},
		{"|https://x.org/|", "https://x.org/", filter.Image, true},
		{"|https://x.org/|", "https://x.org/a", filter.Image, false},
		{"/ads^", "https://x.org/ads", filter.Image, true},
		{"/ads^", "https://x.org/ads?a", filter.Image, true},
		{"/ads^", "https://x.org/ads_1", filter.Image, false},
		{"/ads^", "https://x.org/ads%20", filter.Image, false},
		{"^ads^", "https://x.org/a/ads/b", filter.Image, true},
		{"*/ads/b*", "https://x.org/a/ads/b", filter.Image, true},
		// Case.
		{"/AdServer/x", "https://x.org/ADSERVER/x", filter.Image, true},
		{"/AdServer/x$match-case", "https://x.org/adserver/x", filter.Image, false},
		{"/AdServer/x$match-case", "https://x.org/AdServer/x", filter.Image, true},
		// Types.
		{"||a.example^$script", "https://a.example/", filter.Script, true},
		{"||a.example^$script", "https://a.example/", filter.Image, false},
		{"||a.example^$script,image", "https://a.example/", filter.Image, true},
		{"||a.example^$~script", "https://a.example/", filter.Image, true},
		{"||a.example^$~script", "https://a.example/", filter.Script, false},
		{"||a.example^$css,popup", "https://a.example/", filter.Stylesheet, true},
		{"||a.example^$other", "https://a.example/", 0, true},
		{"||a.example^", "https://a.example/", filter.Document, false},
		{"||a.example^$document", "https://a.example/", filter.Document, true},
		{"||a.example^$all", "https://a.example/", filter.Document, true},
		{"||a.example^$ping", "https://a.example/", filter.Ping, true},
		// Parties.
		{"||a.example^$third-party", "https://a.example/", filter.Image, true},
		{"||cdn.example.org^$third-party", "https://cdn.example.org/", filter.Image, false},
		{"||cdn.example.org^$~third-party", "https://cdn.example.org/", filter.Image, true},
		{"||a.example^$~third-party", "https://a.example/", filter.Image, false},
		{"||a.example^$3p,image", "https://a.example/", filter.Image, true},
		// Where the page is.
		{"/pixel.$domain=example.org", "https://a.example/pixel.gif", filter.Image, true},
		{"/pixel.$domain=example.com|example.org", "https://a.example/pixel.gif", filter.Image, true},
		{"/pixel.$domain=example.com", "https://a.example/pixel.gif", filter.Image, false},
		{"/pixel.$domain=example.org|~news.example.org", "https://a.example/pixel.gif", filter.Image, false},
		{"/pixel.$domain=~example.com", "https://a.example/pixel.gif", filter.Image, true},
		{"/pixel.$domain=example.*", "https://a.example/pixel.gif", filter.Image, true},
		{"$image,domain=example.org", "https://a.example/x", filter.Image, true},
		{"*$image,domain=example.org", "https://a.example/x", filter.Script, false},
		// Exceptions.
		{"||a.example^ @@||a.example/ok/", "https://a.example/ok/1", filter.Image, false},
		{"||a.example^ @@||a.example/ok/", "https://a.example/no/1", filter.Image, true},
		{"||a.example^ @@||a.example^$script", "https://a.example/", filter.Image, true},
		{"||a.example^ @@||example.org^$document", "https://a.example/", filter.Image, false},
		{"||a.example^ @@||example.org^", "https://a.example/", filter.Image, true},
		{"||a.example^$important @@||a.example^", "https://a.example/", filter.Image, true},
		{"||a.example^$important @@||a.example^$important", "https://a.example/", filter.Image, false},
		{"||a.example^$important @@||example.org^$document", "https://a.example/", filter.Image, true},
		// What has no host.
		{"/a$image", "data:image/png;base64,/a", filter.Image, false},
		{"/a$image", "", filter.Image, false},
	} {
		list := parse(t, strings.Fields(c.rules)...)
		rule, got := list.Blocks(filter.Request{URL: c.url, DocumentURL: page, Type: c.kind})
		if got != c.want {
			t.Errorf("%s: %s: got %v, want %v", c.rules, c.url, got, c.want)
		}
		if got != (rule != "") || got && !strings.Contains(c.rules, rule) {
			t.Errorf("%s: %s: rule %q for %v", c.rules, c.url, rule, got)
		}
	}
}

func TestHostsFile(t *testing.T) {
	list, stats := filter.Parse(strings.NewReader("\ufeff# A hosts file\r\n#comment\r\n127.0.0.1 localhost\r\n::1 ip6-loopback\r\n" +
		"0.0.0.0 one.example two.example # both\r\n127.0.0.1\tthree.example\r\n192.0.2.1 intranet.example\r\nfour.com # plain\r\n"))
	if stats.Blocking != 4 || stats.Unsupported["hosts line that leads elsewhere"] != 1 {
		t.Errorf("stats %+v", stats)
	}
	for host, want := range map[string]bool{
		"one.example": true, "two.example": true, "sub.three.example": true, "four.com": true,
		"intranet.example": false, "localhost": false,
	} {
		if _, got := list.Blocks(filter.Request{URL: "https://" + host + "/", DocumentURL: page}); got != want {
			t.Errorf("%s: got %v", host, got)
		}
	}
}

func TestHides(t *testing.T) {
	list := parse(t,
		"##.ad", "###banner", "##.sponsor", "##.ad",
		"example.org##.promo", "example.org,~news.example.org##.teaser", "~example.org##.elsewhere",
		"example.*##.entity", "other.com##.other",
		"example.org#@#.sponsor", "#@##banner",
		"@@||quiet.com^$elemhide", "@@||whole.com^$document", "@@||own.com^$generichide", "own.com##.mine",
	)
	for host, want := range map[string][]string{
		"news.example.org": {".ad", ".promo", ".entity"},
		"example.org":      {".ad", ".promo", ".teaser", ".entity"},
		"example.co.uk":    {".ad", ".sponsor", ".elsewhere", ".entity"},
		"WWW.Other.com":    {".ad", ".sponsor", ".elsewhere", ".other"},
		"quiet.com":        nil,
		"whole.com":        nil,
		"own.com":          {".mine"},
		"":                 nil,
	} {
		if got := list.Hides(host); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", host, got, want)
		}
	}
}

func TestSelectors(t *testing.T) {
	for selector, want := range map[string]string{
		".ad, #b > a[href^=\"https://x.example/\"]": "",
		"div[style*=\"width:300px\"]:not(.a, .b)":   "",
		"div:has(> .sponsored)":                     "",
		"div:has(.a):nth-child(2n + 1)":             "",
		":is(.a, .b) :where(p)":                     "",
		"a[title=\"{}\"]":                           "selector not understood",
		"div:has-text(Sponsored)":                   "extended selector",
		"div:contains(Sponsored)":                   "extended selector",
		"div:upward(2)":                             "extended selector",
		"div::before":                               "extended selector",
		"div[a!=\"b\"]":                             "extended selector",
		"div[a=1]":                                  "extended selector",
		"div:is":                                    "selector not understood",
		"div:not(":                                  "selector not understood",
		".a{} body{display:none}":                   "selector not understood",
		".a </style><script>":                       "selector not understood",
		".a /* ":                                    "selector not understood",
		"..a":                                       "selector not understood",
		"+js(set, x, true)":                         "script",
		"^script:has-text(ads)":                     "HTML filter",
		strings.Repeat("a", 3000):                   "selector too long",
	} {
		list, stats := filter.Parse(strings.NewReader("x.com##" + selector))
		hides := list.Hides("x.com")
		if want == "" && !slices.Equal(hides, []string{selector}) || want != "" && (stats.Unsupported[want] != 1 || len(hides) > 0) {
			t.Errorf("%.60s: hides %q, unsupported %v", selector, hides, stats.Unsupported)
		}
	}
}

func TestUnsupported(t *testing.T) {
	for line, want := range map[string]string{
		"/ads[0-9]+/":                            "regular expression",
		"/ads[0-9]+/$script":                     "regular expression",
		"||a.example^$redirect=noop.js":          "option redirect",
		"||a.example^$csp=script-src":            "option csp",
		"||a.example^$removeparam":               "option removeparam",
		"||a.example^$popup":                     "types that no capture asks for",
		"||a.example^$generichide":               "types that no capture asks for",
		"||a.example^$domain=/x/":                "domain not understood",
		"||a.example^$what{}":                    "option not understood",
		"*":                                      "matches everything",
		"||":                                     "matches everything",
		"|^*":                                    "matches everything",
		"*$important":                            "matches everything",
		"<div class=x>":                          "not a rule",
		"two words":                              "not a rule",
		"x.com#?#div:-abp-has(.a)":               "extended selector",
		"x.com#$#abort-on-property-read":         "style or snippet",
		"x.com#%#window.x = 1":                   "script",
		"x y.com##.a":                            "not a rule",
		"x|y##.a":                                "domain not understood",
		"/\xff\xfe":                              "not UTF-8",
		strings.Repeat("a", 2000):                "pattern too long",
		strings.Repeat("a", 70<<10):              "line too long",
		"!#include more.txt":                     "include of another list",
		"!#if env_safari\n||x.example^\n!#endif": "under a condition",
	} {
		list, stats := filter.Parse(strings.NewReader("! first\n" + line + "\n||last.example^\n"))
		if stats.Unsupported[want] != 1 || len(stats.Unsupported) != 1 || stats.Blocking != 1 {
			t.Errorf("%.60s: stats %+v, want %s", line, stats, want)
		}
		if _, blocked := list.Blocks(filter.Request{URL: "https://last.example/"}); !blocked {
			t.Errorf("%.60s: the rule after it is lost", line)
		}
	}
}

func TestCombine(t *testing.T) {
	images, err := filter.Block("images", "third-party")
	if err != nil {
		t.Fatal(err)
	}
	list := filter.Combine(parse(t, "||ads.example^", "##.ad"), nil, parse(t, "@@||ads.example^", "@@*$image", "#@#.ad", "##.b"), images)
	for _, c := range []struct {
		url  string
		kind filter.Type
		want string
	}{
		{"https://news.example.org/a.png", filter.Image, "block images"},
		{"https://news.example.org/a.js", filter.Script, ""},
		{"https://ads.example/a.js", filter.Script, "block third-party"},
		{"https://other.example/", filter.Document, ""},
	} {
		if rule, _ := list.Blocks(filter.Request{URL: c.url, DocumentURL: page, Type: c.kind}); rule != c.want {
			t.Errorf("%s: got %q, want %q", c.url, rule, c.want)
		}
	}
	if got := list.Hides("x.com"); !slices.Equal(got, []string{".b"}) {
		t.Errorf("hides %q", got)
	}
}

func TestCategories(t *testing.T) {
	kinds := map[string]filter.Type{
		"images": filter.Image, "fonts": filter.Font, "media": filter.Media, "stylesheets": filter.Stylesheet,
		"scripts": filter.Script, "third-party": filter.Other,
	}
	for _, category := range filter.Categories {
		list, err := filter.Block(category.Name)
		if err != nil {
			t.Fatal(err)
		}
		r := filter.Request{URL: "https://elsewhere.example/x", DocumentURL: page, Type: kinds[category.Name]}
		if rule, blocked := list.Blocks(r); !blocked || rule != "block "+category.Name {
			t.Errorf("%s: %q", category.Name, rule)
		}
		if _, blocked := list.Blocks(filter.Request{URL: page, Type: filter.Document}); blocked {
			t.Errorf("%s: blocks the page itself", category.Name)
		}
	}
	_, err := filter.Block("images", "cookies")
	if err == nil || !strings.Contains(err.Error(), `"cookies"`) || !strings.Contains(err.Error(), "images, fonts, media") {
		t.Errorf("error %v", err)
	}
}

func TestTypeOf(t *testing.T) {
	for _, c := range []struct {
		name string
		main bool
		want filter.Type
	}{
		{"Document", true, filter.Document}, {"Document", false, filter.Subdocument},
		{"XHR", false, filter.XMLHTTPRequest}, {"Fetch", true, filter.XMLHTTPRequest},
		{"Image", true, filter.Image}, {"Manifest", true, filter.Other}, {"", false, filter.Other},
	} {
		if got := filter.TypeOf(c.name, c.main); got != c.want {
			t.Errorf("%s: got %d", c.name, got)
		}
	}
}

func TestNoList(t *testing.T) {
	for _, list := range []*filter.List{nil, {}, filter.Combine(), filter.Combine(nil, &filter.List{})} {
		if _, blocked := list.Blocks(filter.Request{URL: page}); blocked || len(list.Hides("x.com")) > 0 {
			t.Error("no list does something")
		}
	}
}

func TestReadError(t *testing.T) {
	broken := errors.New("disk gone")
	list, stats := filter.Parse(io.MultiReader(strings.NewReader("||a.example^\n"), iotest.ErrReader(broken)))
	if _, blocked := list.Blocks(filter.Request{URL: "https://a.example/"}); !blocked || !errors.Is(stats.Err, broken) {
		t.Errorf("blocked %v, error %v", blocked, stats.Err)
	}
}
