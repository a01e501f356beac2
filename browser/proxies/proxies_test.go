package proxies

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func script(t *testing.T, body string) *Script {
	t.Helper()
	file := filepath.Join(t.TempDir(), "proxy.pac")
	if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
	return NewScript(file, nil)
}

// way gives the proxies for a host as one text.
func way(t *testing.T, r *Router, host, port string) string {
	t.Helper()
	list, err := r.Route(t.Context(), host, port)
	if err != nil {
		return "error: " + err.Error()
	}
	var texts []string
	for _, u := range list {
		if u == nil {
			texts = append(texts, Direct)
		} else {
			texts = append(texts, u.String())
		}
	}
	return strings.Join(texts, " ")
}

func TestRoute(t *testing.T) {
	t.Parallel()
	var rules []Rule
	for _, text := range []string{"intranet.example=direct", "*.tide.example=http://user:pass@proxy.example:3128", "known.example=socks5://ada:hush@socks.example:1080"} {
		r, err := ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		rules = append(rules, r)
	}
	r := &Router{Rules: rules, Script: script(t, `function FindProxyForURL(url, host) {
		if (isPlainHostName(host)) return "DIRECT";
		if (dnsDomainIs(host, ".boats.example")) return "PROXY a.example:3128; SOCKS5 socks.example:1080; DIRECT";
		if (shExpMatch(url, "https://*.secure.example/*")) return "HTTPS tls.example:443";
		if (isInNet(host, "10.1.0.0", "255.255.0.0")) return "SOCKS in.example:1080";
		if (host == "odd.example") return "CARRIER pigeon";
		if (host == "nothing.example") return null;
		if (host == "endless.example") for (;;);
		if (host == "deep.example") return (function f() { return f(); })();
		if (host == "curious.example") return typeof require + typeof process + typeof fetch + typeof setTimeout;
		return "PROXY other.example:8080" ;
	}`)}
	for _, c := range []struct{ host, port, want string }{
		{"intranet.example", "443", "direct"}, {"a.tide.example", "443", "http://user:pass@proxy.example:3128"}, {"tide.example", "443", "http://other.example:8080"},
		{"localhost", "80", "direct"}, {"127.0.0.1", "8080", "direct"}, {"::1", "80", "direct"}, {"mainframe", "80", "direct"},
		{"gull.boats.example", "443", "http://a.example:3128 socks5://ada:hush@socks.example:1080 direct"}, {"www.secure.example", "443", "https://tls.example:443"},
		{"www.secure.example", "80", "http://other.example:8080"}, {"10.1.2.3", "80", "socks5://in.example:1080"}, {"10.2.2.3", "80", "http://other.example:8080"}, {"nothing.example", "80", "direct"},
	} {
		if got := way(t, r, c.host, c.port); got != c.want {
			t.Errorf("%s:%s is reached by %q, not by %q", c.host, c.port, got, c.want)
		}
	}
	for host, says := range map[string]string{"odd.example": "no proxy", "endless.example": "does not come to an end", "deep.example": "error", "curious.example": "undefinedundefinedundefinedundefined"} {
		if got := way(t, r, host, "443"); !strings.Contains(got, says) {
			t.Errorf("%s: %s", host, got)
		}
	}
	if got := way(t, r, "after.example", "443"); got != "http://other.example:8080" {
		t.Errorf("after one that did not end: %s", got)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Route(ended, "endless.example", "443"); err == nil {
		t.Error("it answers who has gone")
	}
}

func TestScriptsThatAreNone(t *testing.T) {
	t.Parallel()
	for body, says := range map[string]string{"": "FindProxyForURL", "function (": "SyntaxError", "throw new Error('no')": "no", "for (;;);": "end", "function findProxy() {}": "FindProxyForURL"} {
		if err := script(t, body).Load(t.Context()); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", body, err)
		}
	}
	if err := NewScript(filepath.Join(t.TempDir(), "none.pac"), nil).Load(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/proxy.pac" {
			fmt.Fprint(w, `function FindProxyForURL() { return "PROXY a.example:1" }`)
			return
		}
		http.NotFound(w, r)
	}))
	defer server.Close()
	if got := way(t, &Router{Script: NewScript(server.URL+"/proxy.pac", nil)}, "tide.example", "80"); got != "http://a.example:1" {
		t.Errorf("%s", got)
	}
	if err := NewScript(server.URL+"/other", nil).Load(t.Context()); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("%v", err)
	}
}

