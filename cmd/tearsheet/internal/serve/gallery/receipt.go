package gallery

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots"
)

// receipt is what the manifest keeps of how a page was captured, as far as it is told.
type receipt struct {
	Overlays []struct {
		Kind, How, Detail string
		Area              int
	} `json:"overlays"`
	Coverage struct {
		Class   string   `json:"class"`
		Why     string   `json:"why"`
		Settled string   `json:"settled"`
		Kept    []string `json:"kept"`
		Images  struct {
			Found, Loaded, Broken int
			LazyFound             int `json:"lazy_found"`
			LazyLoaded            int `json:"lazy_loaded"`
			LazyFailed            int `json:"lazy_failed"`
		} `json:"images"`
		Frames   struct{ Found, Kept, Skipped int }        `json:"frames"`
		Fonts    struct{ Loaded, Failed int }              `json:"fonts"`
		Requests struct{ Made, Failed, Open, Blocked int } `json:"requests"`
		Skipped  int64                                     `json:"skipped_ms"`
		Dialogs  int                                       `json:"dialogs"`
		Popups   int                                       `json:"popups"`
		Clicked  map[string]int                            `json:"clicked"`
		Complete float64                                   `json:"complete"`
		Seen     *struct {
			Found, Shown int
			Missing      []struct{ What, Why string }
		} `json:"seen"`
	} `json:"coverage"`
	Truncated []string         `json:"truncated"`
	Timings   map[string]int64 `json:"timings"`
	Response  struct {
		MediaType string `json:"media_type"`
		Protocol  string `json:"protocol"`
		Address   string `json:"remote_address"`
		Redirects []struct {
			URL    string `json:"url"`
			Status int    `json:"status"`
		} `json:"redirects"`
	} `json:"response"`
}

// receiptOf reads the receipt of a capture. One that cannot be read tells nothing.
func receiptOf(snap snapshots.Snapshot) (r receipt) {
	_ = json.Unmarshal(snap.Capture, &r) // what was read until then is told
	return r
}

// sentence is a line of the receipt.
type sentence struct {
	Mood string // good, bad, or nothing in particular
	Text string
	More []string
}

// Sentences say in words what was there and what was got, what matters most first.
func (r receipt) Sentences(partial bool) (list []sentence) {
	c := r.Coverage
	if c.Class != "" && c.Class != "content" {
		list = append(list, sentence{"bad", "This is no ordinary page: " + strings.ReplaceAll(c.Class, "_", " ") + ".", nonEmpty(c.Why)})
	}
	if partial {
		list = append(list, sentence{"bad", "The page had not finished when its time was up: what there was then is kept.", nil})
	}
	for _, tell := range []func(receipt) (sentence, bool){receipt.seen, receipt.pictures, receipt.fonts} {
		if s, ok := tell(r); ok {
			list = append(list, s)
		}
	}
	for _, o := range r.Overlays {
		list = append(list, sentence{"", overlaySentence(o.Kind, o.How, o.Area), nonEmpty(o.Detail)})
	}
	if len(c.Kept) > 0 {
		list = append(list, sentence{"", "Left in place, though it might have been cleared away:", c.Kept})
	}
	for _, tell := range []func(receipt) (sentence, bool){receipt.frames, receipt.requests, receipt.settled} {
		if s, ok := tell(r); ok {
			list = append(list, s)
		}
	}
	for _, t := range r.Truncated {
		list = append(list, sentence{"bad", firstUpper(t), nil})
	}
	return list
}

// Each of these tells of one thing, if there is something to tell.

func (r receipt) seen() (s sentence, ok bool) {
	seen := r.Coverage.Seen
	if seen == nil || seen.Found == 0 {
		return s, false
	}
	missing := seen.Found - seen.Shown
	if missing <= 0 {
		return sentence{"good", "Everything that a reader sees while scrolling is in the picture: " + countOf(seen.Found, "thing") + ".", nil}, true
	}
	var more []string
	for _, m := range seen.Missing {
		more = append(more, m.What+": "+m.Why)
	}
	text := fmt.Sprintf("%s of %s that a reader sees while scrolling are in the picture; %s not.", thousands(seen.Shown), countOf(seen.Found, "thing"), isAre(missing))
	return sentence{"bad", text, more}, true
}

func (r receipt) pictures() (s sentence, ok bool) {
	i := r.Coverage.Images
	text := fmt.Sprintf("%d of %s loaded", i.Loaded, countOf(i.Found, "picture"))
	if i.LazyFound > 0 {
		text += fmt.Sprintf(", %d of them only when they were scrolled to", i.LazyLoaded)
	}
	if i.Broken > 0 {
		text += "; " + isAre(i.Broken) + " broken"
	}
	return sentence{mood(i.Loaded >= i.Found), text + ".", nil}, i.Found > 0
}

func (r receipt) fonts() (s sentence, ok bool) {
	f := r.Coverage.Fonts
	text := countOf(f.Loaded, "web font") + " loaded"
	if f.Failed > 0 {
		text += fmt.Sprintf("; for %d another stood in", f.Failed)
	}
	return sentence{mood(f.Failed == 0), text + ".", nil}, f.Loaded+f.Failed > 0
}

func (r receipt) frames() (s sentence, ok bool) {
	f := r.Coverage.Frames
	return sentence{"", fmt.Sprintf("%d of %s kept in the document.", f.Kept, countOf(f.Found, "frame")), nil}, f.Found > 0
}

func (r receipt) requests() (s sentence, ok bool) {
	q := r.Coverage.Requests
	var odd []string
	for _, part := range []struct {
		n    int
		text string
	}{{q.Failed, "failed"}, {q.Open, "unanswered"}, {q.Blocked, "blocked"}} {
		if part.n > 0 {
			odd = append(odd, fmt.Sprintf("%d %s", part.n, part.text))
		}
	}
	text := countOf(q.Made, "request") + " made"
	if len(odd) > 0 {
		text += ": " + listed(odd)
	}
	return sentence{"", text + ".", nil}, q.Made > 0
}

func (r receipt) settled() (s sentence, ok bool) {
	text := settledSentences[r.Coverage.Settled]
	return sentence{mood(r.Coverage.Settled == "quiet"), text, nil}, text != ""
}

var settledSentences = map[string]string{
	"quiet":    "Waiting ended because the page had become quiet.",
	"budget":   "Waiting ended because the page did not become quiet in the time for that.",
	"hung":     "Waiting ended because the page did not answer any more.",
	"deadline": "Waiting ended because the time for the page was up.",
}

var howSentences = map[string]string{
	"clicked": "was answered by a click", "closed": "was closed", "hidden": "was hidden", "answered": "was answered", "kept": "was left in place",
}

func overlaySentence(kind, how string, area int) string {
	done := howSentences[how]
	if done == "" {
		done = how
	}
	text := "A notice (" + kind + ") " + done
	if area > 0 {
		text += fmt.Sprintf("; it covered %d %% of the window", area)
	}
	return text + "."
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func isAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return thousands(n) + " are"
}

func mood(good bool) string {
	if good {
		return "good"
	}
	return "bad"
}

// step is how long something took.
type step struct {
	Name   string
	Millis int64
}

// Steps are the timings in the order in which they came.
func (r receipt) Steps() (list []step) {
	for _, name := range []string{"response", "load", "settled", "dom", "picture", "extract", "store", "total"} {
		if ms := r.Timings[name]; ms > 0 {
			list = append(list, step{name, ms})
		}
	}
	return list
}
