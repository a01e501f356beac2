package browser_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// Buttons that show more are known in many languages, however their letters are written.
func TestMoreInManyLanguages(t *testing.T) {
	t.Parallel()
	more := []string{
		"Read more", "SHOW MORE", "Ver más", "Devamını oku", "Haberin devamını oku", "Číst dál", "Περισσότερα", "Показать ещё", "Читати далі",
		"और पढ़ें", "कहानी आगे पढ़ें", "पूरी ख़बर पढ़ें", "अधिक वाचा", "थप पढ्नुहोस्", "আরও পড়ুন", "বিস্তারিত পড়ুন", "ਹੋਰ ਪੜ੍ਹੋ", "વધુ વાંચો", "ଅଧିକ ପଢ଼ନ୍ତୁ",
		"மேலும் படிக்க", "தொடர்ந்து படிக்கவும்", "మరింత చదవండి", "ಹೆಚ್ಚು ಓದಿ", "കൂടുതൽ വായിക്കുക", "തുടര്\u200dന്ന് വായിക്കുക", "තව කියවන්න",
		"อ่านต่อ", "ดูเพิ่มเติม", "ອ່ານຕໍ່", "អានបន្ត", "ဆက်ဖတ်ရန်", "Đọc tiếp", "Baca selengkapnya",
		"اقرأ المزيد", "إقرأ المزيد", "عرض المَزيد", "ادامه مطلب", "بیشتر بخوانید", "مشاهده\u200cی بیشتر", "مزید پڑھیں", "קרא עוד", "להמשך קריאה",
		"続きを読む", "记事阅读全文", "閱讀全文", "더 보기", "Կարդալ ավելին", "გააგრძელე კითხვა", "ተጨማሪ ያንብቡ", "Толығырақ оқу", "Дэлгэрэнгүй",
	}
	never := []string{"Subscribe to read more", "Log in to see more", "Share", "Moreover", "सदस्य बनें और पढ़ें", "购买", "Anmelden und weiterlesen", "Réserver", "ซื้อ", "شارك", "Mercado", "Plus"}
	var b strings.Builder
	b.WriteString(`<!doctype html><meta charset="utf-8"><title>T</title><main>`)
	for i, name := range more {
		for form, f := range map[string]norm.Form{"c": norm.NFC, "d": norm.NFD} {
			fmt.Fprintf(&b, `<p><button onclick="this.replaceWith('opened-%d%s.')">%s</button></p>`, i, form, f.String(name))
		}
	}
	for i, name := range never {
		fmt.Fprintf(&b, `<p><button onclick="this.replaceWith('wrong-%d.')">%s</button></p>`, i, name)
	}
	page := capture(t, b.String(), browser.Request{})
	for i, name := range more {
		for _, form := range []string{"c", "d"} {
			if !strings.Contains(string(page.DOM), fmt.Sprintf(">opened-%d%s.<", i, form)) {
				t.Errorf("%q (%s) was not pressed", name, form)
			}
		}
	}
	for i, name := range never {
		if strings.Contains(string(page.DOM), fmt.Sprintf(">wrong-%d.<", i)) {
			t.Errorf("%q was pressed", name)
		}
	}
}

