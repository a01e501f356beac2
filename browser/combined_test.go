package browser_test

import (
	"context"
	stdflag "flag"
	"fmt"
	"image"
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
	combinedPages = stdflag.Int("combined", 0, "pages of TestCombined; 0: those that were wrong once")
	combinedFrom  = stdflag.Uint64("combined-from", 1, "the first page of TestCombined")
	combinedDir   = stdflag.String("combined-dir", "", "folder for the pictures of TestCombined that are wrong")
)

// combinedOnce are pages that came out wrong once, for one reason each.
var combinedOnce = []string{
	"body, sentinel, once, data-src by scroll, progress, none",                 // what scrolls itself goes on without end
	"fixed pane, messages, in and out, canvas, none, cookie bar",               // motion follows the scrolling of a pane
	"two panes, button, unmounted, drawing, shy head, none",                    // a pane takes away what is out of its view
	"right to left, worker, throttled, lazy picture, fixed head, none",         // in a tall window
	"tall root, static, in and out, frame, none, locked",                       // a notice over a body that scrolls itself
	"body, messages, both ways, ground, sticky head, none",                     // its parts show only while they are in view
	"snap pane, sentinel, clip, canvas in view, none, cookie bar",              // more comes below the last place where a pane snaps
	"snap, button, stacked, ground, clock, newsletter",                         // parts lie over each other where the window snaps
	"container, static, dwelt upon, data-src by scroll, none, none",            // one timer is due before another that was set with it
	"container, static, turned, canvas, none, none",                            // a pane is opened down and to the side
	"pane in a pane, static, parallax, ground, none, none",                     // texts are cut off in a tall window
	"container, finished, unmounted, canvas, foot bar, wall of consent",        // a bar lies over each screen
	"reversed pane, first touch, listener, mask, none, cookie bar",             // a pane that is at its end at first
	"masonry, first touch, from the side, poster, progress, in a frame",        // a frame lies where the hand is laid
	"masonry, first wheel, from the side, ground, none, none",                  // the wheel brings what makes the page scroll
	"grid shell, first wheel, both ways, used symbol, sticky subheads, locked", // a page that scrolls waits for the wheel
	"overlay pane, previews, listener, image set, fixed head, wall of consent", // a body that is let go of holds no place for its pane
	"snap, database, zoomed in, blob, sticky head, wall of consent",            // sections as tall as the window are smaller out of view
}

// combination is one page put together from one part of each table.
type combination struct {
	number                                                   uint64
	scroller, arrival, appearance, sample, furniture, notice part
}

// combine gives the page of a number: always the same.
func combine(number uint64) combination {
	chance := rand.New(rand.NewPCG(number, 7))
	pick := func(from []part) part { return from[chance.IntN(len(from))] }
	return combination{number, pick(scrollers), pick(arrivals), pick(appearances), pick(samples), pick(furniture), pick(notices)}
}

// combinedAs gives the page of those parts.
func combinedAs(t *testing.T, number int, names string) combination {
	t.Helper()
	list := strings.Split(names, ", ")
	pick := func(which int, from []part) part {
		return named(t, list[which], from, func(p part) string { return p.name })
	}
	return combination{uint64(number), pick(0, scrollers), pick(1, arrivals), pick(2, appearances), pick(3, samples), pick(4, furniture), pick(5, notices)}
}

// combinations gives the pages of this run, and their number.
func combinations(t *testing.T) map[uint64]combination {
	t.Helper()
	all := map[uint64]combination{}
	for i := range *combinedPages {
		number := *combinedFrom + uint64(i)
		all[number] = combine(number)
	}
	if len(all) == 0 {
		for i, names := range combinedOnce {
			all[uint64(i)] = combinedAs(t, i, names)
		}
	}
	return all
}

func (c combination) parts() []part {
	return []part{c.scroller, c.arrival, c.appearance, c.sample, c.furniture, c.notice}
}

func (c combination) String() string {
	names := []string{}
	for _, p := range c.parts() {
		names = append(names, p.name)
	}
	return fmt.Sprintf("%d: %s", c.number, strings.Join(names, ", "))
}

const combinedSections = 12

// combinedColor is the colour of a section's sample: 12 hues of full strength.
func combinedColor(i int) color.RGBA {
	at := func(shift int) uint8 { // of a wheel of 12
		far := (i + shift) % 12
		if far > 6 {
			far = 12 - far
		}
		return uint8(min(255, max(0, 255*(4-far)/2)))
	}
	return color.RGBA{at(0), at(8), at(4), 255}
}

