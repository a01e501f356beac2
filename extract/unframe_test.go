package extract_test

import (
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/extract"
)

// What the frames of a page hold that has nothing else to say is the page's text.
func TestFramed(t *testing.T) {
	story := strings.Repeat("<p>The ferry to the outer islands ran twice a day until the pier was lost in the storm of that winter, the ledger says.</p>", 6)
	inner := strings.ReplaceAll(`<html><body><h1>The ledger</h1>`+story+`</body></html>`, `"`, "&quot;")
	for name, c := range map[string]struct {
		page string
		want bool
	}{
		"frames alone":  {`<title>Ledger</title><body style="display:grid"><iframe srcdoc="<ul><li>Wharves"></iframe><tearsheet-frameset><iframe srcdoc="` + inner + `"></iframe></tearsheet-frameset><noframes>None here</noframes>`, true},
		"beside a text": {`<title>News</title><body><article><h1>Harbour news</h1>` + strings.ReplaceAll(story, "ferry", "tug") + `</article><iframe srcdoc="` + inner + `"></iframe>`, false},
	} {
		art, err := extract.Extract([]byte(c.page), extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(art.Text, "The ferry to the outer islands"); got != c.want {
			t.Errorf("%s: the text is %q", name, art.Text)
		}
	}
}
