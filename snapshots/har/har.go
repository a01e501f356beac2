// Package har reads HAR files, the logs that browsers' developer tools and proxies save:
// JSON with every request and, if they were asked to, every body.
package har

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// Page is a page that was loaded.
type Page struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Started Time   `json:"startedDateTime"`
}

// Entry is one request and its answer.
type Entry struct {
	Page    string `json:"pageref"`
	Started Time   `json:"startedDateTime"`
	Request struct {
		Method string `json:"method"`
		URL    string `json:"url"`
		Header Fields `json:"headers"`
		Sent   struct {
			MediaType string `json:"mimeType"`
			Text      string `json:"text"`
			Params    Fields `json:"params"`
		} `json:"postData"`
	} `json:"request"`
	Response struct {
		Status     Number `json:"status"`
		StatusText string `json:"statusText"`
		Header     Fields `json:"headers"`
		Redirect   string `json:"redirectURL"`
		Size       Number `json:"bodySize"` // on the wire; -1: not known
		Content    struct {
			MediaType string `json:"mimeType"`
			Text      string `json:"text"`
			Encoding  string `json:"encoding"`
			File      string `json:"_file"` // that has the body, in the place of the text
			Size      Number `json:"size"`  // free of encodings
		} `json:"content"`
	} `json:"response"`
}

// Fields are lines of a header, or parts of a form.
type Fields []exchange.Field

// UnmarshalJSON reads no more of them than a message may have.
func (f *Fields) UnmarshalJSON(data []byte) error {
	const most = 20_000
	if bytes.Count(data, []byte("{")) > most {
		return fmt.Errorf("a list has more than %d members", most)
	}
	var list []exchange.Field
	err := json.Unmarshal(data, &list)
	*f = list
	return err
}

// Log is what a file holds.
type Log struct {
	Creator Tool // what made the file
	Pages   []Page
	Entries []Entry
}

// Tool is a program.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// MaxSize is the length over which a file is refused, and maxEntry that over which one
// of its entries is: all goes through memory.
const (
	MaxSize  = 128 << 20
	maxEntry = 48 << 20
	maxList  = 1 << 17 // entries, and pages
)

// errForm says that a file is JSON and no HAR.
var errForm = errors.New("it is JSON, but no HAR file: that has a log with entries")

// Read reads a file, an entry at a time.
func Read(in io.Reader) (*Log, error) {
	meter := &meter{in: in, left: MaxSize, piece: maxEntry}
	r := &reader{json: json.NewDecoder(meter), meter: meter}
	if err := r.object(r.top); err != nil {
		return nil, fmt.Errorf("it is no HAR file that can be read: %w", err)
	}
	if !r.found {
		return nil, errForm
	}
	return &r.log, nil
}

// reader takes a file apart.
type reader struct {
	json  *json.Decoder
	meter *meter
	log   Log
	found bool // there were entries
}

func (r *reader) top(name string) error {
	if name != "log" {
		return r.skip()
	}
	return r.object(r.inLog)
}

func (r *reader) inLog(name string) error {
	switch name {
	case "creator":
		return r.json.Decode(&r.log.Creator)
	case "pages":
		return r.list(func() error { return take(r, &r.log.Pages) })
	case "entries":
		r.found = true
		return r.list(func() error { return take(r, &r.log.Entries) })
	}
	return r.skip()
}

// take decodes one value behind the others.
func take[T any](r *reader, list *[]T) error {
	var value T
	if err := r.json.Decode(&value); err != nil {
		return err
	}
	if *list = append(*list, value); len(*list) > maxList {
		return fmt.Errorf("it lists more than %d", maxList)
	}
	return nil
}

// skip reads a value that nobody wants.
func (r *reader) skip() error {
	var nothing struct{}
	err := r.json.Decode(&nothing)
	if wrong := new(json.UnmarshalTypeError); errors.As(err, &wrong) {
		return nil // it is no object, and that is as well
	}
	return err
}

// object hands the members of an object to f, which reads each.
func (r *reader) object(f func(name string) error) error {
	if err := r.begin('{'); err != nil {
		return err
	}
	for r.json.More() {
		r.meter.piece = maxEntry
		name, err := r.json.Token()
		if err != nil {
			return err
		}
		text, _ := name.(string)
		if err := f(text); err != nil {
			return err
		}
	}
	_, err := r.json.Token()
	return err
}

// list has f read each value of a list.
func (r *reader) list(f func() error) error {
	if err := r.begin('['); err != nil {
		return err
	}
	for r.json.More() {
		r.meter.piece = maxEntry
		if err := f(); err != nil {
			return err
		}
	}
	_, err := r.json.Token()
	return err
}

func (r *reader) begin(want json.Delim) error {
	token, err := r.json.Token()
	if err == nil && token != want {
		err = fmt.Errorf("there is no %s where one belongs", want)
	}
	return err
}

// meter ends a file that is too long, or a piece of it.
type meter struct {
	in          io.Reader
	left, piece int64
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, fmt.Errorf("it has more than %d MB: more than are read of a HAR file", MaxSize>>20)
	}
	if m.piece <= 0 {
		return 0, fmt.Errorf("a part of it has more than %d MB: more than are read of one", maxEntry>>20)
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.left, m.piece)])
	m.left, m.piece = m.left-int64(n), m.piece-int64(n)
	return n, err
}
