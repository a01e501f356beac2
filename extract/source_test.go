package extract

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func TestToUTF8(t *testing.T) {
	encode := func(b []byte, err error) string {
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	late := "<html><head>" + strings.Repeat("<!-- a long head -->", 100) + `<meta charset="windows-1251">`
	for name, c := range map[string]struct{ page, contentType, want string }{
		"plain":                     {"caf\xc3\xa9", "", "café"},
		"declared latin, is UTF-8":  {`<meta charset="iso-8859-1">Käse`, "text/html; charset=iso-8859-1", `<meta charset="iso-8859-1">Käse`},
		"declared latin, is latin":  {"<meta charset=\"iso-8859-1\">K\xe4se", "", "<meta charset=\"iso-8859-1\">Käse"},
		"declared by the response":  {encode(charmap.Windows1251.NewEncoder().Bytes([]byte("маяк"))), "text/html; charset=windows-1251", "маяк"},
		"declared late":             {late + encode(charmap.Windows1251.NewEncoder().Bytes([]byte("маяк"))), "", late + "маяк"},
		"Shift JIS":                 {encode(japanese.ShiftJIS.NewEncoder().Bytes([]byte("<meta charset=shift_jis>時計塔"))), "", "<meta charset=shift_jis>時計塔"},
		"UTF-16 with a mark":        {encode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("horn"))), "", "horn"},
		"a mark":                    {"\ufeffhorn", "", "horn"},
		"UTF-8 with one bad byte":   {strings.Repeat("é", 40) + "\xff", "text/html; charset=utf-8", strings.Repeat("é", 40) + "\ufffd"},
		"an unknown name":           {"<meta charset=klingon>horn", "", "<meta charset=klingon>horn"},
		"nothing but ASCII, either": {"<meta charset=utf-8>horn", "", "<meta charset=utf-8>horn"},
	} {
		if got := string(toUTF8([]byte(c.page), c.contentType)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestFlatten(t *testing.T) {
	for page, want := range map[string]string{
		"<a><b><i>x</i></b></a>y":          "<a><b>x</b></a>y",
		"<p>1<p>2<p>3<p>4":                 "<p>1<p>2<p>3<p>4",
		"<a><b><br><img><i>x</b>y</i></a>": "<a><b><br><img>x</b>y</a>",
		"</i></i><a>x":                     "</i></i><a>x",
	} {
		if got := string(flatten([]byte(page), 2)); got != want {
			t.Errorf("%s: %s, want %s", page, got, want)
		}
	}
}

func TestCapInput(t *testing.T) {
	page := []byte(strings.Repeat("<b>", maxTags+10))
	if got := len(capInput(page)); got != 3*maxTags {
		t.Errorf("%d bytes left of %d", got, len(page))
	}
	if got := len(capInput(make([]byte, maxBytes+1))); got != maxBytes {
		t.Errorf("%d bytes left", got)
	}
}

// Pages made to hurt are answered, their text kept where there is any.
func TestHostile(t *testing.T) {
	for name, page := range map[string]string{
		"5,000 deep":         strings.Repeat("<div>", 5000) + story + strings.Repeat("</div>", 5000),
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
