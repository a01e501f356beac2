package pipeline

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots/replay"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// sameEveryTime makes two captures of a page comparable byte by byte.
func sameEveryTime(address string) browser.Request {
	return browser.Request{URL: address, Deterministic: true, Outputs: browser.Outputs{Console: true, MHTML: true}}
}

// A page that was recorded looks and reads the same from the record alone, and nobody
// is asked for anything.
func TestReplay(t *testing.T) {
	p := open(t)
	p.Save = Save{WACZ: true}
	site := browsertest.ServeRegister(t)
	first := p.Do(t.Context(), sameEveryTime(site.URL+"/"))
	if first.Error != nil {
		t.Fatal(first.Error)
	}
	name := filepath.Join(first.Dir, "page.wacz")
	checkPackage(t, name)
	checkSecrets(t, first.Dir, site.Secrets())

	before := len(site.Made())
	archive, err := replay.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	request := sameEveryTime(site.URL + "/")
	request.Replay = Replayer(archive, request.URL)
	again := p.Do(t.Context(), request)
	if again.Error != nil {
		t.Fatal(again.Error)
	}
	for _, m := range site.Made()[before:] {
		t.Errorf("the server was asked for %s", m)
	}
	for _, kind := range []string{"screenshot.png", "article.md"} {
		if !bytes.Equal(read1(t, first.Dir, kind), read1(t, again.Dir, kind)) {
			t.Errorf("%s differs", kind)
		}
	}
	one, two := lines(read1(t, first.Dir, "dom.html")), lines(read1(t, again.Dir, "dom.html"))
	if !slices.Equal(one, two) {
		t.Errorf("the document differs:\n%s\nand from the record:\n%s", strings.Join(one, "\n"), strings.Join(two, "\n"))
	}
	// What was replayed can be recorded too.
	if second, err := wacz.Open(filepath.Join(again.Dir, "page.wacz")); err != nil || len(second.Lines) < 60 {
		t.Errorf("the record of the replay: %v", err)
	}
}

// lines are those that the page wrote of its requests.
func lines(dom []byte) []string {
	var list []string
	for part := range strings.SplitSeq(string(dom), "<li>") {
		text, _, ok := strings.Cut(part, "</li>")
		if ok && !strings.HasPrefix(text, "sync") {
			list = append(list, text)
		}
	}
	return list
}

func read1(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// checkPackage compares a package with its own digests.
func checkPackage(t *testing.T, name string) {
	t.Helper()
	file, err := wacz.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, problem := range file.Verify() {
		t.Error(problem)
	}
	schemes := map[string]int{}
	for _, l := range file.Lines {
		if u, err := url.Parse(l.URL); err == nil {
			schemes[u.Scheme+" "+strings.SplitN(u.Opaque, ":", 2)[0]]++
		}
	}
	for _, want := range []string{"urn view", "urn text", "urn pageinfo"} {
		if schemes[want] != 1 {
			t.Errorf("%d records of %s", schemes[want], want)
		}
	}
}

// checkSecrets looks for secrets in every file of a snapshot, inside of packages too.
func checkSecrets(t *testing.T, dir string, secrets map[string]string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		all[f.Name()] = read1(t, dir, f.Name())
	}
	packed := all["page.wacz"]
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content io.Reader = in
		if strings.HasSuffix(f.Name, ".gz") {
			if content, err = gzip.NewReader(in); err != nil {
				t.Fatal(err)
			}
		}
		if all["page.wacz/"+f.Name], err = io.ReadAll(content); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range all {
		for what, secret := range secrets {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("the secret in the %s is in %s", what, name)
			}
		}
	}
}

