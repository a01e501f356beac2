package browser_test

import (
	"context"
	stdflag "flag"
	"fmt"
	stdhtml "html"
	"image/color"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

var (
	overlaidPages = stdflag.Int("overlaid", 0, "pages of TestOverlaid; 0: those that were wrong once")
	overlaidFrom  = stdflag.Uint64("overlaid-from", 1, "the first page of TestOverlaid")
	overlaidDir   = stdflag.String("overlaid-dir", "", "folder for the pictures of TestOverlaid that are wrong")
)

// overlaid is a page under a notice that is put together from one part of each table.
type overlaid struct {
	number            uint64
	plea              plea
	spot              spot
	make, label       part
	cross, time, lock part
	stay              part
	calling           string
}

// overlaidOnce are pages whose notice stood in the picture once, for one reason each.
var overlaidOnce = []string{
	`donate fr, bar above, modal dialog, pressed down, sign, very late, none, chat log, class="modal show"`,                                     // a bar in a dialog that blocks the page
	`letter en no, bar above, in a portal, capitals, drawn, deep, fixed body, tabs below, class="fixed inset-x-0 bottom-0 z-50 p-4"`,            // 20,000 is no age
	`push en, over the start, closed shadow, listens above, sign, idle, inert, nothing, class="x78zum5 xdt5ytf x1n2onr6"`,                       // in a shadow root, over the start of the page
	`join pt, over the start, beside the body, script link, drawn, late, none, contents, aria-live="polite"`,                                    // beside the body
	`letter en, bar above, at the end, input, nameless, idle, inert, contents, class="modal show"`,                                              // the page is set aside for a bar that looks like its head
	`region en, over the start, frame, script link, drawn, by what is in view, body, policy, role="region" aria-label="Notice"`,                 // "stay on this site" in a frame
	`age de, bar above, frame of another site, capitals, sign, fetched, inert, fixed head, class="sc-dkPtRN bYJcKl"`,                            // a question of age in a frame of another site
	`letter ru, bar above, open shadow, capitals, nameless, scrolled, blur, tools, class="modal show"`,                                          // the page stays blurred
	`letter fr, side, frame of another site, input, nameless, fetched, blur, alert, aria-live="polite"`,                                         // what a frame of another site asks cannot be read
	`app ko, bar above, at the start, capitals, drawn, late, none, fixed head, id="notice-wrapper"`,                                             // a bar at the top that leads nowhere
	`app ko, corner left, frame of another site, span, picture, soon, root, price, class="popup-overlay"`,                                       // a page is locked for a frame that cannot be read
	`letter en, over the start, made anew, role, nameless, scrolled, root, tabs below, class="sc-dkPtRN bYJcKl"`,                                // a cross that nothing names
	`settings en, over the start, in a portal, listens above, nameless, soon, none, chat log, class="fixed inset-x-0 bottom-0 z-50 p-4"`,        // in boxes of no size
	`letter it, over the start, frame of another site, capitals, nameless, soon, wheel, alert, class="sc-dkPtRN bYJcKl"`,                        // what a frame of another site says over the page's start
	`consent es, over the start, in the app, capitals, named, deep, none, tabs below, class="x78zum5 xdt5ytf x1n2onr6"`,                         // in the page's own boxes
	`letter es, middle without ground, frame of another site, listens above, picture, after load, none, price, role="dialog" aria-modal="true"`, // a frame in the middle of the window
	`letter en, over the start, in the app, link, picture, scrolled, root, nothing, class="popup-overlay"`,                                      // a cross that is a picture
	`join en, sheet, open shadow, listens above, drawn, scrolled, wheel, policy, class="css-1q2w3e" data-testid="banner"`,                       // what went with it is nothing that the page lacks
	`donate en, over the start, open shadow, input, named, at once, inert, fixed head, class="e-con"`,                                           // what it lies over cannot be hit
}

func one[T any](chance *rand.Rand, from []T) T { return from[chance.IntN(len(from))] }

// overlay gives the page of a number: always the same.
func overlay(number uint64) overlaid {
	chance := rand.New(rand.NewPCG(number, 11))
	o := overlaid{number, one(chance, pleas), one(chance, spots), one(chance, makes), one(chance, labels), one(chance, crosses), one(chance, times), one(chance, locks), one(chance, stays), one(chance, callings)}
	if o.spot.name == "over the start" && o.lock.name == "fixed body" { // nobody would see it
		o.lock = locks[0]
	}
	if o.spot.frame == "" && (o.make.value == "frame" || o.make.value == "other") {
		o.spot = spots[0]
	}
	return o
}

// overlaidAs gives the page of those parts.
func overlaidAs(t *testing.T, number int, names string) overlaid {
	t.Helper()
	list := strings.SplitN(names, ", ", 10)
	pick := func(which int, from []part) part {
		return named(t, list[which], from, func(p part) string { return strings.TrimSpace(p.name) })
	}
	return overlaid{
		uint64(number), named(t, list[0], pleas, func(p plea) string { return p.name }), named(t, list[1], spots, func(s spot) string { return s.name }),
		pick(2, makes), pick(3, labels), pick(4, crosses), pick(5, times), pick(6, locks), pick(7, stays), list[8],
	}
}

func named[T any](t *testing.T, name string, from []T, nameOf func(T) string) T {
	t.Helper()
	for _, one := range from {
		if nameOf(one) == name {
			return one
		}
	}
	t.Fatalf("no part is called %q", name)
	return from[0]
}

// overlaids gives the pages of this run by their number.
func overlaids(t *testing.T) map[uint64]overlaid {
	t.Helper()
	pages := map[uint64]overlaid{}
	for i := range *overlaidPages {
		number := *overlaidFrom + uint64(i)
		pages[number] = overlay(number)
	}
	if len(pages) == 0 {
		for i, names := range overlaidOnce {
			pages[uint64(i)] = overlaidAs(t, i, names)
		}
	}
	return pages
}

func (o overlaid) String() string {
	return fmt.Sprintf("%d: %s, %s, %s, %s, %s, %s, %s, %s, %s", o.number, o.plea.name, o.spot.name, o.make.name, o.label.name, o.cross.name, o.time.name, strings.TrimSpace(o.lock.name), o.stay.name, o.calling)
}

var (
	noticeColor = color.RGBA{0xff, 0, 0xc8, 0xff}
	ownColor    = color.RGBA{0x2b, 0x3a, 0x55, 0xff}
)

// box is the markup of the notice's box. Within a frame it tells the page what was pressed.
func (o overlaid) box(framed bool) string {
	button := func(from part, text, does string) string {
		if text == "" {
			return ""
		}
		press := fmt.Sprintf("gone('%s')", does)
		if framed {
			press = fmt.Sprintf("parent.postMessage('%s','*')", does)
		}
		return strings.NewReplacer("%t", stdhtml.EscapeString(text), "%g", press).Replace(from.value)
	}
	style := o.spot.box
	if framed {
		style = "box-sizing:border-box;min-height:100vh;padding:16px"
	}
	field := ""
	if o.plea.field != "" {
		field = fmt.Sprintf(`<input type="email" placeholder="%s">`, stdhtml.EscapeString(o.plea.field))
	}
	closes := o.plea.closes
	if closes == "×" || closes == "✕" {
		closes = button(o.cross, closes, "close")
	} else {
		closes = button(o.label, closes, "close")
	}
	return fmt.Sprintf(`<div style="%s;background:#ff00c8;color:#000"><p>%s</p>%s%s %s%s</div>`, style, stdhtml.EscapeString(o.plea.text), field, button(o.label, o.plea.accept, "accept"), button(o.label, o.plea.decline, "decline"), closes)
}

func (o overlaid) dir() string {
	if o.plea.dir == "" {
		return "ltr"
	}
	return o.plea.dir
}

// framed is the document of a notice in a frame.
func (o overlaid) framed() string {
	if o.spot.frame == fills { // its ground is in the frame
		o2 := strings.Replace(o.box(true), "min-height:100vh;padding:16px", o.spot.box, 1)
		return fmt.Sprintf(`<!doctype html><body style="margin:0" dir="%s"><div %s style="%s">%s</div>`, o.dir(), o.calling, o.spot.root, o2)
	}
	return fmt.Sprintf(`<!doctype html><body style="margin:0" dir="%s"><div %s>%s</div>`, o.dir(), o.calling, o.box(true))
}

// page is the page; other is where the document of its frame is.
func (o overlaid) page(other string) string {
	inner := fmt.Sprintf(`<div %s dir="%s" style="%s">%s</div>`, o.calling, o.dir(), o.spot.root, o.box(false))
	if o.make.value == "frame" {
		inner = o.framed()
	}
	var sections strings.Builder
	for i := range combinedSections {
		fmt.Fprintf(&sections, `<section id="s%d"><h2>Part %d of the log</h2><p>The keeper wrote number %d into the book, and looked for the boat that was late again that week.</p><div style="width:120px;height:90px;background:%s"></div></section>`,
			i, i, i, browsertest.Hex(combinedColor(i)))
	}
	leads := !strings.HasPrefix(o.plea.name, "consent") && !strings.HasPrefix(o.plea.name, "told") && !strings.HasPrefix(o.plea.name, "age") && !strings.HasPrefix(o.plea.name, "terms") && !strings.HasPrefix(o.plea.name, "pay") && !strings.HasPrefix(o.plea.name, "settings")
	return fmt.Sprintf(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Page %d</title>
<style>body{margin:0;font:16px/1.5 sans-serif}section{padding:20px;min-height:220px}main{padding-bottom:90px}#own{background:#2b3a55;color:#fff}%s%s%s</style>
<body>%s<main>%s</main><script>
let root=null,answered='';const inner=%q,other=%q,framed=%q;
function gone(how){
	if(how==='accept'&&%t){location.href='/elsewhere';return}
	if(how==='decline'&&%t){document.body.innerHTML='<p>Come back when you are older.';return}
	answered=how;document.documentElement.dataset.answered=how;root.remove();unlock()
}
addEventListener('message',e=>gone(e.data));
%s
%s
%s</script></html>`, o.number, o.make.style, o.lock.style, o.stay.style, o.stay.before, sections.String(), inner, other, o.spot.root+";border:0;"+o.spot.frame,
		leads, strings.HasPrefix(o.plea.name, "age"), o.lock.script, o.make.script, o.time.script)
}

// Notices of every kind, in every place, are gone from the picture, and what only looks like one
// is there.
func TestOverlaid(t *testing.T) {
	t.Parallel()
	pages := overlaids(t)
	var site *browsertest.Site
	site = browsertest.Serve(t, http.HandlerFunc(func(w response, r *request) {
		var wait int
		var number uint64
		switch {
		case scans(r.URL.Path, "/late/%d", &wait):
			browsertest.Late(time.Duration(wait)*time.Millisecond, typed("text/plain", "late")).ServeHTTP(w, r)
		case scans(r.URL.Path, "/page/%d", &number):
			typed("text/html; charset=utf-8", pages[number].page(fmt.Sprintf("%s/frame/%d", site.Other, number)))(w, r)
		case scans(r.URL.Path, "/frame/%d", &number):
			typed("text/html; charset=utf-8", pages[number].framed())(w, r)
		default:
			http.NotFound(w, r)
		}
	}))
	b := browsertest.Launch(t, browser.Options{})
	var running errgroup.Group
	running.SetLimit(3)
	for _, o := range pages {
		running.Go(func() error {
			page, err := b.Capture(context.Background(), browser.Request{URL: fmt.Sprintf("%s/page/%d", site.URL, o.number)})
			if err != nil {
				t.Errorf("%s: %v", o, err)
				return nil
			}
			img := browsertest.Decode(t, page.Picture)
			var faults []string
			for i := range combinedSections {
				if browsertest.Area(img, combinedColor(i)) < 120*90*9/10 {
					faults = append(faults, fmt.Sprintf("part %d is absent", i))
				}
			}
			if n := browsertest.Area(img, noticeColor); n > 400 {
				faults = append(faults, "the notice stands")
			}
			if n := browsertest.Area(img, ownColor); n < 1500 && o.stay.before != "" {
				faults = append(faults, "what is the page's own is gone")
			}
			if !strings.Contains(page.FinalURL, "/page/") {
				faults = append(faults, "it led to "+page.FinalURL)
			}
			t.Logf("%s: %dms %.2f %+v %v", o, page.Timings.Total, page.Coverage.Complete, page.Overlays, page.Truncated)
			if len(faults) > 0 {
				t.Errorf("%s: %s (kept %v, complete %.2f)", o, strings.Join(faults, "; "), page.Coverage.Kept, page.Coverage.Complete)
				if *overlaidDir != "" {
					if err := os.WriteFile(filepath.Join(*overlaidDir, fmt.Sprintf("%d.png", o.number)), page.Picture, 0o600); err != nil {
						t.Error(err)
					}
				}
			}
			return nil
		})
	}
	_ = running.Wait()
}
