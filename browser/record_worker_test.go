package browser_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

const workedPage = `<!doctype html><title>Worked</title><p id="words">waiting</p><script>
const ready = new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', done, {once: true}));
navigator.serviceWorker.register('/worker.js').then(() => ready).then(() => Promise.all([fetch('/made'), fetch('/passed')]))
	.then(answers => Promise.all(answers.map(answer => answer.text()))).then(texts => { words.textContent = texts.join(' and '); });
</script>`

const workerScript = `addEventListener('install', event => event.waitUntil(skipWaiting()));
addEventListener('activate', event => event.waitUntil(clients.claim()));
addEventListener('fetch', event => {
	const {pathname} = new URL(event.request.url);
	if (pathname === '/made') event.respondWith(new Response('Words of the worker', {headers: {'Content-Type': 'text/plain; charset=utf-8'}}));
	else if (pathname === '/passed') event.respondWith(fetch(event.request));
});`

// What a service worker answers is shown and recorded as its answer, and what it passes on
// is recorded once.
func TestRecordWorker(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/{$}": html(workedPage),
		"/worker.js": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(workerScript))
		},
		"/passed": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("words of the server")) },
	}))
	var kept notes
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Record: &kept, Settle: browser.Settle{For: []string{"text=Words of the worker and words of the server"}}})
	if !strings.Contains(string(page.DOM), "Words of the worker and words of the server") {
		t.Errorf("the page shows %.300s", page.DOM)
	}
	made, count := kept.find(browsertest.Made{Method: "GET", Path: "/made"})
	if count != 1 || made.sum != digestOf([]byte("Words of the worker")) || strings.Join(made.field("Content-Type"), "") != "text/plain; charset=utf-8" {
		t.Errorf("%d answers of the worker, the first of %d bytes %v", count, made.size, made.Response.Header)
	}
	if _, count := kept.find(browsertest.Made{Method: "GET", Path: "/passed"}); count != 1 {
		t.Errorf("what it passed on was recorded %d times", count)
	}
}
