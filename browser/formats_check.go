package browser

import (
	"fmt"
	"slices"

	"github.com/tearsheet/tearsheet/browser/printed"
)

// FormatCheck says what a format of a page has of what its picture shows.
type FormatCheck struct {
	Sheets  int      `json:"sheets,omitempty"`  // of a PDF
	Letters int      `json:"letters,omitempty"` // in the texts of the page
	Shown   int      `json:"shown,omitempty"`   // of these in the format
	Lacks   []string `json:"lacks,omitempty"`   // the first few of what it does not have
	More    int      `json:"more,omitempty"`    // how many things besides it does not have
	// Differs is the share of the picture's pixels that are others where the format is
	// opened, and At says where the first few are. Nil: nobody has looked.
	Differs *float64 `json:"differs,omitempty"`
	At      []string `json:"at,omitempty"`
}

// lacksNamed is how many of the things that a format lacks are named.
const lacksNamed = 5

// Lack notes things that a format does not have.
func (c *FormatCheck) Lack(things ...string) {
	for _, thing := range things {
		if len(c.Lacks) >= lacksNamed {
			c.More++
			continue
		}
		c.Lacks = append(c.Lacks, clip(thing, 200))
	}
}

// Where notes a place in which the format is not as the picture.
func (c *FormatCheck) Where(place string) {
	if len(c.At) < lacksNamed {
		c.At = append(c.At, place)
	}
}

// What all formats lack that do not run the page's scripts, of a picture that was taken screen
// by screen, or of a scene that is played while the page is scrolled past it.
const (
	oneScreen = "all screens of the picture but one: the page shows them by its scripts"
	oneMoment = "all of a scene but one moment: the page plays it while it is scrolled"
)

// NoteFormat puts the check of a format into the receipt.
func (c *Coverage) NoteFormat(name string, check FormatCheck) {
	for _, l := range []struct {
		so   bool
		lack string
	}{{c.Strategy == strategyScreens, oneScreen}, {c.scene, oneMoment}} {
		if l.so && name != "wacz" && !slices.Contains(check.Lacks, l.lack) {
			check.Lack(l.lack)
		}
	}
	if c.Formats == nil {
		c.Formats = map[string]FormatCheck{}
	}
	c.Formats[name] = check
}

// shortest is the part of the picture's height that sheets have together at least, where
// nothing was cut: paper is narrower than a window.
const shortest = 0.5

// checkPDF holds the PDF against the texts of the page and its length.
func (p *Page) checkPDF(texts []string) {
	sheets, err := printed.Read(p.PDF)
	if err != nil {
		p.Truncated = append(p.Truncated, "the PDF cannot be checked: "+err.Error())
		return
	}
	c := FormatCheck{Sheets: sheets.Count}
	var lost []string
	c.Letters, c.Shown, lost = sheets.Compare(texts)
	c.Lack(lost...)
	p.Coverage.NoteFormat("pdf", c)
	if len(lost) > 0 {
		p.Truncated = append(p.Truncated, fmt.Sprintf("the PDF lacks %d of %d texts: %q", len(lost), len(texts), clip(lost[0], 80)))
	}
	const pointsPerPixel = 72 / perInch
	if all := float64(sheets.Count) * sheets.Height / pointsPerPixel; all < shortest*float64(p.Coverage.Height) {
		p.Truncated = append(p.Truncated, fmt.Sprintf("the PDF has %d sheets with room for %.0f px, and the page %d px", sheets.Count, all, p.Coverage.Height))
	}
}
