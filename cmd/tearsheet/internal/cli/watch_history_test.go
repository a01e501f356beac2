package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// edit is a real change of the site, at a visit. What is told of it has its mark in it.
type edit struct {
	at   int
	kind string
	mark string
}

// site is a page that changes by itself and by its editors. Each request is answered anew.
type site struct {
	rand  *rand.Rand
	begun time.Time

	title, about, author, image string
	paragraphs                  []string
	price                       int
	link                        string
	modified                    time.Time
	edits                       []edit

	requests, comments, views int
	down, blocked, trial      [2]int // visits, from and to
}

// words makes sentences that nobody has written before.
var words = strings.Fields("harbour office tide mole ferry island mason wall storm winter spring toll boat skipper net lamp pier water steps noon evening northern small old new early late wide council mayor budget vote letter answer plan season month notice gate ticket visitor bell tower rope oar crane cargo coast wind rain")

func (s *site) sentence(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = words[s.rand.IntN(len(words))]
	}
	text := strings.Join(list, " ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func newSite(seed uint64, visits int) *site {
	s := &site{rand: rand.New(rand.NewPCG(seed, 7)), begun: time.Now(), title: "Harbour tolls rise in spring", about: "What skippers pay from April on.", author: "Mara Quist", image: "first", price: 120, link: "/office/first", modified: time.Now()}
	for range 9 {
		s.paragraphs = append(s.paragraphs, s.sentence(22+s.rand.IntN(20))+" "+s.sentence(12))
	}
	kinds := []string{"edit", "edit", "edit", "add", "add", "remove", "move", "title", "price", "price", "link", "about", "author", "image", "edit", "add", "remove", "title", "price", "link"}
	at := 6
	for i := range 40 {
		s.edits = append(s.edits, edit{at: at, kind: kinds[i%len(kinds)], mark: "Q" + strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprintf("%d%03d", seed, i))})
		at += 3 + s.rand.IntN(3)
		if at > visits-4 {
			at = visits - 4
		}
	}
	s.down, s.blocked, s.trial = [2]int{visits / 2, visits/2 + 3}, [2]int{visits / 3, visits/3 + 1}, [2]int{visits / 4, visits * 3 / 4}
	return s
}

// apply makes an edit.
func (s *site) apply(e *edit) {
	n := s.rand.IntN(len(s.paragraphs))
	switch e.kind {
	case "edit":
		list := strings.Fields(s.paragraphs[n])
		list[2+s.rand.IntN(len(list)-3)] = e.mark
		s.paragraphs[n] = strings.Join(list, " ")
	case "add":
		s.paragraphs = slices.Insert(s.paragraphs, n, s.sentence(18)+" "+e.mark+" "+s.sentence(9))
	case "remove":
		e.mark = s.paragraphs[n]
		s.paragraphs = slices.Delete(s.paragraphs, n, n+1)
	case "move":
		e.mark = s.paragraphs[0]
		s.paragraphs = append(s.paragraphs[1:], e.mark)
	case "title":
		s.title = "Harbour tolls: the council " + e.mark
	case "price":
		s.price -= 1 + s.rand.IntN(4)
		e.mark = fmt.Sprintf("%d.00", s.price)
	case "link":
		s.link, e.mark = "/office/"+e.mark, "/office/"+e.mark
	case "about":
		s.about = "What skippers pay " + e.mark
	case "author":
		s.author = "Mara " + e.mark
	case "image":
		s.image = e.mark
	}
	if s.rand.IntN(2) == 0 { // half of them in stealth
		s.modified = time.Now()
	}
}

