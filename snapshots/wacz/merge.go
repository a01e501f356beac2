package wacz

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Merger puts packages together into one. What several of them hold is in it once.
type Merger struct {
	warc   *warc.Writer
	file   *os.File
	lines  []Line
	pages  []Page
	bodies map[string]warc.Original // digest -> where it is
	opts   Package
}

// NewMerger begins a package with a title and the software that makes it. Its records
// wait in a folder, which is not removed.
func NewMerger(dir string, about Package) (*Merger, error) {
	file, err := os.Create(filepath.Join(dir, dataName))
	if err != nil {
		return nil, err
	}
	m := &Merger{file: file, bodies: map[string]warc.Original{}, opts: about}
	m.warc = warc.NewWriter(file, warc.Options{Dir: dir})
	if err := m.warc.Info(about.Software); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return m, nil
}

// Add takes a package in. Add the oldest first: later ones then lead to it.
func (m *Merger) Add(f *File) error {
	for name, data := range f.data {
		lines := map[int64]Line{}
		for _, l := range f.Lines {
			if l.File == name {
				lines[l.Offset] = l
			}
		}
		if err := m.addRecords(data, lines); err != nil {
			return fmt.Errorf("archive/%s: %w", warc.Excerpt(name), err)
		}
	}
	m.pages = append(m.pages, f.Pages...)
	return nil
}

// span is a record in a file: its place, and what is to become of it.
type span struct {
	begin, end int64
	kind, url  string
	digest     string
	at         time.Time
}

// addRecords takes the records of a WARC file in.
func (m *Merger) addRecords(data *io.SectionReader, lines map[int64]Line) error {
	spans, err := spansOf(data)
	if err != nil {
		return err
	}
	for _, s := range spans {
		if s.kind == warc.Info {
			continue
		}
		line, indexed := lines[s.begin]
		was, known := m.bodies[s.digest]
		if s.kind == warc.Response && known && indexed {
			if err := m.again(data, s, line, was); err != nil {
				return err
			}
			continue
		}
		offset, err := m.warc.Raw(io.NewSectionReader(data, s.begin, s.end-s.begin))
		if err != nil {
			return err
		}
		if indexed {
			line.Offset, line.Length, line.File = offset, s.end-s.begin, dataName
			m.lines = append(m.lines, line)
		}
		if s.kind == warc.Response && s.digest != "" {
			m.bodies[s.digest] = warc.Original{URL: s.url, Time: s.at}
		}
	}
	return nil
}

// again writes a record whose body is there already.
func (m *Merger) again(data *io.SectionReader, s span, line Line, was warc.Original) error {
	records, err := warc.NewReader(io.NewSectionReader(data, s.begin, s.end-s.begin))
	if err != nil {
		return err
	}
	record, err := records.Next()
	if err != nil {
		return err
	}
	e, err := m.warc.Again(record, was)
	if err != nil {
		return err
	}
	line.Media, line.Offset, line.Length, line.File, line.RecordDigest = "warc/revisit", e.Offset, e.Length, dataName, e.Block
	m.lines = append(m.lines, line)
	return nil
}

// spansOf lists the records of a file. What is broken is not taken in.
func spansOf(data *io.SectionReader) (spans []span, err error) {
	records, err := warc.NewReader(io.NewSectionReader(data, 0, data.Size()))
	if err != nil {
		return nil, err
	}
	for record, err := range records.All() {
		if err != nil {
			return nil, err
		}
		if len(spans) > 0 {
			spans[len(spans)-1].end = record.Offset
		}
		s := span{
			begin: record.Offset, end: data.Size(), kind: record.Type(), url: record.URL(), at: record.Time(),
			digest: record.Header.Get("WARC-Payload-Digest"),
		}
		if record.Header.Get("WARC-Truncated") != "" {
			s.digest = ""
		}
		spans = append(spans, s)
	}
	return spans, nil
}

// Write writes the package.
func (m *Merger) Write(out io.Writer) error {
	p := m.opts
	p.Pages, p.WARC = m.pages, io.NewSectionReader(m.file, 0, m.warc.Size())
	return write(out, p, m.lines)
}

// Close closes the file of records.
func (m *Merger) Close() error { return m.file.Close() }
