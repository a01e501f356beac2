package browser_test

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
	"testing"

	_ "golang.org/x/image/webp" // thumbnails

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

const ledger = `<!doctype html><html lang="en"><title>The harbour's ledger</title>
<style>@page { margin: 2cm } @media print { .screen { display: none } } body { background: #fc8; height: 2500px }</style>
<h1>Tides</h1><p>First quarter.<h2>Ropes</h2><p class="screen">Only on screen.`

// Each further format holds the page, and the page is kept as it was before them.
func TestAlso(t *testing.T) {
	t.Parallel()
	page := capture(t, ledger, browser.Request{Outputs: browser.Outputs{PDF: true, MHTML: true, Thumbnail: true}})
	wantWhole(t, page)
	wantDOM(t, page, "Only on screen.")

	small, format, err := image.Decode(bytes.NewReader(page.Thumbnail))
	if err != nil {
		t.Fatalf("thumbnail: %v", err)
	}
	if size := small.Bounds().Size(); format != "webp" || size.X != 320 || size.Y != 400 {
		t.Errorf("thumbnail is a %s of %v", format, size)
	}
	if text := mhtmlText(t, page.MHTML); !strings.Contains(text, "First quarter.") {
		t.Errorf("MHTML has not the text of the page: %.300q", text)
	}
	for _, part := range []string{"%PDF-", "/StructTreeRoot", "/Outlines", "The harbour's ledger"} {
		if !bytes.Contains(page.PDF, []byte(part)) {
			t.Errorf("PDF lacks %s", part)
		}
	}
	if got := sheets(page.PDF); len(got) < 2 || !strings.HasPrefix(got[0], "0 0 594.") && !strings.HasPrefix(got[0], "0 0 595") {
		t.Errorf("PDF has the sheets %q, want several of A4", got)
	}
}

// What Chrome's own archive does not keep is told, and of a page of which it keeps all
// there is nothing to tell.
func TestMHTMLLacks(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		ledger: "[]",
		`<title>Made</title><canvas width="20" height="20"></canvas><p id="p">text</p><x-y></x-y><script>
			document.querySelector('x-y').attachShadow({mode: 'closed'}).innerHTML = '<style>b { color: red }</style><b>in</b>';
			const sheet = new CSSStyleSheet(); sheet.replaceSync('p { color: red }'); document.adoptedStyleSheets = [sheet];
			const range = new Range(); range.selectNodeContents(p); CSS.highlights.set('h', new Highlight(range));</script>`: "[canvas (1) shadow root's style (1) style sheet that a script made (1) highlight (1)]",
	} {
		got := capture(t, page, browser.Request{Outputs: browser.Outputs{MHTML: true}})
		if said := fmt.Sprint(got.Coverage.Formats["mhtml"].Lacks); said != want {
			t.Errorf("it lacks %s; it should be %s", said, want)
		}
		if told := strings.Contains(strings.Join(got.Truncated, "\n"), "page.mhtml lacks"); told != (want != "[]") {
			t.Errorf("told: %q", got.Truncated)
		}
	}
}

// Nothing that was not asked for is taken.
func TestAlsoNothing(t *testing.T) {
	t.Parallel()
	page := capture(t, ledger+`<script>console.log(1)</script>`, browser.Request{})
	if page.PDF != nil || page.MHTML != nil || page.Thumbnail != nil || page.Console != nil {
		t.Errorf("PDF %d, MHTML %d, thumbnail %d, console %v", len(page.PDF), len(page.MHTML), len(page.Thumbnail), page.Console)
	}
}

// The paper is the one asked for; the head and foot of a sheet make it longer by text.
func TestPaper(t *testing.T) {
	t.Parallel()
	plain := capture(t, ledger, browser.Request{Outputs: browser.Outputs{PDF: true, Paper: browser.Paper{Size: "Letter", Landscape: true}}})
	if got := sheets(plain.PDF); len(got) == 0 || got[0] != "0 0 792 612" {
		t.Errorf("sheets are %q, want 0 0 792 612", got)
	}
	headed := capture(t, ledger, browser.Request{Outputs: browser.Outputs{PDF: true, Paper: browser.Paper{Size: "letter", Landscape: true, Header: true}}})
	if len(headed.PDF) <= len(plain.PDF) {
		t.Errorf("with header and footer it has %d bytes, without %d", len(headed.PDF), len(plain.PDF))
	}
}

// The console has what scripts wrote, what they threw, and the requests that failed, and
// says where.
func TestConsole(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/{$}": html(`<!doctype html><title>Noise</title><p>Quiet page.
<script>
console.log('tide', 3, {high: true}, [1, 2], undefined, null, NaN, 12n);
console.warn('rope\nfrays');
fetch('/missing.json');
fetch('http://127.0.0.1:1/closed').catch(() => {});
setTimeout(() => { throw new Error('knot') }, 20);
Promise.reject('adrift');
</script>`)}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Outputs: browser.Outputs{Console: true}})
	find := func(kind, text string) browser.Message {
		t.Helper()
		for _, m := range page.Console {
			if m.Kind == kind && strings.Contains(m.Text, text) {
				return m
			}
		}
		t.Errorf("no %s with %q in %+v", kind, text, page.Console)
		return browser.Message{}
	}
	if m := find("log", "tide"); m.Text != "tide 3 Object Array(2) undefined null NaN 12n" || m.URL != site.URL+"/" || m.Line != 3 || m.Time.IsZero() {
		t.Errorf("log is %+v", m)
	}
	find("warning", "rope\nfrays")
	if m := find("exception", "knot"); m.Line != 7 {
		t.Errorf("exception is %+v", m)
	}
	find("exception", "adrift")
	if m := find("request", "Not Found"); m.Status != 404 || m.URL != site.URL+"/missing.json" {
		t.Errorf("request is %+v", m)
	}
	if m := find("request", "net::ERR"); m.URL != "http://127.0.0.1:1/closed" {
		t.Errorf("request is %+v", m)
	}
}

// A page that writes without end fills neither memory nor console.
func TestConsoleFlood(t *testing.T) {
	t.Parallel()
	page := capture(t, fmt.Sprintf(`<p>Flood.<script>const long = 'x'.repeat(2e4); for (let i = 0; i < %d; i++) console.log(i, long)</script>`, 3000/browsertest.Slowness),
		browser.Request{Outputs: browser.Outputs{Console: true}})
	wantWhole(t, page)
	total := 0
	for _, m := range page.Console {
		total += len(m.Text)
	}
	if len(page.Console) < 100 || len(page.Console) > 2000 || total > 8_100_000 {
		t.Errorf("%d messages with %d bytes are kept", len(page.Console), total)
	}
}

var mediaBox = regexp.MustCompile(`/MediaBox \[([^\]]+)\]`)

// sheets gives the size of each sheet of a PDF.
func sheets(pdf []byte) []string {
	var list []string
	for _, m := range mediaBox.FindAllSubmatch(pdf, -1) {
		list = append(list, string(m[1]))
	}
	return list
}

// mhtmlText gives the text parts of an MHTML file.
func mhtmlText(t *testing.T, data []byte) string {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("MHTML: %v", err)
	}
	_, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil {
		t.Fatalf("MHTML: %v", err)
	}
	var all strings.Builder
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return all.String()
		}
		if err != nil {
			t.Fatalf("MHTML: %v", err)
		}
		if _, err := io.Copy(&all, quotedprintable.NewReader(part)); err != nil {
			t.Fatalf("MHTML: %v", err)
		}
	}
}
