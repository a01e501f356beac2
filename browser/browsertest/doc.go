// Package browsertest helps to test with a real browser and real local servers: one
// Chrome for all tests of a package, sites on loopback, and looks into pictures.
//
//	func TestMain(m *testing.M) { browsertest.Main(m) }
//
//	func TestTitle(t *testing.T) {
//		t.Parallel()
//		site := browsertest.Serve(t, browsertest.Page(`<title>Tide</title><p>High at noon.`))
//		page := browsertest.Capture(t, browser.Request{URL: site.URL})
//		if page.Title != "Tide" {
//			t.Errorf("title is %q", page.Title)
//		}
//	}
//
// Tests are skipped where no Chrome is installed, and only there; with
// TEARSHEET_REQUIRE_CHROME=1 they fail instead. A test that fails says what its
// captures saw, and with `go test -artifacts` keeps their documents and pictures.
//
// Main also fails the package when a browser process, a profile folder or a goroutine
// outlives the tests.
package browsertest