// Several pages can be recorded and replayed at the same time in one Chrome.
func TestReplayAtTheSameTime(t *testing.T) {
	p := open(t)
	p.Save = Save{WACZ: true}
	const pages = 3
	var recorded [pages]Result
	var sites [pages]*browsertest.Site
	each := func(f func(i int)) {
		var running sync.WaitGroup
		for i := range pages {
			running.Go(func() { f(i) })
		}
		running.Wait()
	}
	for i := range pages {
		sites[i] = browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/words" {
				fmt.Fprintf(w, "words of page %d", i)
				return
			}
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, `<title>Page %d</title><p id=out>...</p><script>
				fetch('/words').then(r => r.text()).then(t => { out.textContent = t; });</script>`, i)
		}))
	}
	each(func(i int) { recorded[i] = p.Do(t.Context(), sameEveryTime(sites[i].URL+"/")) })
	var again [pages]Result
	each(func(i int) {
		archive, err := replay.Open(filepath.Join(recorded[i].Dir, "page.wacz"))
		if err != nil {
			t.Error(err)
			return
		}
		defer archive.Close()
		request := sameEveryTime(sites[i].URL + "/")
		request.Replay = Replayer(archive, request.URL)
		again[i] = p.Do(t.Context(), request)
	})
	for i, r := range again {
		if r.Error != nil || !strings.Contains(string(read1(t, r.Dir, "dom.html")), fmt.Sprintf("words of page %d", i)) {
			t.Errorf("page %d: %v %v", i, r.Error, r.Title)
		}
		if sites[i].Hits("/words") != 1 {
			t.Errorf("page %d: the server was asked %d times", i, sites[i].Hits("/words"))
		}
	}
}

// A page of an article that is loaded twice does not take the pages before it out of the
// record, and leaves nothing of the first try in it; a page that is not kept is not in it.
func TestRecordOfSeveralPages(t *testing.T) {
	p := open(t)
	p.Save, p.FollowPages, p.Retries = Save{WACZ: true}, 3, 2
	var seconds atomic.Int32
	page := func(w http.ResponseWriter, number int) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>The lamp</title><meta property="og:type" content="article"><img src="/shared.svg"><img src="/of-%[1]d.svg">
			<article><h1>The lamp</h1><p>Part %[1]d: the lamp on the pier was lit at dusk, and the keeper wrote the hour into the book, as keepers have done here for a hundred years.</p>
			<p>Part %[1]d goes on with the oil, which was dear, and the wick, which was short, so that the light was seen from the near side only.</p>
			<nav><a href="lamp.html">1</a> <a href="lamp-page-2.html">2</a> <a href="lamp-page-3.html">3</a> <a rel="next" href="lamp-page-%[2]d.html">Next page</a></nav></article>`, number, number+1)
	}
	site := browsertest.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/lamp.html":
			page(w, 1)
		case r.URL.Path == "/lamp-page-2.html" && seconds.Add(1) > 1:
			page(w, 2)
		case r.URL.Path == "/lamp-page-2.html":
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(http.StatusServiceUnavailable)
			fmt.Fprint(w, `<p>Come again.<img src="/of-503.svg">`)
		case strings.HasSuffix(r.URL.Path, ".svg"):
			w.Header().Set("Content-Type", "image/svg+xml")
			fmt.Fprint(w, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`)
		default:
			http.NotFound(w, r)
		}
	}))
	r := p.Do(t.Context(), browser.Request{URL: site.URL + "/lamp.html"})
	if r.Error != nil {
		t.Fatal(r.Error)
	}
	if r.Article.Pages != 2 || seconds.Load() != 2 {
		t.Fatalf("%d pages, the second asked for %d times: %q", r.Article.Pages, seconds.Load(), r.Truncated)
	}
	name := filepath.Join(r.Dir, "page.wacz")
	checkPackage(t, name)
	file, err := wacz.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	statuses := map[string][]int{}
	for _, l := range file.Lines {
		if address, ok := strings.CutPrefix(l.URL, site.URL); ok {
			statuses[address] = append(statuses[address], l.Status)
		}
	}
	for address, want := range map[string][]int{
		"/lamp.html": {200}, "/of-1.svg": {200}, "/lamp-page-2.html": {200}, "/of-2.svg": {200}, "/lamp-page-3.html": nil, "/of-503.svg": nil,
	} {
		if !slices.Equal(statuses[address], want) {
			t.Errorf("%s is recorded with %v, not %v", address, statuses[address], want)
		}
	}
}
