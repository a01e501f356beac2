package doctor

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots"
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
	check := func(dir string) []Finding { return checkArchive(t.Context(), Options{Archive: dir}) }
	there := filepath.Join(t.TempDir(), "there")
	w, err := snapshots.OpenWriter(there)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "thesis.doc"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(t.TempDir(), "not", "yet")

	for name, c := range map[string]struct{ dir, says string }{
		"there":   {there, "is an archive"},
		"not yet": {fresh, "will be made"},
	} {
		got := check(c.dir)
		if len(got) != 1 || got[0].Status == Fail && !strings.Contains(got[0].Detail, "free") || !strings.Contains(got[0].Detail, c.says) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	expect(t, "something else", check(other), Fail, "thesis.doc")
	if entries, _ := os.ReadDir(filepath.Dir(filepath.Dir(fresh))); len(entries) > 0 {
		t.Errorf("looking made %v", entries)
	}
}

func TestBrowserThatIsNone(t *testing.T) {
	got := checkBrowser(t.Context(), Options{Chrome: filepath.Join(t.TempDir(), "chrome")})
	expect(t, "a missing browser", got, Fail, "--chrome names")
}

func TestEveryCheckIsNamed(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	seen := map[string]bool{}
	missing := filepath.Join(t.TempDir(), "chrome")
	Examine(t.Context(), Options{Archive: t.TempDir(), Chrome: missing}, func(f Finding) {
		seen[f.Check] = true
		if f.Status != OK && f.Status != Warn && f.Status != Fail || f.Detail == "" {
			t.Errorf("%+v", f)
		}
	})
	for _, name := range []string{"browser", "fonts", "archive", "temp folder"} {
		if !seen[name] {
			t.Errorf("no finding of %q", name)
		}
	}
}
