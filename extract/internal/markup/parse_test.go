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

func TestCapAttributes(t *testing.T) {
	few := strings.Repeat(`<p a b=1 c="d e f > g" h='i "j" k'>l m n = o</p>`+"\n<!-- p q r -->", MaxAttributes/40)
	if got := len(Cap([]byte(few))); got != len(few) {
		t.Errorf("%d bytes left of %d", got, len(few))
	}
	const head = "<html><p>x</p><b"
	for name, one := range map[string]string{"bare": " a", "with values": " a=1", "quoted": ` a="b c d"`, "with slashes": "/a"} {
		page := []byte(head + strings.Repeat(one, MaxAttributes+10) + ">y")
		got := Cap(page)
		if want := len(head) + MaxAttributes*len(one); len(got) < want || len(got) > want+len(one) {
			t.Errorf("%s: %d bytes left of %d, want %d", name, len(got), len(page), want)
		}
	}
}
