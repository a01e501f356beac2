package wacz

import (
	"archive/zip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Verify compares everything in a package with the digests and the index in it, and
// lists what differs.
func (f *File) Verify() []error {
	problems := f.verifyFiles()
	at := map[string]map[int64]string{} // file -> offset -> address
	for name, data := range f.data {
		if strings.HasSuffix(name, ".warc.gz") || strings.HasSuffix(name, ".warc") {
			places, err := verifyRecords(io.NewSectionReader(data, 0, data.Size()))
			if err != nil {
				problems = append(problems, fmt.Errorf("archive/%s: %w", warc.Excerpt(name), err))
			}
			at[name] = places
		}
	}
	const enough = 20
	for _, l := range f.Lines {
		if places := at[path.Base(l.File)]; places == nil || places[l.Offset] != l.URL {
			problems = append(problems, fmt.Errorf("the index says that %s is at byte %d of archive/%s; it is not", warc.Excerpt(l.URL), l.Offset, warc.Excerpt(l.File)))
		}
		if len(problems) > enough {
			return append(problems, errors.New("there is more that differs"))
		}
	}
	return problems
}

// verifyFiles compares the files with datapackage.json, and that with its own digest.
func (f *File) verifyFiles() (problems []error) {
	var about dataPackage
	data, err := f.about(packagePath, &about)
	if err != nil {
		return []error{err}
	}
	var sealed packageDigest
	if _, err := f.about(digestPath, &sealed); errors.Is(err, errAbsent) {
		problems = append(problems, unchecked(fmt.Sprintf("there is no %s, by which a change of %s would show", digestPath, packagePath)))
	} else if err != nil {
		problems = append(problems, err)
	} else if sealed.Hash != hashOf(sha256Of(data)) {
		problems = append(problems, fmt.Errorf("%s is not the one that %s has the digest of", packagePath, digestPath))
	}
	listed := map[string]bool{packagePath: true, digestPath: true}
	for _, r := range about.Resources {
		listed[r.Path] = true
		if err := f.verifyFile(r); err != nil {
			problems = append(problems, fmt.Errorf("%s %w", warc.Excerpt(r.Path), err))
		}
	}
	for _, one := range f.zip.File {
		if !listed[one.Name] && !strings.HasSuffix(one.Name, "/") {
			problems = append(problems, fmt.Errorf("%s is not in %s", warc.Excerpt(one.Name), packagePath))
		}
	}
	return problems
}

func sha256Of(data []byte) []byte {
	sum := sha256.Sum256(data)
	return sum[:]
}

// digests are the kinds of digest that files may have.
var digests = map[string]func() hash.Hash{"sha256": sha256.New, "sha512": sha512.New}

// unchecked says what is not wrong, and could not be checked.
type unchecked string

func (u unchecked) Error() string { return string(u) }

func (f *File) verifyFile(want resource) error {
	at := slices.IndexFunc(f.zip.File, func(one *zip.File) bool { return one.Name == want.Path })
	if at < 0 {
		return errors.New("is missing")
	}
	in, err := f.zip.File[at].Open()
	if err != nil {
		return err
	}
	kind, digest, _ := strings.Cut(want.Hash, ":")
	open, known := digests[strings.ReplaceAll(strings.ToLower(kind), "-", "")]
	if !known {
		open = sha256.New
	}
	sum := open()
	n, err := io.Copy(sum, io.LimitReader(in, want.Bytes+1))
	switch err = errors.Join(err, in.Close()); {
	case err != nil:
		return err
	case n != want.Bytes:
		return fmt.Errorf("does not have the %d bytes that %s says", want.Bytes, packagePath)
	case !known:
		return unchecked(fmt.Sprintf("has the digest %.20q, of a kind that proves nothing", warc.Excerpt(want.Hash)))
	case !strings.EqualFold(digest, hex.EncodeToString(sum.Sum(nil))):
		return fmt.Errorf("is not the one that %s has the digest of", packagePath)
	}
	return nil
}

// verifyRecords reads a WARC file with all its digests, and gives where what is.
func verifyRecords(in io.Reader) (places map[int64]string, err error) {
	places = map[int64]string{}
	records, err := warc.NewReader(in)
	if err != nil {
		return places, err
	}
	for record, err := range records.All() {
		if err != nil {
			return places, err
		}
		places[record.Offset] = record.URL()
		if err := record.VerifyPayload(); err != nil {
			return places, fmt.Errorf("the record at byte %d: %w", record.Offset, err)
		}
	}
	return places, nil
}
