package browser_test

import (
	"bytes"
	"regexp"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// form writes down what is done to it, and whether it was a person's doing.
const form = `<!doctype html><title>Harbour</title>
<style>.far { margin-top: 3000px } #tip { display: none } #hint:hover + #tip { display: block }</style>
<button id=more>More boats</button> <a id=hint href="#">Hint</a><p id=tip>Low water at six</p>
<input id=q value=old><select id=pier><option>North</option><option value=s>South</option></select><input id=day type=date>
<div id=note contenteditable>old</div>
<button class=far id=low>Far below</button><p id=log></p>
<script>
const log = words => document.getElementById('log').append(words + '; ');
const on = (id, name, words) => document.getElementById(id).addEventListener(name, e => log(e.isTrusted + ' ' + words(e)));
on('more', 'click', () => 'more');
on('low', 'click', () => 'low');
on('q', 'keydown', e => (e.ctrlKey ? 'ctrl ' : '') + e.key);
on('q', 'input', e => 'q=' + e.target.value);
on('pier', 'change', e => 'pier=' + e.target.value);
on('day', 'change', e => 'day=' + e.target.value);
on('note', 'input', e => 'note=' + e.target.textContent);
addEventListener('scroll', () => log('at ' + scrollY));
</script>`

func TestActions(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{
		"/": form,
		"/late": `<p id=out>nothing</p><script>setTimeout(() => {
			const b = document.createElement('button'); b.textContent = 'Cast off'; b.onclick = () => out.textContent = 'gone to sea';
			document.body.append(b) }, 700)</script>`,
		"/shadow": `<div id=host></div><iframe srcdoc="<button onclick='parent.document.title = &quot;framed&quot;'>In a frame</button>"></iframe><script>
			host.attachShadow({mode: 'open'}).innerHTML = '<button>In a shadow</button>';
			host.shadowRoot.querySelector('button').onclick = () => host.before('found')</script>`,
		"/links":  `<a href="/second">Second page</a>`,
		"/second": `<title>Second</title><h1>There</h1><div id=cookie role=dialog style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">We use cookies on this site. <button onclick="cookie.remove()">Reject all</button></div>`,
		"/menu":   `<button onclick="menu.hidden = false">Menu</button><ul id=menu hidden><li><button onclick="fetch('/second').then(r => r.text()).then(() => document.title = 'fetched')">Load</button></ul>`,
	}))
	for _, test := range []struct {
		name, path string
		view       browser.View
		actions    []browser.Action
		shows      string // in the document at the end
	}{
		{"click", "/", browser.View{}, []browser.Action{{Do: browser.DoClick, Target: "#more"}}, "true more;"},
		{"click on words", "/", browser.View{}, []browser.Action{{Do: browser.DoClick, Target: "text=more boats"}}, "true more;"},
		{"click far below", "/", browser.View{}, []browser.Action{{Do: browser.DoClick, Target: "#low"}}, "true low;"},
		{"a finger", "/", browser.View{Mobile: true, Width: 400, Height: 700}, []browser.Action{{Do: browser.DoClick, Target: "#more"}}, "true more;"},
		{"fill", "/", browser.View{}, []browser.Action{{Do: browser.DoFill, Target: "#q", Value: "tide"}}, "true q=tide;"},
		{"fill with nothing", "/", browser.View{}, []browser.Action{{Do: browser.DoFill, Target: "#q"}}, "true q=;"},
		{"fill a list", "/", browser.View{}, []browser.Action{{Do: browser.DoFill, Target: "#pier", Value: "South"}}, "false pier=s;"},
		{"fill a date", "/", browser.View{}, []browser.Action{{Do: browser.DoFill, Target: "#day", Value: "2026-03-04"}}, "false day=2026-03-04;"},
		{"fill what is editable", "/", browser.View{}, []browser.Action{{Do: browser.DoFill, Target: "#note", Value: "new"}}, "true note=new;"},
		{"press", "/", browser.View{}, []browser.Action{{Do: browser.DoPress, Target: "#q", Value: "Enter"}, {Do: browser.DoPress, Value: "é"}, {Do: browser.DoPress, Value: "Control+b"}}, "true Enter; true é; true q=éold; true ctrl b;"},
		{"hover", "/", browser.View{}, []browser.Action{{Do: browser.DoHover, Target: "#hint"}, {Do: browser.DoScript, Value: "document.title = tip.offsetHeight > 0 ? 'tip is shown' : 'no tip'"}}, "tip is shown"},
		{"scroll", "/", browser.View{}, []browser.Action{{Do: browser.DoScroll, Value: "600"}}, "at 600;"},
		{"scroll to", "/", browser.View{}, []browser.Action{{Do: browser.DoScroll, Target: "#low"}}, "at "},
		{"a script that waits", "/", browser.View{}, []browser.Action{{Do: browser.DoScript, Value: "new Promise(done => setTimeout(done, 300)).then(() => document.title = 'waited')"}}, "<title>waited"},
		{"what comes late", "/late", browser.View{}, []browser.Action{{Do: browser.DoWait, Value: "text=Cast off"}, {Do: browser.DoClick, Target: "text=Cast off"}}, "gone to sea"},
		{"a time", "/", browser.View{}, []browser.Action{{Do: browser.DoWait, Value: "50ms"}, {Do: browser.DoWait, Value: "js=document.title"}, {Do: browser.DoWait, Value: "#more"}}, "Harbour"},
		{"a shadow root", "/shadow", browser.View{}, []browser.Action{{Do: browser.DoClick, Target: "text=In a shadow"}}, "found"},
		{"a frame", "/shadow", browser.View{}, []browser.Action{{Do: browser.DoClick, Target: "text=In a frame"}}, "<title>framed"},
		{"what an action brings", "/menu", browser.View{}, []browser.Action{{Do: browser.DoClick, Target: "text=Menu"}, {Do: browser.DoClick, Target: "text=Load"}}, "<title>fetched"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page := browsertest.Capture(t, browser.Request{URL: site.URL + test.path, View: test.view, Actions: test.actions})
			if !bytes.Contains(page.DOM, []byte(test.shows)) {
				t.Errorf("the document has no %q:\n%s", test.shows, page.DOM)
			}
		})
	}
}

