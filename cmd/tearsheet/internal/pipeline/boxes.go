package pipeline

import (
	"bytes"
	"image"
	_ "image/jpeg" // so that the size of these can be read
	_ "image/png"
	"regexp"
	"slices"
	"strings"

	_ "golang.org/x/image/webp" // likewise

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/extract"
)

// boxes are where a picture has the paragraphs of its article: what boxes.json keeps.
type boxes struct {
	Width  int   `json:"width"` // of the picture
	Height int   `json:"height"`
	Boxes  []box `json:"boxes"`
}

// box is where a paragraph is, or a part of one, in pixels of the picture.
type box struct {
	Paragraph int `json:"paragraph"` // of the article's text, from 0
	X         int `json:"x"`
	Y         int `json:"y"`
	Width     int `json:"width"`
	Height    int `json:"height"`
}

// boxesOf finds the paragraphs of an article in a page's picture; nil where none is found.
func boxesOf(page *browser.Page, article *extract.Article) *boxes {
	if article == nil || article.Text == "" || len(page.Texts) == 0 {
		return nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(page.Picture))
	if err != nil {
		return nil
	}
	out := &boxes{Width: config.Width, Height: config.Height}
	find := newFinder(page.Texts)
	n := 0
	for paragraph := range strings.SplitSeq(article.Text, "\n\n") {
		for _, at := range find.lines(paragraph) {
			// What lies beyond the picture's edge is not in it.
			if seen := at.Intersect(image.Rect(0, 0, config.Width, config.Height)); !seen.Empty() {
				out.Boxes = append(out.Boxes, box{n, seen.Min.X, seen.Min.Y, seen.Dx(), seen.Dy()})
			}
		}
		n++
	}
	if len(out.Boxes) == 0 {
		return nil
	}
	return out
}

// finder finds paragraphs among the runs of text of a page. They come in the page's
// order, mostly; each run is of one paragraph.
type finder struct {
	runs  []run
	begin map[string][]int // runs by how they begin
	at    int              // the run after the last that was found
}

type run struct {
	browser.PlacedText
	text string // squeezed
	used bool
}

// beginning is how many bytes of a text are compared first.
const beginning = 12

func newFinder(texts []browser.PlacedText) *finder {
	f := &finder{begin: map[string][]int{}}
	for i, t := range texts {
		r := run{PlacedText: t, text: squeezed(t.Text)}
		f.runs = append(f.runs, r)
		key := r.text[:min(beginning, len(r.text))]
		f.begin[key] = append(f.begin[key], i)
	}
	return f
}

// marker is what the text puts before an item of a list, where the page has a dot or a
// number of its own making.
var marker = regexp.MustCompile(`^\s*(?:[-*•]|\d+[.)])\s+`)

// lines gives where a paragraph is. One of several lines is a list or a table, whose items
// and cells are runs of their own: it has one place.
func (f *finder) lines(paragraph string) []image.Rectangle {
	if found := f.next(squeezed(paragraph)); found != nil {
		return found
	}
	var whole image.Rectangle
	for line := range strings.SplitSeq(paragraph, "\n") {
		for cell := range strings.SplitSeq(marker.ReplaceAllString(line, ""), " | ") {
			for _, at := range f.next(squeezed(cell)) {
				whole = whole.Union(at)
			}
		}
	}
	if whole.Empty() {
		return nil
	}
	return []image.Rectangle{whole}
}

// next gives where a paragraph is: in the runs that have the most of it, the first such
// behind the last paragraph before any other. A standfirst often begins as the text does.
func (f *finder) next(paragraph string) []image.Rectangle {
	if paragraph == "" {
		return nil
	}
	var before, behind []int
	for n := 1; n <= min(beginning, len(paragraph)); n++ {
		for _, i := range f.begin[paragraph[:n]] {
			if i < f.at {
				before = append(before, i)
			} else {
				behind = append(behind, i)
			}
		}
	}
	slices.Sort(behind)
	var best []int
	most := 0
	for _, i := range append(behind, before...) {
		if runs, found := f.from(i, paragraph); found > most {
			best, most = runs, found
		}
	}
	if best == nil {
		return nil
	}
	for _, r := range best {
		f.runs[r].used = true
	}
	f.at = best[len(best)-1] + 1
	return f.joined(best)
}

// enough is the share of a paragraph that has to be found, or of a run that has to be of
// it: what stands in the lines and is no part of the article may be left out.
const enough = 0.6

// aside is how many runs may stand between those of one paragraph.
const aside = 3

// from follows a paragraph through the runs from one on, and tells how many bytes of it
// they have; none where they are not its.
func (f *finder) from(first int, paragraph string) (runs []int, found int) {
	rest := paragraph
	for i, strange := first, 0; i < len(f.runs) && rest != "" && strange <= aside; i++ {
		r := f.runs[i]
		switch after, part := strings.CutPrefix(rest, r.text); {
		case r.used && i == first:
			return nil, 0
		case r.used:
			strange++
		case part:
			runs, rest, strange = append(runs, i), after, 0
		case strings.HasPrefix(r.text, rest) && float64(len(rest)) >= enough*float64(len(r.text)):
			return append(runs, i), len(paragraph)
		case i == first:
			return nil, 0
		default:
			strange++
		}
	}
	found = len(paragraph) - len(rest)
	if float64(found) < enough*float64(len(paragraph)) {
		return nil, 0
	}
	return runs, found
}

// joined gives the places of runs, those that are one below the other as one.
func (f *finder) joined(runs []int) (list []image.Rectangle) {
	for _, i := range runs {
		r := f.runs[i]
		at := image.Rect(r.X, r.Y, r.X+r.Width, r.Y+r.Height)
		if n := len(list); n > 0 && at.Min.X < list[n-1].Max.X && list[n-1].Min.X < at.Max.X {
			list[n-1] = list[n-1].Union(at)
			continue
		}
		list = append(list, at)
	}
	return list
}

// invisible are letters that are not seen, and not the same everywhere.
var invisible = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "")

// squeezed is a text without its spaces, which are not the same everywhere.
func squeezed(text string) string { return invisible.Replace(strings.Join(strings.Fields(text), "")) }
