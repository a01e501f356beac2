package pipeline

import (
	"bytes"
	"fmt"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/singlefile"
)

// missingNamed is how many of the things that page.html lacks are named one by one.
const missingNamed = 5

// oneFile makes page.html of a page and what it loaded, if that is wanted, and says what
// it lacks.
func (p *Pipeline) oneFile(page *browser.Page, record *recorder) (files []file, notes []string) {
	if !p.Save.HTML || page.Styled == nil {
		return nil, nil
	}
	var text bytes.Buffer
	report, err := singlefile.Write(&text, *page.Styled, record.Body)
	if err != nil {
		return nil, []string{"there is no page.html: " + err.Error()}
	}
	for i, m := range report.Missing {
		if i == missingNamed {
			notes = append(notes, fmt.Sprintf("page.html lacks %d more", len(report.Missing)-i))
			break
		}
		notes = append(notes, "page.html lacks a "+m.What+": "+m.URL)
	}
	return []file{{"html", "page.html", text.Bytes()}}, notes
}
