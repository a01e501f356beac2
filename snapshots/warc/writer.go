package warc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// Options say how a Writer writes.
type Options struct {
	// Redact takes out what nobody else should see; nil: all is kept.
	Redact *Redaction
	// Known finds the record that holds the payload of a response already: then only its
	// head is written. nil: every payload is written.
	Known func(url, digest string) (Original, bool)
	// Dir is where bodies that are too long for memory wait; empty: the system's temp folder.
	Dir string
}

// Original is the record that a revisit leads to.
type Original struct {
	URL  string
	Time time.Time
}

// Writer writes a WARC file, a gzip member for each record. It can be used by several
// goroutines at a time.
type Writer struct {
	opts Options

	mu     sync.Mutex
	out    io.Writer
	offset int64
	err    error // the first failure: nothing can follow half a record
}

// NewWriter makes a writer. The bytes written to out are the file, from its beginning.
func NewWriter(out io.Writer, opts Options) *Writer {
	return &Writer{out: out, opts: opts}
}

// Size is how many bytes have been written.
func (w *Writer) Size() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.offset
}

// Truncate drops what was written after an offset at which a record begins. The file has
// to be one that can be truncated, such as an *os.File.
func (w *Writer) Truncate(offset int64) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	file, ok := w.out.(interface {
		io.Seeker
		Truncate(size int64) error
	})
	if !ok {
		return errors.ErrUnsupported
	}
	if err := file.Truncate(offset); err != nil {
		return err
	}
	_, err := file.Seek(offset, io.SeekStart)
	w.offset, w.err = offset, err
	return err
}

// Info writes the record with which a file begins.
func (w *Writer) Info(software string) error {
	text := fmt.Sprintf("software: %s\r\nformat: WARC File Format 1.1\r\n", oneLine(software))
	if w.opts.Redact != nil {
		text += "description: values of cookies, authorization, and fields that look secret are replaced by " + Redacted + "\r\n"
	}
	_, err := w.write(record{
		kind: Info, id: newID(), media: "application/warc-fields", at: time.Now(), payload: strings.NewReader(text), size: int64(len(text)),
	})
	return err
}

// Resource writes bytes that no HTTP brought, such as a picture of the page.
func (w *Writer) Resource(url, media string, at time.Time, data []byte, more ...exchange.Field) (Entry, error) {
	sum := sha256.Sum256(data)
	entries, err := w.write(record{
		kind: Resource, id: newID(), url: url, media: media, at: at, fields: more,
		payload: bytes.NewReader(data), size: int64(len(data)), digest: digest(sum[:]),
	})
	if err != nil {
		return Entry{}, err
	}
	return entries[0], nil
}

// Exchange writes a response and its request, and gives their entries.
func (w *Writer) Exchange(x exchange.Exchange) (response, request Entry, err error) {
	if err := valid(x); err != nil {
		return response, request, err
	}
	x = w.opts.Redact.exchange(x)
	body, err := newSpool(w.opts.Dir, x.Response.Body)
	defer func() {
		if cerr := body.close(); err == nil {
			err = cerr
		}
	}()
	if err != nil {
		return response, request, err
	}
	answer := w.answer(x, body)
	sum := sha256.Sum256(x.Request.Body)
	asked := record{
		kind: Request, url: x.Request.URL, media: "application/http; msgtype=request", at: x.Started, id: newID(),
		fields:  exchange.Fields{{Name: "WARC-Concurrent-To", Value: answer.id}},
		head:    requestHead(x.Request),
		payload: bytes.NewReader(x.Request.Body), size: int64(len(x.Request.Body)), digest: digest(sum[:]),
	}
	entries, err := w.write(answer, asked)
	if err != nil {
		return response, request, err
	}
	response, request = entries[0], entries[1]
	response.Kind, response.Status = x.Request.Kind, x.Response.Status
	response.Media, _, _ = mime.ParseMediaType(x.Response.Header.Get("Content-Type"))
	if x.Request.Method != "GET" {
		response.Method, response.SentType, response.Sent = x.Request.Method, x.Request.Header.Get("Content-Type"), x.Request.Body
	}
	return response, request, nil
}

// Raw writes records as they stand in another file, with all that belongs to them: gzip
// members. It gives where they begin.
func (w *Writer) Raw(members io.Reader) (offset int64, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil {
		return 0, w.err
	}
	offset = w.offset
	n, err := io.Copy(w.out, members)
	w.offset += n
	w.err = err
	return offset, err
}