// A page that an action leads to is cleared and captured as the first one is.
func TestActionsMayLeadToAnotherPage(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{
		"/": `<a href="/second">Second page</a>`,
		"/second": `<title>Second</title><h1>There</h1><a href="/third">Third</a><div id=cookie role=dialog style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">
			We use cookies on this site. <button onclick="cookie.remove()">Reject all</button></div>`,
		"/third": `<title>Third</title>`,
	}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL, Actions: []browser.Action{{Do: browser.DoClick, Target: "text=Second page"}}})
	if page.Title != "Second" || page.FinalURL != site.URL+"/second" || page.Response.Status != 200 {
		t.Errorf("title %q at %s, status %d", page.Title, page.FinalURL, page.Response.Status)
	}
	if len(page.Overlays) != 1 || page.Overlays[0].Kind != "consent" {
		t.Errorf("overlays: %+v", page.Overlays)
	}
}

func TestActionsThatFail(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{
		"/": form + `<button id=off disabled>Off</button><button id=gone hidden>Gone</button><input id=box type=checkbox><div style="position:relative"><button id=under>Under</button><p id=lid style="position:absolute;inset:0;background:#eee;margin:0">Lid</p></div>`,
	}))
	for _, test := range []struct {
		name   string
		action browser.Action
		says   string
	}{
		{"no element", browser.Action{Do: browser.DoClick, Target: "#nothing"}, `actions[0]: click: no element matches "#nothing" within 300ms`},
		{"no words", browser.Action{Do: browser.DoClick, Target: "text=Abandon ship"}, `actions[0]: click: no element matches "text=Abandon ship" within 300ms`},
		{"not visible", browser.Action{Do: browser.DoClick, Target: "#gone"}, `actions[0]: click: what matches "#gone" is not visible within 300ms`},
		{"disabled", browser.Action{Do: browser.DoClick, Target: "#off"}, `actions[0]: click: button#off is disabled within 300ms`},
		{"covered", browser.Action{Do: browser.DoClick, Target: "#under"}, `actions[0]: click: button#under is covered by p#lid within 300ms`},
		{"no field", browser.Action{Do: browser.DoFill, Target: "#more", Value: "x"}, `actions[0]: fill: button#more is no field to fill`},
		{"a box to tick", browser.Action{Do: browser.DoFill, Target: "#box", Value: "x"}, `actions[0]: fill: input#box is of type checkbox: click it`},
		{"no option", browser.Action{Do: browser.DoFill, Target: "#pier", Value: "West"}, `actions[0]: fill: select#pier has no option "West"`},
		{"no date", browser.Action{Do: browser.DoFill, Target: "#day", Value: "tomorrow"}, `actions[0]: fill: input#day of type date does not take "tomorrow"`},
		{"no key", browser.Action{Do: browser.DoPress, Value: "Entr"}, `actions[0]: press: there is no key "Entr": use a character, or a name such as Enter, Tab, Escape, ArrowDown`},
		{"a script that fails", browser.Action{Do: browser.DoScript, Value: "sail()"}, `actions[0]: js: ReferenceError: sail is not defined`},
		{"a script that never ends", browser.Action{Do: browser.DoScript, Value: "new Promise(() => {})"}, `actions[0]: js: it did not end within 300ms`},
		{"waiting in vain", browser.Action{Do: browser.DoWait, Value: "#ship"}, `actions[0]: wait: the page does not show "#ship" within 300ms`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.action.Timeout = 300 * time.Millisecond
			err, page := browsertest.Refused(t, browser.Request{URL: site.URL, Actions: []browser.Action{test.action}})
			if err.Kind() != "action" || err.Error() != test.says {
				t.Errorf("it says %s: %s\nnot %s", err.Kind(), err, test.says)
			}
			if len(page.Picture) == 0 {
				t.Error("there is no picture of what the page showed")
			}
		})
	}
}

// An action whose patience is longer than the page's time says what it waited for, too.
func TestActionsThatThePageHasNoTimeFor(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Pages(map[string]string{"/": form}))
	for _, test := range []struct {
		action browser.Action
		says   string
	}{
		{browser.Action{Do: browser.DoClick, Target: "#nothing"}, `^actions\[0\]: click: no element matches "#nothing" within [\d.]+m?s$`},
		{browser.Action{Do: browser.DoWait, Value: "#ship"}, `^actions\[0\]: wait: the page does not show "#ship" within [\d.]+m?s$`},
		{browser.Action{Do: browser.DoWait, Value: "1m"}, `^actions\[0\]: wait: the time for the page was up$`},
	} {
		t.Run(test.action.Target+test.action.Value, func(t *testing.T) {
			t.Parallel()
			err, _ := browsertest.Refused(t, browser.Request{URL: site.URL, Actions: []browser.Action{test.action}, Timeout: 3 * time.Second})
			if err.Kind() != "action" || !regexp.MustCompile(test.says).MatchString(err.Error()) {
				t.Errorf("it says %s: %s\nnot %s", err.Kind(), err, test.says)
			}
		})
	}
}
