package install

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the hashes of today's stable builds to pins.json (downloads them all)")

// What is built in can be read, and is of builds that there can be.
func TestPins(t *testing.T) {
	if *update {
		writePins(t)
	}
	p, err := knownPins()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, name := range platforms {
		names[name] = true
	}
	for version, sums := range p {
		if len(numbers(version)) != 4 {
			t.Errorf("%s is no version", version)
		}
		for platform, sum := range sums {
			if raw, err := hex.DecodeString(sum); err != nil || len(raw) != sha256.Size || !names[platform] {
				t.Errorf("%s, %s: %q is no SHA-256", version, platform, sum)
			}
		}
	}
}

func writePins(t *testing.T) {
	d := Download{Index: DefaultIndex, Client: &http.Client{Timeout: 30 * time.Minute}}
	p := pins{}
	for system, platform := range platforms {
		goos, arch, _ := strings.Cut(system, "/")
		b, err := d.newest(t.Context(), System{GOOS: goos, GOARCH: arch})
		if err != nil {
			t.Log(err) // not every platform has one
			continue
		}
		sum, err := d.save(t.Context(), b.url, filepath.Join(t.TempDir(), "archive.zip"))
		if err != nil {
			t.Fatal(err)
		}
		if p[b.version] == nil {
			p[b.version] = map[string]string{}
		}
		p[b.version][platform] = sum
	}
	if len(p) == 0 {
		t.Fatal("no build could be had: pins.json stays as it is")
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("pins.json", append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	pinned = data
}

// Where builds are known, only those are installed, and only as they are known.
func TestFetchPinned(t *testing.T) {
	s := newStorage(t, "linux64")
	right := fmt.Sprintf("%x", sha256.Sum256(s.archive))
	wrong := strings.Repeat("0", 64)
	for _, test := range []struct {
		name   string
		pins   pins
		sha256 string
		fails  string
	}{
		{"as it is known", pins{s.version: {"linux64": right}}, "", ""},
		{"in capitals", pins{s.version: {"linux64": strings.ToUpper(right)}}, "", ""},
		{"another file", pins{s.version: {"linux64": wrong}}, "", "must have"},
		{"of another platform", pins{s.version: {"mac-x64": right}}, "", "does not know build " + s.version},
		{"another version", pins{"1.2.3.4": {"linux64": right}}, "", "does not know build " + s.version},
		{"another version that the user knows", pins{"1.2.3.4": {"linux64": right}}, right, ""},
		{"known, but the user wants another", pins{s.version: {"linux64": right}}, wrong, "must have"},
		{"none is known", pins{}, "", ""},
	} {
		d := s.download(t.TempDir())
		d.pins, d.SHA256 = test.pins, test.sha256
		_, err := d.Fetch(t.Context(), linux, func(string) {})
		if (err == nil) != (test.fails == "") || err != nil && !strings.Contains(err.Error(), test.fails) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestNewestPinned(t *testing.T) {
	p := pins{"99.0.1.2": {"linux64": "a"}, "156.0.9.0": {"linux64": "b"}, "156.0.10.0": {"linux64": "c"}, "157.0.0.0": {"mac-x64": "d"}}
	if got := p.newest("linux64"); got != "156.0.10.0" {
		t.Error(got)
	}
	b, err := Download{pins: p}.build(t.Context(), linux)
	if err != nil || b.version != "156.0.10.0" || !strings.HasPrefix(b.url, "https://") || !strings.HasSuffix(b.url, "/156.0.10.0/linux64/chrome-headless-shell-linux64.zip") {
		t.Errorf("%+v, %v", b, err)
	}
}
