package option

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"time"
)

// Each type with a value that is good and some that are not.
var values = map[string]struct{ good, bad []string }{
	"timeout":      {[]string{"1s", "3m"}, []string{"999ms", "-1s", "fast", ""}},
	"viewport":     {[]string{"50x10000", "1280 x 800", "1280×800"}, []string{"big", "1280", "1280x0", "49x800", "1280x800x2", "10001x800", "NaNxNaN"}},
	"scale":        {[]string{"0.1", "5", "2.625"}, []string{"NaN", "Inf", "-1", "0", "0.09", "9", "two"}},
	"quality":      {[]string{"1", "100"}, []string{"0", "101", "-1", "NaN", "1.5"}},
	"scroll_pages": {[]string{"0", "20"}, []string{"-1", "NaN", "many"}},
	"format":       {[]string{"png", "jpeg", "webp"}, []string{"gif", "PNG", ""}},
	"settle":       {[]string{"fast", "normal", "patient"}, []string{"slow", ""}},
	"overlays":     {[]string{"dismiss"}, []string{"dismis"}},
	"paper":        {[]string{"a4", "A4", "letter"}, []string{"folio"}},
	"locale":       {[]string{"de-AT", "en", "zh-Hant-TW"}, []string{"german please", "de_AT", "x"}},
	"timezone":     {[]string{"Europe/Berlin", "UTC"}, []string{"Berlin", "Local", "Mars/Olympus"}},
	"user_agent":   {[]string{"Mozilla/5.0 (X11)"}, []string{"a\nb", "a\x00"}},
	"headers":      {[]string{"Accept: text/html", "X-Empty:"}, []string{"nonsense", ": x", "Bad Name: x", "Ok: a\nb", "Ünder: x"}},
	"download_max": {[]string{"1", "256MiB", "2 GB", "10kB"}, []string{"0", "-1MiB", "much", "1XB", "99999999999GiB"}},
	"save":         {[]string{"pdf"}, []string{"pfd"}},
	"block":        {[]string{"images"}, []string{"adverts"}},
	"proxy": {[]string{"http://127.0.0.1:3128", "socks5://proxy:1080", "proxy.example:8080", "http://user:p%40ss@proxy:1", "user:pass@proxy:1", "socks5://user:pass@proxy:1080", "socks4://proxy:1080"},
		[]string{"ftp://a", "http://", "http://a b", "socks4://user:pass@a:1", "quic://a:1", "a;b", "http://a,direct://", "http://a:1/path"}},
	"proxy_for":     {[]string{"a.example=direct", "*.a.example=http://u:p@proxy:1", "*=socks5://proxy:1"}, []string{"a.example", "=http://proxy:1", "a b=direct", "a.*=direct", "a.example=ftp://a"}},
	"allow_net":     {[]string{"10.1.0.0/16", "10.1.2.3", "fd00::/8"}, []string{"", "10", "localhost", "10.0.0.0/33", "fe80::1%eth0"}},
	"remote":        {[]string{"ws://127.0.0.1:9222", "http://[::1]:9222/json"}, []string{"9222", "127.0.0.1:9222", "ws://"}},
	"sandbox":       {[]string{"auto", "off"}, []string{"perhaps"}},
	"wait_for":      {[]string{"#main", "text=High tide", "js=window.done", "a[href='x=y']"}, []string{"text=", "js= ", "div["}},
	"follow_pages":  {[]string{"1"}, []string{"0", "-3"}},
	"deterministic": {[]string{"true", "false"}, []string{"perhaps"}},
	"selector": {
		[]string{
			"p", "*", "#id", ".a.b", "a > b", "a>b+c~d", "h1, h2", "a:hover", "p::before", ":root", "[data-x]", "[a='b c' i]", "a:not(.b, #c)", ":is(a, b) c",
			"li:nth-child(2n + 1)", ":has(> img)", "svg|a", "*|*", "col || td", "\\31 a", ".\\@md", "::part(foo)", "x-y", "/* a */ p", "ul li:first-child", "&.b", "日本",
		},
		[]string{"", " ", "div[", "div[]", "a:", "a::", "p{", "..x", ".", "#", "a >", "> a", "a >> b", "a,", ",a", "a,,b", "p)", "p(", ":not(", "a[href='x]", "5a", ".5", "a;b", "a@b", "$x", "!a", "p:not(a]"},
	},
}

