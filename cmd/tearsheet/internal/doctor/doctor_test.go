package doctor

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// expect checks that there is one finding of a status that tells of something.
func expect(t *testing.T, name string, got []Finding, status Status, says string) {
	t.Helper()
	if len(got) != 1 || got[0].Status != status || !strings.Contains(got[0].Detail, says) {
		t.Errorf("%s: %+v, want %s with %q", name, got, status, says)
		return
	}
	if (status == OK) != (got[0].Advice == "") {
		t.Errorf("%s: advice %q with status %s", name, got[0].Advice, status)
	}
}

func TestSharedMemory(t *testing.T) {
	expect(t, "docker", judgeSharedMemory(64*mega, nil), Warn, "64 MB")
	expect(t, "a real machine", judgeSharedMemory(4*giga, nil), OK, "4096 MB")
	expect(t, "none", judgeSharedMemory(0, errors.New("no such file")), Warn, "no /dev/shm")
}

func TestSpace(t *testing.T) {
	expect(t, "plenty", judgeSpace("here", 20*giga), OK, "here, 20.0 GB free")
	expect(t, "little", judgeSpace("here", giga), Warn, "1.0 GB")
	expect(t, "nearly none", judgeSpace("here", 10*mega), Fail, "0.0 GB")
	if size, free, err := space(t.TempDir()); err != nil || size == 0 || free > size {
		t.Errorf("%d of %d bytes free, %v", free, size, err)
	}
}

func TestFonts(t *testing.T) {
	// only counts a number of fonts, which cover these languages.
	only := func(all int, langs ...string) func(string) (int, error) {
		return func(pattern string) (int, error) {
			lang, ok := strings.CutPrefix(pattern, ":lang=")
			if ok && !slices.Contains(langs, lang) {
				return 0, nil
			}
			return all, nil
		}
	}
	expect(t, "all", judgeFonts(only(90, "und-zsye", "zh-cn", "ja", "ko", "ar", "hi", "ru")), OK, "90")
	expect(t, "Latin", judgeFonts(only(8, "ru")), Warn, "8, none for emoji, Chinese")
	expect(t, "none", judgeFonts(only(0)), Warn, "none")
	expect(t, "no fontconfig", judgeFonts(func(string) (int, error) { return 0, errors.New("not found") }), Warn, "fc-list")
}

func TestArchive(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet")
	check := func(there bool, err error) []Finding {
		return checkArchive(t.Context(), Options{Archive: dir, CheckArchive: func(string) (bool, error) { return there, err }})
	}
	for there, says := range map[bool]string{true: "is an archive", false: "will be made"} {
		got := check(there, nil)
		if len(got) != 1 || !strings.Contains(got[0].Detail, says) || !strings.Contains(got[0].Detail, "GB free") {
			t.Errorf("%+v", got)
		}
	}
	expect(t, "something else", check(false, errors.New("it holds thesis.doc")), Fail, "thesis.doc")
	if entries, _ := os.ReadDir(filepath.Dir(filepath.Dir(dir))); len(entries) > 0 {
		t.Errorf("looking made %v", entries)
	}
}

// chrome is a browser that starts in some ways only.
func chrome(found, sandboxed, bare error) Options {
	return Options{
		FindBrowser: func() (string, error) { return "/opt/chrome", found },
		StartBrowser: func(_ context.Context, _ string, sandbox bool) (string, error) {
			if sandbox {
				return "Chrome/156", sandboxed
			}
			return "Chrome/156", bare
		},
	}
}

func TestBrowser(t *testing.T) {
	no := errors.New("it does not")
	for _, c := range []struct {
		name string
		opts Options
		want []Status
	}{
		{"all well", chrome(nil, nil, nil), []Status{OK, OK}},
		{"no sandbox", chrome(nil, no, nil), []Status{OK, Warn}},
		{"does not start", chrome(nil, no, no), []Status{Fail}},
		{"none", chrome(no, nil, nil), []Status{Fail}},
	} {
		var got []Status
		for _, f := range checkBrowser(t.Context(), c.opts) {
			got = append(got, f.Status)
			if (f.Status == OK) != (f.Advice == "") {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEveryCheckIsNamed(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	seen := map[string]bool{}
	opts := chrome(nil, nil, nil)
	opts.Archive, opts.CheckArchive = t.TempDir(), func(string) (bool, error) { return false, nil }
	Examine(t.Context(), opts, func(f Finding) {
		seen[f.Check] = true
		if f.Status != OK && f.Status != Warn && f.Status != Fail || f.Detail == "" {
			t.Errorf("%+v", f)
		}
	})
	for _, name := range []string{"browser", "sandbox", "fonts", "archive", "temp folder"} {
		if !seen[name] {
			t.Errorf("no finding of %q", name)
		}
	}
}