func TestRules(t *testing.T) {
	for _, text := range []string{"", "a", "=b", "a b=c:1", "*.*.a=b:1", "a.*=b:1", "http://a=b:1"} {
		if _, err := ParseRule(text); err == nil {
			t.Errorf("%q is a rule", text)
		}
	}
}

func TestTimes(t *testing.T) {
	now := time.Date(2026, time.November, 28, 9, 30, 15, 0, time.FixedZone("far east", 10*3600)) // a Saturday; 23:30 of Friday in GMT
	for _, c := range []struct {
		f    func(time.Time, []string) bool
		args string
		want bool
	}{
		{weekdayRange, "SAT", true}, {weekdayRange, "SAT GMT", false}, {weekdayRange, "FRI GMT", true}, {weekdayRange, "FRI SUN", true}, {weekdayRange, "SUN FRI", false}, {weekdayRange, "", false}, {weekdayRange, "XXX", false},
		{timeRange, "9", true}, {timeRange, "23 GMT", true}, {timeRange, "8 10", true}, {timeRange, "10 12", false}, {timeRange, "22 6", false}, {timeRange, "22 6 GMT", true},
		{timeRange, "9 30 9 30", true}, {timeRange, "9 31 10 0", false}, {timeRange, "9 30 16 9 31 0", false}, {timeRange, "9 30 0 9 30 15", true}, {timeRange, "x", false},
		{dateRange, "28", true}, {dateRange, "27 GMT", true}, {dateRange, "NOV", true}, {dateRange, "2026", true}, {dateRange, "2025", false}, {dateRange, "20 30", true}, {dateRange, "29 5", false},
		{dateRange, "OCT DEC", true}, {dateRange, "DEC FEB", false}, {dateRange, "NOV FEB", true}, {dateRange, "2025 2027", true}, {dateRange, "1 NOV 28 NOV", true}, {dateRange, "1 DEC 15 NOV", false},
		{dateRange, "OCT 2025 NOV 2026", true}, {dateRange, "1 JAN 2026 27 NOV 2026", false}, {dateRange, "1 JAN 2026 28 NOV 2026", true}, {dateRange, "1 2 3", false}, {dateRange, "0", false},
	} {
		if got := c.f(now, strings.Fields(c.args)); got != c.want {
			t.Errorf("%q: %v", c.args, got)
		}
	}
}

func TestFunctions(t *testing.T) {
	r := &Router{Script: script(t, `function FindProxyForURL(url, host) {
		var wrong = [];
		function is(what, got, want) { if (got !== want) wrong.push(what + "=" + got); }
		is("plain", isPlainHostName("www"), true);
		is("domain", dnsDomainIs("www.tide.example", ".tide.example"), true);
		is("local", localHostOrDomainIs("www", "www.tide.example"), true);
		is("local-2", localHostOrDomainIs("boats.tide.example", "www.tide.example"), false);
		is("levels", dnsDomainLevels("www.tide.example"), 2);
		is("match", shExpMatch("http://tide.example/a.b", "*/a.?"), true);
		is("match-2", shExpMatch("tideXexample", "tide.example"), false);
		is("convert", convert_addr("192.0.2.1"), 3221225985);
		is("resolve", dnsResolve("192.0.2.7"), "192.0.2.7");
		is("net", isInNetEx("2001:db8::1", "2001:db8::/32"), true);
		is("sort", sortIpAddressList("10.0.0.2;2001:db8::1;10.0.0.1"), "2001:db8::1;10.0.0.1;10.0.0.2");
		is("mine", /^[0-9.]+$/.test(myIpAddress()), true);
		alert("nobody hears this");
		return "PROXY " + (wrong.join(",") || "fine") + ":1";
	}`)}
	if got := way(t, r, "tide.example", "443"); got != "http://fine:1" {
		t.Error(got)
	}
}
