package browser_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page that has something to read and shows none of it says so: the picture is white for
// everybody, and yet it is not what was asked for.
func TestShowsNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		markup string
		told   bool
	}{
		"clear for ever":     {`<style>body{opacity:0}</style>` + prose(3), true},
		"hidden for ever":    {`<style>html{visibility:hidden}</style>` + prose(3), true},
		"not shown at all":   {`<style>#app{display:none}</style><div id="app">` + prose(3) + `</div>`, true},
		"beside the window":  {`<style>body{overflow:hidden}main{position:absolute;left:-9000px}</style><main>` + prose(3) + `</main>`, true},
		"no height":          {`<style>main{height:0;overflow:hidden}</style><main>` + prose(3) + `</main>`, true},
		"white on white":     {`<main style="color:#fff">` + prose(4) + `</main>`, true},
		"black on black":     {`<style>body{background:#000;color:#000}</style><h1>Tide table</h1>` + prose(2), true},
		"grey on white":      {`<main style="color:#ddd">` + prose(4) + `</main>`, false},
		"white on a picture": {`<main style="color:#fff;background:linear-gradient(#fff,#024)">` + prose(4) + `</main>`, false},
		"nothing to read":    {`<script>const a = "the tide turned before the pilots had put out by the eastern mark"</script>`, false},
		"a template":         {`<template>` + prose(3) + `</template>`, false},
		"a drawing":          {`<canvas id="c" width="400" height="300"></canvas><p hidden>` + prose(1) + `</p><script>c.getContext('2d').fillRect(20, 20, 200, 200)</script>`, false},
		"a ground":           {`<style>body{margin:0;height:100vh;background:linear-gradient(#024,#8ac)}</style>`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, browsertest.Page("<!doctype html><meta charset=utf-8><title>Unseen</title>"+c.markup)).URL})
			if told := strings.Contains(fmt.Sprint(page.Truncated), "shows nothing"); told != c.told || page.Coverage.Complete != map[bool]float64{false: 1, true: 0}[told] {
				t.Errorf("told: %v; complete %v, %v", told, page.Coverage.Complete, page.Truncated)
			}
		})
	}
}

// What stands for the content until somebody speaks is not the page.
func TestContentToCome(t *testing.T) {
	t.Parallel()
	const late = 2200 * time.Millisecond // longer than who speaks is waited for elsewhere
	events := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_ = http.NewResponseController(w).Flush()
		select {
		case <-time.After(late):
		case <-r.Context().Done():
			return
		}
		_, _ = fmt.Fprintf(w, "%sdata: %s\n\n", r.URL.Query().Get("as"), `<h1>Tide table</h1>`+prose(2))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	const stands = `<div class="s"></div><div class="s"></div>`
	const pulse = `<style>.s{height:90px;margin:20px;background:#ddd}@keyframes p{to{opacity:.4}}.s{animation:p 1s infinite alternate}</style>`
	const plain = `<style>.s{height:90px;margin:20px;background:#ddd}</style>`
	for name, markup := range map[string]string{
		"bars that pulse":       pulse + `<main id="m">` + stands + `</main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"bars that stand":       plain + `<main id="m">` + stands + `</main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"under a head":          plain + `<header><nav><a href="/">Harbour office</a> <a href="/t">Tide tables</a></nav></header><main id="m">` + stands + `</main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"a word that waits":     `<main id="m"><p>Loading …</p></main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"an event of a name":    `<main id="m"></main><script>new EventSource('/events?as=event:+table%0A').addEventListener('table', e => m.innerHTML = e.data)</script>`,
		"a drawing that moves":  `<main id="m"><svg width="400" height="120"><rect width="400" height="90" fill="#ddd"><animate attributeName="opacity" values="1;.3;1" dur="1s" repeatCount="indefinite"/></rect></svg></main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"a picture that pulses": `<style>@keyframes p{to{opacity:.3}}img{animation:p 1s infinite alternate}</style><main id="m"><img src="` + browsertest.Flat(200, 120, browsertest.Red) + `"></main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"under a banner":        plain + `<div role="banner"><a href="/">Harbour office</a> <a href="/t">Tide tables</a></div><main id="m">` + stands + `</main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
		"a ring":                `<style>@keyframes r{to{transform:rotate(1turn)}}#r{width:40px;height:40px;border:4px solid #ccc;border-top-color:#06c;border-radius:50%;animation:r 1s linear infinite}</style><main id="m"><div id="r"></div></main><script>new EventSource('/events').onmessage = e => m.innerHTML = e.data</script>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.Handle("/", browsertest.Page("<!doctype html><meta charset=utf-8><title>To come</title>"+markup))
			mux.HandleFunc("/events", events)
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, mux).URL})
			if !strings.Contains(string(page.DOM), "<h1>Tide table</h1>") || page.Coverage.Class != "content" {
				t.Errorf("the page was taken before its content came: %s, %v", page.Coverage.Class, page.Coverage.Waits)
			}
		})
	}
}

