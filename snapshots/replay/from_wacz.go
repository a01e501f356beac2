package replay

import (
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// fromWACZ takes the index and the pages of a package.
func (a *Archive) fromWACZ(in io.ReaderAt, size int64) error {
	file, err := wacz.Read(in, size)
	if err != nil {
		return err
	}
	for _, line := range file.Lines {
		if !strings.HasPrefix(line.URL, "http") {
			continue
		}
		e := entryOf(line, func() (Answer, error) {
			record, err := file.Record(line)
			if err != nil {
				return Answer{}, err
			}
			return answerOf(record, line.URL)
		})
		e.place = fmt.Sprintf("byte %d of archive/%s", line.Offset, warc.Excerpt(line.File))
		a.entries = append(a.entries, e)
	}
	for _, page := range file.Pages {
		a.Pages = append(a.Pages, Page{page.URL, page.Title, page.Time})
	}
	return nil
}