// Again writes a revisit in the place of a response whose payload is in another record.
func (w *Writer) Again(r *Record, was Original) (Entry, error) {
	message, err := ReadMessage(r.Block)
	if err != nil {
		return Entry{}, err
	}
	var head bytes.Buffer
	fmt.Fprintf(&head, "HTTP/1.1 %03d %s\r\n", message.Status, oneLine(message.StatusText))
	for _, f := range message.Header {
		writeField(&head, f.Name, f.Value)
	}
	head.WriteString("\r\n")
	again := record{
		kind: Revisit, url: r.URL(), media: r.Header.Get("Content-Type"), at: r.Time(), id: r.Header.Get("WARC-Record-ID"),
		fields: was.fields(), head: head.Bytes(), payload: bytes.NewReader(nil), digest: r.Header.Get("WARC-Payload-Digest"),
	}
	if address := r.Header.Get("WARC-IP-Address"); address != "" {
		again.fields.Add("WARC-IP-Address", address)
	}
	entries, err := w.write(again)
	if err != nil {
		return Entry{}, err
	}
	return entries[0], nil
}

// fields are the lines that lead a revisit to its original.
func (o Original) fields() exchange.Fields {
	return exchange.Fields{
		{Name: "WARC-Profile", Value: "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"},
		{Name: "WARC-Refers-To-Target-URI", Value: o.URL}, {Name: "WARC-Refers-To-Date", Value: stamp(o.Time)},
	}
}

// answer makes the record of a response: a revisit where its body is known.
func (w *Writer) answer(x exchange.Exchange, body *spool) record {
	r := record{
		kind: Response, url: x.Request.URL, media: "application/http; msgtype=response", at: x.Started, id: newID(),
		head:    responseHead(x.Response, body.size),
		payload: body.reader(), size: body.size, digest: digest(body.sum),
	}
	if x.Address != "" {
		r.fields.Add("WARC-IP-Address", x.Address)
	}
	if x.Response.Cut != nil {
		if why := x.Response.Cut(); why != "" {
			r.fields.Add("WARC-Truncated", why)
			return r
		}
	}
	if w.opts.Known != nil && body.size > 0 {
		if was, ok := w.opts.Known(x.Request.URL, digest(body.sum)); ok {
			r.kind, r.payload, r.size = Revisit, bytes.NewReader(nil), 0
			r.fields = append(r.fields, was.fields()...)
		}
	}
	return r
}

// record is a record to be written.
type record struct {
	kind, url, media, id string
	at                   time.Time
	fields               exchange.Fields
	head                 []byte // of the HTTP message
	payload              io.ReadSeeker
	size                 int64  // of payload
	digest               string // of the payload; empty: it has none of its own
}

// stamp writes a time as WARC has it.
func stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }

// write writes records that belong together, one right after the other.
func (w *Writer) write(list ...record) ([]Entry, error) {
	entries := make([]Entry, len(list))
	heads := make([]*bytes.Buffer, len(list))
	for i, r := range list {
		var err error
		if heads[i], entries[i], err = r.begin(); err != nil {
			return nil, err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for i, r := range list {
		if w.err != nil {
			return nil, w.err
		}
		counted := &counter{out: w.out}
		w.err = member(counted, heads[i], r.payload)
		entries[i].Offset, entries[i].Length = w.offset, counted.n
		w.offset += counted.n
	}
	return entries, w.err
}

// begin gives all of a record that stands before its payload. That has the digest of
// the whole block, so a payload is read twice.
func (r record) begin() (*bytes.Buffer, Entry, error) {
	block := sha256.New()
	block.Write(r.head)
	if _, err := io.Copy(block, r.payload); err != nil {
		return nil, Entry{}, err
	}
	if _, err := r.payload.Seek(0, io.SeekStart); err != nil {
		return nil, Entry{}, err
	}
	e := Entry{Type: r.kind, URL: r.url, Time: r.at, Media: r.media, Block: digest(block.Sum(nil)), Size: r.size}
	lines := exchange.Fields{{Name: "WARC-Type", Value: r.kind}, {Name: "WARC-Record-ID", Value: r.id}, {Name: "WARC-Date", Value: stamp(r.at)}}
	if r.url != "" {
		lines.Add("WARC-Target-URI", r.url)
	}
	lines = append(lines, r.fields...)
	lines.Add("Content-Type", r.media)
	lines.Add("WARC-Block-Digest", e.Block)
	if r.digest != "" {
		e.Digest = r.digest
		lines.Add("WARC-Payload-Digest", e.Digest)
	}
	lines.Add("Content-Length", fmt.Sprint(int64(len(r.head))+r.size))
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, f := range lines {
		writeField(&b, f.Name, f.Value)
	}
	b.WriteString("\r\n")
	b.Write(r.head)
	return &b, e, nil
}

// member writes a record as a gzip member.
func member(out io.Writer, head *bytes.Buffer, payload io.Reader) error {
	z, err := gzip.NewWriterLevel(out, 5)
	if err != nil {
		return err
	}
	if _, err := io.Copy(z, io.MultiReader(head, payload, strings.NewReader("\r\n\r\n"))); err != nil {
		return err
	}
	return z.Close()
}

type counter struct {
	out io.Writer
	n   int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.out.Write(p)
	c.n += int64(n)
	return n, err
}
