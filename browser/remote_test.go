package browser_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// startRemote starts a Chrome that listens on a port, as a user would, and gives its
// DevTools address.
func startRemote(t *testing.T) (address string) {
	t.Helper()
	address, _ = startRemoteUntil(t)
	return address
}

// startRemoteUntil is the same, with what kills it.
func startRemoteUntil(t *testing.T) (address string, stop func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	cmd := exec.CommandContext(ctx, browsertest.Chrome(t), "--headless", "--no-sandbox", "--disable-gpu",
		"--remote-debugging-port=0", "--user-data-dir="+t.TempDir(), "about:blank")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		for lines := bufio.NewScanner(stderr); lines.Scan(); { // to the end of all its processes
		}
		cmd.Wait()
	})
	listening := regexp.MustCompile(`DevTools listening on (ws://\S+)`)
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		if found := listening.FindStringSubmatch(lines.Text()); found != nil {
			return found[1], stop
		}
	}
	t.Fatal("Chrome did not say where it listens")
	return "", nil
}

// targets lists the addresses of what is open in a remote browser.
func targets(t *testing.T, address string) (urls []string) {
	t.Helper()
	host, _, _ := strings.Cut(strings.TrimPrefix(address, "ws://"), "/")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Get("http://" + host + "/json/list")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var list []struct{ URL string }
	if err := json.NewDecoder(res.Body).Decode(&list); err != nil {
		t.Fatal(err)
	}
	for _, target := range list {
		urls = append(urls, target.URL)
	}
	return urls
}

func TestRemote(t *testing.T) {
	address := startRemote(t)
	before := targets(t, address)
	b := browsertest.Launch(t, browser.Options{Remote: []string{address}})
	site := browsertest.Serve(t, browsertest.Page(`<title>Far</title><img src="`+browsertest.Flat(50, 50, browsertest.Red)+`">`))
	for range 3 { // the third has a tab that was ready
		page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
		if page.Title != "Far" || !strings.Contains(page.Browser, "Chrome/") {
			t.Errorf("title %q, browser %q", page.Title, page.Browser)
		}
		browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Red, 2500)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if after := targets(t, address); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("open before: %q, and after: %q", before, after)
	}
}

// A picture of more bytes than are asked for in one message is kept whole, and shown.
func TestRemoteLargeFile(t *testing.T) {
	t.Parallel()
	b := browsertest.Launch(t, browser.Options{Remote: []string{startRemote(t)}})
	block, blocks := make([]byte, 1<<20), 66
	copy(block, browsertest.PNG(300, 200, browsertest.Red)) // what is behind its end is none of the picture
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Content-Length", strconv.Itoa(blocks*len(block)))
		for range blocks {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	}))
	page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL, Timeout: 5 * time.Minute})
	if page.Original == nil || len(page.Original.Data) != blocks*len(block) || page.Partial {
		t.Errorf("it is not whole: partial %t, truncated %v", page.Partial, page.Truncated)
	}
	browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Red, 300*200)
}

// Where the user sees to what it may reach, a browser that runs already has guarded pages too.
func TestRemoteInNetworkOfItsOwn(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{Remote: []string{startRemote(t)}, Guard: true, AllowNet: []string{"0.0.0.0/0", "::/0"}})
	site := browsertest.Serve(t, browsertest.Page(`<title>Walled</title>`))
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL}); page.Title != "Walled" {
		t.Errorf("title %q", page.Title)
	}
}

func TestRemoteIsNotThere(t *testing.T) {
	browsertest.Chrome(t)
	gone := browsertest.Serve(t, http.NotFoundHandler())
	for _, address := range []string{
		strings.Replace(gone.URL, "http:", "ws:", 1) + "/devtools/browser/0",
		"ws://127.0.0.1:1/",
	} {
		b, err := browser.Launch(t.Context(), browser.Options{Remote: []string{address}})
		if err == nil {
			b.Close()
		}
		host, _, _ := strings.Cut(address, "/devtools") // what follows opens the browser to who reads it
		if e := new(browser.Error); !errors.As(err, &e) || e.Kind() != "browser" || !strings.Contains(e.Message, host) || strings.Contains(err.Error(), "/devtools") {
			t.Errorf("%s: %v", address, err)
		}
	}
}