// html writes the page.
func (c combination) html() string {
	var style, before, after, script strings.Builder
	for _, p := range c.parts() {
		style.WriteString(p.style)
	}
	for _, p := range []part{c.notice, c.scroller, c.furniture, c.appearance} {
		before.WriteString(p.before)
	}
	after.WriteString(c.scroller.after)
	section := func(i int) string {
		show := strings.NewReplacer("%c", browsertest.Hex(combinedColor(i)), "%f", browsertest.Flat(90, 90, combinedColor(i)), "%i", fmt.Sprint(i)).Replace(c.sample.value)
		return fmt.Sprintf(`<h2>Part %d of the log</h2><p>The keeper wrote number%d into the book, and looked for the boat that was late again that week, as it had been.</p>%s`, i, i, show)
	}
	still := ""
	fmt.Fprintf(&script, "const parts=%d;const texts=[", combinedSections)
	for i := range combinedSections {
		fmt.Fprintf(&script, "%q,", section(i))
		if c.arrival.value == "static" {
			still += fmt.Sprintf(`<section id="s%d">%s</section>`, i, section(i))
		}
	}
	script.WriteString(`];let on=()=>{},fill=()=>{};const list=document.querySelector('main');
		const shown=s=>fill(s);
		const add=i=>{const s=document.createElement('section');s.id='s'+i;s.innerHTML=texts[i];list.append(s);fill(s);on(s,i)};`)
	for _, p := range []part{c.sample, c.appearance, c.scroller, c.furniture, c.notice} {
		script.WriteString(p.script + "\n")
	}
	script.WriteString("document.querySelectorAll('section').forEach((s,i)=>{fill(s);on(s,i)});\n" + c.arrival.script)
	return fmt.Sprintf(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Page %d</title>
		<style>body{margin:0;font:16px/1.5 sans-serif}section{box-sizing:border-box;padding:20px;margin:0 0 60px;min-height:190px}%s</style>
		<body>%s<main>%s</main>%s<script>%s</script></html>`, c.number, style.String(), before.String(), still, after.String(), script.String())
}

// serveCombined answers with the page of a number, and with what its parts ask for.
func serveCombined(pages map[uint64]combination) handlerFunc {
	return func(w response, r *request) {
		var wait int
		var number uint64
		switch {
		case r.URL.Path == "/events":
			w.Header().Set("Content-Type", "text/event-stream")
			for i := range 2 * combinedSections {
				fmt.Fprintf(w, "data: %d\n\n", i)
				w.(http.Flusher).Flush()
				select {
				case <-r.Context().Done():
					return
				case <-time.After(40 * time.Millisecond):
				}
			}
		case scans(r.URL.Path, "/late/%d", &wait):
			browsertest.Late(time.Duration(wait)*time.Millisecond, typed("text/plain", "late")).ServeHTTP(w, r)
		case scans(r.URL.Path, "/page/%d", &number):
			html(pages[number].html())(w, r)
		default:
			http.NotFound(w, r)
		}
	}
}

func scans(text, form string, into any) bool {
	n, err := fmt.Sscanf(text, form, into)
	return err == nil && n == 1
}

// faults says what of the page is not in its picture.
func (c combination) faults(img *image.RGBA) (list []string) {
	var absent []string
	for i := range combinedSections {
		if browsertest.Area(img, combinedColor(i)) < 90*90*6/10 {
			absent = append(absent, fmt.Sprint(i))
		}
	}
	if len(absent) > 0 {
		list = append(list, "absent: "+strings.Join(absent, " "))
	}
	if n := browsertest.Area(img, noticeColor); n > 400 && c.notice.style != "" {
		list = append(list, "the notice stands")
	}
	if n := browsertest.Area(img, ownColor); n > img.Bounds().Dx()*95 { // the tallest is 90 px
		list = append(list, fmt.Sprintf("the bar %d times", n/(img.Bounds().Dx()*44)))
	}
	return list
}

// Pages that do six things at once, each in a way that the others know nothing of: all of
// their parts are in the picture, or the receipt says that they are not.
func TestCombined(t *testing.T) {
	t.Parallel()
	pages := combinations(t)
	site := browsertest.Serve(t, serveCombined(pages))
	b := browsertest.Launch(t, browser.Options{})
	var running errgroup.Group
	running.SetLimit(3)
	for _, c := range pages {
		running.Go(func() error {
			begun := time.Now()
			page, err := b.Capture(context.Background(), browser.Request{URL: fmt.Sprintf("%s/page/%d", site.URL, c.number)})
			if err != nil {
				t.Errorf("%s: %v", c, err)
				return nil
			}
			faults := c.faults(browsertest.Decode(t, page.Picture))
			told := page.Coverage.Complete < 1 || len(page.Truncated) > 0
			t.Logf("%s: %v %.2f %s %v %v", c, time.Since(begun).Round(time.Millisecond), page.Coverage.Complete, page.Coverage.Strategy, faults, page.Truncated)
			switch {
			case len(faults) > 0:
				t.Errorf("%s: %s (told: %v)", c, strings.Join(faults, "; "), told)
			case told:
				t.Errorf("%s: whole, but %v %v", c, page.Coverage.Complete, page.Truncated)
			}
			if *combinedDir != "" && (len(faults) > 0 || told) {
				if err := os.WriteFile(filepath.Join(*combinedDir, fmt.Sprintf("%d.png", c.number)), page.Picture, 0o600); err != nil {
					t.Error(err)
				}
			}
			return nil
		})
	}
	_ = running.Wait()
}
