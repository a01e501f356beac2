package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A form answers with its controls, and a document with its named elements, where a script
// asks for their own properties: a page in which they stand in the way of all that we ask for
// is captured like any other.
func TestClobbered(t *testing.T) {
	t.Parallel()
	ofElements := []string{
		"attributes", "children", "childNodes", "firstChild", "lastChild", "firstElementChild", "lastElementChild", "nextSibling", "previousSibling", "nextElementSibling", "previousElementSibling",
		"parentNode", "parentElement", "ownerDocument", "nodeType", "localName", "namespaceURI", "shadowRoot", "assignedSlot", "isConnected", "id", "className", "classList", "style", "title", "hidden",
		"getAttribute", "hasAttribute", "setAttribute", "removeAttribute", "matches", "closest", "contains", "querySelector", "querySelectorAll", "getElementsByTagName", "getBoundingClientRect", "getClientRects",
		"checkVisibility", "getAnimations", "getRootNode", "dispatchEvent", "addEventListener", "remove", "append", "click", "focus", "scrollTo", "scrollIntoView", "textContent", "innerText",
		"clientWidth", "clientHeight", "scrollWidth", "scrollHeight", "scrollTop", "scrollLeft", "offsetWidth", "offsetHeight", "offsetParent", "tabIndex", "inert", "elements", "method", "content",
	}
	ofDocuments := []string{
		"body", "documentElement", "head", "title", "fonts", "styleSheets", "adoptedStyleSheets", "scrollingElement", "activeElement", "timeline", "readyState", "defaultView", "ownerDocument", "childNodes", "lastChild", "firstChild", "children",
		"querySelector", "querySelectorAll", "getElementById", "getElementsByTagName", "getElementsByName", "createElement", "createTreeWalker", "createRange", "elementFromPoint", "elementsFromPoint", "getAnimations", "getSelection",
		"dispatchEvent", "addEventListener", "nodeType", "nodeName", "baseURI", "URL", "characterSet", "compatMode", "doctype", "contentType", "images", "forms", "scripts", "links", "visibilityState", "hidden", "cookie", "domain", "contains", "getRootNode", "implementation",
	}
	var inputs, images strings.Builder
	for _, name := range ofElements {
		fmt.Fprintf(&inputs, `<input type="hidden" name=%q>`, name)
	}
	for _, name := range ofDocuments {
		fmt.Fprintf(&images, `<img name=%q alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">`, name)
	}
	green := `<div style="background:` + browsertest.Hex(browsertest.Green) + `;height:100px;width:300px"></div>`
	tests := map[string]string{
		"a form around it all": `<form id="all">` + inputs.String() + `<p>Still here.</p>%</form>`,
		"named pictures":       images.String() + `<p>Still here.</p>%`,
		"both, and a frame":    images.String() + `<form>` + inputs.String() + `<p>Still here.</p>%<details><summary>More</summary>Folded.</details></form><iframe srcdoc="` + strings.ReplaceAll(images.String(), `"`, "'") + `<p>Framed text.</p>"></iframe>`,
		"a form as a notice":   `<p>Still here.</p>%<form style="position:fixed;left:0;right:0;bottom:0;height:200px;background:` + browsertest.Hex(browsertest.Purple) + `" onsubmit="return false">` + inputs.String() + `<p>We use cookies.</p><button type="button" onclick="this.closest('p, form') && Element.prototype.remove.call(this.parentNode)">Reject all</button></form>`,
		"a form as a pane":     `<form style="height:500px;width:1200px;overflow:auto">` + inputs.String() + `<p>Still here.</p>%<p style="margin-top:1500px">Deep.</p></form>`,
		"a form in a shadow":   `<p>Still here.</p>%<div id="h"></div><script>h.attachShadow({mode: 'open'}).innerHTML = ` + "`<form>" + inputs.String() + `<p>In the shadow.</p></form>` + "`" + `</script>`,
		"a form as a fold":     `<p>Still here.</p>%<button aria-expanded="false" aria-controls="f" onclick="f.hidden = false; this.setAttribute('aria-expanded', 'true')">More</button><form id="f" hidden>` + inputs.String() + `<p>A form that was folded away is part of the page.</p></form>`,
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := capture(t, `<!doctype html><html lang="en"><title>Clobbered</title><body>`+strings.Replace(body, "%", green, 1)+`<div style="height:3000px"></div><p>The end.</p></body>`, browser.Request{Outputs: browser.Outputs{Styled: true}})
			wantDOM(t, page, "Still here.", "The end.")
			wantWhole(t, page)
			browsertest.WantArea(t, browsertest.Decode(t, page.Picture), browsertest.Green, 300*100)
			if page.Title != "Clobbered" || len(page.Truncated) > 0 || len(page.Coverage.Kept) > 0 || page.Coverage.Complete != 1 {
				t.Errorf("title %q, truncated %q, kept %q, complete %v", page.Title, page.Truncated, page.Coverage.Kept, page.Coverage.Complete)
			}
			if page.Coverage.Height < 3100 {
				t.Errorf("it is %d px tall", page.Coverage.Height)
			}
			if n := browsertest.Area(browsertest.Decode(t, page.Picture), browsertest.Purple); n > 0 {
				t.Errorf("%d pixels of the notice are in the picture", n)
			}
		})
	}
}
