package extract

import (
	"strings"
	"testing"
)

// A byline may stand on one line with the date, and its names on the line below.
func TestBylinesBesideDates(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"<p>9. listopadu 2026 14:05 | Připravila Jana Malá, Brno</p>":                                                            "Jana Malá",
		"<p>12.07.2018 | Anna Bee</p>":                                                                                           "Anna Bee",
		"<p>By <b>Marta Osei</b><br>November 12, 2026</p>":                                                                       "Marta Osei",
		"<p>By<br>Marta Osei<br>November 12, 2026</p>":                                                                           "Marta Osei",
		"<div>November 12, 2026</div><div><span>Von</span> Jule Brandt</div>":                                                    "Jule Brandt",
		"<p>World | Middle East | 12 November 2026</p>":                                                                          "",
		"<p>12. května 2026 18:04 | Jana Malá, ČTK</p>":                                                                          "Jana Malá",
		"<p>Geplaatst op 12 mei 2026 door Piet Bos</p>":                                                                          "Piet Bos",
		"<p>12 November 2026 — words: Marta Osei, pictures: Nils Holm</p>":                                                       "Marta Osei",
		`<div>By <a href="/author/marta-osei/">Marta Osei</a><span> and </span><a href="/author/nils-holm/">Nils Holm</a></div>`: "Marta Osei, Nils Holm",
	} {
		a := read(t, "<title>The wall</title><h1>The wall</h1>"+line+"<p>It was opened on Monday, and a great many people walked along it, slowly, in the rain.</p>")
		if got := strings.Join(a.Authors, ", "); got != want {
			t.Errorf("%s: it is %q, want %q", line, got, want)
		}
	}
}
