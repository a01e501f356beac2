package warc

import (
	"bufio"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxRecord is the length of a block over which a record is refused.
const MaxRecord = 8 << 30

// ErrMembers says that a file is compressed, and not a record at a time: none of them can be
// reached by its place.
var ErrMembers = errors.New("it is not compressed record by record: unpack it with gunzip")

// Error says what is wrong with a file, and where.
type Error struct {
	Offset int64 // of the record
	Err    error
}

func (e *Error) Error() string { return fmt.Sprintf("the record at byte %d: %v", e.Offset, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Reader reads a WARC file, compressed or not, a record at a time.
type Reader struct {
	in      *position
	zipped  bool
	z       *gzip.Reader
	plain   *bufio.Reader // what the header is read from
	block   *io.LimitedReader
	checked *check
}

// NewReader reads from the beginning of a file, or of one of its records.
func NewReader(in io.Reader) (*Reader, error) {
	r := &Reader{in: &position{in: bufio.NewReaderSize(in, 64<<10)}}
	magic, err := r.in.in.Peek(2)
	if err != nil && len(magic) < 2 {
		return nil, &Error{0, errors.New("the file is empty")}
	}
	r.zipped = magic[0] == 0x1f && magic[1] == 0x8b
	if !r.zipped {
		r.plain = bufio.NewReader(r.in)
	}
	return r, nil
}

// position is a stream that knows how far it has been read.
type position struct {
	in *bufio.Reader
	n  int64
}

func (p *position) Read(b []byte) (int, error) {
	n, err := p.in.Read(b)
	p.n += int64(n)
	return n, err
}

// ReadByte keeps gzip from reading beyond the end of a member.
func (p *position) ReadByte() (byte, error) {
	c, err := p.in.ReadByte()
	if err == nil {
		p.n++
	}
	return c, err
}

// All gives the records one after the other. After an error nothing follows.
func (r *Reader) All() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for {
			record, err := r.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// Next gives the next record. What is left of the one before is read first, and its
// digests are compared. The error is io.EOF after the last record, else an *Error.
func (r *Reader) Next() (*Record, error) {
	if err := r.Finish(); err != nil {
		return nil, err
	}
	at := r.offset()
	if r.zipped {
		if _, err := r.in.in.Peek(1); err != nil {
			return nil, io.EOF
		}
		var err error
		if r.z == nil {
			r.z, err = gzip.NewReader(r.in)
		} else {
			err = r.z.Reset(r.in)
		}
		if err != nil {
			return nil, &Error{at, fmt.Errorf("is not compressed as it should be: %w", err)}
		}
		r.z.Multistream(false)
		if r.plain == nil {
			r.plain = bufio.NewReader(r.z)
		} else {
			r.plain.Reset(r.z)
		}
	}
	record, err := r.head(at)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, r.apart(&Error{at, err})
	}
	return record, err
}

// offset is where the next record begins.
func (r *Reader) offset() int64 {
	if r.zipped {
		return r.in.n
	}
	return r.in.n - int64(r.plain.Buffered())
}

// head reads the header of a record.
func (r *Reader) head(at int64) (*Record, error) {
	first, left, err := readLine(r.plain, maxHead)
	if err != nil {
		if first == "" && errors.Is(err, io.EOF) && !r.zipped {
			return nil, io.EOF
		}
		return nil, fmt.Errorf("has no header: %w", noEOF(err))
	}
	if !strings.HasPrefix(first, "WARC/1.") && !strings.HasPrefix(first, "WARC/0.") {
		return nil, fmt.Errorf("does not begin as WARC does but with %q", Excerpt(first))
	}
	record := &Record{Offset: at}
	if record.Header, err = readFields(r.plain, left); err != nil {
		return nil, fmt.Errorf("has a header that cannot be read: %w", noEOF(err))
	}
	record.Length, err = strconv.ParseInt(record.Header.Get("Content-Length"), 10, 64)
	switch {
	case err != nil || record.Length < 0:
		return nil, fmt.Errorf("has no length but %q", Excerpt(record.Header.Get("Content-Length")))
	case record.Length > MaxRecord:
		return nil, fmt.Errorf("says that it is %d bytes long: more than any that are read", record.Length)
	}
	r.block = &io.LimitedReader{R: r.plain, N: record.Length}
	r.checked = &check{record: record, in: r.block, sum: sumFor(record.Header.Get("WARC-Block-Digest"))}
	if r.zipped {
		r.checked.spent = func() int64 { return r.in.n - at }
	}
	record.Block = r.checked
	return record, nil
}

// Finish reads what is left of a record, compares its digest, and looks whether it ends as
// it should. Next does so too.
func (r *Reader) Finish() error {
	if r.checked == nil {
		return nil
	}
	c := r.checked
	r.checked = nil
	if _, err := io.Copy(io.Discard, c); err != nil {
		return r.apart(&Error{c.record.Offset, err})
	}
	var end [4]byte
	n, err := io.ReadFull(r.plain, end[:])
	if string(end[:n]) != "\r\n\r\n" {
		return r.apart(&Error{c.record.Offset, fmt.Errorf("is not as long as it says (%d bytes): %w", c.record.Length, noEOF(err))})
	}
	if r.zipped {
		if _, err := r.plain.ReadByte(); !errors.Is(err, io.EOF) {
			if err == nil {
				err = errMore
			}
			return r.apart(&Error{c.record.Offset, fmt.Errorf("has no proper end: %w", err)})
		}
	}
	return nil
}

// apart adds to what is wrong with the first record of a compressed file that the file may
// not be compressed record by record: such a file shows it there.
func (r *Reader) apart(e *Error) error {
	if r.zipped && e.Offset == 0 && (errors.Is(e, errMore) || errors.Is(e, io.ErrUnexpectedEOF)) {
		e.Err = fmt.Errorf("%w (%w)", e.Err, ErrMembers)
	}
	return e
}

var errMore = errors.New("more follows in the same gzip member")

// check compares the digest of a block when it has been read.
type check struct {
	record *Record
	in     *io.LimitedReader
	sum    hash.Hash
	done   bool
	spent  func() int64 // bytes of the file that the record has taken so far; nil: it is not compressed
	read   int64
}

// A record may unpack to so many times its bytes in the file, and to a certain size anyway:
// nothing that pages load gets near the one, except what is empty and small.
const (
	maxRatio = 200
	freely   = 16 << 20
)

var errBomb = fmt.Errorf("it unpacks to more than %d times its size", maxRatio)

func (c *check) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if c.read += int64(n); c.spent != nil && c.read > freely && c.read/maxRatio > c.spent() {
		return n, errBomb
	}
	_, _ = c.sum.Write(p[:n]) // a hash never fails
	if !errors.Is(err, io.EOF) || c.done {
		return n, err
	}
	if c.in.N > 0 {
		return n, fmt.Errorf("ends %d bytes before the end that it says: %w", c.in.N, io.ErrUnexpectedEOF)
	}
	c.done = true
	want := c.record.Header.Get("WARC-Block-Digest")
	if (isSHA256(want) || isSHA1(want)) && !sameDigest(want, c.sum.Sum(nil)) {
		return n, errDigest
	}
	return n, io.EOF
}

// errDigest says that a record is not what was written.
var errDigest = errors.New("its bytes are not those that were written: the digest of its block differs")

// noEOF makes an end that comes too early an error of its own.
func noEOF(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Excerpt keeps a text from a file short enough, and plain enough, for a message: at most
// 80 bytes, with a question mark for what cannot be printed.
func Excerpt(text string) string {
	const most = 80
	if len(text) > most {
		text = text[:most]
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) || r == utf8.RuneError {
			return '?'
		}
		return r
	}, text)
}

// VerifyPayload reads the record to its end and compares the digest of its payload, if
// it has one of SHA-256. That of a revisit is of a payload elsewhere.
func (r *Record) VerifyPayload() error {
	want := r.Header.Get("WARC-Payload-Digest")
	if !isSHA256(want) || r.Type() == Revisit {
		_, err := io.Copy(io.Discard, r.Block)
		return err
	}
	payload := r.Block
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/http") {
		message, err := ReadMessage(r.Block)
		if err != nil {
			return err
		}
		payload = message.Body
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, payload); err != nil {
		return err
	}
	if !sameDigest(want, sum.Sum(nil)) {
		return errors.New("its payload is not the one that was written: the digest differs")
	}
	return nil
}

// sumFor makes sums of the kind that a digest is of. SHA-1 finds damage, no more: it is what
// most others write.
func sumFor(digest string) hash.Hash {
	if isSHA1(digest) {
		return sha1.New()
	}
	return sha256.New()
}

func isSHA1(field string) bool {
	name, _, _ := strings.Cut(field, ":")
	return strings.EqualFold(name, "sha1") || strings.EqualFold(name, "sha-1")
}

func isSHA256(field string) bool {
	name, _, _ := strings.Cut(field, ":")
	return strings.EqualFold(name, "sha256") || strings.EqualFold(name, "sha-256")
}
