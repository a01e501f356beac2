package warc

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// The types of record that this package writes, and one that it only reads.
const (
	Info     = "warcinfo" // about the file
	Request  = "request"  // an HTTP request
	Response = "response" // an HTTP response
	Revisit  = "revisit"  // a response whose body is in an earlier record
	Resource = "resource" // bytes that no HTTP brought

	Conversion = "conversion" // what another record's content was turned into
)

// Record is one record as a Reader gives it.
type Record struct {
	Header exchange.Fields
	Offset int64     // where it begins in the file
	Length int64     // of its block, as the header says
	Block  io.Reader // read it before the next record
}

// Type is the record's type, such as response.
func (r *Record) Type() string { return r.Header.Get("WARC-Type") }

// URL is what the record is about.
func (r *Record) URL() string {
	return strings.TrimSuffix(strings.TrimPrefix(r.Header.Get("WARC-Target-URI"), "<"), ">")
}

// Time is when the record was made; zero if it does not say.
func (r *Record) Time() time.Time {
	at, err := time.Parse(time.RFC3339Nano, r.Header.Get("WARC-Date"))
	if err != nil {
		return time.Time{}
	}
	return at
}

// Entry says where a record went, and what an index has to know of it.
type Entry struct {
	Type     string
	URL      string
	Time     time.Time
	Offset   int64  // of its gzip member in the file
	Length   int64  // of its gzip member
	Digest   string // of the payload, such as sha256:4f...
	Block    string // digest of the block
	Status   int    // of a response
	Media    string // media type of the payload, without parameters
	Method   string // of the request; empty for GET
	SentType string // media type of what a request sent
	Sent     []byte // what it sent
	Kind     string // what the request was for, as the browser says
	Size     int64  // of the payload
}

// digest writes a SHA-256 as WARC has it.
func digest(sum []byte) string { return "sha256:" + hex.EncodeToString(sum) }

// sameDigest tells whether a sum is the one that a field names, in any of the spellings
// that writers use.
func sameDigest(field string, sum []byte) bool {
	_, value, _ := strings.Cut(field, ":")
	plain := base32.StdEncoding.EncodeToString(sum)
	return strings.EqualFold(value, hex.EncodeToString(sum)) || strings.EqualFold(strings.TrimRight(value, "="), strings.TrimRight(plain, "="))
}

// newID makes the name of a record.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
