package extract

import (
	"fmt"
	"strings"
	"testing"
)

// Tables whose numbers or shape ask for far more cells than they have.
func TestTablesStaySmall(t *testing.T) {
	row := func(cells int) string { return "<tr>" + strings.Repeat("<td>07:10</td>", cells) + "</tr>" }
	for name, table := range map[string]string{
		"huge spans":     `<tr><td colspan=1000 rowspan=65534>Quay</td><td>07:10</td></tr><tr><td>08:10</td></tr>`,
		"many spans":     strings.Repeat(`<tr><td colspan=90 rowspan=90>07:10</td></tr>`, 2000),
		"endless number": `<tr><td colspan="99999999999999999999">Quay</td></tr>`,
		"one long row":   row(2000) + strings.Repeat(row(1), 4000),
	} {
		t.Run(name, func(t *testing.T) {
			page := `<html><head><title>Ferry sails again</title></head><body><article><h1>Ferry sails again</h1>` + story + `<table>` + table + `</table>` + story + `</article></body></html>`
			art, err := Extract([]byte(page), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(art.Markdown) > 20*len(page)+100_000 {
				t.Errorf("%d bytes of Markdown of a page of %d", len(art.Markdown), len(page))
			}
		})
	}
	art, err := Extract([]byte(fmt.Sprintf(`<article>%s<table><tr><th colspan="2">Quay</th></tr><tr><td>07:10</td><td>08:10</td></tr></table>%s</article>`, story, story)), Options{})
	if err != nil || !strings.Contains(art.HTML, `colspan="2"`) {
		t.Errorf("a span is lost: %v\n%s", err, art.HTML)
	}
}
