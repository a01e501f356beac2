package markup

import (
	"strings"
	"testing"
)

func TestFlatten(t *testing.T) {
	for page, want := range map[string]string{
		"<a><b><i>x</i></b></a>y":          "<a><b>x</b></a>y",
		"<p>1<p>2<p>3<p>4":                 "<p>1<p>2<p>3<p>4",
		"<a><b><br><img><i>x</b>y</i></a>": "<a><b><br><img>x</b>y</a>",
		"</i></i><a>x":                     "</i></i><a>x",
	} {
		if got := string(Flatten([]byte(page), 2)); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
}

func TestCapInput(t *testing.T) {
	page := []byte(strings.Repeat("<b>", MaxTags+10))
	if got := len(Cap(page)); got != 3*MaxTags {
		t.Errorf("%d bytes left of %d", got, len(page))
	}
	if got := len(Cap(make([]byte, MaxBytes+1))); got != MaxBytes {
		t.Errorf("%d bytes left", got)
	}
}
