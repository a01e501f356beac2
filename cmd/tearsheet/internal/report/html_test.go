package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
)

// written is a report in HTML.
func written(t testing.TB, r Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTMLHoldsEachPictureOnce(t *testing.T) {
	r := sample(t, 6, 4) // one baseline for all
	page := written(t, r)
	if got, want := strings.Count(page, `<script type="text/plain"`), 1+4+4; got != want {
		t.Errorf("the file holds %d pictures, want %d", got, want)
	}
	if strings.Contains(page, "src=") {
		t.Error("a picture is shown before it is looked at")
	}
}

// What pages say is text, and only that.
func TestHTMLEscapes(t *testing.T) {
	page := written(t, every(t))
	if strings.Contains(page, hostile) || strings.Contains(page, "<img src=x") {
		t.Error("what a page says became a part of the report")
	}
	if got := len(regexp.MustCompile(`(?i)<script(>| type="text/plain" id="picture-\d+">)`).FindAllString(page, -1)); got != strings.Count(strings.ToLower(page), "<script") {
		t.Errorf("only %d scripts of %d are the report's own", got, strings.Count(strings.ToLower(page), "<script"))
	}
}

func TestHTMLNamesTheCases(t *testing.T) {
	page := written(t, every(t))
	for _, want := range []string{
		">Failed<", ">Changed<", ">No baseline<", ">New<", ">Updated<", ">Passed<", ">Flaky<", "is the server up?", "contains &#34;harbour&#34;",
		"The tide table is late", "Chrome 142.0.7444.59", "4 March 2026, 08:00 UTC", "this is no PNG, JPEG or WebP picture", "the picture cannot be read",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if failed, passed := strings.Index(page, ">Lost<"), strings.Index(page, ">Ferry story 3<"); failed > passed {
		t.Error("what failed does not come first")
	}
}
