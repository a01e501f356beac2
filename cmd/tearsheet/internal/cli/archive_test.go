package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/index"
)

// run calls the command line and gives what it said.
func run(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(args, Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
	return code, out.String(), errs.String()
}

// archive makes an archive of three snapshots, an hour apart.
func archive(t *testing.T) (dir string, snaps []snapshots.Snapshot) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "archive")
	w, err := snapshots.OpenWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for i, page := range []struct{ url, title string }{
		{"https://example.com/news/harbour", "Harbour reopens"},
		{"https://example.com/about", "About \x1b[31mus\u202e"},
		{"https://other.example/news/harbour", "Harbour reopens"},
	} {
		draft, err := w.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if err := draft.WriteFile("dom", "dom.html", []byte("<title>"+page.title)); err != nil {
			t.Fatal(err)
		}
		snap, err := draft.Commit(t.Context(), snapshots.Manifest{
			URL: page.url, FinalURL: page.url, Status: 200, Title: page.title, Browser: "HeadlessChrome/156.0.0.0",
			CapturedAt: time.Date(2026, 11, 23, 8+i, 15, 2, 0, time.UTC),
			Tool:       snapshots.Tool{Name: "tearsheet", Version: "1.0.0"},
			Article:    &snapshots.Article{Title: page.title, Authors: []string{"A. Writer"}, WordCount: 512},
			Capture:    json.RawMessage(`{"overlays":[]}`),
		})
		if err != nil {
			t.Fatal(err)
		}
		snaps = append(snaps, snap)
	}
	return dir, snaps
}

func TestList(t *testing.T) {
	dir, snaps := archive(t)
	var ids, lines []string
	for i, shown := range []string{"Harbour reopens  other.example/news/harbour", "About [31mus  example.com/about", "Harbour reopens  example.com/news/harbour"} {
		id := snaps[2-i].ID
		title, address, _ := strings.Cut(shown, "  ")
		ids = append(ids, string(id)+"\n")
		lines = append(lines, fmt.Sprintf("%s  %-40s  %s\n", id.Time().In(time.Local).Format("2006-01-02 15:04"), title, address))
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, strings.Join(lines, "")},
		{[]string{"example.com"}, lines[1] + lines[2]},
		{[]string{"https://example.com/news/"}, lines[2]},
		{[]string{"--limit", "1"}, lines[0]},
		{[]string{"--since", "2026-11-23T10:00:00Z"}, lines[0]},
		{[]string{"--until", "2026-11-23T09:00:00Z"}, lines[2]},
		{[]string{"nowhere.example"}, ""},
		{[]string{"--ids"}, strings.Join(ids, "")},
		{[]string{"--ids", "example.com"}, ids[1] + ids[2]},
	} {
		code, out, errs := run(t, append([]string{"list", "-o", dir}, c.args...)...)
		if code != exitOK || out != c.want || errs != "" {
			t.Errorf("list %v: exit %d\n%s%s", c.args, code, out, errs)
		}
	}

	code, out, _ := run(t, "list", "-o", dir, "--json", "other.example")
	var l listed
	if err := json.Unmarshal([]byte(out), &l); err != nil || code != exitOK {
		t.Fatal(code, err, out)
	}
	if l.ID != snaps[2].ID || l.Dir != snaps[2].Dir || l.Files["dom"] != "dom.html" || l.Article.WordCount != 512 || l.Error != nil {
		t.Errorf("%s", out)
	}
}

