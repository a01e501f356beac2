package browser_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// costs are budgets of kinds of pages: what a capture may send to the page's tab, and how many
// pictures Chrome may draw for it. Seconds say little on a machine that does other things as
// well; these counts are the same on each. Who needs more of them says why, here.
var costs = []struct {
	kind     string
	messages int // with those that set the tab up and empty its room, without those that ask whether the page rests
	pictures int
	html     string
}{
	{"an article", 35, 1, prose(20)},
	{"an article with a notice", 36, 1, prose(20) + `<div role="dialog" aria-label="Cookies" style="position:fixed;bottom:0;left:0;right:0;padding:20px;background:#eee">
		<p>We use cookies to remember what you read.</p><button onclick="this.parentElement.remove()">Accept all</button> <button onclick="this.parentElement.remove()">Reject all</button></div>`},
	{"lazy pictures", 46, 1, strings.Repeat(prose(6)+fmt.Sprintf(`<img loading="lazy" width="300" height="150" src=%q>`, browsertest.Flat(300, 150, browsertest.Red)), 8)},
	{"what is looked at", 46, 1, strings.Repeat(prose(8)+`<section style="height:120px"></section>`, 6) + `<script>
		const seen = new IntersectionObserver(entries => entries.forEach(entry => { if (entry.isIntersecting) entry.target.textContent = 'It was looked at.'; }));
		document.querySelectorAll('section').forEach(section => seen.observe(section));</script>`},
	{"a timer", 35, 1, prose(20) + `<p id="late"></p><script>setTimeout(() => late.textContent = 'The lamp was lit at four.', 2000);</script>`},
	{"a pane", 48, 1, `<div style="height:100vh;overflow:auto">` + prose(60) + `</div>`},
	{"a page of 30,000 px", 37, 3, `<div style="height:29000px;background:linear-gradient(#fff,#cde)"></div>` + prose(5)},
}

// prose is so many paragraphs.
func prose(paragraphs int) string {
	return strings.Repeat("<p>The dredger came back on Friday with its hold full of gravel, and the pilots could put out again by the eastern mark before the tide had turned.</p>", paragraphs)
}

// TestCosts captures a page of each kind and counts.
func TestCosts(t *testing.T) {
	var sent overheard
	b := browsertest.Launch(t, browser.Overheard(browser.Options{}, sent.hear))
	for _, c := range costs {
		t.Run(c.kind, func(t *testing.T) {
			page := browsertest.CaptureWith(t, b, browser.Request{URL: browsertest.Serve(t, browsertest.Page("<!doctype html><title>Costs</title><body>"+c.html)).URL})
			wantWhole(t, page)
			counts := sent.take()
			pictures := counts["Page.captureScreenshot"]
			messages := 0
			for _, n := range counts {
				messages += n
			}
			t.Logf("%d messages, %d pictures, strategy %s", messages, pictures, page.Coverage.Strategy)
			if messages > c.messages || pictures > c.pictures {
				t.Errorf("%d messages, where %d are enough, and %d pictures, where %d are:\n%s", messages, c.messages, pictures, c.pictures, counts)
			}
		})
	}
}

// overheard are the messages to a browser. A tab is one of a page once it is sent to it.
type overheard struct {
	mu   sync.Mutex
	tabs map[string]tallied // by the session
	page string
}

// tallied counts messages by their names.
type tallied map[string]int

func (c tallied) String() string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(c)) {
		lines = append(lines, fmt.Sprintf("%4d %s", c[name], name))
	}
	return strings.Join(lines, "\n")
}

func (o *overheard) hear(what string, message ...any) {
	if !strings.HasPrefix(what, "->") || len(message) == 0 {
		return
	}
	data, _ := message[0].([]byte)
	var m struct {
		SessionID, Method string
		Params            struct {
			Expression string
			Arguments  []struct{ Value any }
		}
	}
	if err := json.Unmarshal(data, &m); err != nil {
		panic(err)
	}
	name := m.Method
	if name == "Runtime.callFunctionOn" && len(m.Params.Arguments) > 0 {
		name = fmt.Sprint("ask ", m.Params.Arguments[0].Value)
	}
	// How often it is asked whether a page rests, or lives, is a matter of time.
	if m.SessionID == "" || name == "ask settle" || name == "ask skipOn" || m.Params.Expression == "0" {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.tabs == nil {
		o.tabs = map[string]tallied{}
	}
	if o.tabs[m.SessionID] == nil {
		o.tabs[m.SessionID] = tallied{}
	}
	o.tabs[m.SessionID][name]++
	if name == "Page.navigate" {
		o.page = m.SessionID
	}
}

// take gives what the newest page was sent.
func (o *overheard) take() tallied {
	o.mu.Lock()
	defer o.mu.Unlock()
	return maps.Clone(o.tabs[o.page])
}