func TestCheck(t *testing.T) {
	for name, test := range values {
		o, ok := Find(name)
		if !ok {
			t.Fatalf("there is no %s", name)
		}
		for _, text := range test.good {
			if err := o.Check(text); err != nil {
				t.Errorf("%q is refused: %v", text, err)
			}
		}
		for _, text := range test.bad {
			if _, isText := o.Type.(Text); isText && text == "" { // nothing is said
				continue
			}
			if err := o.Check(text); err == nil {
				t.Errorf("%s takes %q", name, text)
			}
		}
	}
}

func TestTable(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range Table {
		if seen[o.Name] || o.Help == "" || o.Group == "" || o.Type == nil {
			t.Errorf("%s is not complete, or there twice", o.Name)
		}
		seen[o.Name] = true
		if err := o.Check(o.defaults()...); err != nil {
			t.Errorf("its own default is refused: %v", err)
		}
	}
}

type word string

// asked has one field of each type.
type asked struct {
	Timeout time.Duration `option:"timeout"`
	View    struct {
		Width  int     `option:"viewport"`
		Height int     `option:"viewport"`
		Scale  float64 `option:"scale"`
	}
	Locale     string            `option:"locale"`
	WindowOnly bool              `option:"full_page,not"`
	Pace       word              `option:"settle"`
	Format     string            `option:"format"`
	Windows    int               `option:"scroll_pages"`
	Mask       []string          `option:"mask"`
	Headers    map[string]string `option:"headers"`
	Most       int64             `option:"download_max"`
	PDF        bool              `option:"save,pdf"`
	HTML       bool              `option:"save,html"`
	Block      []string          `option:"block"`
}

type further struct {
	HTML bool `option:"save,html"`
}

func TestFill(t *testing.T) {
	got := asked{Pace: "normal", Windows: -1}
	In(&got).Fill()
	want := asked{Timeout: 45 * time.Second, Format: "png", Most: 256 << 20}
	want.View.Width, want.View.Height, want.View.Scale = 1280, 800, 1
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestCheckOfValues(t *testing.T) {
	var a asked
	if err := In(&a).Check(); err != nil {
		t.Errorf("nothing at all is refused: %v", err)
	}
	a.View.Scale, a.Pace, a.Mask, a.Headers = math.NaN(), "slow", []string{"a", "b["}, map[string]string{"a b": "c"}
	err := In(&a).Check()
	if err == nil || len(err.(interface{ Unwrap() []error }).Unwrap()) != 4 {
		t.Errorf("four mistakes give %v", err)
	}
}

// What is set, written to a manifest and read again is the same, but for secrets.
func TestManifest(t *testing.T) {
	var a asked
	var f further
	v := In(&a, &f)
	for name, texts := range map[string][]string{
		"timeout": {"90s"}, "viewport": {"400x300"}, "scale": {"2.5"}, "locale": {"de-AT"}, "full_page": {"false"}, "settle": {"fast"}, "format": {"webp"},
		"scroll_pages": {"0"}, "mask": {".a", ".b, .c"}, "headers": {"Authorization: secret"}, "download_max": {"1MiB"}, "save": {"html"}, "block": {"images", "fonts"},
	} {
		v.Set(name, texts...)
	}
	if !a.HTML || !f.HTML || a.PDF || !a.WindowOnly || a.Headers["Authorization"] != "secret" {
		t.Errorf("it sets %+v and %+v", a, f)
	}
	manifest, err := Object(v.Manifest())
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"timeout_ms":90000,"viewport":[400,300],"scale":2.5,"locale":"de-AT","format":"webp","full_page":false,"mask":[".a",".b, .c"],"settle":"fast",` +
		`"scroll_pages":0,"headers":["Authorization"],"block":["images","fonts"],"download_max_bytes":1048576,"save":["html"]}`
	if string(manifest) != want {
		t.Errorf("got  %s\nwant %s", manifest, want)
	}
	var again asked
	if err := In(&again).Read(manifest, func(o Option) bool { return o.Name != "headers" }); err != nil {
		t.Fatal(err)
	}
	a.Headers = nil
	if !reflect.DeepEqual(again, a) {
		t.Errorf("got  %+v\nwant %+v", again, a)
	}
	if err := In(&again).Read(json.RawMessage(`{"scale": "NaN"}`), func(Option) bool { return true }); err == nil {
		t.Error("a manifest with a broken value is taken")
	}
}
