package check

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// fake gives the shots that a test wants, one after the other; the last one for ever.
type fake struct {
	mu    sync.Mutex
	shots map[string][]Shot // by page
	err   map[string]error
	taken []string
}

func (f *fake) Take(_ context.Context, o Order) (Shot, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.taken = append(f.taken, o.Page.Name)
	list := f.shots[o.Page.Name]
	if len(list) > 1 {
		f.shots[o.Page.Name] = list[1:]
	}
	return list[0], f.err[o.Page.Name]
}

// shot is a page of 60 x 40 pixels with some of them black, from the top left.
func shot(black int, title, body string) Shot {
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for i := range black {
		img.Set(i%60, i/60, color.Black)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		panic(err)
	}
	article, _ := json.Marshal(map[string]any{"title": title, "text": body, "markdown": body, "authors": []string{"Ida Munk"}, "word_count": 3})
	return Shot{URL: "https://example.com/", Status: 200, Title: title, Picture: picture.Bytes(), Article: article, DOM: []byte("<title>" + title + "</title><p>" + body + "</p>")}
}

// run is a run over the pages one and two in a folder of the test's own.
func run(t *testing.T, f *fake, more string) *Run {
	t.Helper()
	dir := t.TempDir()
	text := "pages:\n  - {name: one, url: 'https://example.com/', tags: [first]" + more + "}\n  - {name: two, url: 'https://example.org/'}\n"
	config, err := Parse([]byte(text), filepath.Join(dir, ConfigName), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := &Run{
		Config: config, Taker: f, Maker: baseline.Maker{Browser: "Chrome/1", Platform: "linux/amd64"}, New: true,
		Places: make(places, 1), Output: filepath.Join(dir, "out"), Done: func(report.Case) {},
	}
	if err := Prepare(r.Output); err != nil {
		t.Fatal(err)
	}
	return r
}

// places are as many as its capacity.
type places chan struct{}

func (p places) Enter() { p <- struct{}{} }
func (p places) Leave() { <-p }

// look makes a run and gives the case of page one.

func look(t *testing.T, r *Run) (report.Case, report.Report) {
	t.Helper()
	out, err := r.Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out.Cases[0], out
}

func TestRun(t *testing.T) {
	still := shot(30, "Tide", "High at noon")
	for _, test := range []struct {
		name   string
		config string
		first  []Shot // of the run that writes the baseline
		then   []Shot
		status report.Status
		flaky  bool
		says   string // in the lines of the case
	}{
		{name: "the same", then: []Shot{still}, status: report.Passed},
		{name: "other pixels", then: []Shot{shot(31, "Tide", "High at noon")}, status: report.Changed, says: "picture: 1 pixel"},
		{name: "other pixels, as many as may be", config: ", threshold: {pixels: 1}", then: []Shot{shot(31, "Tide", "High at noon")}, status: report.Passed},
		{name: "other pixels, not compared", config: ", compare: [text]", then: []Shot{shot(31, "Tide", "High at noon")}, status: report.Passed},
		{name: "another text", then: []Shot{shot(30, "Tide", "Low at noon")}, status: report.Changed, says: "text: 1 word added, 1 word removed"},
		{name: "another field", then: []Shot{shot(30, "Ebb", "High at noon")}, status: report.Changed, says: "fields: title"},
		{name: "a new complaint", then: []Shot{complaining(still, "rope is not defined")}, status: report.Changed, says: "console"},
		{name: "an old complaint", first: []Shot{complaining(still, "rope is not defined")}, then: []Shot{complaining(still, "rope is not defined")}, status: report.Passed},
		{name: "a flake", then: []Shot{shot(90, "Tide", "High at noon"), still}, status: report.Passed, flaky: true, says: "two captures in a row differ"},
		{name: "never the same", then: []Shot{shot(31, "Tide", "High at noon"), shot(32, "Tide", "High at noon")}, status: report.Changed, flaky: true, says: "mask or hide what lies at 1x1 at 31,0"},
		{name: "unstable in one place alone", first: []Shot{shot(30, "Tide", "High at noon")}, then: []Shot{shot(0, "Tide", "High at noon"), shot(29, "Tide", "High at noon")}, status: report.Changed, flaky: true},
		{name: "an unstable line", then: []Shot{shot(30, "Tide", "High at one"), shot(30, "Tide", "High at two")}, status: report.Passed, flaky: true, says: "text"},
		{name: "an unstable line and a change", then: []Shot{shot(30, "Ebb", "High at one"), shot(30, "Ebb", "High at two")}, status: report.Changed, flaky: true, says: "fields: title"},
		{name: "a page that is not there", then: []Shot{answering(still, 404)}, status: report.Failed, says: `the server answered 404: where that is right, add "expect: {status: 404}"`},
		{name: "a page that is not there, as expected", config: ", expect: {status: 404}", first: []Shot{answering(still, 404)}, then: []Shot{answering(still, 404)}, status: report.Passed},
		{name: "an expectation", config: ", expect: {title: Tide, authors: {contains: Ida}, subtitle: {absent: true}, status: 200}", then: []Shot{still}, status: report.Passed},
		{name: "an expectation that is not met", config: ", expect: {text: {min_words: 9}}", first: []Shot{shot(30, "Tide", "one two three four five six seven eight nine")}, then: []Shot{still}, status: report.Changed, says: "expected text to have 9 words or more (it has 3)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := &fake{shots: map[string][]Shot{"one": test.first, "two": {still}}}
			if test.first == nil {
				f.shots["one"] = []Shot{still}
			}
			r := run(t, f, test.config)
			if c, _ := look(t, r); c.Status != report.New {
				t.Fatalf("the first run says %s: %s", c.Status, c.Lines())
			}
			f.shots["one"] = test.then
			r.New = false
			c, out := look(t, r)
			lines := strings.Join(c.Lines(), "\n")
			if c.Status != test.status || c.Flaky != test.flaky || !strings.Contains(lines, test.says) {
				t.Errorf("%s, flaky %t:\n%s", c.Status, c.Flaky, lines)
			}
			if out.Cases[1].Status != report.Passed {
				t.Errorf("the other page is %s: %s", out.Cases[1].Status, out.Cases[1].Lines())
			}
		})
	}
}

