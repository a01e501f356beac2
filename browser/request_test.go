package browser

import (
	"errors"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser/filter"
	"github.com/tearsheet/tearsheet/browser/option"
)

func TestAllowed(t *testing.T) {
	for _, test := range []struct {
		url       string
		allowFile bool
		want      bool
	}{
		{"http://example.com", false, true},
		{"https://example.com/a?b#c", false, true},
		{"HTTPS://EXAMPLE.COM/", false, true},
		{"http://[::1]:8080/", false, true},
		{"http:///path", false, false},
		{"https:", false, false},
		{"http:example.com", false, false},
		{"example.com", false, false},
		{"", false, false},
		{"//example.com/", false, false},
		{"ftp://example.com/", false, false},
		{"file:///etc/hosts", false, false},
		{"file:///etc/hosts", true, true},
		{"javascript:alert(1)", true, false},
		{"JavaScript:alert(1)", true, false},
		{"data:text/html,hello", true, false},
		{"blob:http://example.com/1", true, false},
		{"about:blank", true, false},
		{"chrome://version", true, false},
		{"chrome://crash", true, false},
		{"view-source:http://example.com/", true, false},
		{"devtools://devtools/bundled/inspector.html", true, false},
		{"ws://example.com/", true, false},
		{"filesystem:http://example.com/temporary/x", true, false},
		{" javascript:alert(1)", true, false},
		{"http://exa mple.com/", false, false},
		{"http://example.com/\x00", false, false},
		{"http://%zz/", false, false},
	} {
		err := allowed(Request{URL: test.url, AllowFile: test.allowFile})
		if (err == nil) != test.want {
			t.Errorf("%q (files %v): %v", test.url, test.allowFile, err)
		}
		var e *Error
		if err != nil && (!errors.As(err, &e) || e.kind != KindInvalidURL) {
			t.Errorf("%q: the error is not of kind invalid_url: %v", test.url, err)
		}
	}
}

