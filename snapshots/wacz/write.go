package wacz

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	pathpkg "path"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Package is what a WACZ file holds.
type Package struct {
	Title    string
	Software string
	Created  time.Time
	Pages    []Page
	WARC     io.Reader    // the records, a gzip member each
	Entries  []warc.Entry // where they are in it
}

// The names inside a package.
const (
	dataName    = "data.warc.gz"
	dataPath    = "archive/" + dataName
	indexPath   = "indexes/index.cdxj"
	pagesPath   = "pages/pages.jsonl"
	packagePath = "datapackage.json"
	digestPath  = "datapackage-digest.json"
)

// dataPackage is the content of datapackage.json.
type dataPackage struct {
	Profile   string     `json:"profile"`
	Version   string     `json:"wacz_version"`
	Title     string     `json:"title,omitempty"`
	Software  string     `json:"software,omitempty"`
	Created   string     `json:"created"`
	MainURL   string     `json:"mainPageUrl,omitempty"`
	MainDate  string     `json:"mainPageDate,omitempty"`
	Resources []resource `json:"resources"`
}

// resource is a file of a package as datapackage.json lists it.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// packageDigest is the content of datapackage-digest.json.
type packageDigest struct {
	Path   string      `json:"path"`
	Hash   string      `json:"hash"`
	Signed *signedData `json:"signedData,omitempty"`
}

// Write writes a package. Nothing in it is compressed anew, so that a reader can reach
// every record by its place in the file.
func Write(out io.Writer, p Package) error {
	var lines []Line
	for _, e := range p.Entries {
		if line, ok := lineOf(e, dataName); ok {
			lines = append(lines, line)
		}
	}
	return write(out, p, lines)
}

// write writes a package with the lines of its index.
func write(out io.Writer, p Package, lines []Line) (err error) {
	z := &packer{zip: zip.NewWriter(out), at: p.Created}
	defer func() { err = errors.Join(err, z.zip.Close()) }()

	if err := z.copy(dataPath, p.WARC); err != nil {
		return err
	}
	index, err := indexLines(lines)
	if err != nil {
		return err
	}
	pages, err := pageLines(p.Pages)
	if err != nil {
		return err
	}
	if err := errors.Join(z.write(indexPath, index), z.write(pagesPath, pages)); err != nil {
		return err
	}
	about := dataPackage{
		Profile: "data-package", Version: "1.1.1", Title: p.Title, Software: p.Software,
		Created: p.Created.UTC().Format(time.RFC3339), Resources: z.list,
	}
	if len(p.Pages) > 0 {
		about.MainURL, about.MainDate = p.Pages[0].URL, p.Pages[0].Time.UTC().Format("2006-01-02T15:04:05.000Z")
	}
	sum, err := z.json(packagePath, about)
	if err != nil {
		return err
	}
	_, err = z.json(digestPath, packageDigest{Path: packagePath, Hash: sum})
	return err
}

// packer puts files into a ZIP file and lists them.
type packer struct {
	zip  *zip.Writer
	at   time.Time
	list []resource
}

// copy adds a file.
func (z *packer) copy(path string, content io.Reader) error {
	file, err := z.zip.CreateHeader(&zip.FileHeader{Name: path, Method: zip.Store, Modified: z.at.UTC()})
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(file, sum), content)
	z.list = append(z.list, resource{pathpkg.Base(path), path, hashOf(sum.Sum(nil)), n})
	return err
}

func (z *packer) write(path string, data []byte) error { return z.copy(path, bytes.NewReader(data)) }

// json adds a value as JSON and gives the digest of its text.
func (z *packer) json(path string, value any) (hash string, err error) {
	data, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hashOf(sum[:]), z.write(path, data)
}

func hashOf(sum []byte) string { return "sha256:" + hex.EncodeToString(sum) }
