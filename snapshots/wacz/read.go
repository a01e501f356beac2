package wacz

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// What is read of a package into memory at most: more is refused.
const (
	maxFiles = 10_000
	maxIndex = 128 << 20
	maxPages = 64 << 20
	maxAbout = 8 << 20
	maxLines = 1 << 20 // of an index
	maxLine  = 4 << 20 // bytes of one

	// Lists and indexes may unpack to so many times the size of the whole file, and to a
	// certain size anyway: those of real pages get to 20 times their own.
	maxRatio = 100
	freely   = 4 << 20
)

// allowance is a stream of which only so much may be read.
type allowance struct {
	in   io.Reader
	left *int64
}

func (a *allowance) Read(p []byte) (int, error) {
	if *a.left <= 0 {
		return 0, errors.New("unpacks to more than is read")
	}
	n, err := a.in.Read(p[:min(int64(len(p)), *a.left)])
	*a.left -= int64(n)
	return n, err
}

// File is a package that is open for reading.
type File struct {
	Pages []Page
	Lines []Line // of the index

	zip  *zip.Reader
	left int64                        // that may be unpacked of lists and indexes
	data map[string]*io.SectionReader // the files below archive/, by name
	file *os.File
}

// Open opens the package at a path. Close it when done.
func Open(name string) (*File, error) {
	file, err := regular.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		var f *File
		if f, err = Read(file, info.Size()); err == nil {
			f.file = file
			return f, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("%s is no WACZ file that can be read: %w", name, err), file.Close())
}

// Close closes what Open opened.
func (f *File) Close() error {
	if f.file == nil {
		return nil
	}
	return f.file.Close()
}

// Read reads the index and the pages of a package of so many bytes.
func Read(in io.ReaderAt, size int64) (*File, error) {
	z, err := zip.NewReader(in, size)
	if err != nil {
		return nil, fmt.Errorf("the ZIP file cannot be read: %w", err)
	}
	f := &File{zip: z, data: map[string]*io.SectionReader{}, left: freely + min(maxRatio*size, maxIndex)}
	if len(z.File) > maxFiles {
		return nil, fmt.Errorf("it holds %d files: more than any package does", len(z.File))
	}
	for _, one := range z.File {
		if err := f.take(in, size, one); err != nil {
			return nil, fmt.Errorf("%s: %w", warc.Excerpt(one.Name), err)
		}
	}
	if len(f.data) == 0 {
		return nil, ErrEmpty
	}
	return f, nil
}

// ErrEmpty says that a ZIP file holds no records, and so is no package.
var ErrEmpty = errors.New("it holds no archive/")

// Data gives the files of records, by name.
func (f *File) Data() iter.Seq2[string, *io.SectionReader] {
	return func(yield func(string, *io.SectionReader) bool) {
		for _, name := range slices.Sorted(maps.Keys(f.data)) {
			if !yield(name, f.data[name]) {
				return
			}
		}
	}
}

// take takes in one file of the ZIP file.
func (f *File) take(in io.ReaderAt, size int64, one *zip.File) error {
	if !safeName(one.Name) {
		return errors.New("no file in a package has such a name")
	}
	switch folder, name := path.Split(one.Name); {
	case folder == "archive/" && name != "":
		return f.takeData(in, size, one, name)
	case folder == "indexes/" && strings.Contains(name, ".cdx"):
		return f.takeIndex(one)
	case one.Name == pagesPath, folder == "pages/" && name == "extraPages.jsonl":
		data, err := f.unpack(one, maxPages)
		if err != nil {
			return err
		}
		pages, err := parsePages(data)
		if one.Name == pagesPath {
			f.Pages = append(pages, f.Pages...)
		} else {
			f.Pages = append(f.Pages, pages...)
		}
		return err
	}
	return nil
}

// safeName tells whether a name stays inside of the package.
func safeName(name string) bool {
	return name != "" && !strings.HasPrefix(name, "/") && !strings.Contains(name, "\\") && !strings.Contains(name, "\x00") &&
		!slices.Contains(strings.Split(name, "/"), "..")
}

// takeData notes where a WARC file lies.
func (f *File) takeData(in io.ReaderAt, size int64, one *zip.File, name string) error {
	if one.Method != zip.Store {
		return errors.New("is compressed a second time, so that no record in it can be reached by its place")
	}
	at, err := one.DataOffset()
	if err != nil {
		return err
	}
	length := int64(one.CompressedSize64)
	if at < 0 || length < 0 || length > size-at || one.UncompressedSize64 != one.CompressedSize64 {
		return errors.New("is not as long as it says")
	}
	f.data[name] = io.NewSectionReader(in, at, length)
	return nil
}

// takeIndex reads the lines of an index, compressed or not.
func (f *File) takeIndex(one *zip.File) error {
	file, err := one.Open()
	if err != nil {
		return err
	}
	defer file.Close() // only read: nothing to lose
	var in io.Reader = file
	if strings.HasSuffix(one.Name, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			return err
		}
	}
	lines := bufio.NewScanner(&allowance{in, &f.left})
	lines.Buffer(nil, maxLine)
	var columns string // of an index that is no CDXJ
	for lines.Scan() {
		text := lines.Text()
		if text == "" || strings.HasPrefix(text, "!") { // a head that some write
			continue
		}
		if names, ok := cdxColumns(text); ok {
			columns = names
			continue
		}
		line, err := parseLine(text, columns)
		if err != nil {
			return fmt.Errorf("a line %w", err)
		}
		if f.Lines = append(f.Lines, line); len(f.Lines) > maxLines {
			return errors.New("has more lines than are read")
		}
	}
	return lines.Err()
}

// Record reads the record of a line from its place.
func (f *File) Record(l Line) (io.Reader, error) {
	data := f.data[path.Base(l.File)]
	switch {
	case data == nil:
		return nil, fmt.Errorf("the index names archive/%s, which is not there", warc.Excerpt(l.File))
	case l.Offset > data.Size() || l.Length > data.Size()-l.Offset:
		return nil, fmt.Errorf("the index names bytes %d to %d of archive/%s, which has %d", l.Offset, l.Offset+l.Length, warc.Excerpt(l.File), data.Size())
	}
	if l.Length == unknown {
		return io.NewSectionReader(data, l.Offset, data.Size()-l.Offset), nil
	}
	return io.NewSectionReader(data, l.Offset, l.Length), nil
}

// unpack reads a list of a package.
func (f *File) unpack(one *zip.File, most int64) ([]byte, error) {
	data, err := content(one, min(most, f.left))
	f.left -= int64(len(data))
	return data, err
}

// content reads a file of a package.
func content(one *zip.File, most int64) ([]byte, error) {
	if one.UncompressedSize64 > uint64(most) {
		return nil, fmt.Errorf("has %d bytes: more than are read", one.UncompressedSize64)
	}
	in, err := one.Open()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(data)) > most {
		err = errors.New("is longer than it says")
	}
	return data, errors.Join(err, in.Close())
}

var errAbsent = errors.New("there is no")

// about reads a JSON file of a package, and its bytes.
func (f *File) about(name string, value any) ([]byte, error) {
	at := slices.IndexFunc(f.zip.File, func(one *zip.File) bool { return one.Name == name })
	if at < 0 {
		return nil, fmt.Errorf("%w %s", errAbsent, name)
	}
	data, err := content(f.zip.File[at], maxAbout)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if err := json.Unmarshal(data, value); err != nil {
		return nil, fmt.Errorf("%s is no JSON: %w", name, err)
	}
	return data, nil
}
