package browsertest

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
)

// patience is the time for one page where the test says nothing else: far more than a
// page needs, since machines that run tests are busy.
const patience = 90 * time.Second

// InTime reports an error if more than the limit has passed since the test began something:
// Slowness times as much in a build that is slow.
func InTime(t testing.TB, begun time.Time, limit time.Duration) {
	t.Helper()
	if took := time.Since(begun); took > limit*Slowness {
		t.Errorf("it took %v", took)
	}
}

// Capture captures a page in the shared browser. The test ends if it cannot.
func Capture(t testing.TB, req browser.Request) *browser.Page {
	t.Helper()
	return CaptureWith(t, Browser(t), req)
}

// CaptureWith is Capture in a browser of the test's own.
func CaptureWith(t testing.TB, b *browser.Browser, req browser.Request) *browser.Page {
	t.Helper()
	page, err := Attempt(t, b, req)
	if err != nil {
		t.Fatalf("capture of %s: %v", req.URL, err)
	}
	return page
}

// TryWith is CaptureWith for goroutines of a test, which may not end it: it reports an
// error and gives nil if it cannot.
func TryWith(t testing.TB, b *browser.Browser, req browser.Request) *browser.Page {
	t.Helper()
	page, err := Attempt(t, b, req)
	if err != nil {
		t.Errorf("capture of %s: %v", req.URL, err)
		return nil
	}
	return page
}

// Refused captures a page in the shared browser that cannot be captured: it gives the
// error and what was known of the page. The test ends if there is no error.
func Refused(t testing.TB, req browser.Request) (*browser.Error, *browser.Page) {
	t.Helper()
	page, err := Attempt(t, Browser(t), req)
	if err == nil {
		t.Fatalf("capture of %s: there was no error", req.URL)
	}
	var e *browser.Error
	if !errors.As(err, &e) {
		t.Fatalf("capture of %s: the error is no *browser.Error but a %T: %v", req.URL, err, err)
	}
	return e, page
}

// Attempt captures a page in a browser, and gives what comes of it. All other ways to capture
// in a test are made from it: here the request is given its time.
func Attempt(t testing.TB, b *browser.Browser, req browser.Request) (*browser.Page, error) {
	t.Helper()
	if req.Timeout == 0 {
		req.Timeout = patience
	}
	req.Timeout *= Slowness
	page, err := b.Capture(t.Context(), req)
	t.Cleanup(func() {
		if t.Failed() && page != nil {
			explain(t, page)
		}
	})
	return page, err
}

// explain says what a capture saw, for a test that failed.
func explain(t testing.TB, page *browser.Page) {
	t.Helper()
	facts, err := json.MarshalIndent(map[string]any{
		"final_url": page.FinalURL, "title": page.Title, "response": page.Response, "overlays": page.Overlays,
		"coverage": page.Coverage, "truncated": page.Truncated, "partial": page.Partial, "timings": page.Timings,
	}, "", "  ")
	if err != nil {
		facts = []byte(err.Error())
	}
	t.Logf("capture of %s: %s", page.URL, facts)
	dir := t.ArtifactDir()
	for name, data := range map[string][]byte{"dom.html": page.DOM, "picture": page.Picture, "page.json": facts} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Log(err)
		}
	}
	t.Logf("document and picture are in %s with `go test -artifacts`", dir)
}
