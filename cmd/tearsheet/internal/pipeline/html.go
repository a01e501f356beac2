package pipeline

import (
	"bytes"
	"context"
	"fmt"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/singlefile"
)

// missingNamed is how many of the things that page.html lacks are named one by one.
const missingNamed = 5

// oneFile makes page.html of a page and what it loaded, if that is wanted, and says what
// it lacks.
func (p *Pipeline) oneFile(ctx context.Context, req browser.Request, page *browser.Page, record *recorder) (files []file, notes []string) {
	if !p.Save.HTML || page.Styled == nil {
		return nil, nil
	}
	var text bytes.Buffer
	report, err := singlefile.Write(&text, *page.Styled, record.Body)
	if err != nil {
		return nil, []string{"there is no page.html: " + err.Error()}
	}
	c := browser.FormatCheck{}
	for i, m := range report.Missing {
		c.Lack(m.What + ": " + m.URL)
		if i == missingNamed {
			notes = append(notes, fmt.Sprintf("page.html lacks %d more", len(report.Missing)-i))
		}
		if i < missingNamed {
			notes = append(notes, "page.html lacks a "+m.What+": "+m.URL)
		}
	}
	if p.Save.Check {
		notes = append(notes, p.checkFile(ctx, req, page, "page.html", text.Bytes(), &c)...)
	}
	page.Coverage.NoteFormat("html", c)
	return []file{{"html", "page.html", text.Bytes()}}, notes
}
