package install

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// storage is a server with one build, as Chrome for Testing's are.
type storage struct {
	*httptest.Server
	version string
	archive []byte
	hash    string // the x-goog-hash header
}

func newStorage(t *testing.T, platform string) *storage {
	t.Helper()
	s := &storage{version: "156.0.1.2"}
	folder := "chrome-headless-shell-" + platform + "/"
	s.put(pack(t, map[string]string{folder + "chrome-headless-shell": "#!/bin/true\n", folder + "LICENSE": "text", folder + "locales/en.pak": "x"}))
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/index.json" {
			fmt.Fprintf(w, `{"channels":{"Beta":{"version":"157"},"Stable":{"version":%q,"downloads":{"chrome":[],"chrome-headless-shell":[
				{"platform":"other","url":%q},{"platform":%q,"url":%q}]}}}}`, s.version, s.URL+"/other.zip", platform, s.URL+"/shell.zip")
			return
		}
		w.Header().Add("X-Goog-Hash", s.hash)
		w.Write(s.archive)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *storage) put(archive []byte) {
	sum := md5.Sum(archive)
	s.archive, s.hash = archive, "md5="+base64.StdEncoding.EncodeToString(sum[:])
}

func (s *storage) download(dir string) Download {
	return Download{Dir: dir, Index: s.URL + "/index.json", Client: s.Client(), pins: pins{}}
}

func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		header := &zip.FileHeader{Name: name, Method: zip.Deflate}
		header.SetMode(0o644)
		if strings.HasSuffix(name, product) {
			header.SetMode(0o755)
		}
		w, err := z.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var linux = System{GOOS: "linux", GOARCH: "amd64"}

func TestFetch(t *testing.T) {
	s := newStorage(t, "linux64")
	dir := filepath.Join(t.TempDir(), "browser")
	for _, version := range []string{"156.0.1.2", "156.0.1.2", "157.0.0.1"} { // anew, again, newer
		s.version = version
		path, err := s.download(dir).Fetch(t.Context(), linux, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
		if want := filepath.Join(dir, version, "chrome-headless-shell-linux64", "chrome-headless-shell"); path != want {
			t.Errorf("installed %s, want %s", path, want)
		}
		info, err := os.Stat(path)
		if err != nil || runtime.GOOS != "windows" && info.Mode()&0o111 == 0 {
			t.Errorf("%v cannot be run, %v", info, err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("the folder holds %v, %v", entries, err)
		}
	}
}

func TestFetchRefuses(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(s *storage)
		sys   System
		says  string
	}{
		{"a damaged download", func(s *storage) { s.archive[100] ^= 1 }, linux, "damaged"},
		{"no checksum", func(s *storage) { s.hash = "" }, linux, "no checksum"},
		{"one checksum wrong", func(s *storage) { s.hash += ", crc32c=AAAAAA==" }, linux, "crc32c"},
		{"no archive", func(s *storage) { s.put([]byte("Service unavailable")) }, linux, "no ZIP"},
		{"no browser in it", func(s *storage) { s.put(pack(t, map[string]string{"README": "x"})) }, linux, "no chrome-headless-shell"},
		{"a file outside", func(s *storage) { s.put(pack(t, map[string]string{"../../evil": "x"})) }, linux, "outside"},
		{"a version outside", func(s *storage) { s.version = "../evil" }, linux, "no stable version"},
		{"no version", func(s *storage) { s.version = "" }, linux, "no stable version"},
		{"no such platform", func(*storage) {}, System{GOOS: "plan9", GOARCH: "amd64"}, "no build for plan9/amd64"},
		{"no server", func(s *storage) { s.Close() }, linux, "index.json"},
	} {
		s := newStorage(t, "linux64")
		c.spoil(s)
		dir := filepath.Join(t.TempDir(), "browser")
		_, err := s.download(dir).Fetch(t.Context(), c.sys, func(string) {})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
		if entries, _ := os.ReadDir(dir); len(entries) > 0 {
			t.Errorf("%s: it left %v", c.name, entries)
		}
	}
}

// What others could have changed on the way, or is not what it must be, is not installed.
func TestFetchOnlyWhatIsSure(t *testing.T) {
	t.Parallel()
	sys := System{GOOS: "linux", GOARCH: "amd64"}
	s := newStorage(t, "linux64")
	d := s.download(t.TempDir())
	d.SHA256 = strings.Repeat("0", 64)
	if _, err := d.Fetch(t.Context(), sys, func(string) {}); err == nil || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("another archive: %v", err)
	}
	plain := httptest.NewServer(http.RedirectHandler("http://mirror.test/index.json", http.StatusFound))
	defer plain.Close()
	for _, index := range []string{"http://mirror.test/index.json", "ftp://mirror.test/index.json", plain.URL} {
		d := s.download(t.TempDir())
		d.Index = index
		if _, err := d.Fetch(t.Context(), sys, func(string) {}); err == nil || !strings.Contains(err.Error(), "no https address") {
			t.Errorf("%s: %v", index, err)
		}
	}
}
