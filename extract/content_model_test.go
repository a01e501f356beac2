package extract

import (
	"strings"
	"testing"
)

// A page that names nothing: all is div, and no class says anything.
func TestBodyWithoutNames(t *testing.T) {
	var menu, more strings.Builder
	for _, w := range strings.Fields("Harbour Weather Tides Boats Markets Letters Sport Music") {
		menu.WriteString(`<div class="q7"><a href="/` + w + `">` + w + `</a></div>`)
	}
	for _, w := range []string{"A gull is elected to the council", "How to fold a map in a gale", "The loudest spoon in the country", "Nobody has seen the mayor's hat"} {
		more.WriteString(`<div class="q9"><a href="/x"><img src="x.jpg"></a><div><a href="/x">` + w + `</a></div><div>3 hours ago</div></div>`)
	}
	paragraphs := strings.NewReplacer("<p>", `<div class="q4">`, "</p>", "</div>").Replace(story)
	long := `<div class="q4">Nobody at the harbour office would say how long the peace will hold, but the piano was tuned on the way, and by the time the boat came in at the last island there was singing on the quay, where a crowd had come down with lamps.</div>`
	page := `<html><head><title>Ferry sails again - Quay Times</title></head><body><div class="q1"><div class="q2">` + menu.String() + `</div></div>` +
		`<div class="q3"><div class="q5">Ferry sails again</div><div class="q6">Milla Aronsen | 4 March 2025</div>` + paragraphs + long + long[:20] + long[20:] +
		`</div><div class="q8"><div class="q5">More from the quay</div>` + more.String() + `</div><div class="q1"><div>© Quay Times 2025. All rights reserved.</div>` + menu.String() + `</div></body></html>`
	text := textOfPage(t, page)
	for _, want := range []string{"The ferry to the outer islands", "We had almost forgotten", "a new rota on Sunday", "Nobody at the harbour office"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is lost", want)
		}
	}
	for _, not := range []string{"Weather", "gull", "spoon", "hours ago", "rights"} {
		if strings.Contains(text, not) {
			t.Errorf("%q was taken for text", not)
		}
	}
}