// answer is the page for one request at a visit.
func (s *site) answer(visit int) (status int, html string) {
	s.requests++
	s.views += s.rand.IntN(40)
	switch {
	case visit >= s.down[0] && visit < s.down[1]:
		return 503, "<h1>Service unavailable</h1>"
	case visit >= s.blocked[0] && visit < s.blocked[1]:
		return 403, "<h1>Checking that you are no robot</h1>"
	}
	if s.rand.IntN(5) == 0 {
		s.comments++
	}
	title := s.title
	if visit >= s.trial[0] && visit < s.trial[1] && s.rand.IntN(2) == 0 {
		title = "Why skippers will pay more: " + s.title
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>%s - Tide Post</title><meta property="og:type" content="article"><meta property="og:title" content="%s"><meta name="description" content="%s"><meta property="og:image" content="https://tide.example/%s.jpg?w=%d">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"%s","datePublished":"2026-11-01T08:00:00Z","dateModified":"%s","author":{"@type":"Person","name":"%s"},"offers":{"@type":"Offer","price":"%d.00","priceCurrency":"EUR"}}</script></head><body>`,
		title, title, s.about, s.image, 600+s.rand.IntN(3)*200, title, s.modified.UTC().Format(time.RFC3339), s.author, s.price)
	if s.rand.IntN(12) == 0 {
		b.WriteString(`<div class="consent"><p>We and our 412 partners store cookies to show you what you like. Do you agree?</p><button>Yes</button></div>`)
	}
	fmt.Fprintf(&b, `<header><div class="clock">%s</div><nav><a href="/">Home</a> <a href="/world">World</a></nav></header><article><h1>%s</h1><p class="byline">By %s</p>`, time.Now().Format("Monday 15:04:05"), title, s.author)
	ad := s.rand.IntN(len(s.paragraphs))
	for i, p := range s.paragraphs {
		fmt.Fprintf(&b, "<p>%s</p>", p)
		if i == ad {
			fmt.Fprintf(&b, `<div class="promo"><p>Special offer %d: %s Buy now!</p></div>`, s.rand.IntN(9000), s.sentence(6))
		}
	}
	fmt.Fprintf(&b, `<p>A list of all tolls stands on the pages of the <a href="%s">office</a>, which prints it anew each spring before the season begins.</p></article><p class="views">%d views</p><section class="comments"><h2>Comments (%d)</h2>`, s.link, s.views, s.comments)
	for i := range min(s.comments, 8) {
		fmt.Fprintf(&b, "<p>Reader %d: well said.</p>", s.comments-i)
	}
	b.WriteString(`</section><aside class="more"><h2>Read on</h2>`)
	for range 5 {
		n := s.rand.IntN(900)
		fmt.Fprintf(&b, `<p><a href="/more/%d">%s</a></p>`, n, s.sentence(7))
	}
	b.WriteString("</aside></body></html>")
	return 200, b.String()
}

// reader takes the site's answers as captures.
type reader struct {
	t     *testing.T
	site  *site
	visit int
	looks int
}

func (r *reader) Take(_ context.Context, p *watch.Page, address string, worth func(changes.State) bool) (string, error) {
	time.Sleep(4 * time.Second) // as a capture takes
	r.looks++
	status, html := r.site.answer(r.visit)
	at, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	article, err := extract.Extract([]byte(html), extract.Options{URL: at})
	if err != nil {
		return "", err
	}
	fields, err := json.Marshal(article)
	if err != nil {
		return "", err
	}
	c := changes.Capture{State: changes.State{URL: address, FinalURL: address, At: time.Now(), Status: status}, DOM: []byte(html), Fields: fields}
	switch status {
	case 403:
		c.Trouble = "blocked"
	case 503:
		c.Trouble = "503"
	}
	s, err := changes.Read(c, p.Wish)
	if err != nil {
		return "", err
	}
	if !worth(s) {
		return "", nil
	}
	return fmt.Sprintf("snapshot-%d", r.looks), nil
}

func (r *reader) Listed(context.Context, *watch.Page) ([]string, error) { return nil, nil }
func (r *reader) File(string, string) []byte                            { return nil }

// A page with forty edits among noise: what is told, what is missed, and what was no change.
func TestWatchHistory(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads some hundred pages")
	}
	seeds := 1
	if n, err := strconv.Atoi(os.Getenv("TEARSHEET_HISTORIES")); err == nil { // for who wants to see more
		seeds = n
	}
	for seed := range seeds {
		synctest.Test(t, func(t *testing.T) { watchHistory(t, uint64(seed)+1) })
	}
}

func watchHistory(t *testing.T, seed uint64) {
	const visits = 200
	s := newSite(seed, visits)
	memory, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	r := &reader{t: t, site: s}
	var out bytes.Buffer
	w := &watch.Watch{Store: memory, Taker: r, Log: zap.NewNop(), Dir: t.TempDir()}
	w.Sender = tell.NewSender(&tell.Sender{Store: memory, Item: w.Item, Ways: tell.Ways{Out: &out}, Log: zap.NewNop()})
	pages, err := watch.Prepare([]check.Watched{{Job: check.Job{URL: "https://tide.example/story"}, Every: time.Hour}}, tell.Ways{})
	if err != nil {
		t.Fatal(err)
	}
	var told, falseAlarms, states, textAlarms, textFound, lookAlarms, lookFound int
	var lastText, lastLook string
	found := map[int]bool{}
	for r.visit = range visits {
		real := false
		for i := range s.edits {
			if s.edits[i].at == r.visit {
				s.apply(&s.edits[i])
				real = true
			}
		}
		// What those see that compare the text that is shown, or what it looks like.
		_, html := s.answer(r.visit)
		text, err := diff.TextOf([]byte(html))
		if err != nil {
			t.Fatal(err)
		}
		if look := text + s.image; lastLook != "" && look != lastLook {
			if lookAlarms++; real {
				lookAlarms, lookFound = lookAlarms-1, lookFound+1
			}
		}
		if lastText != "" && text != lastText {
			if textAlarms++; real {
				textAlarms, textFound = textAlarms-1, textFound+1
			}
		}
		lastText, lastLook = text, text+s.image

		out.Reset()
		w.Once(t.Context(), t.Context(), pages, 1)
		time.Sleep(time.Hour)
		for line := range strings.Lines(out.String()) {
			e, err := tell.ParseEvent([]byte(line))
			if err != nil {
				t.Fatal(err)
			}
			isReal := false
			for _, c := range e.Changes {
				if c.What == changes.OfStatus {
					states, isReal = states+1, true
				}
				for i, edit := range s.edits {
					if edit.at <= r.visit && !found[i] && edit.mark != "" && strings.Contains(c.Before+"\n"+c.After, edit.mark) && (edit.kind == "remove" || edit.kind == "move" || strings.Contains(c.After, edit.mark)) {
						found[i], isReal = true, true
						told++
					}
				}
			}
			if !isReal {
				falseAlarms++
				t.Logf("seed %d visit %d: %s", seed, r.visit, strings.TrimSpace(line))
			}
		}
	}
	missed := 0
	for i, e := range s.edits {
		if !found[i] {
			missed++
			t.Logf("seed %d: missed the %s at visit %d: %s", seed, e.kind, e.at, e.mark)
		}
	}
	t.Logf("seed %d: %d looks in %d visits: %d of %d edits told, %d missed, %d false alarms, %d of the outage; by text alone %d of %d visits with edits and %d false alarms; by looks alone %d and %d",
		seed, r.looks, visits, told, len(s.edits), missed, falseAlarms, states, textFound, len(s.edits), textAlarms, lookFound, lookAlarms)
	if missed > 2 || falseAlarms > 2 || states != 2 {
		t.Errorf("%d missed, %d false alarms, %d of the outage", missed, falseAlarms, states)
	}
}