// What is folded in the page's own text is opened, whatever its button says; menus and the
// like stay shut.
func TestFolds(t *testing.T) {
	t.Parallel()
	const toggle = `onclick="const open = this.getAttribute('aria-expanded') !== 'true'; this.setAttribute('aria-expanded', open); document.getElementById(this.getAttribute('aria-controls')).hidden = !open"`
	page := capture(t, `<!doctype html><meta charset="utf-8"><title>T</title><main>
		<h3><button aria-expanded="false" aria-controls="a" `+toggle+`>ချောင်းသာ ဘယ်မှာလဲ</button></h3><div id="a" hidden><p>First answer, which is long enough to be one.</p></div>
		<button aria-expanded="false" onclick="this.setAttribute('aria-expanded', true); this.nextElementSibling.style.display = 'block'; this.nextElementSibling.textContent += ' Fetched.'">ትንሽ ጥያቄ</button><div style="display:none">Second answer, which is long enough to be one.</div>
		<div id="c" style="height:40px;overflow:hidden"><p>The story begins here and goes on.<p>More of it.<p>And yet more of it.<p>The end of it.</div>
		<button aria-expanded="false" aria-controls="c" onclick="c.style.height = 'auto'; this.setAttribute('aria-expanded', true)">Ⓜ</button>
		<div id="tray"><button aria-expanded="true" aria-controls="x" class="one">One</button><div id="x">The one that was open, with words enough.</div>
		<button aria-expanded="false" aria-controls="y" class="one">Two</button><div id="y" hidden>Another one that was shut, with words enough.</div>
		<button aria-expanded="false" aria-controls="z" class="one">Three</button><div id="z" hidden>A third one that was shut, with words enough.</div></div>
		<button aria-expanded="false" aria-controls="m" aria-haspopup="menu" `+toggle+`>Menu</button><div id="m" hidden>What is in the menu is no part of the text.</div>
		<button aria-expanded="false" aria-controls="n" `+toggle+`>Sections</button><div id="n" hidden><a href="/1">Harbour</a> <a href="/2">Town and country</a> <a href="/3">Sport</a> <a href="/4">Weather and tides</a></div>
		<button aria-expanded="false" aria-controls="o" `+toggle+`>Filter</button><div id="o" hidden>What to look for among all of these: <input></div>
		<button aria-expanded="false" aria-controls="q" `+toggle+`>?</button><div id="q" hidden style="position:absolute">A bubble of help that lies over the text around it.</div>
		<details id="s"><summary>Where is the quay?</summary><i style="position:absolute"></i><p>Below the lamp.</p></details>
		<details id="u"><summary>…</summary><div style="position:absolute"><button>Save as SVG</button></div></details>
	</main><nav><button aria-expanded="false" aria-controls="r" `+toggle+`>All</button><div id="r" hidden>All that the site has, in a long list of words.</div></nav>
	<script>for (const b of document.querySelectorAll('.one')) b.onclick = () => {
		for (const o of document.querySelectorAll('.one')) { o.setAttribute('aria-expanded', o === b); document.getElementById(o.getAttribute('aria-controls')).hidden = o !== b }
	}</script>`, browser.Request{})
	wantDOM(t, page, `<div id="a">`, "Fetched.", `id="c" style="height: auto`, `<div id="x">`, `<div id="y" hidden="">`, `<div id="z" hidden="">`,
		`<div id="m" hidden="">`, `<div id="n" hidden="">`, `<div id="o" hidden="">`, `<div id="q" hidden=""`, `<div id="r" hidden="">`, `<details id="s" open="">`, `<details id="u">`)
}

