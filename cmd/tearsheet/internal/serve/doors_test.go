package serve

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/tokens"
)

func TestHosts(t *testing.T) {
	k := open(t, setup{options: Options{Hosts: []string{"archive.test"}}})
	for host, status := range map[string]int{
		"127.0.0.1:8787": 200, "localhost": 200, "LOCALHOST:1": 200, "a.localhost:80": 200, "[::1]:8787": 200, "archive.test": 200, "Archive.Test.:443": 200,
		"evil.test": 421, "localhost.evil.test": 421, "127.0.0.1.evil.test": 421, "archive.test.evil.test": 421,
	} {
		a := k.get("/v1/snapshots", "Host", host)
		if a.StatusCode != status {
			t.Errorf("%s: %d, not %d", host, a.StatusCode, status)
		}
	}
}

// Pages of other sites have nothing done for them.
func TestOtherSites(t *testing.T) {
	k := open(t, setup{})
	for _, test := range []struct {
		method, path string
		lines        []string
		status       int
	}{
		{"GET", "/v1/snapshots", []string{"Sec-Fetch-Site", "same-origin"}, 200},
		{"GET", "/v1/snapshots", []string{"Sec-Fetch-Site", "none"}, 200},
		{"GET", "/v1/snapshots", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"GET", "/v1/screenshot?url=https://a.test/", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"GET", "/v1/article?url=https://a.test/", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"POST", "/v1/captures", []string{"Sec-Fetch-Site", "cross-site", "Content-Type", "text/plain"}, 403},
		{"POST", "/v1/captures", []string{"Origin", "https://evil.test", "Content-Type", "text/plain"}, 403},
		{"POST", "/v1/captures", []string{"Origin", "null"}, 403},
		{"DELETE", "/v1/captures/x", []string{"Origin", "https://evil.test"}, 403},
		{"GET", "/", []string{"Sec-Fetch-Site", "cross-site"}, 200}, // a link to the gallery
	} {
		a := k.send(test.method, test.path, `{"url":"https://a.test/"}`, test.lines...)
		if a.StatusCode != test.status {
			t.Errorf("%s %s %q: %d, not %d", test.method, test.path, test.lines, a.StatusCode, test.status)
		}
		if a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Error("other sites may read the answer")
		}
	}
	if n := len(k.captured()); n != 0 {
		t.Errorf("%d captures", n)
	}
}

func TestTokens(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tokens.json")
	reader := newToken(t, file, "reader", nil, "read")
	writer := newToken(t, file, "writer", nil, "capture")
	both := newToken(t, file, "both", nil, "capture", "read")
	few := newToken(t, file, "few", func(t *tokens.Token) { t.PerMinute, t.Waiting = 6, 1 }, "capture", "read")
	keys, err := tokens.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	k := open(t, setup{options: Options{Keys: keys}, hold: true})
	for _, test := range []struct {
		token, method, path string
		status              int
	}{
		{"", "GET", "/healthz", 200}, {"", "GET", "/readyz", 200}, {"", "GET", "/", 401}, {"", "GET", "/v1/snapshots", 401}, {"", "GET", "/metrics", 401}, {"", "GET", "/openapi.json", 401},
		{"tearsheet_wrong", "GET", "/v1/snapshots", 401}, {"nonsense", "GET", "/v1/snapshots", 401},
		{reader, "GET", "/v1/snapshots", 200}, {reader, "GET", "/", 200}, {reader, "GET", "/metrics", 200}, {reader, "POST", "/v1/captures", 403}, {reader, "GET", "/v1/screenshot?url=https://a.test/", 403},
		{writer, "GET", "/v1/snapshots", 403}, {writer, "POST", "/v1/captures", 202}, {both, "GET", "/v1/snapshots", 200}, {both, "POST", "/v1/captures", 202},
	} {
		k.token = test.token
		a := k.send(test.method, test.path, `{"url":"https://a.test/"}`)
		if a.StatusCode != test.status {
			t.Errorf("%.14s %s %s: %d, not %d", test.token, test.method, test.path, a.StatusCode, test.status)
		}
		if a.StatusCode == 401 && a.Header.Get("WWW-Authenticate") == "" {
			t.Error("it does not say how to come in")
		}
	}
	// Jobs are their owner's.
	var j job
	k.token = writer
	k.send("POST", "/v1/captures", `{"url":"https://b.test/"}`).is(t, 202, &j)
	k.token = both
	k.get("/v1/captures/"+j.ID).problem(t, 404, "not_found")
	k.send("DELETE", "/v1/captures/"+j.ID, "").problem(t, 404, "not_found")
	// A browser gives the token as a password.
	k.token = ""
	r, err := http.NewRequestWithContext(t.Context(), "GET", k.URL+"/v1/snapshots", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth("anybody", reader)
	resp, err := k.Client().Do(r)
	if err != nil || resp.StatusCode != 200 {
		t.Errorf("%v %v", resp, err)
	}
	resp.Body.Close()
	// A token has its limits.
	k.token = few
	a := k.get("/v1/snapshots").is(t, 200, nil)
	for a.StatusCode == 200 {
		a = k.get("/v1/snapshots")
	}
	a.problem(t, 429, "busy")
	if a.Header.Get("Retry-After") == "" {
		t.Error("it does not say when to come again")
	}
	// One that was taken back is nobody's.
	if err := tokens.Change(file, func([]tokens.Token) ([]tokens.Token, error) { return nil, nil }); err != nil {
		t.Fatal(err)
	}
	again, err := tokens.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := again.Find(both); ok {
		t.Error("a token that was taken back is good")
	}
	close(k.desk.Hold)
}

func TestHeaders(t *testing.T) {
	k := open(t, setup{})
	for _, path := range []string{"/", "/healthz", "/v1/snapshots", "/v1/nosuch", "/metrics", "/openapi.json"} {
		a := k.get(path)
		for name, want := range headers {
			if a.Header.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, a.Header.Get(name))
			}
		}
		if len(a.Cookies()) > 0 {
			t.Errorf("%s sets a cookie", path)
		}
	}
}

func TestMetrics(t *testing.T) {
	k := open(t, setup{})
	k.send("POST", "/v1/captures?wait=1m", `{"url":"https://a.test/"}`).is(t, 200, nil)
	k.send("POST", "/v1/captures?wait=1m", `{"url":"https://a.test/?fail=dns"}`).is(t, 200, nil)
	k.get("/v1/nosuch/"+strings.Repeat("x", 500)).is(t, 404, nil)
	got := ""
	for end := time.Now().Add(time.Minute); !strings.Contains(got, "tearsheet_jobs_running 0") && time.Now().Before(end); { // a worker lets go of a job after it was told
		got = string(k.get("/metrics").is(t, 200, nil).body)
	}
	for _, want := range []string{
		`tearsheet_captures_total{end="ok"} 1`, `tearsheet_captures_total{end="dns"} 1`, `tearsheet_capture_seconds_count{phase="total"} 1`,
		"tearsheet_jobs_waiting 0", "tearsheet_jobs_running 0", "tearsheet_chrome_memory_bytes 0", `tearsheet_http_requests_total{route="POST /v1/captures",status="200"} 2`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if strings.Contains(got, "xxxx") {
		t.Error("what a client wrote is a label")
	}
}
