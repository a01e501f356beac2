package replay

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// fromZIP takes what a ZIP file holds: a package, or a HAR file with its bodies.
func (a *Archive) fromZIP(in io.ReaderAt, size int64) error {
	err := a.fromWACZ(in, size)
	if errors.Is(err, wacz.ErrEmpty) {
		return a.fromHARinZIP(in, size)
	}
	return err
}

// fromWACZ takes the index and the pages of a package. Where it has no index, its records
// are read from end to end.
func (a *Archive) fromWACZ(in io.ReaderAt, size int64) error {
	file, err := wacz.Read(in, size)
	if err != nil {
		return err
	}
	for _, page := range file.Pages {
		a.Pages = append(a.Pages, Page{page.URL, page.Title, page.Time})
	}
	if len(file.Lines) == 0 {
		for name, data := range file.Data() {
			if err := a.fromWARC(data, data.Size()); err != nil {
				return fmt.Errorf("archive/%s: %w", warc.Excerpt(name), err)
			}
		}
		return nil
	}
	for _, line := range file.Lines {
		if !strings.HasPrefix(line.URL, "http") {
			continue
		}
		e := entryOf(line, func() (recorded, error) {
			record, err := file.Record(line)
			if err != nil {
				return recorded{}, err
			}
			return answerOf(record, line.URL)
		})
		e.place = fmt.Sprintf("byte %d of archive/%s", line.Offset, warc.Excerpt(line.File))
		a.entries = append(a.entries, e)
	}
	return nil
}
