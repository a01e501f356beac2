package baseline_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/snapshots/baseline"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// picture is a PNG of that size, of noise or of stripes.
func picture(t *testing.T, width, height int, noise bool) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	random := rand.New(rand.NewPCG(1, 2))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(y % 7 * 30), uint8(x / 10), 9, 0xff}
			if noise {
				c = color.RGBA{uint8(random.Int()), uint8(random.Int()), uint8(random.Int()), 0xff}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A baseline is written as a whole and comes back as it was.
func TestBaselineComesBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "one", "desktop")
	page, err := baseline.Of(diff.Side{
		Picture: picture(t, 60, 40, false),
		DOM:     []byte("<title>Tide</title><p>High at 127.0.0.1:4000, http%3A%2F%2F127.0.0.1%3A4000"),
		Article: []byte(`{"title": "Tide", "markdown": "*Tide*", "url": "http://127.0.0.1:4000/a"}`),
		Console: []diff.Message{{Level: "error", Text: "127.0.0.1:4000 is down"}, {Level: "log", Text: "hello"}},
	}, "127.0.0.1:4000")
	if err != nil {
		t.Fatal(err)
	}
	if page.Text != "Tide\nHigh at tearsheet.local, http%3A%2F%2Ftearsheet.local" || len(page.Console) != 1 || page.Console[0].Text != "tearsheet.local is down" {
		t.Errorf("page %q %v", page.Text, page.Console)
	}
	if fields := string(page.Fields); strings.Contains(fields, "markdown") || !strings.Contains(fields, "http://tearsheet.local/a") {
		t.Errorf("fields %s", fields)
	}
	for range 2 { // the second one in the place of the first
		if err := baseline.Save(dir, page, baseline.About{Maker: baseline.Maker{Browser: "Chrome/1"}}); err != nil {
			t.Fatal(err)
		}
	}
	b, err := baseline.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if b.Text != page.Text || !bytes.Equal(b.Fields, page.Fields) || !slices.Equal(b.Console, page.Console) || !b.Same(page.Picture) || b.Browser != "Chrome/1" {
		t.Errorf("it comes back as %+v", b)
	}
	changes, err := b.Page.Compare(page, baseline.Parts, diff.Options{Threshold: -1})
	if err != nil || !changes.Equal() {
		t.Errorf("%+v %v", changes, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".draft-*")); left != nil {
		t.Errorf("drafts are left: %v", left)
	}
}

// Pictures are stored without loss, whatever is in them and however tall they are.
func TestPicturesAreStoredWithoutLoss(t *testing.T) {
	for name, test := range map[string]struct {
		width, height int
		noise         bool
	}{
		"stripes": {300, 200, false},
		"noise":   {90, 70, true},
		"tall":    {4, 17000, false},
		"tiny":    {1, 1, false},
	} {
		dir := filepath.Join(t.TempDir(), name)
		data := picture(t, test.width, test.height, test.noise)
		page := baseline.Page{Picture: data, Fields: []byte("{}")}
		if err := baseline.Save(dir, page, baseline.About{}); err != nil {
			t.Fatal(err)
		}
		b, err := baseline.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Picture) > len(data) {
			t.Errorf("%s: %d bytes became %d", name, len(data), len(b.Picture))
		}
		changes, err := b.Page.Compare(page, []string{baseline.Picture}, diff.Options{Threshold: -1, Edges: true})
		if err != nil || !changes.Equal() {
			t.Errorf("%s: %+v %v", name, changes.Summary(), err)
		}
	}
}

func TestLoadSaysWhatIsBroken(t *testing.T) {
	if b, err := baseline.Load(t.TempDir()); b != nil || err != nil {
		t.Errorf("of an empty folder: %v, %v", b, err)
	}
	for name, test := range map[string]struct {
		file string
		data []byte // nil: the file is gone
		says string
	}{
		"no meta":            {"meta.json", nil, "no such file"},
		"half a meta":        {"meta.json", []byte("{"), "unexpected end of JSON"},
		"no text":            {"text.txt", nil, "no such file"},
		"no fields":          {"article.json", nil, "no such file"},
		"half of the fields": {"article.json", []byte("{"), "article.json: unexpected end of JSON"},
		"no picture":         {"picture.webp", nil, "no such file"},
		"an empty picture":   {"picture.webp", []byte{}, "picture.webp: this is no PNG"},
		"a pointer":          {"picture.webp", []byte("version https://git-lfs.github.com/spec/v1\n"), "git lfs pull"},
	} {
		dir := filepath.Join(t.TempDir(), "a")
		if err := baseline.Save(dir, baseline.Page{Picture: picture(t, 300, 200, false), Fields: []byte("{}")}, baseline.About{}); err != nil {
			t.Fatal(err)
		}
		err := os.Remove(filepath.Join(dir, test.file))
		if test.data != nil {
			err = os.WriteFile(filepath.Join(dir, test.file), test.data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := baseline.Load(dir); err == nil || !strings.Contains(err.Error(), "the baseline in "+dir+" cannot be read") || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A picture that somebody made smaller is still a picture.
func TestPictureThatWasWrittenAnew(t *testing.T) {
	dir, page := filepath.Join(t.TempDir(), "a"), baseline.Page{Picture: picture(t, 300, 200, false), Fields: []byte("{}")}
	if err := baseline.Save(dir, page, baseline.About{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "picture.webp"), page.Picture, 0o644); err != nil {
		t.Fatal(err)
	}
	if b, err := baseline.Load(dir); err != nil || !bytes.Equal(b.Picture, page.Picture) {
		t.Errorf("%v", err)
	}
}
