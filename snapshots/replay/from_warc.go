package replay

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// maxSent is the length up to which what a request sent is looked at.
const maxSent = 1 << 20

// maxEntries is how many answers an archive may have.
const maxEntries = 1 << 20

// fromWARC reads a WARC file from end to end and notes where each answer is. Where its
// records cannot be reached by their places it is unpacked first.
func (a *Archive) fromWARC(in io.ReaderAt, size int64) error {
	err := a.fromRecords(in, size)
	if !errors.Is(err, warc.ErrMembers) {
		return err
	}
	file, size, err := a.unpack(io.NewSectionReader(in, 0, size), ungzip)
	if err != nil {
		return err
	}
	return a.fromRecords(file, size)
}

// fromRecords notes where each answer is. A request stands before its response or after it.
func (a *Archive) fromRecords(in io.ReaderAt, size int64) error {
	records, err := warc.NewReader(io.NewSectionReader(in, 0, size))
	if err != nil {
		return err
	}
	asked := requests{}
	var partners []string // of each entry
	var converted []entry
	before := len(a.entries)
	for record, err := range records.All() {
		if err != nil {
			if len(a.entries) == before {
				return err
			}
			a.damage = err
			break
		}
		switch kind := record.Type(); kind {
		case warc.Request:
			asked.add(record)
		case warc.Response, warc.Revisit, warc.Resource, warc.Conversion:
			line, ok := lineOf(record)
			if !ok {
				continue
			}
			e := entryOf(line, func() (recorded, error) {
				return answerOf(io.NewSectionReader(in, line.Offset, size-line.Offset), line.URL)
			})
			e.id, e.place, e.revisit = record.Header.Get("WARC-Record-ID"), fmt.Sprintf("byte %d", line.Offset), kind == warc.Revisit
			if kind == warc.Conversion {
				converted = append(converted, e)
				continue
			}
			a.entries = append(a.entries, e)
			partners = append(partners, record.Header.Get("WARC-Concurrent-To"))
			if len(a.entries)+len(converted) > maxEntries {
				return errors.New("it has more answers than are replayed")
			}
		}
	}
	for i, partner := range partners {
		asked.complete(&a.entries[before+i], partner)
	}
	a.addConverted(converted)
	return nil
}

// requests are what was asked for: by the record of the answer, and by the request's own.
type requests map[string]struct{ method, query string }

// add reads the record of a request. What cannot be read was a GET, as most are.
func (r requests) add(record *warc.Record) {
	message, body, err := request(record)
	if err != nil {
		return
	}
	s := struct{ method, query string }{method: message.Method}
	if s.method != http.MethodGet {
		s.query = wacz.SentQuery(message.Header.Get("Content-Type"), body)
	}
	r[record.Header.Get("WARC-Concurrent-To")], r[record.Header.Get("WARC-Record-ID")] = s, s
}

// complete says of an entry what it answers: its request names it, or is its partner.
func (r requests) complete(e *entry, partner string) {
	for _, id := range []string{e.id, partner} {
		if s, ok := r[id]; ok && id != "" {
			e.method, e.sent = s.method, s.query
		}
	}
}

// lineOf is what an index would say of a record that answers. ok is false for DNS and the
// like.
func lineOf(record *warc.Record) (line wacz.Line, ok bool) {
	media, status := record.Header.Get("Content-Type"), http.StatusOK
	switch record.Type() {
	case warc.Response, warc.Revisit:
		message, err := warc.ReadMessage(record.Block)
		if err != nil && record.Type() == warc.Response {
			return line, false
		}
		media, status = "", 0
		if err == nil {
			media, status = message.Header.Get("Content-Type"), message.Status
		}
	}
	media, _, _ = strings.Cut(media, ";")
	return wacz.Line{
		URL: record.URL(), Time: record.Time(), Status: status, Media: strings.ToLower(strings.TrimSpace(media)),
		Digest: record.Header.Get("WARC-Payload-Digest"), Offset: record.Offset,
	}, strings.HasPrefix(record.URL(), "http")
}

// addConverted adds records of what something was turned into, where that itself is not there.
func (a *Archive) addConverted(list []entry) {
	there := map[string]bool{}
	for _, e := range a.entries {
		there[e.url] = true
	}
	for _, e := range list {
		if !there[e.url] {
			a.entries = append(a.entries, e)
		}
	}
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
