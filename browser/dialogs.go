package browser

import (
	"sync"

	"github.com/chromedp/cdproto/page"
)

// dialogsListed is how many dialogs are listed one by one; more are only counted.
const dialogsListed = 20

// dialogs answers the dialogs of JavaScript, each of which stops the page until then.
type dialogs struct {
	mu    sync.Mutex
	seen  []Overlay
	count int

	told   bool   // by an action, how to answer
	accept bool   // what it said
	text   string // for one that asks for a text
}

// answer has dialogs answered so from now on.
func (d *dialogs) answer(accept bool, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told, d.accept, d.text = true, accept, text
}

// opening notes a dialog and gives the answer to it: what an action said, else yes, so that
// the page goes on, with the default text that a prompt suggests.
func (d *dialogs) opening(ev *page.EventJavascriptDialogOpening) page.HandleJavaScriptDialogParams {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.count++; d.count <= dialogsListed {
		d.seen = append(d.seen, Overlay{Kind: "dialog", How: "answered", Detail: string(ev.Type) + ": " + clip(ev.Message, 200)})
	}
	answer := page.HandleJavaScriptDialogParams{Accept: !d.told || d.accept || ev.Type == page.DialogTypeBeforeunload}
	if ev.Type == page.DialogTypePrompt {
		answer.PromptText = ev.DefaultPrompt
		if d.text != "" {
			answer.PromptText = d.text
		}
	}
	return answer
}

// list gives the dialogs so far and how many there were.
func (d *dialogs) list() ([]Overlay, int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]Overlay(nil), d.seen...), d.count
}

// clip shortens s to at most n bytes, at the start of a rune.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "..."
}
