package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/profile"
)

// broken are values that no flag of capture takes. Flags that take any text, and those
// that are about what is there when they are read, have none.
var broken = map[string][]string{
	"archive": nil, "share": {"perhaps"}, "json": {"perhaps"}, "concurrency": {"0", "-1", "NaN", "many"}, "require-complete": {"NaN", "-0.1", "1.1", "Inf"}, "site-rules": {"no-such-folder"},
	"from": nil, "sitemap": nil, "feed": nil, "serve": {"no-such-folder"},
	"per-host": {"-1", "NaN"}, "delay": {"-1s", "NaN", "1"}, "retries": {"-1", "21", "NaN"}, "robots": {"perhaps"},
	"actions": {"no-such-file"}, "click": {"a[", "role=button[name=Go]", "text= "}, "fill": {"#a", "=b", "a[=b"}, "press": {""}, "hover": {"a["}, "scroll": {"a["}, "shot": {"", "A b"},
	"crawl": {"everything", "any"}, "crawl-depth": {"many", "-2"}, "crawl-limit": {"-1", "many"}, "crawl-include": {"("}, "crawl-exclude": {"["}, "crawl-sitemap": {"perhaps"},
	"resume": {"perhaps"}, "no-clobber": {"perhaps"}, "max-age": {"-1s", "1", "NaN"},
	"replay": {"no-such-file.wacz"}, "sign": {"no-such-file"}, "timestamp": nil,

	"timeout": {"10ms", "-1s", "45", "NaN", ""}, "viewport": {"big", "1280x0", "1280", "NaNx1", "99999x800"}, "scale": {"NaN", "0", "-1", "Inf", "9", ""},
	"mobile": {"perhaps"}, "device": {"Bakelite 7"}, "user-agent": {"a\nb"}, "locale": {"de_AT", "german please"}, "timezone": {"Berlin", "Local", "Mars/Olympus"},
	"media": {"braille"}, "color-scheme": {"beige"}, "deterministic": {"perhaps"}, "format": {"gif", ""}, "quality": {"0", "101", "NaN"}, "selector": {"div[", "a >", ">>"},
	"no-full-page": {"perhaps"}, "mask": {"div[", ""}, "hide": {"..a"}, "evidence": {"perhaps"}, "settle": {"slow", ""}, "wait-for": {"div[", "text=", "js="}, "wait": {"-1s", "1", "NaN"},
	"scroll-pages": {"-1", "NaN", "1001"}, "clock": {"sun"}, "overlays": {"dismis"}, "consent": {"maybe"}, "overlay-rules": {"no-such-folder"},
	"selector-all": {"perhaps"}, "padding": {"-1", "1001", "NaN"}, "view": {"0x0", "Bakelite 7"}, "script": {"no-such-file.js"}, "style": {"no-such-file.css"}, "eval": nil, "cookies": {"no-such-file"}, "storage-state": {"no-such-file"}, "save-state": {"no-such-folder/state.json"},
	"logged-in": {"a[", "text="}, "client-cert": {"tide.example", "=a", "tide.example=", "tide.example=no-such-file"}, "profile": {"a b", "no-such-profile"},
	"auth":    {"hush", "env:", "env:NO_SUCH_VARIABLE", "file:no-such-file", "ada:hush@tide.example", "ada@"},
	"emulate": {"fog", "contrast=loud", "geolocation=1", "geolocation=100,0", "geolocation=NaN,0", "cpu=0", "cpu=NaN", "network=pigeon", "permission=", "offline=1"},
	"header":  {"nonsense", "X-A: ${NO_SUCH_VARIABLE}", ": x", "Bad Name: x", "Ok: a\nb"}, "insecure": {"perhaps"}, "filter-list": {"no-such-file"}, "block": {"adverts", "images,adverts"},
	"download-max": {"0", "much", "-1MiB", "NaN"}, "page-memory": {"0", "much", "-1MiB", "NaN"}, "allow-file": {"perhaps"}, "save": {"pfd", "pdf,pfd"}, "paper": {"folio"}, "landscape": {"perhaps"}, "pdf-header": {"perhaps"},
	"pdf-media": {"braille", ""}, "pdf-single-page": {"perhaps"}, "check-formats": {"perhaps"}, "links": {"perhaps"}, "keep-secrets": {"perhaps"}, "redact-bodies": {"perhaps"}, "follow-pages": {"0", "-1", "NaN"}, "share-session": {"perhaps"}, "unless-unchanged": {"perhaps"},
	"chrome": nil, "remote": {"9222", "127.0.0.1:9222"}, "sandbox": {"perhaps"}, "proxy": {"ftp://a", "a b", "http://"},
	"proxy-for": {"a.example", "=direct", "a.example=ftp://a"}, "proxy-pac": nil,
	"guard": {"perhaps"}, "allow-net": {"", "10", "localhost", "10.0.0.0/33", "127.0.0.0/8"},
}

// Every flag refuses what it cannot be, with exit code 2 and before a browser starts, and
// names itself.
func TestBrokenFlags(t *testing.T) {
	t.Setenv(browser.EnvChrome, filepath.Join(t.TempDir(), "no-chrome"))
	t.Setenv(profile.EnvDir, t.TempDir())
	a := &app{log: zap.NewNop(), drain: context.Background()}
	newCaptureCmd(a).Flags().VisitAll(func(f *pflag.Flag) {
		values, known := broken[f.Name]
		if !known {
			t.Errorf("--%s: what does it refuse?", f.Name)
		}
		for _, value := range values {
			var said bytes.Buffer
			args := []string{"capture", "--archive", filepath.Join(t.TempDir(), "archive"), "--" + f.Name + "=" + value, "http://127.0.0.1:1/"}
			if f.Name == "serve" {
				args = args[:4]
			}
			code := Main(args, Streams{In: strings.NewReader(""), Out: &said, Err: &said})
			if code != exitUsage || !strings.Contains(said.String(), "--"+f.Name) {
				t.Errorf("--%s=%q: exit code %d: %s", f.Name, value, code, said.String())
			}
		}
	})
}
