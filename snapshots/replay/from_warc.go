package replay

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// maxSent is the length up to which what a request sent is looked at.
const maxSent = 1 << 20

// maxEntries is how many answers an archive may have.
const maxEntries = 1 << 20

// fromWARC reads a WARC file from end to end and notes where each answer is. A request
// stands before its response or after it.
func (a *Archive) fromWARC(in io.ReaderAt, size int64) error {
	records, err := warc.NewReader(io.NewSectionReader(in, 0, size))
	if err != nil {
		return err
	}
	type sent struct{ method, query string }
	asked := map[string]sent{} // by the record of the answer, and by the request's own
	var ids, partners []string // of each entry
	for record, err := range records.All() {
		if err != nil {
			if a.damage = err; len(a.entries) == 0 {
				return err
			}
			break
		}
		switch record.Type() {
		case warc.Request:
			message, body, err := request(record)
			if err != nil {
				continue // what cannot be read was a GET, as most are
			}
			s := sent{method: message.Method}
			if s.method != "GET" {
				s.query = wacz.SentQuery(message.Header.Get("Content-Type"), body)
			}
			asked[record.Header.Get("WARC-Concurrent-To")], asked[record.Header.Get("WARC-Record-ID")] = s, s
		case warc.Response, warc.Revisit:
			message, err := warc.ReadMessage(record.Block)
			if err != nil {
				continue // DNS and the like
			}
			media, _, _ := strings.Cut(message.Header.Get("Content-Type"), ";")
			line := wacz.Line{
				URL: record.URL(), Time: record.Time(), Status: message.Status, Media: strings.ToLower(strings.TrimSpace(media)),
				Digest: record.Header.Get("WARC-Payload-Digest"), Offset: record.Offset,
			}
			e := entryOf(line, func() (Answer, error) {
				return answerOf(io.NewSectionReader(in, line.Offset, size-line.Offset), line.URL)
			})
			e.place = fmt.Sprintf("byte %d", line.Offset)
			e.revisit = record.Type() == warc.Revisit
			a.entries = append(a.entries, e)
			ids, partners = append(ids, record.Header.Get("WARC-Record-ID")), append(partners, record.Header.Get("WARC-Concurrent-To"))
			if len(a.entries) > maxEntries {
				return errors.New("it has more answers than are replayed")
			}
		}
	}
	for i := range a.entries {
		for _, id := range []string{ids[i], partners[i]} {
			if s, ok := asked[id]; ok && id != "" {
				a.entries[i].method, a.entries[i].sent = s.method, s.query
			}
		}
	}
	return nil
}

// request reads the request in a record.
func request(record *warc.Record) (*warc.Message, []byte, error) {
	message, err := warc.ReadMessage(record.Block)
	if err != nil {
		return nil, nil, err
	}
	if message.Method == "" {
		return nil, nil, fmt.Errorf("the record at byte %d holds no request", record.Offset)
	}
	body, err := io.ReadAll(io.LimitReader(message.Body, maxSent))
	return message, body, err
}
