package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// The files of a baseline, in <baselines>/<page>/<viewport>/.
const (
	pictureName = "picture" // .webp or .png
	textFile    = "text.txt"
	fieldsFile  = "article.json"
	consoleFile = "console.json"
	metaFile    = "meta.json"
)

// Maker is what made a baseline: another one may draw the same page otherwise.
type Maker struct {
	Browser  string `json:"browser"`
	Platform string `json:"platform"` // such as linux/amd64
	Fonts    string `json:"fonts"`    // digest of the list of fonts
}

// meta is what is kept of how a baseline was made.
type meta struct {
	URL string `json:"url"`
	Maker
	Viewport Viewport `json:"viewport"`
	// Captured is the digest of the picture as the browser gave it, Picture of the file:
	// where both are as they were, there is nothing to compare.
	Captured string `json:"captured_sha256"`
	Picture  string `json:"picture_sha256"`
	File     string `json:"picture"`
}

// baseline is a page in a viewport as it was.
type baseline struct {
	view
	meta
}

// load reads the baseline in a folder; it is nil where there is none.
func load(dir string) (*baseline, error) {
	data, err := os.ReadFile(filepath.Join(dir, metaFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	b := &baseline{}
	if err == nil {
		err = json.Unmarshal(data, &b.meta)
	}
	if err != nil {
		return nil, broken(dir, err)
	}
	if b.picture, err = os.ReadFile(filepath.Join(dir, filepath.Base(b.File))); err != nil {
		return nil, broken(dir, err)
	}
	text, err := os.ReadFile(filepath.Join(dir, textFile))
	if err != nil {
		return nil, broken(dir, err)
	}
	b.text = string(bytes.TrimSuffix(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n")))
	if b.fields, err = os.ReadFile(filepath.Join(dir, fieldsFile)); err != nil {
		return nil, broken(dir, err)
	}
	b.console = []diff.Message{}
	data, err = os.ReadFile(filepath.Join(dir, consoleFile))
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err == nil:
		err = json.Unmarshal(data, &b.console)
		fallthrough
	default:
		if err != nil {
			return nil, broken(dir, err)
		}
	}
	return b, nil
}

func broken(dir string, err error) error {
	return fmt.Errorf("the baseline in %s cannot be read: %w; --update writes it anew", dir, err)
}

// save writes a baseline, in the place of what was there.
func save(dir string, v view, m meta) error {
	m.Captured = digest(v.picture)
	picture, ending, err := smaller(v.picture)
	if err != nil {
		return fmt.Errorf("the picture cannot be stored: %w", err)
	}
	m.Picture, m.File = digest(picture), pictureName+ending
	about, err := readable(m)
	if err != nil {
		return err
	}
	files := map[string][]byte{m.File: picture, textFile: []byte(v.text + "\n"), fieldsFile: v.fields}
	if len(v.console) > 0 {
		if files[consoleFile], err = readable(v.console); err != nil {
			return err
		}
	}
	draft, err := draftFor(dir)
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	files[metaFile] = about
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(draft, name), data, 0o644); err != nil {
			return err
		}
	}
	return replace(draft, dir)
}

// draftFor makes a folder beside another one, that is to take its place as a whole.
func draftFor(dir string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	return os.MkdirTemp(filepath.Dir(dir), ".draft-")
}

// pictureIn gives the path of a baseline's picture.
func pictureIn(dir string) string {
	for _, ending := range []string{".webp", ".png"} {
		path := filepath.Join(dir, pictureName+ending)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

// replace puts a folder in the place of another.
func replace(from, to string) error {
	if err := os.Chmod(from, 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// same tells whether a picture is as it was, byte by byte, and so needs no comparing.
func (b *baseline) same(picture []byte) bool {
	return b.Captured == digest(picture) && b.meta.Picture == digest(b.picture)
}
