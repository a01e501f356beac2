package replay_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// Bodies that lie in files beside a HAR file are read from its folder, and from nowhere else.
func TestBeside(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "kept")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "aa11.html"), "<p>Low tide")
	write(filepath.Join(dir, "..", "outside.html"), "secret")
	content := func(name string) string { return `"mimeType": "text/html", "size": 11, "_file": "` + name + `"` }
	const home, stamp = "https://harbour.test/", "2026-11-23T12:00:00.000Z"
	write(filepath.Join(dir, "tide.har"), string(harOf("Playwright", stamp, answer{home, "", content("aa11.html"), ""},
		answer{home + "out", "", content("../outside.html"), ""}, answer{home + "gone", "", content("gone.html"), ""})))
	archive, err := replay.Open(filepath.Join(dir, "tide.har"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	session := archive.Session(archive.Pages[0])
	if got, err := session.Answer(exchange.Request{Method: "GET", URL: home}); err != nil || bodyOf(t, got) != "<p>Low tide" {
		t.Errorf("%v %q", err, bodyOf(t, got))
	}
	for path, want := range map[string]string{"out": "not in the same folder", "gone": "gone.html"} {
		got, err := session.Answer(exchange.Request{Method: "GET", URL: home + path})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v %q", path, err, bodyOf(t, got))
		}
	}
}
