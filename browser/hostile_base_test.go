package browser_test

import (
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// A page that replaces what our scripts in its world are made of is followed all the
// same, and notices nothing of them.
func TestBuiltinsReplaced(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Odd</title><p id="out">...<p id="bad"></p><script>
		const complain = name => { bad.textContent += name + ' '; };
		const real = {apply: Reflect.apply, Date};
		for (const holder of ['Map', 'Set', 'WeakMap', 'WeakSet']) {
			for (const name of ['get', 'set', 'has', 'add', 'delete', 'forEach', 'values']) {
				if (window[holder].prototype[name]) window[holder].prototype[name] = function () { complain(holder + '.' + name); };
			}
		}
		for (const name of ['apply', 'construct']) Reflect[name] = () => complain('Reflect.' + name);
		for (const name of ['parse', 'stringify']) JSON[name] = () => complain('JSON.' + name);
		for (const name of ['max', 'min']) Math[name] = () => { complain('Math.' + name); return NaN; };
		Array.prototype.toJSON = Object.prototype.toJSON = function () { return 'spoilt'; };
		Array.prototype.sort = Array.prototype.push = Array.prototype.slice = function () { complain('Array'); };
		const style = document.head.appendChild(document.createElement('style'));
		style.sheet.insertRule('p { color: rgb(1, 2, 3) }');
		setTimeout(() => { out.textContent = 'first'; }, 500);
		setTimeout(word => {
			out.textContent += ' ' + word;
			requestAnimationFrame(() => fetch('/').then(r => r.text()).then(() => { out.textContent += ' third'; }));
		}, 2500, 'second');
	</script>`))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, page, "first second third", `<p id="bad"></p>`)
	wantWhole(t, page)
	if page.Coverage.Skipped < 1000 {
		t.Errorf("the page's clock was moved ahead by %d ms only", page.Coverage.Skipped)
	}
}

// A page may have taken away what its observers tell of themselves: they look on all the same.
func TestObserversReplaced(t *testing.T) {
	t.Parallel()
	site := browsertest.Serve(t, browsertest.Page(`<!doctype html><title>Blind</title><p id="out">...</p><script>
		for (const name of ['thresholds', 'root', 'rootMargin']) delete IntersectionObserver.prototype[name];
		String.prototype.split = String.prototype.endsWith = () => { throw new Error('no'); };
		new IntersectionObserver(([entry]) => { if (entry.isIntersecting) out.textContent = 'was seen'; }, {threshold: 1}).observe(out);
	</script>`))
	page := browsertest.Capture(t, browser.Request{URL: site.URL})
	wantDOM(t, page, `<p id="out">was seen</p>`)
	wantWhole(t, page)
}
