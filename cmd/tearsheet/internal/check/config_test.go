package check

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write schema.json anew")

var devices = []string{"iPhone 13", "Pixel 5"}

// parse reads a config as if it lay in a folder with the folders and files that the
// tests name.
func parse(t *testing.T, text string) (*Config, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "public"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "story.wacz"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Parse([]byte(text), filepath.Join(dir, ConfigName), devices)
	var problems Problems
	if errors.As(err, &problems) {
		for i := range problems {
			problems[i].File = ConfigName
			problems[i].Says = strings.ReplaceAll(problems[i].Says, dir+string(filepath.Separator), "")
		}
		return nil, problems
	}
	return c, err
}

func TestParse(t *testing.T) {
	c, err := parse(t, `
baselines: shots
viewports:
  desktop: 1280x800
  phone: iphone 13
  poster: {width: 2000, height: 3000, scale: 2}
defaults:
  serve: public
  timeout: 20s
  mask: [.clock]
  threshold: {color: 0.02}
pages:
  - name: home
    tags: [smoke, fast]
    threshold: {pixels: 12}
    expect:
      title: High tide
      authors: [Ida Munk, Ole Berg]
      text: {min_words: 20, contains: [quay, tide]}
      published: {matches: ^2026-}
      subtitle: {absent: true}
      image.caption: The quay
      status: 200
  - name: app
    start: ./server
    ready: http://127.0.0.1:4000/up
    url: /app
    viewports: phone
    mask: []
    actions:
      - click: text=More
      - {fill: "#q", with: "", timeout: 2s}
      - {press: Enter, on: "#q"}
      - scroll: 600
      - wait: 500ms
  - name: live
    url: https://example.com/
    headers: {Accept: text/html}
  - name: kept
    replay: story.wacz
`)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Base(c.Baselines) != "shots" || len(c.Viewports) != 3 || c.Viewports[1].Device != "iPhone 13" || c.Viewports[2].Scale != 2 {
		t.Errorf("top: %+v", c)
	}
	home, app, live, kept := c.Pages[0], c.Pages[1], c.Pages[2], c.Pages[3]
	if filepath.Base(home.Source.Serve) != "public" || home.Capture.Timeout() != "20s" || home.Capture["mask"][0] != ".clock" || home.Threshold != (Threshold{Color: 0.02, Pixels: 12}) {
		t.Errorf("home: %+v", home)
	}
	if e := home.Expect; len(e) != 7 || e[0].Equals[0] != "High tide" || len(e[1].Equals) != 2 || e[2].MinWords != 20 || e[3].Matches == nil || !e[4].Absent || e[6].Equals[0] != "200" {
		t.Errorf("expect: %+v", e)
	}
	if app.Source.Serve != "" || app.Source.Start != "./server" || len(app.Capture["mask"]) != 0 || len(app.Viewports) != 1 {
		t.Errorf("app: %+v", app)
	}
	want := []Action{
		{Do: "click", Target: "text=More"}, {Do: "fill", Target: "#q", Timeout: 2 * time.Second},
		{Do: "press", Target: "#q", Value: "Enter"}, {Do: "scroll", Value: "600"}, {Do: "wait", Value: "500ms"},
	}
	for i, a := range app.Actions {
		if a != want[i] {
			t.Errorf("action %d is %+v, want %+v", i, a, want[i])
		}
	}
	if live.Source.Serve != "" || live.Capture["headers"][0] != "Accept: text/html" || home.Capture["headers"] != nil {
		t.Errorf("live: %+v", live)
	}
	if filepath.Base(kept.Source.Replay) != "story.wacz" || kept.Source.Serve != "" {
		t.Errorf("kept: %+v", kept)
	}
}

func TestParseKnowsAnchors(t *testing.T) {
	c, err := parse(t, "pages:\n  - &base\n    name: one\n    url: https://example.com/\n    mask: [.a]\n  - <<: *base\n    name: two\n")
	if err != nil {
		t.Fatal(err)
	}
	if two := c.Pages[1]; two.Name != "two" || two.Source.URL != "https://example.com/" || two.Capture["mask"][0] != ".a" {
		t.Errorf("%+v", two)
	}
}