func TestDefaults(t *testing.T) {
	got := Request{URL: "http://example.com/", View: View{Width: 400}, Picture: Picture{Format: "webp"}}.withDefaults()
	want := Request{
		URL: "http://example.com/", Timeout: 45 * time.Second,
		View:     View{Width: 400, Height: 800, Scale: 1},
		Picture:  Picture{Format: "webp", Quality: 85},
		Settle:   Settle{ScrollPages: 20},
		Overlays: Overlays{Policy: Dismiss, Consent: Reject},
		Network:  Network{DownloadMax: 256 << 20},
		Outputs:  Outputs{Paper: Paper{Size: "a4", Media: "print"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// Every tag names an option of the table, and what the table lists as a choice is what is
// there to choose from.
func TestOptionsOfRequests(t *testing.T) {
	for _, target := range []any{&Request{}, &Options{}} {
		for _, name := range option.In(target).Names() {
			if _, ok := option.Find(name); !ok {
				t.Errorf("%T has an option %q that the table does not know", target, name)
			}
		}
	}
	if names := slices.Sorted(maps.Keys(papers)); !slices.Equal(names, option.Papers) {
		t.Errorf("there are the papers %q, and %q in the table", names, option.Papers)
	}
	var kinds []string
	for _, c := range filter.Categories {
		kinds = append(kinds, c.Name)
	}
	if !slices.Equal(kinds, option.Blockable) {
		t.Errorf("%q can be blocked, and %q in the table", kinds, option.Blockable)
	}
	for _, o := range option.Table {
		if w, ok := o.Type.(option.Word); ok && o.Name == "settle" {
			for _, word := range w.Of {
				pace := Pace(word)
				if word == w.Zero {
					pace = ""
				}
				if _, ok := paces[pace]; !ok {
					t.Errorf("there is no pace %q", pace)
				}
			}
		}
	}
}

func TestValidate(t *testing.T) {
	if err := (Request{}).Validate(); err != nil {
		t.Errorf("the zero value is refused: %v", err)
	}
	for name, r := range map[string]Request{
		"pace":     {Settle: Settle{Pace: "slow"}},
		"format":   {Picture: Picture{Format: "gif"}},
		"policy":   {Overlays: Overlays{Policy: "dismis"}},
		"consent":  {Overlays: Overlays{Consent: "maybe"}},
		"clock":    {Settle: Settle{Clock: "sun"}},
		"media":    {View: View{Media: "braille"}},
		"colours":  {View: View{ColorScheme: "beige"}},
		"scale":    {View: View{Scale: math.NaN()}},
		"window":   {View: View{Width: 20}},
		"zone":     {View: View{Timezone: "Berlin"}},
		"locale":   {View: View{Locale: "de_AT"}},
		"quality":  {Picture: Picture{Quality: 101}},
		"selector": {Picture: Picture{Selectors: []string{"div["}}},
		"hidden":   {Cover: Cover{Hide: []string{".a", ""}}},
		"paper":    {Outputs: Outputs{Paper: Paper{Size: "folio"}}},
		"timeout":  {Timeout: -time.Second},
		"header":   {Network: Network{Headers: map[string]string{"a b": "c"}}},
		"block":    {Network: Network{Block: []string{"adverts"}}},
		"verb":     {Actions: []Action{{Do: "stare"}}},
		"target":   {Actions: []Action{{Do: DoClick, Target: "a["}}},
		"emulated": {Emulate: []string{"fog"}},
	} {
		err := r.Validate()
		var wrong *option.Error
		if err == nil || name != "verb" && name != "target" && !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := Request{URL: "http://127.0.0.1:1/", Settle: Settle{Pace: "slow"}}
	if _, err := new(Browser).Capture(t.Context(), bad); err == nil || !strings.Contains(err.Error(), "slow") {
		t.Errorf("it is captured: %v", err)
	}
	for _, o := range []Options{{Proxy: "ftp://a"}, {Remote: []string{"9222"}}, {Sandbox: "perhaps"}} {
		if _, err := Launch(t.Context(), o); err == nil {
			t.Errorf("a browser starts with %+v", o)
		}
	}
}

func TestFileName(t *testing.T) {
	for _, test := range []struct{ suggested, address, mediaType, want string }{
		{"", "https://example.com/report.pdf", "application/pdf", "original.pdf"},
		{"", "https://example.com/report", "application/pdf", "original.pdf"},
		{"", "https://example.com/", "application/json", "original.json"},
		{"", "https://example.com/data?x=1.exe", "text/csv", "original.csv"},
		{"Budget 2026.XLSX", "https://example.com/get", "", "original.xlsx"},
		{"../../etc/passwd", "https://example.com/get", "", "original.bin"},
		{"", "https://example.com/a.b/c", "", "original.bin"},
		{"", "https://example.com/x.p/hp", "application/zip", "original.zip"},
		{"", "https://example.com/x.averylongending", "", "original.bin"},
		{"", "https://example.com/x.%2fsh", "", "original.bin"},
		{"", "https://example.com/archive.tar.gz", "", "original.gz"},
		{"", ":", "image/png", "original.png"},
	} {
		if got := fileName(test.suggested, test.address, test.mediaType); got != test.want {
			t.Errorf("fileName(%q, %q, %q) = %q, want %q", test.suggested, test.address, test.mediaType, got, test.want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"short", 10, "short"},
		{"exactly", 7, "exactly"},
		{"too long", 3, "too..."},
		{"äöü", 3, "ä..."},
		{"語語", 2, "..."},
	} {
		if got := clip(test.text, test.n); got != test.want {
			t.Errorf("clip(%q, %d) = %q, want %q", test.text, test.n, got, test.want)
		}
	}
}

func TestDevice(t *testing.T) {
	names := Devices()
	if len(names) < 50 {
		t.Fatalf("only %d devices", len(names))
	}
	for _, name := range names {
		view, ok := Device(name)
		if !ok || view.Width < 100 || view.Height < 100 || view.Scale < 1 || view.UserAgent == "" {
			t.Errorf("Device(%q) = %+v, %v", name, view, ok)
		}
	}
	view, ok := Device("iphone x")
	if !ok || !view.Mobile || view.Width != 375 || view.Height != 812 || view.Scale != 3 {
		t.Errorf("iphone x is %+v, %v", view, ok)
	}
	if _, ok := Device("no such phone"); ok {
		t.Error("an unknown device was found")
	}
}
