package baseline

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
	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// The files of a baseline.
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
	Platform string `json:"platform,omitempty"` // such as linux/amd64
	Fonts    string `json:"fonts,omitempty"`    // digest of the list of fonts
}

// About is what is kept of how a baseline was made.
type About struct {
	URL string `json:"url,omitempty"`
	Maker
	Viewport any `json:"viewport,omitempty"`
	// Captured is the digest of the picture as the browser gave it, Stored that of the
	// file: where both are as they were, there is nothing to compare.
	Captured string `json:"captured_sha256"`
	Stored   string `json:"picture_sha256"`
	File     string `json:"picture"`
}

// Baseline is a page as it was.
type Baseline struct {
	Page
	About
}

// maxFile is the most of one file of a baseline that is read.
const maxFile = 512 << 20

// Load reads the baseline in a folder; it is nil where there is none.
func Load(dir string) (*Baseline, error) {
	data, err := regular.ReadFileUnder(dir, metaFile, maxFile)
	if errors.Is(err, os.ErrNotExist) && !holdsAny(dir) {
		return nil, nil
	}
	b := &Baseline{}
	if err == nil {
		err = json.Unmarshal(data, &b.About)
	}
	if err != nil {
		return nil, broken(dir, err)
	}
	if b.Picture, err = regular.ReadFileUnder(dir, filepath.Base(b.File), maxFile); err != nil {
		return nil, broken(dir, err)
	}
	if err := b.readablePicture(); err != nil {
		return nil, broken(dir, fmt.Errorf("%s: %w", b.File, err))
	}
	text, err := regular.ReadFileUnder(dir, textFile, maxFile)
	if err != nil {
		return nil, broken(dir, err)
	}
	b.Text = string(bytes.TrimSuffix(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n")))
	if b.Fields, err = regular.ReadFileUnder(dir, fieldsFile, maxFile); err != nil {
		return nil, broken(dir, err)
	}
	if err := json.Unmarshal(b.Fields, &map[string]any{}); err != nil {
		return nil, broken(dir, fmt.Errorf("%s: %w", fieldsFile, err))
	}
	b.Console = []diff.Message{}
	data, err = regular.ReadFileUnder(dir, consoleFile, maxFile)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err == nil:
		err = json.Unmarshal(data, &b.Console)
		fallthrough
	default:
		if err != nil {
			return nil, broken(dir, err)
		}
	}
	return b, nil
}

// holdsAny tells whether there is some part of a baseline in a folder.
func holdsAny(dir string) bool {
	for _, name := range []string{textFile, fieldsFile} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return PictureIn(dir) != ""
}

// readablePicture looks at a picture that is not the one that was stored: somebody may
// have made it smaller, and something may have cut it off.
func (b *Baseline) readablePicture() error {
	if b.Stored == digest(b.Picture) {
		return nil
	}
	if bytes.HasPrefix(b.Picture, []byte("version https://git-lfs.github.com/")) {
		return errors.New("is a pointer of Git LFS: `git lfs pull` gets the picture")
	}
	return diff.CheckPicture(b.Picture)
}

func broken(dir string, err error) error {
	return fmt.Errorf("the baseline in %s cannot be read: %w", dir, err)
}

// Save writes a baseline, in the place of what was there.
func Save(dir string, p Page, about About) error {
	about.Captured = digest(p.Picture)
	picture, ending, err := smaller(p.Picture)
	if err != nil {
		return fmt.Errorf("the picture cannot be stored: %w", err)
	}
	about.Stored, about.File = digest(picture), pictureName+ending
	made, err := readable(about)
	if err != nil {
		return err
	}
	files := map[string][]byte{about.File: picture, textFile: []byte(p.Text + "\n"), fieldsFile: p.Fields}
	if len(p.Console) > 0 {
		if files[consoleFile], err = readable(p.Console); err != nil {
			return err
		}
	}
	draft, err := draftFor(dir)
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	files[metaFile] = made
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

// PictureIn gives the path of a baseline's picture, empty where there is none.
func PictureIn(dir string) string {
	for _, ending := range []string{".webp", ".png"} {
		path := filepath.Join(dir, pictureName+ending)
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return ""
}

// Copy puts a baseline in the place of another, file by file as it is.
func Copy(from, to string) error {
	b, err := Load(from)
	if err != nil {
		return err
	}
	if b == nil {
		return fmt.Errorf("there is no baseline in %s", from)
	}
	draft, err := draftFor(to)
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if err := os.CopyFS(draft, os.DirFS(from)); err != nil {
		return err
	}
	return replace(draft, to)
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

// Same tells whether a picture is as it was, byte by byte, and so needs no comparing.
func (b *Baseline) Same(picture []byte) bool {
	return b.Captured == digest(picture) && b.Stored == digest(b.Picture)
}
