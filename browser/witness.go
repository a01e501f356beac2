package browser

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Strategies: how the picture of a page came to show what a person sees.
const (
	strategyStill    = "still"    // nothing of it waits to be seen: at once
	strategyScrolled = "scrolled" // scrolled through in its own window, then taken at once
	strategyTall     = "tall"     // in a window as tall as itself
	strategyJoined   = "joined"   // window by window, joined
	strategyScreens  = "screens"  // screen by screen, as the wheel moves it
)

// Seen tells how much of what a person sees who scrolls through the page is in the picture.
type Seen struct {
	Found   int       `json:"found"` // texts, pictures and backgrounds that were seen
	Shown   int       `json:"shown"` // of these, in the picture
	Missing []Missing `json:"missing,omitempty"`
	// Unwritten is how many of the texts shown are not in the document: the page has them only
	// while they are in view.
	Unwritten int `json:"unwritten,omitempty"`
}

// Missing is something that was seen and is not in the picture.
type Missing struct {
	What   string `json:"what"` // the element, and how its text or address begins
	Why    string `json:"why"`  // hidden, cut off, in a pane (that shows but a part at a time), gone, changed (it has another colour) or blank (nothing is drawn there)
	X      int    `json:"x"`    // where it was, in CSS pixels
	Y      int    `json:"y"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// missingMost is how many missing things are listed.
const missingMost = 10

// sight is something that was seen; see js/world/seen.js.
type sight struct {
	Key    int     `json:"key"`
	What   string  `json:"what"`
	Kind   string  `json:"kind"`
	Why    string  `json:"why"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// testimony is the report of attest in js/world/witness.js.
type testimony struct {
	Found   int     `json:"found"`
	Shown   int     `json:"shown"`
	Missing []sight `json:"missing"`
	Boxes   []spotted
	Paned   int // of those missing, what a pane hides that could not be opened
	// Unwritten is how many texts in the picture the document does not have.
	Unwritten int
	Unseen    int // letters of a document of which nothing at all is seen
	faint     bool
	Busy      string // what is seen of the page that stands for what is still to come
	Height    int    // of the page once the picture was taken
}

// outgrowth is by how much a page may grow while its picture is taken, in CSS pixels.
const outgrowth = 24

// outgrew tells whether the page had grown past the picture by the time that it was taken.
func (t *testimony) outgrew(size extent) bool { return t != nil && t.Height > size.Height+outgrowth }

// spotted is a place where the picture has to show something.
type spotted struct {
	X, Y, Width, Height float64
	Kind                string // text or picture
}

// lost is the number of things that are missing.
func (t testimony) lost() int { return t.Found - t.Shown }

// astray is the number of those that are missing for the way the picture is taken.
func (t testimony) astray() int { return t.lost() - t.Paned }

// receipt puts a testimony into the words of the receipt.
func (t testimony) receipt() *Seen {
	out := &Seen{Found: t.Found, Shown: t.Shown, Unwritten: t.Unwritten}
	for _, m := range t.Missing[:min(len(t.Missing), missingMost)] {
		out.Missing = append(out.Missing, Missing{What: m.What, Why: m.Why, X: int(m.X), Y: int(m.Y), Width: int(m.Width), Height: int(m.Height)})
	}
	return out
}

// unseenFrom is how many letters there are on a page that has something to read: most of those
// that show nothing have a few all the same.
const unseenFrom = 40

// hides tells whether the page has something to read and shows none of it.
func (t testimony) hides() bool { return t.faint || t.Unseen >= unseenFrom }

// notes say what is missing, a line each.
func (t testimony) notes() []string {
	var out []string
	if t.faint {
		out = append(out, "the page shows nothing: its texts have the colour of what they stand on")
	} else if t.hides() {
		out = append(out, fmt.Sprintf("the page shows nothing: none of the %d letters of its text can be seen", t.Unseen))
	}
	if t.lost() > 0 {
		out = append(out, t.note())
	}
	if t.Busy != "" {
		out = append(out, "the page still says that it loads: "+t.Busy)
	}
	if t.Unwritten > 0 {
		out = append(out, fmt.Sprintf("%d texts of the picture are not in the document: the page has them only while they are in view", t.Unwritten))
	}
	return out
}

func (t testimony) note() string {
	reasons := map[string]int{}
	for _, m := range t.Missing {
		reasons[m.Why]++
	}
	why := slices.Sorted(maps.Keys(reasons))
	first := slices.MinFunc(t.Missing, func(a, b sight) int { return cmp.Compare(a.Y, b.Y) })
	return fmt.Sprintf("%d of %d things that are seen while scrolling are not in the picture (%s): the first is %q at %.0f px", t.lost(), t.Found, strings.Join(why, ", "), clip(first.What, 60), first.Y)
}

// witness walks through the page once more and takes down what a person sees.
func (s *settler) witness() {
	_, _ = ask[struct{ Found int }](s.soft, s.tab, "witness", s.walk())
	s.rest("what was seen")
}

// attest compares what was seen with the page as it would be taken now.
func (s *settler) attest(size extent) (testimony, error) {
	return ask[testimony](s.tab.ctx, s.tab, "attest", map[string]int{"width": max(size.Width, s.tab.req.View.Width), "height": max(size.Height, s.tab.req.View.Height)})
}
