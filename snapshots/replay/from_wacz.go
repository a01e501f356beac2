package replay

import (
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
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
		a.entries = append(a.entries, entryOf(line, func() (Answer, error) {
			record, err := file.Record(line)
			if err != nil {
				return Answer{}, err
			}
			return answerOf(record)
		}))
	}
	for _, page := range file.Pages {
		a.Pages = append(a.Pages, Page{page.URL, page.Title, page.Time})
	}
	return nil
}
