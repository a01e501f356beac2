package overlay_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/browser/overlay"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// endArea is the size of the block at the end of each page, in browsertest.Blue: all
// of it shows in full colour only where nothing lies over the page and it is not
// locked, veiled or cut.
const endArea = 600 * 80

// capture captures one page of the folder and gives what came of it.
func capture(t *testing.T, name string) outcome {
	t.Helper()
	return captureWith(t, name, browser.Overlays{})
}

func captureWith(t *testing.T, name string, overlays browser.Overlays) outcome {
	t.Helper()
	site := browsertest.Serve(t, http.FileServer(http.Dir(fixtures)))
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/" + name, Settle: browser.Settle{Pace: browser.PaceFast}, Overlays: overlays})
	source, err := os.ReadFile(filepath.Join(fixtures, name))
	if err != nil {
		t.Fatal(err)
	}
	o := outcome{t, page, parse(t, source), parse(t, page.DOM)}
	if page.FinalURL != site.URL+"/"+name {
		t.Errorf("the capture ended at %s", page.FinalURL)
	}
	if got, want := story(o.dom), story(o.source); got != want || want == "" {
		t.Errorf("the article is\n%s\nand was\n%s", got, want)
	}
	return o
}

func parse(t *testing.T, html []byte) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// story is the text of the article.
func story(doc *goquery.Document) string {
	return strings.Join(strings.Fields(doc.Find("article").Text()), " ")
}

type outcome struct {
	t           *testing.T
	page        *browser.Page
	source, dom *goquery.Document
}

// wantClear reports an error unless the notice is out of the picture and all of the
// page is in it.
func (o outcome) wantClear() {
	o.t.Helper()
	img := browsertest.Decode(o.t, o.page.Picture)
	if n := browsertest.Area(img, browsertest.Purple); n > 0 {
		o.t.Errorf("%d pixels of the notice are in the picture", n)
	}
	browsertest.WantArea(o.t, img, browsertest.Blue, endArea)
}

// wantAnswer reports an error unless the page was answered like that.
func (o outcome) wantAnswer(want string) {
	o.t.Helper()
	if got := o.dom.Find("html").AttrOr("data-answer", ""); got != want {
		o.t.Errorf("the answer was %q, not %q", got, want)
	}
}

// want is what a page says of what should become of it: <html data-want="...">.
func (o outcome) want(otherwise string) string {
	return o.source.Find("html").AttrOr("data-want", otherwise)
}

// TestKnown: notices of products are answered by their rules.
func TestKnown(t *testing.T) {
	for file, rule := range known(t) {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			o := capture(t, file+".html")
			o.wantClear()
			if rule.Kind == "consent" || len(rule.Reject) > 0 {
				o.wantAnswer("rejected")
			}
			o.wantListed(rule)
		})
	}
}

// wantListed reports an error unless the overlays name the rule.
func (o outcome) wantListed(rule overlay.Rule) {
	o.t.Helper()
	for _, entry := range o.page.Overlays {
		if entry.Kind == rule.Kind && (entry.Detail == rule.Name || strings.HasPrefix(entry.Detail, rule.Name+": ")) {
			return
		}
	}
	o.t.Errorf("no entry names %s: %+v", rule.Name, o.page.Overlays)
}

// pages gives the pages of the folder whose names begin like that.
func pages(t *testing.T, start string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(fixtures, start+"*.html"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages %s*: %v", start, err)
	}
	for i, path := range paths {
		paths[i] = filepath.Base(path)
	}
	return paths
}

// TestGeneric: notices that no rule knows are found by what they do to the page.
func TestGeneric(t *testing.T) {
	for _, name := range pages(t, "generic-") {
		t.Run(strings.TrimSuffix(name, ".html"), func(t *testing.T) {
			t.Parallel()
			o := capture(t, name)
			o.wantClear()
			o.wantAnswer(o.want("rejected"))
			if len(o.page.Overlays) == 0 {
				t.Error("nothing is listed")
			}
		})
	}
}

// TestKept: what belongs to the page stays, and so do walls, which are listed.
func TestKept(t *testing.T) {
	for _, name := range pages(t, "keep-") {
		t.Run(strings.TrimSuffix(name, ".html"), func(t *testing.T) {
			t.Parallel()
			o := capture(t, name)
			o.wantAnswer("")
			if n := browsertest.Area(browsertest.Decode(t, o.page.Picture), browsertest.Purple); n < 2000 {
				t.Errorf("only %d pixels of what should be kept are in the picture; overlays: %+v", n, o.page.Overlays)
			}
			if o.want("") == "kept" && len(o.page.Coverage.Kept) == 0 {
				t.Error("it is not listed among what was kept")
			}
		})
	}
}

// TestChoices: what the user wants of notices is done, and no more.
func TestChoices(t *testing.T) {
	for _, c := range []struct {
		policy, consent browser.Policy
		page            string
		answer          string
		stays           bool
	}{
		{"", browser.Accept, "onetrust", "accepted", false},
		{"", browser.Accept, "usercentrics", "accepted", false},
		{"", browser.Accept, "sourcepoint", "accepted", false},
		{"", browser.Accept, "generic-rtl-modal", "accepted", false},
		{"", browser.Hide, "klaro", "", false},
		{"", browser.Hide, "generic-frame", "", false},
		{"", browser.Keep, "didomi", "", true},
		{"", browser.Keep, "generic-bar-spans", "", true},
		{"", browser.Keep, "generic-survey", "rejected", false},
		{browser.Hide, "", "generic-dialog", "", false},
		{browser.Hide, "", "cookiebot", "", false},
		{browser.Keep, "", "generic-newsletter", "", true},
	} {
		t.Run(c.page+"-"+string(c.policy+c.consent), func(t *testing.T) {
			t.Parallel()
			o := captureWith(t, c.page+".html", browser.Overlays{Policy: c.policy, Consent: c.consent})
			o.wantAnswer(c.answer)
			if !c.stays {
				o.wantClear()
			} else if browsertest.Area(browsertest.Decode(t, o.page.Picture), browsertest.Purple) == 0 {
				t.Error("the notice is gone")
			}
			if kept := o.page.Coverage.Kept; c.consent == browser.Keep && c.stays && len(kept) != 1 {
				t.Errorf("what was kept is listed as %q, not once", kept)
			}
		})
	}
}

// TestPages: every page of the folder belongs to a rule or to one of the tests here.
func TestPages(t *testing.T) {
	rules := known(t)
	for _, name := range pages(t, "") {
		stem := strings.TrimSuffix(name, ".html")
		_, isRule := rules[stem]
		if !isRule && !strings.HasPrefix(stem, "generic-") && !strings.HasPrefix(stem, "keep-") && !strings.HasPrefix(stem, "_") {
			t.Errorf("%s: there is no rule %s", name, stem)
		}
	}
}
