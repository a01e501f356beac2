package browser_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/guard/guardtest"
)

// Hosts have proxies of their own, by a list and by a script; where one fails the next is
// tried. The passwords are in no command line, and requests besides those of pages go the
// same ways.
func TestProxiesOfHosts(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{"/": `<!doctype html><title>Far</title><p>The tide is in.<img src="http://socks.example/flat/2x2/ff0000.png">`}))
	to, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	listed, scripted := guardtest.NewProxy(t, "http", to.Host), guardtest.NewProxy(t, "socks5", to.Host)
	login := scripted.URL(guardtest.Password)
	pac := filepath.Join(t.TempDir(), "proxy.pac")
	script := fmt.Sprintf(`function FindProxyForURL(url, host) { return host === "socks.example" ? "PROXY 127.0.0.1:1; SOCKS5 %s" : "PROXY 127.0.0.1:1"; }`, login.Host)
	if err := os.WriteFile(pac, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	opts := browser.Options{ProxyPAC: pac, ProxyFor: []string{"*.listed.example=" + listed.URL(guardtest.Password).String(), "login.invalid=" + login.String()}}
	b := browsertest.Launch(t, opts)
	page := browsertest.CaptureWith(t, b, browser.Request{URL: "http://www.listed.example/"})
	if page.Title != "Far" || page.Coverage.Images.Broken > 0 {
		t.Errorf("title %q, %+v", page.Title, page.Coverage.Images)
	}
	if a := listed.Asked(); !slices.Contains(a, "www.listed.example:80") || slices.Contains(a, "socks.example:80") {
		t.Errorf("the proxy of the list was asked for %v", a)
	}
	if a := scripted.Asked(); !slices.Contains(a, "socks.example:80") || len(a) > 1 {
		t.Errorf("the proxy of the script was asked for %v", a)
	}
	if _, err := browsertest.Attempt(t, b, browser.Request{URL: "http://other.example/"}); kindOf(err) != browser.KindConnect {
		t.Errorf("where the proxy is dead: %v", err)
	}
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range lines {
		if line, _ := os.ReadFile(path); strings.Contains(string(line), guardtest.Password) {
			t.Errorf("the password is in %q", line)
		}
	}
	client, err := opts.Client(time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := client.Get("http://socks.example/")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK || len(scripted.Asked()) != 2 {
		t.Errorf("status %d, and the proxy was asked for %v", resp.StatusCode, scripted.Asked())
	}

	for _, wrong := range []browser.Options{
		{ProxyPAC: pac, Proxy: "http://127.0.0.1:1"}, {ProxyPAC: pac, Remote: []string{"ws://127.0.0.1:9222"}}, {ProxyFor: []string{"a.example=direct"}, Remote: []string{"ws://127.0.0.1:9222"}},
		{ProxyPAC: filepath.Join(t.TempDir(), "none.pac")},
	} {
		if b, err := browser.Launch(t.Context(), wrong); err == nil {
			b.Close()
			t.Errorf("%+v is taken", wrong)
		}
	}
}
