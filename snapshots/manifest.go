package snapshots

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// FormatVersion is the version of the on-disk format that this package writes.
// FORMAT.md says what it promises.
const FormatVersion = 1

// Manifest is the content of snapshot.json: what was captured, when, by what,
// and every file beside it.
//
// A caller that commits a draft fills in the facts; Format, ID, BegunAt, Files and
// Digest are the store's own and are overwritten.
type Manifest struct {
	Format     int       `json:"format"`
	ID         ID        `json:"id"`
	URL        string    `json:"url"`       // as asked for, without a password
	FinalURL   string    `json:"final_url"` // after redirects; likewise
	Status     int       `json:"status"`    // of the HTTP response; 0 where there was none
	Title      string    `json:"title"`
	CapturedAt time.Time `json:"captured_at"`       // UTC, to the millisecond
	BegunAt    time.Time `json:"begun_at,omitzero"` // when the job began that it is of: names the folder; zero: captured_at does
	Partial    bool      `json:"partial"`           // the page had not finished when it was kept
	Tool       Tool      `json:"tool"`
	Browser    string    `json:"browser"` // product and version; empty where none was used
	Article    *Article  `json:"article,omitempty"`
	Files      []File    `json:"files"`

	// Options and Capture are the caller's: what was asked for, and what came of
	// it (overlays, coverage, timings, ...). They are kept as they are.
	Options json.RawMessage `json:"options,omitempty"`
	Capture json.RawMessage `json:"capture,omitempty"`

	// Digest is the SHA-256 of the manifest's bytes with this one value empty. It
	// is always last.
	Digest string `json:"manifest_sha256"`
}

// Tool is the program that took the snapshot.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Article is what a list of snapshots shows of the page's article.
type Article struct {
	Title     string   `json:"title,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Agency    string   `json:"agency,omitempty"`
	SiteName  string   `json:"site_name,omitempty"`
	Section   string   `json:"section,omitempty"`
	Published string   `json:"published,omitempty"`
	Language  string   `json:"language,omitempty"`
	WordCount int      `json:"word_count,omitempty"`
}

// File is one file of a snapshot.
type File struct {
	Name      string `json:"name"`
	Kind      string `json:"kind"` // "dom", "screenshot", ...: one of each
	MediaType string `json:"media_type"`
	Size      int64  `json:"size"`
	SHA256    Digest `json:"sha256"`
}

// FileNames maps each kind to its file's name, the manifest's among them.
func (m Manifest) FileNames() map[string]string {
	names := map[string]string{"manifest": ManifestName}
	for _, f := range m.Files {
		names[f.Kind] = f.Name
	}
	return names
}

// named is the moment that names the snapshot's folder.
func (m Manifest) named() time.Time {
	if m.BegunAt.IsZero() {
		return m.CapturedAt
	}
	return m.BegunAt
}

// storable refuses what would not come back from disk as it went there.
func (m Manifest) storable() error {
	for name, raw := range map[string]json.RawMessage{"options": m.Options, "capture": m.Capture} {
		if len(raw) > 0 && !json.Valid(raw) {
			return fmt.Errorf("%s is not JSON", name)
		}
	}
	if !utf8.ValidString(m.URL) {
		return errors.New("the URL is not UTF-8")
	}
	if _, _, ok := parseStamp(stamp(m.CapturedAt, 1)); !ok {
		return fmt.Errorf("no snapshot can be of the year %d", m.CapturedAt.Year())
	}
	return nil
}

// maxManifest bounds what is read into memory for one manifest.
const maxManifest = 64 << 20

// Every manifest ends with these two and the digest between them.
const (
	digestOpen  = ",\n  \"manifest_sha256\": \""
	digestClose = "\"\n}\n"
)

// encode writes the manifest as it stands on disk: indented, in the order of
// the struct, the digest last.
func (m Manifest) encode() (data []byte, digest string, err error) {
	m.Digest = ""
	if m.Files == nil {
		m.Files = []File{}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // addresses stay readable
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, "", err
	}
	digest = DigestOf(b.Bytes()).String()
	body := bytes.TrimSuffix(b.Bytes(), []byte(digestClose))
	return fmt.Appendf(nil, "%s%s%s", body, digest, digestClose), digest, nil
}

// ParseManifest reads a manifest and checks that it is one, whole and unchanged.
func ParseManifest(data []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("not JSON of a manifest: %w", err)
	}
	if m.Format > FormatVersion {
		return m, fmt.Errorf("format %d is newer than the %d that this version of tearsheet reads: use a newer one", m.Format, FormatVersion)
	}
	if err := checkDigest(data, m.Digest); err != nil {
		return m, err
	}
	return m, m.check()
}

func checkDigest(data []byte, digest string) error {
	body, ok := bytes.CutSuffix(data, []byte(digestOpen+digest+digestClose))
	if !ok {
		return errors.New("does not end with its manifest_sha256")
	}
	if sum := DigestOf(fmt.Appendf(nil, "%s%s%s", body, digestOpen, digestClose)); sum.String() != digest {
		return fmt.Errorf("changed after it was written: its SHA-256 is %s, not %s", sum, digest)
	}
	return nil
}

// check holds for every manifest on disk.
func (m Manifest) check() error {
	switch {
	case m.Format < 1:
		return fmt.Errorf("format %d does not exist", m.Format)
	case m.CapturedAt.IsZero():
		return errors.New("has no captured_at")
	}
	if _, err := ParseID(string(m.ID)); err != nil {
		return err
	}
	return checkFiles(m.Files)
}

// checkFiles holds for the files of every manifest.
func checkFiles(files []File) error {
	kinds := map[string]bool{"manifest": true}
	names := map[string]bool{}
	for _, f := range files {
		if err := checkFileName(f.Name); err != nil {
			return err
		}
		switch {
		case f.Kind == "":
			return fmt.Errorf("file %s has no kind", f.Name)
		case names[f.Name] || kinds[f.Kind]:
			return fmt.Errorf("file %s (%s) is listed twice", f.Name, f.Kind)
		case f.Size < 0:
			return fmt.Errorf("file %s has size %d", f.Name, f.Size)
		}
		names[f.Name], kinds[f.Kind] = true, true
	}
	return nil
}
