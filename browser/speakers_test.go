package browser_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// tide is a page that shows each part that it is told.
const tide = `<!doctype html><title>Told in parts</title><p>First.<script>
	const say = text => document.body.append(Object.assign(document.createElement('p'), {textContent: text.toUpperCase()}));`

// parts streams a story in six parts, and stays open.
func parts(name string) handlerFunc {
	return func(w response, r *request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for i := range 6 {
			fmt.Fprintf(w, "%sdata: part %d\n\n", name, i+1)
			w.(interface{ Flush() }).Flush()
			select {
			case <-time.After(600 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
		<-r.Context().Done()
	}
}

// What a page is told in parts is waited for, from whoever tells it.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/parts":  parts(""),
		"/named":  parts("event: line\n"),
		"/stream": html(tide + `new EventSource('/parts').onmessage = e => say(e.data)</script>`),
		"/lines":  html(tide + `new EventSource('/named').addEventListener('line', e => say(e.data))</script>`),
		"/worker": html(tide + `new Worker(URL.createObjectURL(new Blob(['let i = 0; const t = setInterval(() => { postMessage("part " + ++i); if (i === 6) clearInterval(t) }, 700)']))).onmessage = e => say(e.data)</script>`),
		"/shared": html(tide + `new SharedWorker('data:text/javascript,' + encodeURIComponent('onconnect = e => { let i = 0; const t = setInterval(() => { e.ports[0].postMessage("part " + ++i); if (i === 6) clearInterval(t) }, 700) }')).port.onmessage = e => say(e.data)</script>`),
	}))
	for _, path := range []string{"/stream", "/lines", "/worker", "/shared"} {
		t.Run(path[1:], func(t *testing.T) {
			t.Parallel()
			got := browsertest.Capture(t, browser.Request{URL: site.URL + path})
			wantDOM(t, got, "PART 6")
			wantWhole(t, got)
		})
	}
}

// Who never comes to an end is not listened to for ever.
func TestSpeakersForEver(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"a list that grows": `new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage("part"), 700)']))).onmessage = e => say(e.data)`,
		"a clock":           `const p = document.querySelector('p'); let n = 0; new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage(1), 1000)']))).onmessage = () => p.textContent = 'First. ' + ++n`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := capture(t, tide+script+`</script>`, browser.Request{})
			wantDOM(t, got, "First.")
			wantWhole(t, got)
			t.Log(got.Timings.Settled)
		})
	}
}