// A link to where the list goes on is pressed where its page fetches that by itself, and nothing
// that is pressed leads to another document.
func TestMoreByLinks(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><meta charset="utf-8"><title>List</title><main><h1>List</h1><p>One of many.</p>
		<div id="list"></div><nav class="pager"><a id="own" href="?page=2" rel="next">Load more</a></nav>
		<p><a href="?page=3">Show more results</a>
		<p><a id="away" href="/other/list" onclick="document.title = 'wrong'; return false">Show more</a>
		<p><button onclick="location.href = '/elsewhere'">View more</button>
		<p><a href="?id=7" onclick="document.title = 'wrong'; return false">Read more</a>
		<p><a id="new" href="?page=5" target="_blank" onclick="document.title = 'wrong'; return false">See more</a>
	</main><script>
		let n = 1;
		own.onclick = event => {
			event.preventDefault();
			n++;
			history.replaceState(null, '', '?page=' + n);
			list.insertAdjacentHTML('beforeend', '<p>part ' + n + '.</p>');
			own.href = '?page=' + (n + 1);
			if (n === 4) own.remove();
		};
	</script>`, browser.Request{})
	wantDOM(t, page, "part 2.", "part 3.", "part 4.", "Show more results", "View more", `id="new"`)
	if page.Title != "List" || len(page.Coverage.Clicked) != 1 || page.Coverage.Clicked["Load more"] != 3 {
		t.Errorf("title %q, pressed %v: want List, and Load more 3 times", page.Title, page.Coverage.Clicked)
	}
}

// Another story of the same site is no page of this one, though its address differs by a number only.
func TestOtherStoryStays(t *testing.T) {
	t.Parallel()
	story := func(w response, r *request) {
		html(`<!doctype html><meta charset="utf-8"><title>Story</title><main><h1>The quay</h1><p>It is being mended.</p>
			<p><a href="/story/8" onclick="history.pushState(null, '', this.href); document.title = 'Other'; return false">Read more</a></main>`)(w, r)
	}
	site := browsertest.Serve(t, handler(map[string]handlerFunc{"/story/7": story}))
	page := browsertest.Capture(t, browser.Request{URL: site.URL + "/story/7"})
	if page.Title != "Story" || len(page.Coverage.Clicked) > 0 {
		t.Errorf("%q, pressed %v: want the story that was asked for", page.Title, page.Coverage.Clicked)
	}
}

// What the page shows from its end on, as a talk, grows above.
func TestGrowsAbove(t *testing.T) {
	t.Parallel()
	for name, way := range map[string]struct{ style, end string }{
		"scrolled":  {"", "talk.scrollTop = talk.scrollHeight"},
		"laid down": {"display:flex;flex-direction:column-reverse", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := capture(t, `<!doctype html><meta charset="utf-8"><title>Talk</title><body style="margin:0"><div id="talk" style="height:100vh;overflow:auto"></div><script>
				const box = document.getElementById('talk').appendChild(document.createElement('div'));
				talk.style.cssText += ';`+way.style+`';
				let first = 31, busy = false;
				const older = () => {
					const before = talk.scrollHeight, at = talk.scrollTop;
					for (let i = 0; i < 10; i++) box.insertAdjacentHTML('afterbegin', '<div style="height:120px">said ' + --first + '.</div>');
					if (at > 0 || !talk.style.flexDirection) talk.scrollTop = at + talk.scrollHeight - before;
				};
				older();
				`+way.end+`;
				talk.onscroll = async () => {
					const {top} = box.getBoundingClientRect();
					if (top < -50 || first === 1 || busy) return;
					busy = true;
					await fetch('?older');
					older();
					busy = false;
				};
			</script>`, browser.Request{})
			wantDOM(t, page, "said 1.", "said 30.")
			if page.Coverage.Height != 3600 || page.Coverage.Complete != 1 {
				t.Errorf("%d px, complete %v: want 3600 px, 1", page.Coverage.Height, page.Coverage.Complete)
			}
		})
	}
}

// A button that says the same whether it opens or shuts a thing leaves it open, and one that brings
// nothing is not pressed again and again. The summary of open details is not pressed at all.
func TestFoldsThatSayTheSame(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>T</title><main style="min-height:1800px">
		<details open id="d"><summary>Show more</summary><p>What was open from the start.</p></details>
		<button onclick="e.hidden = !e.hidden; say('e')">Expand description</button><div id="e"><p>What the page shows at first, and a reader would not shut.</p></div>
		<button onclick="f.hidden = !f.hidden; say('f')">See more</button><div id="f" hidden><p>What is folded away at first, and a reader would open.</p></div>
		<button onclick="say('g')">Load more</button>
		<button onclick="say('h'); setTimeout(() => h.hidden = !h.hidden, 200)">Show more</button><div id="h"><p>What glides shut for a while, and should be there in the end, too.</p></div>
		</main><script>const presses = []; const say = name => { presses.push(name); document.documentElement.dataset.presses = presses.join('') }</script>`, browser.Request{})
	for _, want := range []string{`<details open`, `<div id="e">`, `<div id="f">`, `<div id="h">`} {
		if !strings.Contains(string(page.DOM), want) {
			t.Errorf("the document lacks %q: %s", want, page.DOM)
		}
	}
	if presses := regexp.MustCompile(`data-presses="(\w*)"`).FindSubmatch(page.DOM); presses == nil || bytes.Count(presses[1], []byte("g")) > 2 {
		t.Errorf("pressed: %q", presses)
	}
}
