package extract

import (
	"strings"
	"testing"
)

// Pages made to hurt are answered, their text kept where there is any.
func TestHostile(t *testing.T) {
	for name, page := range map[string]string{
		"5,000 deep":         strings.Repeat("<div>", 5000) + story + strings.Repeat("</div>", 5000),
		"closed, says it":    strings.Repeat("<div/>", 5000) + story,
		"a drawing's title":  story + "<svg><title>" + strings.Repeat("<div>", 5000) + "</title></svg>",
		"a script in a sum":  "<math><mtext><script>" + strings.Repeat("<div>", 5000) + "</script>" + story,
		"paragraphs between": strings.Repeat("<p>x"+strings.Repeat("<div>", 700)+"</p>", 20) + story,
		"5,000 fonts":        strings.Repeat(`<font size=1><b class="x">`, 5000) + story,
		"unclosed tables":    strings.Repeat("<table><tr><td>", 3000) + story,
		"a million nodes":    story + strings.Repeat("<b></b>x", 1<<20),
		"a million classes":  `<div class="` + strings.Repeat("share ", 1<<18) + `">` + story + `</div>`,
		"a megabyte of text": `<p title="` + strings.Repeat("x", 1<<20) + `">` + strings.Repeat("y", 1<<20) + `</p>` + story,
		"a million blocks":   story + strings.Repeat("<p>1", 1<<18),
		"headings":           story + strings.Repeat("<h2>Related</h2><p><a href=x>A headline somewhere</a></p>", 1<<14),
		"NULs":               strings.ReplaceAll(story, " ", "\x00 "),
		"surrogates":         story + "\xed\xa0\x80\xed\xbf\xbf&#xD800;&#x110000;",
		"half a tag":         story + "<p class=\"x",
		"only a tag":         "<",
		"frames":             "<frameset><frame src=x></frameset>",
		"nothing":            "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			art, err := Extract([]byte(page), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(page, "ferry to") && !strings.Contains(art.Text, "eleven days") {
				t.Errorf("the story is lost: %.200q", art.Text)
			}
		})
	}
}
