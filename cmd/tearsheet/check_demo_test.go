package main

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// demoChanges are what somebody may do to the pages of the demo, and the part of each page
// that must tell.
var demoChanges = []struct{ name, page, file, old, new, told string }{
	{"a shift by one pixel", "counter", "site/counter.html", "margin-top: 20px", "margin-top: 21px", "picture"},
	{"a colour that is 2 % darker", "notice", "site/notice.html", `style="background: #f4efe6"`, `style="background: #efeae1"`, "picture"},
	{"a heavier font", "search", "app/search.html", "font-weight: 400", "font-weight: 700", "picture"},
	{"a missing image", "boats", "site/gallery.html", "tern.svg", "turn.svg", "picture fields console"},
	{"a button that moved", "berth", "site/berth.html", `class="send"`, `class="send" style="margin-left: 40px"`, "picture"},
	{"another title", "board", "app/board.html", "<title>Berths</title>", "<title>Berths taken</title>", "text"},
	{"another date", "tides", "site/tides.html", `datetime="2026-03-16">16`, `datetime="2026-03-17">17`, "picture text fields"},
	{"a lost paragraph", "story", "site/story.html", "<p>Anybody who knows more is asked to say so before the herring fair, when there will be no time to listen.</p>", "", "picture text fields expected"},
	{"a banner", "home", "site/index.html", "<main>", `<div class="card">No boats on Sunday.</div><main>`, "picture text"},
	{"a list in another order", "races", "site/races.html", "<li>Twice round the skerry, for boats with two</li>\n<li>The long race to Aldersund, for those who have the time</li>", "<li>The long race to Aldersund, for those who have the time</li>\n<li>Twice round the skerry, for boats with two</li>", "picture text"},
	{"a hidden element", "signup", "site/signup.html", `<p class="note">`, `<p class="note" style="visibility: hidden">`, "picture text"},
	{"a new error on the console", "home", "site/index.html", "</html>", `<script>console.error("the tide table is late")</script></html>`, "console"},
}

// copyDemo makes a copy of the demo whose server is built and has a port of its own.
func copyDemo(t *testing.T) (dir string) {
	t.Helper()
	const demo = "../../testdata/check/demo"
	dir = t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(demo)); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "server.exe")
	build := exec.Command("go", "build", "-o", binary, "./"+demo+"/server")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	edit(t, filepath.Join(dir, "tearsheet.yaml"), "go run ./server", filepath.ToSlash(binary))
	edit(t, filepath.Join(dir, "tearsheet.yaml"), "127.0.0.1:18437", l.Addr().String())
	return dir
}

// edit replaces a text in a file, wherever it stands.
func edit(t *testing.T, file, old, replacement string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), old, replacement)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkDemo runs check and gives what came of each page.
func checkDemo(t *testing.T, dir string, flags ...string) (cases map[string]report.Case, code int) {
	t.Helper()
	file := filepath.Join(dir, "report.json")
	out, errs, code := call(append([]string{"check", "--config", filepath.Join(dir, "tearsheet.yaml"), "--json", file, "--concurrency", "4"}, flags...)...)
	t.Logf("%s%s", out, errs)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := report.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	cases = map[string]report.Case{}
	for _, c := range r.Cases {
		cases[c.Name] = c
	}
	return cases, code
}

// A first run writes baselines, a second one finds nothing, and of what is then done to
// the pages everything is found, each in the parts where it shows.
func TestCheckDemo(t *testing.T) {
	browsertest.Chrome(t)
	if runtime.GOOS == "windows" {
		t.Skip("this system has no shell for the demo's server")
	}
	t.Setenv("CI", "true")
	t.Setenv("GITHUB_ACTIONS", "")
	dir := copyDemo(t)
	for run, flags := range [][]string{{"--allow-new"}, nil} {
		cases, code := checkDemo(t, dir, flags...)
		if code != 0 || len(cases) != 12 {
			t.Fatalf("run %d of %d pages exits %d", run, len(cases), code)
		}
		for name, c := range cases {
			if want := []report.Status{report.New, report.Passed}[run]; c.Status != want || c.Flaky {
				t.Errorf("run %d: %s is %s, flaky %t: %s", run, name, c.Status, c.Flaky, c.Lines())
			}
		}
	}
	for _, change := range demoChanges {
		edit(t, filepath.Join(dir, change.file), change.old, change.new)
	}
	cases, code := checkDemo(t, dir)
	if code != 1 {
		t.Errorf("after the changes it exits %d", code)
	}
	for _, change := range demoChanges {
		c := cases[change.page]
		lines := strings.Join(c.Lines(), "\n")
		for part := range strings.FieldsSeq(change.told) {
			if c.Status != report.Changed || !strings.Contains("\n"+lines, "\n"+part) {
				t.Errorf("%s: %s is %s, and %s does not tell:\n%s", change.name, change.page, c.Status, part, lines)
			}
		}
	}
	if _, _, code := call("check", "accept", "--config", filepath.Join(dir, "tearsheet.yaml"), filepath.Join(dir, "report.json")); code != 0 {
		t.Errorf("accept exits %d", code)
	}
	if cases, code := checkDemo(t, dir, "--only", "home", "--only", "story"); code != 1 || cases["home"].Status != report.Passed || len(cases["story"].Expect) != 1 {
		t.Errorf("after accepting: exit %d, home is %s: %s, story: %s", code, cases["home"].Status, cases["home"].Lines(), cases["story"].Lines())
	}
}
