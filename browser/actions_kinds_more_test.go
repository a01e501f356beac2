package browser_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// more are pages on which things are done that come a moment later, lie under something, or
// are drawn in panes of their own.
var more = map[string]string{
	"/typeahead": `<label>Port <input id=q></label><ul id=hits role=listbox></ul><p id=out></p><script>let timer; q.oninput = () => { clearTimeout(timer); timer = setTimeout(() => { hits.innerHTML = ['Aldersund', 'Aldermouth', 'Brackwater'].filter(p => p.toLowerCase().startsWith(q.value.toLowerCase())).map(p => '<li role=option>' + p).join('');
		for (const li of hits.children) li.onclick = () => { out.textContent = 'bound for ' + li.textContent; hits.innerHTML = ''; }; }, 250); }</script>`,
	"/wizard": `<form><label>Crew <input id=crew type=number></label><button id=next disabled type=button>Next</button></form><p id=out></p><script>crew.oninput = () => setTimeout(() => { next.disabled = !(crew.value > 0); }, 200); next.onclick = () => { out.textContent = 'a crew of ' + crew.value; }</script>`,
	"/tabs":   `<div role=tablist><button role=tab aria-selected=true>Tides</button><button role=tab aria-selected=false aria-label="Weather report">Weather</button></div><section id=panel>high at noon</section><script>document.querySelectorAll('[role=tab]')[1].onclick = e => { e.target.setAttribute('aria-selected', 'true'); panel.textContent = 'gale from the west'; }</script>`,
	"/toast":  `<style>#toast { position: fixed; inset: 0; background: #fffc }</style><button id=go>Weigh anchor</button><div id=toast>Saved</div><p id=out></p><script>setTimeout(() => toast.remove(), 900); go.onclick = () => { out.textContent = 'under way'; }</script>`,
	"/moving": `<style>#go { position: relative; transition: left 0.6s } </style><button id=go>Catch me</button><p id=out></p><script>setTimeout(() => { go.style.left = '300px'; }, 50); go.onclick = e => { out.textContent = 'caught ' + e.isTrusted; }</script>`,
	"/pane": `<style>#pane { height: 500px; overflow-y: auto } #pane div { height: 60px }</style><div id=pane></div><p id=out></p><script>let n = 0, busy = false; const more = () => { for (let i = 0; i < 20; i++) { n++; const d = document.createElement('div'); d.textContent = 'Berth ' + n; const m = n; d.onclick = () => { out.textContent = 'took berth ' + m; }; pane.append(d); } }; more();
		pane.onscroll = () => { if (!busy && n < 200 && pane.scrollTop + 500 > pane.scrollHeight - 100) { busy = true; setTimeout(() => { more(); busy = false; }, 150); } }</script>`,
	"/rich":    `<div id=text contenteditable role=textbox aria-label="Log entry">old words</div><p id=out></p><script>text.onkeydown = e => { if (e.ctrlKey && e.key === 'Enter') { out.textContent = 'entered: ' + text.textContent; } }</script>`,
	"/range":   `<label>Sail <input id=sail type=range min=0 max=10 value=5></label><p id=out></p><script>sail.oninput = () => { out.textContent = 'sail ' + sail.value; }</script>`,
	"/nested":  `<iframe src=/middle width=500 height=300></iframe><p id=out></p><script>addEventListener('message', e => { out.textContent = e.data; })</script>`,
	"/middle":  `<p style="height: 100px">The middle</p><iframe id=deep width=400 height=120></iframe><script>deep.src = location.origin.replace('127.0.0.1', 'localhost') + '/deepest'</script>`,
	"/deepest": `<p style="height: 60px">Down here</p><button onclick="top.postMessage('rang the bell', '*')">Ring</button>`,
	"/window":  `<a href="/range" target=_blank>In a new window</a><a href="/tabs">Here</a>`,
}

func TestDoingMore(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	for path, html := range more {
		mux.Handle(path, browsertest.Page("<!doctype html><html lang=en><meta charset=utf-8><title>More</title>"+html))
	}
	site := browsertest.Serve(t, mux)
	click := func(target string) browser.Action { return browser.Action{Do: browser.DoClick, Target: target} }
	fill := func(target, text string) browser.Action {
		return browser.Action{Do: browser.DoFill, Target: target, Value: text}
	}
	for _, test := range []struct {
		path, shows string
		actions     []browser.Action
	}{
		{"/typeahead", ">bound for Aldermouth</p>", []browser.Action{fill(`role=textbox[name="Port"]`, "alder"), click(`role=option[name="Aldermouth"]`)}},
		{"/wizard", ">a crew of 7</p>", []browser.Action{fill(`role=spinbutton[name="Crew"]`, "7"), click("text=Next")}},
		{"/tabs", ">gale from the west</section>", []browser.Action{click(`role=tab[name="weather report"]`)}},
		{"/toast", ">under way</p>", []browser.Action{click("text=Weigh anchor")}},
		{"/moving", ">caught true</p>", []browser.Action{click("text=Catch me")}},
		{"/pane", ">took berth 87</p>", []browser.Action{{Do: browser.DoScroll, Value: "text=Berth 87"}, click("text=Berth 87")}},
		{"/rich", ">entered: new words</p>", []browser.Action{fill(`role=textbox[name="Log entry"]`, "new words"), {Do: browser.DoPress, Target: "#text", Value: "Control+Enter"}}},
		{"/range", ">sail 7</p>", []browser.Action{{Do: browser.DoPress, Target: `role=slider[name="Sail"]`, Value: "ArrowRight"}, {Do: browser.DoPress, Value: "ArrowRight"}}},
		{"/nested", ">rang the bell</p>", []browser.Action{click(`role=button[name="Ring"]`)}},
		{"/window", ">gale from the west</section>", []browser.Action{click("text=In a new window"), click("text=Here"), click(`role=tab[name="Weather report"]`)}},
	} {
		t.Run(test.path[1:], func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + test.path, Actions: test.actions})
			if !bytes.Contains(page.DOM, []byte(test.shows)) {
				t.Errorf("the document has no %q:\n%s", test.shows, page.DOM)
			}
		})
	}
}