// complaining is a shot of a page that wrote an error to its console.
func complaining(s Shot, says string) Shot {
	s.Console = []diff.Message{{Level: "error", Text: says}}
	return s
}

// answering is a shot of a page that came with a status.
func answering(s Shot, status int) Shot {
	s.Status = status
	return s
}

// Baselines of pages that are gone are told of.
func TestRunTellsOfLeftovers(t *testing.T) {
	still := shot(30, "Tide", "High at noon")
	r := run(t, &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}}, "")
	if _, out := look(t, r); len(out.Notes) != 0 {
		t.Errorf("notes %q", out.Notes)
	}
	r.Config.Pages = r.Config.Pages[:1]
	if _, out := look(t, r); len(out.Notes) != 1 || !strings.Contains(out.Notes[0], "the baseline two/desktop is of no page in tearsheet.yaml") {
		t.Errorf("notes %q", out.Notes)
	}
}

func TestRunOnceThereIsNoBaseline(t *testing.T) {
	still := shot(30, "Tide", "High at noon")
	f := &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}}
	r := run(t, f, "")
	r.New = false // as in CI
	c, out := look(t, r)
	if c.Status != report.Missing || out.OK() || !strings.Contains(c.Message, "--allow-new") {
		t.Errorf("in CI: %s, %s", c.Status, c.Message)
	}
	if _, err := os.Stat(r.Config.Baselines); err == nil {
		t.Error("in CI: a baseline was written")
	}
	r.New = true
	f.shots["one"] = []Shot{still, shot(31, "Tide", "High at noon")}
	if c, out = look(t, r); c.Status != report.New || !c.Flaky || !out.OK() {
		t.Errorf("elsewhere: %s, flaky %t, %s", c.Status, c.Flaky, c.Message)
	}
	// Of three captures the one that came twice is the baseline.
	if c, _ = look(t, r); c.Status != report.Passed || c.Flaky {
		t.Errorf("afterwards: %s, flaky %t, %s", c.Status, c.Flaky, c.Message)
	}
}

func TestRunUpdatesAndAccepts(t *testing.T) {
	still, other := shot(30, "Tide", "High at noon"), shot(50, "Ebb", "Low at noon")
	for _, way := range []string{"update", "accept"} {
		f := &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}}
		r := run(t, f, "")
		look(t, r)
		f.shots["one"] = []Shot{other}
		switch way {
		case "update":
			r.Update = true
			if c, out := look(t, r); c.Status != report.Updated || !out.OK() {
				t.Errorf("update: %s %s", c.Status, c.Lines())
			}
			r.Update = false
		case "accept":
			_, out := look(t, r)
			writeReport(t, r.Output, out)
			// The results may be moved before they are accepted.
			moved := r.Output + "-moved"
			if err := os.Rename(r.Output, moved); err != nil {
				t.Fatal(err)
			}
			if done, err := Accept(r.Config, filepath.Join(moved, "report.json"), []string{"two"}); err != nil || len(done) != 0 {
				t.Errorf("of page two: %v, %v", done, err)
			}
			done, err := Accept(r.Config, filepath.Join(moved, "report.json"), nil)
			if err != nil || len(done) != 1 || done[0].Name != "one" {
				t.Errorf("accepted %v, %v", done, err)
			}
			if err := Prepare(r.Output); err != nil {
				t.Fatal(err)
			}
		}
		if c, _ := look(t, r); c.Status != report.Passed {
			t.Errorf("after %s: %s %s", way, c.Status, c.Lines())
		}
	}
}

