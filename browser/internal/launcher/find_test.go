package launcher

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// install writes an executable file and gives its path, free of links.
func install(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		t.Fatal(err)
	}
	return real
}

const program = "\x7fELF and so on"

func TestUnwrap(t *testing.T) {
	dir := t.TempDir()
	shell := install(t, dir, "lib/chromium/chromium-shell", program)
	full := install(t, dir, "lib/chromium/chromium", program)
	tests := []struct {
		name, path, want string
	}{
		{"a binary is itself", full, full},
		{"a wrapper that execs", install(t, dir, "bin/a-chromium", "#!/bin/sh\nexec "+full+` "$@"`), full},
		{"a wrapper that does not", install(t, dir, "bin/b", "#!/bin/sh\n"+shell+` "$@"`+"\n"), shell},
		{"its own name comes first", install(t, dir, "bin/chromium", "#!/bin/sh\n[ -x "+shell+" ] && S="+shell+"\nexec "+full+"\n"), full},
		{"what it names is no binary", install(t, dir, "bin/c", "#!/bin/sh\nexec "+filepath.Join(dir, "bin/chromium-nowhere")), ""},
		{"a wrapper of a wrapper", install(t, dir, "bin/d", "#!/bin/sh\nexec "+filepath.Join(dir, "bin/chromium")), ""},
	}
	link := filepath.Join(dir, "bin", "linked")
	if err := os.Symlink(filepath.Join(dir, "bin", "chromium"), link); err != nil {
		t.Fatal(err)
	}
	tests = append(tests, struct{ name, path, want string }{"a link to a wrapper", link, full})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := test.want
			if want == "" { // no better than the wrapper itself, or a browser of this machine
				want = test.path
				for _, place := range besides(test.path) {
					if isBinary(place) {
						want = place
						break
					}
				}
			}
			if got := unwrap(test.path); got != want {
				t.Errorf("unwrap(%s) = %s, want %s", test.path, got, want)
			}
		})
	}
}

func TestFindOrder(t *testing.T) {
	dir := t.TempDir()
	asked := install(t, dir, "asked", program)
	named := install(t, dir, "named", program)
	placed := install(t, dir, "placed", program)
	installed := install(t, dir, "cache/tearsheet/browser/1.2/chrome-headless-shell-linux64/chrome-headless-shell", program)
	noPlaces(t, dir)
	for _, step := range []struct {
		name  string
		set   func()
		asked string
		want  string
	}{
		{"the flag comes first", func() {
			t.Setenv(EnvChrome, named)
			places[runtime.GOOS] = []string{placed}
		}, asked, asked},
		{"then the environment", func() {}, "", named},
		{"then our own", func() { t.Setenv(EnvChrome, "") }, "", installed},
		{"then the system's", func() {
			if err := os.RemoveAll(filepath.Join(dir, "cache")); err != nil {
				t.Fatal(err)
			}
		}, "", placed},
		{"the first place that has one", func() {
			places[runtime.GOOS] = []string{filepath.Join(dir, "none"), "not-on-the-path", named, placed}
		}, "", named},
	} {
		step.set()
		if got, err := Find(step.asked); err != nil || got != step.want {
			t.Errorf("%s: Find(%q) = %q, %v, want %q", step.name, step.asked, got, err, step.want)
		}
	}
}

func TestFindFails(t *testing.T) {
	dir := t.TempDir()
	noPlaces(t, dir)
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, asked, env, says string
	}{
		{"nothing there", "", "", EnvChrome},
		{"nothing has the name", filepath.Join(dir, "none"), "", "none"},
		{"the name is that of a plain file", plain, "", plain},
		{"the name is that of a folder", dir, "", dir},
		{"the environment names nothing", "", filepath.Join(dir, "none"), EnvChrome},
	} {
		t.Setenv(EnvChrome, test.env)
		_, err := Find(test.asked)
		if e, ok := errors.AsType[*Error](err); !ok || !strings.Contains(e.Error(), test.says) {
			t.Errorf("%s: error is %v, it should say %q", test.name, err, test.says)
		}
	}
}

// noPlaces empties the list of places for one test, and moves the user's cache.
func noPlaces(t *testing.T, dir string) {
	t.Helper()
	before := places[runtime.GOOS]
	t.Cleanup(func() { places[runtime.GOOS] = before })
	places[runtime.GOOS] = nil
	t.Setenv(EnvChrome, "")
	t.Setenv("HOME", dir)
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
}

func TestIsHeadlessShell(t *testing.T) {
	for path, want := range map[string]bool{
		"/usr/lib/chromium/chromium-headless-shell": true,
		"/usr/lib/chromium/headless_shell":          true,
		"/headless-shell/headless-shell":            true,
		"chrome-headless-shell.exe":                 true,
		"/headless-shell/chromium":                  false,
		"/usr/bin/google-chrome":                    false,
	} {
		if got := IsHeadlessShell(path); got != want {
			t.Errorf("IsHeadlessShell(%s) = %v", path, got)
		}
	}
}