// A wall that comes while one scrolls holds the page where it is: what it kept from being seen
// is looked at when it has gone.
func TestWallWhileScrolling(t *testing.T) {
	t.Parallel()
	const feed = `<!doctype html><meta charset="utf-8"><title>Feed</title><style>section{height:700px}</style><h1>Log of the harbour</h1><div id="feed"></div><div id="end" style="height:10px"></div><script>
		let n = 0, busy = false;
		const more = async () => {
			if (busy || n >= 7) return;
			busy = true;
			await fetch('/late');
			feed.insertAdjacentHTML('beforeend', '<section><h2>Entry ' + n++ + '</h2><p>The dredger came back with its hold full.</p></section>');
			busy = false;
			if (end.getBoundingClientRect().top < innerHeight + 50) more();
		};
		new IntersectionObserver(seen => seen[0].isIntersecting && more(), {rootMargin: '50px'}).observe(end);
		let came = false;
		addEventListener('scroll', () => {
			if (came) return;
			came = true;
			setTimeout(() => { %s }, 500);
		});</script>`
	for name, wall := range map[string]string{
		"body held by its top": `document.body.style.cssText = 'position:fixed;width:100%;top:-' + scrollY + 'px';
			document.body.insertAdjacentHTML('beforeend', '<div id="w" style="position:fixed;inset:0;background:#000b"><div style="background:#fff;margin:30vh auto;width:400px"><p>We and our partners use cookies.</p><button onclick="w.remove();document.body.style.cssText=\'\'">Reject all</button><button>Accept all</button></div></div>')`,
		"body without a scroll bar": `document.body.style.overflow = 'hidden';
			document.body.insertAdjacentHTML('beforeend', '<div id="w" style="position:fixed;inset:0;background:#000b"><div style="background:#fff;margin:30vh auto;width:400px"><p>Get our newsletter every Friday.</p><input type="email"><button onclick="w.remove();document.body.style.overflow=\'\'">No, thanks</button></div></div>')`,
		"a modal dialog": `document.body.insertAdjacentHTML('beforeend', '<dialog id="w" style="width:100vw;height:100vh;max-width:none;max-height:none;box-sizing:border-box"><p>Read on in our app.</p><button onclick="w.close();document.documentElement.style.overflow=\'\'" aria-label="Close">x</button></dialog>'); w.showModal(); document.documentElement.style.overflow = 'hidden'`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.Handle("/", browsertest.Page(fmt.Sprintf(feed, wall)))
			mux.Handle("/late", browsertest.Late(300*time.Millisecond, browsertest.Page("")))
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, mux).URL})
			if !strings.Contains(string(page.DOM), "Entry 6") || len(page.Overlays) == 0 {
				t.Errorf("%d entries, %d px, cleared %v", strings.Count(string(page.DOM), "<h2>"), page.Coverage.Height, page.Overlays)
			}
		})
	}
}

// Who asks where the reader is before there is any page has the question closed; what is not
// such a question stays, since there is nothing else.
func TestQuestionOfPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		asks string
		goes bool
	}{
		"region":      {`<p>Choose your region to see what is in store</p><select><option>North<option>South</select><button>Continue</button>%s`, true},
		"in German":   {`<h2>Bitte wählen Sie Ihre Filiale</h2><input placeholder="PLZ"><button>Weiter</button>%s`, true},
		"in French":   {`<h2>Choisissez votre pays</h2><ul><li><a href="/fr">France</a><li><a href="/be">Belgique</a></ul>%s`, true},
		"in Japanese": {`<h2>国を選択してください</h2><select><option>日本<option>韓国</select>%s`, true},
		"a notice":    {`<h2>The harbour office is closed</h2><p>It opens again on Monday at eight.</p>%s`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mux := http.NewServeMux()
			mux.Handle("/late", browsertest.Late(700*time.Millisecond, browsertest.Page("")))
			mux.Handle("/", browsertest.Page(`<!doctype html><meta charset="utf-8"><title>Store</title><div id="app"></div>
				<div id="q" style="position:fixed;inset:0;background:#000d"><div style="background:#fff;margin:200px auto;width:400px;padding:40px">`+
				fmt.Sprintf(c.asks, `<button aria-label="Close dialog" onclick="shut()">✕</button>`)+`</div></div>
				<script>const shut = () => { q.remove(); fetch('/late').then(() => app.innerHTML = '<h1>In store</h1>' + '<p>Rope, lamps and charts of the sound.</p>'.repeat(3)) }</script>`))
			page := browsertest.Capture(t, browser.Request{URL: browsertest.Serve(t, mux).URL})
			if went := strings.Contains(string(page.DOM), "In store</h1><p>"); went != c.goes || went == (len(page.Coverage.Kept) > 0) {
				t.Errorf("went: %v; %v, kept %v", went, page.Overlays, page.Coverage.Kept)
			}
		})
	}
}
