package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// meter counts what is read of a file.
type meter struct {
	in io.Reader
	n  int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.n += int64(n)
	return n, err
}

// bounded reads a body that goes through memory. It may be so many times longer than what
// was read of the file for it, and of a certain size anyway.
func (m *meter) bounded(body io.Reader) ([]byte, error) {
	const freely, step = 8 << 20, 1 << 20
	var b bytes.Buffer
	for {
		_, err := io.CopyN(&b, body, step)
		size := int64(b.Len())
		switch {
		case errors.Is(err, io.EOF):
			return b.Bytes(), nil
		case err != nil:
			return b.Bytes(), err
		case size > maxBody:
			return nil, fmt.Errorf("its body is longer than the %d MB that are replayed", maxBody>>20)
		case size > freely && size/maxRatio > m.n:
			return nil, fmt.Errorf("its body unpacks to more than %d times its size", maxRatio)
		}
	}
}

// answerOf reads the answer in a record, which is to be about an address.
func answerOf(in io.Reader, address string) (recorded, error) {
	m := &meter{in: in}
	records, err := warc.NewReader(m)
	if err != nil {
		return recorded{}, err
	}
	record, err := records.Next()
	if err != nil {
		return recorded{}, endsEarly(err)
	}
	if pathOf(record.URL()) != pathOf(address) {
		return recorded{}, fmt.Errorf("what is there is the record of %s", warc.Excerpt(record.URL()))
	}
	answer := recorded{Status: http.StatusOK, StatusText: "OK"}
	body := record.Block
	switch record.Type() {
	case warc.Resource, warc.Conversion:
		answer.Header = exchange.Fields{{Name: "Content-Type", Value: record.Header.Get("Content-Type")}}
	default:
		message, err := warc.ReadMessage(record.Block)
		if err != nil && record.Type() == warc.Revisit { // it says no more than of what
			return recorded{of: originalOf(record)}, records.Finish()
		}
		if err != nil {
			return recorded{}, err
		}
		answer.Status, answer.StatusText, answer.Header = message.Status, message.StatusText, message.Header
		if body, err = message.Decoded(); err != nil {
			return recorded{}, err
		}
	}
	if record.Type() == warc.Revisit {
		answer.of = originalOf(record)
	}
	answer.Body, err = m.bounded(body)
	if answer.cut = record.Header.Get("WARC-Truncated"); answer.cut != "" && errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // that is why
	}
	if err == nil {
		err = records.Finish()
	}
	return answer, endsEarly(err)
}

// endsEarly says what an end means that comes too early.
func endsEarly(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("it ends before it should (%w)", err)
	}
	return err
}