func TestRunGoesOnAfterAFailure(t *testing.T) {
	still := shot(30, "Tide", "High at noon")
	f := &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}, err: map[string]error{"one": errors.New("actions[0]: click: no element")}}
	c, out := look(t, run(t, f, ""))
	if c.Status != report.Failed || c.Message != "actions[0]: click: no element" || c.Got.Path == "" {
		t.Errorf("%s: %s, picture %q", c.Status, c.Message, c.Got.Path)
	}
	if out.Cases[1].Status != report.New {
		t.Errorf("the other page is %s", out.Cases[1].Status)
	}
}

func TestRunPicksPages(t *testing.T) {
	still := shot(30, "Tide", "High at noon")
	for _, test := range []struct {
		pick  Pick
		taken []string
		err   string
	}{
		{Pick{}, []string{"one", "one", "two", "two"}, ""},
		{Pick{Only: []string{"two"}}, []string{"two", "two"}, ""},
		{Pick{Tags: []string{"first"}}, []string{"one", "one"}, ""},
		{Pick{Shard: 2, Shards: 2}, []string{"two", "two"}, ""},
		{Pick{Shard: 3, Shards: 3}, nil, ""},
		{Pick{Only: []string{"twoo"}}, nil, `there is no page "twoo": did you mean "two"?`},
		{Pick{Tags: []string{"last"}}, nil, "no page is picked: look at --only and --tag"},
	} {
		f := &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}}
		r := run(t, f, "")
		r.Pick = test.pick
		_, err := r.Do(t.Context())
		if !slices.Equal(f.taken, test.taken) || (err == nil) != (test.err == "") || err != nil && err.Error() != test.err {
			t.Errorf("%+v: took %v, %v", test.pick, f.taken, err)
		}
	}
}

// Another browser draws otherwise: it is told of, and a page may ask to be compared by
// its text alone then.
func TestRunWithAnotherBrowser(t *testing.T) {
	for config, status := range map[string]report.Status{"": report.Changed, ", same_browser: true": report.Passed} {
		f := &fake{shots: map[string][]Shot{"one": {shot(30, "Tide", "High")}, "two": {shot(30, "Tide", "High")}}}
		r := run(t, f, config)
		look(t, r)
		r.Maker.Browser = "Chrome/2"
		f.shots["one"] = []Shot{shot(90, "Tide", "High")}
		c, out := look(t, r)
		if c.Status != status || len(out.Notes) != 1 || !strings.Contains(out.Notes[0], "2 of 2 baselines were made with Chrome/1 (this is Chrome/2)") {
			t.Errorf("%q: %s, %q", config, c.Status, out.Notes)
		}
	}
}

func TestPrepareLeavesOtherFoldersAlone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "precious"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Prepare(dir); err == nil || !strings.Contains(err.Error(), "--output") {
		t.Errorf("error %v", err)
	}
}

// Runs over parts of the pages are put together, with what was captured.
func TestMerge(t *testing.T) {
	still := shot(30, "Tide", "High at noon")
	f := &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}}
	r := run(t, f, "")
	look(t, r)
	other := shot(31, "Tide", "High at noon")
	f.shots = map[string][]Shot{"one": {other}, "two": {other}}
	var files []string
	for part := 1; part <= 2; part++ {
		r.Output = filepath.Join(t.TempDir(), "out")
		r.Pick = Pick{Shard: part, Shards: 2}
		if err := Prepare(r.Output); err != nil {
			t.Fatal(err)
		}
		_, out := look(t, r)
		files = append(files, writeReport(t, r.Output, out))
	}
	all, err := Merge(append(files, files[0]))
	if err != nil || len(all.Cases) != 2 || all.OK() {
		t.Fatalf("%+v, %v", all.Cases, err)
	}
	if done, err := Accept(r.Config, writeReport(t, t.TempDir(), all), nil); err != nil || len(done) != 2 {
		t.Errorf("accepted %v, %v", done, err)
	}
}

// writeReport writes a report's JSON into a folder.
func writeReport(t *testing.T, dir string, r report.Report) string {
	t.Helper()
	file := filepath.Join(dir, "report.json")
	var text bytes.Buffer
	if err := report.JSON(&text, Portable(r, file)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}