func TestListTellsOfWhatIsBroken(t *testing.T) {
	dir, snaps := archive(t)
	if err := os.WriteFile(filepath.Join(snaps[1].Dir, snapshots.ManifestName), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, "list", "-o", dir)
	if code != exitFailed || strings.Count(out, "\n") != 2 || !strings.Contains(errs, string(snaps[1].ID)) {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	code, out, _ = run(t, "list", "-o", dir, "--json")
	if code != exitFailed || strings.Count(out, "\n") != 3 || !strings.Contains(out, `"error":{"kind":"broken"`) {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestShow(t *testing.T) {
	dir, snaps := archive(t)
	code, out, errs := run(t, "show", "-o", dir, "https://example.com/about")
	want := `About [31mus
  url        https://example.com/about
  captured   2026-11-23T09:15:02Z, status 200
  by         tearsheet 1.0.0, HeadlessChrome/156.0.0.0
  article    About [31mus
  authors    A. Writer
  words      512
  folder     ` + snaps[1].Dir + `
  files      dom.html                   23 B  dom
`
	if code != exitOK || out != want || errs != "" {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{string(snaps[0].ID), "--file", "dom"}, "<title>Harbour reopens"},
		{[]string{snaps[1].Dir, "--file", "dom"}, "<title>About \x1b[31mus\u202e"},
		{[]string{"--file", "dom"}, "<title>Harbour reopens"}, // the newest
	} {
		code, out, errs := run(t, append([]string{"show", "-o", dir}, c.args...)...)
		if code != exitOK || out != c.want {
			t.Errorf("show %v: exit %d\n%s%s", c.args, code, out, errs)
		}
	}
	code, out, _ = run(t, "show", "-o", dir, "--json", string(snaps[0].ID))
	var s shown
	if err := json.Unmarshal([]byte(out), &s); err != nil || code != exitOK || s.Dir != snaps[0].Dir || s.Digest != snaps[0].Digest || string(s.Capture) != `{"overlays":[]}` {
		t.Errorf("exit %d, %v\n%s", code, err, out)
	}
}

func TestVerify(t *testing.T) {
	dir, snaps := archive(t)
	code, out, errs := run(t, "verify", "-o", dir)
	if code != exitOK || !strings.HasPrefix(out, "log        3 lines, the last ") || !strings.Contains(out, "\n3 snapshots, 6 files, ") || !strings.HasSuffix(out, ": all as they were stored\n") || errs != "" {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if err := os.WriteFile(filepath.Join(snaps[1].Dir, "dom.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, _ = run(t, "verify", "-o", dir)
	if code != exitFailed || !strings.Contains(out, string(snaps[1].ID)+"/dom.html: has 1 bytes, 23 were stored\n") || !strings.HasSuffix(out, ": 1 BROKEN\n") {
		t.Errorf("exit %d\n%s", code, out)
	}
	if code, out, _ = run(t, "verify", "-o", dir, string(snaps[0].ID), snaps[2].URL); code != exitOK {
		t.Errorf("the others: exit %d\n%s", code, out)
	}
	code, out, _ = run(t, "verify", "-o", dir, "--json")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); code != exitFailed || len(lines) != 4 {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestSearch(t *testing.T) {
	dir, snaps := archive(t)
	for _, c := range []struct {
		args []string
		want string
		says string
	}{
		{[]string{"harbour"}, "Harbour reopens\n  other.example/news_harbour/20261123T101502.000Z\nHarbour reopens\n  example.com/news_harbour/20261123T081502.000Z\n", "2 pages found\n"},
		{[]string{"--limit", "1", "harbour", "reopens"}, "Harbour reopens\n  other.example/news_harbour/20261123T101502.000Z\n", "the best 1 of 2 pages\n"},
		{[]string{"--host", "example.com", "harbour"}, "Harbour reopens\n  example.com/news_harbour/20261123T081502.000Z\n", "1 page found\n"},
		{[]string{"--until", "2026-11-23T10:00:00Z", "--all", "harbour"}, "Harbour reopens\n  example.com/news_harbour/20261123T081502.000Z\n", "1 snapshot found\n"},
		{[]string{"about"}, "About  [31mus \n  example.com/about/20261123T091502.000Z\n", "1 page found\n"},
		{[]string{"nothing"}, "", "0 pages found\n"},
	} {
		code, out, errs := run(t, append([]string{"search", "-o", dir}, c.args...)...)
		if code != exitOK || out != c.want || errs != c.says {
			t.Errorf("search %v: exit %d\n%q\n%q", c.args, code, out, errs)
		}
	}
	code, out, errs := run(t, "search", "-o", dir, "--json", "about")
	var f found
	if err := json.Unmarshal([]byte(out), &f); err != nil || code != exitOK || errs != "" || f.ID != snaps[1].ID || f.Dir != snaps[1].Dir || f.URL != snaps[1].URL {
		t.Errorf("exit %d, %v\n%s%s", code, err, out, errs)
	}
	if got := excerpt(index.Excerpt{Text: "the \x1bharbour is", Marks: []index.Mark{{Start: 5, End: 12}}}, true); got != "the  \x1b[1mharbour\x1b[22m is" {
		t.Errorf("%q", got)
	}
}

func TestArchiveCommandsRefuse(t *testing.T) {
	dir, _ := archive(t)
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "thesis.doc"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"list", "-o", filepath.Join(other, "none")}, exitFailed, "no archive"},
		{[]string{"verify", "-o", other}, exitFailed, "thesis.doc"},
		{[]string{"list", "-o", dir, "--limit", "-1"}, exitUsage, "--limit"},
		{[]string{"list", "-o", dir, "--since", "yesterday"}, exitUsage, "2026-11-23"},
		{[]string{"list", "-o", dir, "a", "b"}, exitUsage, "2 arguments given, usage: tearsheet list"},
		{[]string{"show", "-o", dir, "nothing"}, exitFailed, "give an id"},
		{[]string{"show", "-o", dir, "--file", "pdf"}, exitFailed, `no "pdf"`},
		{[]string{"show", "-o", dir, "--json", "--file", "dom"}, exitUsage, "json"},
		{[]string{"verify", "-o", dir, "example.com/about/20000101T000000.000Z"}, exitFailed, "no such snapshot"},
		{[]string{"doctor", "extra"}, exitUsage, "extra"},
	} {
		code, out, errs := run(t, c.args...)
		if code != c.code || !strings.Contains(errs, c.says) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%v: exit %d, want %d and %q\n%s%s", c.args, code, c.code, c.says, out, errs)
		}
	}
}

func TestMoments(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Time{
		"2026-11-20T08:00:00Z":      time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC),
		"2026-11-20T08:00:00+05:30": time.Date(2026, 11, 20, 2, 30, 0, 0, time.UTC),
		"2026-11-20":                time.Date(2026, 11, 20, 0, 0, 0, 0, time.Local),
		"2026-11-20 08:30":          time.Date(2026, 11, 20, 8, 30, 0, 0, time.Local),
		"24h":                       now.Add(-24 * time.Hour),
		"7d":                        now.AddDate(0, 0, -7),
		"":                          {},
	} {
		if got, err := parseMoment("--since", s, now); err != nil || !got.Equal(want) {
			t.Errorf("%q: %s, %v; want %s", s, got, err, want)
		}
	}
	for _, s := range []string{"yesterday", "-7d", "-24h", "7", "2026-13-01"} {
		if got, err := parseMoment("--since", s, now); err == nil {
			t.Errorf("%q: %s", s, got)
		}
	}
}

func TestTexts(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 12_345: "12.3 kB", 999_960: "1.0 MB", 5_000_000_000: "5.0 GB"} {
		if got := byteSize(n); got != want {
			t.Errorf("%d bytes are %s, want %s", n, got, want)
		}
	}
	if got := plain.Line(" a\x1b[2Jb\r\nc\u202ed\xff क्\u200dष 🗞️ "); got != "a [2Jb c d\ufffd क्\u200dष 🗞️" {
		t.Errorf("%q", got)
	}
}

func TestDoctorWithoutABrowser(t *testing.T) {
	t.Setenv("TEARSHEET_CHROME", "")
	missing := filepath.Join(t.TempDir(), "chrome")
	code, out, _ := run(t, "doctor", "-o", t.TempDir(), "--chrome", missing)
	if code != exitFailed || !strings.HasPrefix(out, "fail  browser        "+missing+" is no browser") || !strings.Contains(out, "-> run tearsheet doctor --install") {
		t.Errorf("exit %d\n%s", code, out)
	}
	code, out, _ = run(t, "doctor", "-o", t.TempDir(), "--chrome", missing, "--json")
	if code != exitFailed || !strings.HasPrefix(out, `{"check":"browser","status":"fail",`) {
		t.Errorf("exit %d\n%s", code, out)
	}
}
