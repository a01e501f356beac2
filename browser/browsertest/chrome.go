package browsertest

import (
	"os"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
)

// EnvRequire is the environment variable that makes tests fail, rather than be skipped,
// where no Chrome is found: set it to 1 in CI.
const EnvRequire = "TEARSHEET_REQUIRE_CHROME"

// Chrome gives the path of the browser's binary. The test is skipped if there is none.
func Chrome(t testing.TB) string {
	t.Helper()
	path, err := browser.Find("")
	if err != nil {
		if os.Getenv(EnvRequire) == "1" {
			t.Fatalf("%s=1, and there is no browser: %v", EnvRequire, err)
		}
		t.Skip(err)
	}
	return path
}

// fullChromes are the places of full browsers, which work otherwise than the headless
// shell in places.
var fullChromes = []string{
	"/usr/lib/chromium/chromium",
	"/usr/lib64/chromium-browser/chromium-browser",
	"/opt/google/chrome/chrome",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
}

// FullChrome gives the path of a full browser, empty if there is none.
func FullChrome() string {
	for _, path := range fullChromes {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

var shared struct {
	mu      sync.Mutex
	browser *browser.Browser
	err     error
}

// Browser gives the browser that all tests of the package share. Main stops it.
func Browser(t testing.TB) *browser.Browser {
	t.Helper()
	Chrome(t)
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.browser == nil && shared.err == nil {
		// Recycling is a matter for tests of its own.
		shared.browser, shared.err = browser.Launch(t.Context(), browser.Options{RenewPages: 10000, RenewMemory: 1 << 40})
	}
	if shared.err != nil {
		t.Fatalf("the shared browser did not start: %v", shared.err)
	}
	return shared.browser
}

func closeShared() {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.browser != nil {
		shared.browser.Close()
		shared.browser = nil
	}
}

// Launch starts a browser for one test and stops it at the test's end. Warnings go to
// the test's log.
func Launch(t testing.TB, opts browser.Options) *browser.Browser {
	t.Helper()
	Chrome(t)
	if opts.Warn == nil {
		opts.Warn = func(message string) { t.Log("warning:", message) }
	}
	b, err := browser.Launch(t.Context(), opts)
	if err != nil {
		t.Fatalf("the browser did not start: %v", err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("the browser did not stop: %v", err)
		}
	})
	return b
}
