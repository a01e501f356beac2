package wacz

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Line is a line of the index: where a record is, and what finds it.
type Line struct {
	Key  string    // the address, so written that one site's lie together
	Time time.Time // to the second
	URL  string

	Media        string
	Status       int
	Digest       string // of the payload
	RecordDigest string // of the block
	Offset       int64
	Length       int64
	File         string // below archive/
	Method       string // empty for GET
	Sent         string // what the request sends, as a query
	Kind         string // what it was for, as the browser says
}

// lineJSON is the part of a line that is JSON. Some writers quote numbers.
type lineJSON struct {
	URL          string  `json:"url"`
	Media        string  `json:"mime,omitempty"`
	Status       flexInt `json:"status,omitempty"`
	Digest       string  `json:"digest,omitempty"`
	Length       flexInt `json:"length"`
	Offset       flexInt `json:"offset"`
	File         string  `json:"filename"`
	RecordDigest string  `json:"recordDigest,omitempty"`
	Method       string  `json:"method,omitempty"`
	Sent         string  `json:"requestBody,omitempty"`
	Kind         string  `json:"resourceType,omitempty"`
}

type flexInt int64

func (n *flexInt) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	if text == "" || text == "-" || text == "null" {
		return nil
	}
	value, err := strconv.ParseInt(text, 10, 64)
	*n = flexInt(value)
	return err
}

const lineTime = "20060102150405"

// lineOf is the line of a record. ok is false for those that an index leaves out.
func lineOf(e warc.Entry, file string) (line Line, ok bool) {
	if e.Type != warc.Response && e.Type != warc.Revisit && e.Type != warc.Resource {
		return line, false
	}
	line = Line{
		Key: keyOf(e.URL), Time: e.Time, URL: e.URL, Media: e.Media, Status: e.Status,
		Digest: e.Digest, RecordDigest: e.Block, Offset: e.Offset, Length: e.Length, File: file, Kind: strings.ToLower(e.Kind),
	}
	if e.Type == warc.Revisit {
		line.Media = "warc/revisit"
	}
	if e.Type == warc.Resource {
		line.Status = 200
	}
	if e.Method != "" {
		line.Method, line.Sent = e.Method, SentQuery(e.SentType, e.Sent)
		line.Key = keyOf(withSent(e.URL, line.Method, unescaped(line.Sent)))
	}
	return line, true
}

// unescaped takes the escapes out of a query that are not needed, as browsers'
// decodeURI does; empty where it holds one that is wrong.
func unescaped(query string) string {
	text, err := url.PathUnescape(keepReserved(query))
	if err != nil {
		return ""
	}
	return text
}

// keepReserved escapes the escapes of characters that mean something in an address.
func keepReserved(query string) string {
	const reserved = "3b2f3f3a40263d2b242c23" // ; / ? : @ & = + $ , #
	var b strings.Builder
	for i := 0; i < len(query); i++ {
		b.WriteByte(query[i])
		if query[i] == '%' && i+2 < len(query) {
			code := strings.ToLower(query[i+1 : i+3])
			if at := strings.Index(reserved, code); at >= 0 && at%2 == 0 {
				b.WriteString("25")
			}
		}
	}
	return b.String()
}

// keyOf writes an address for sorting: its host from the end, in lower case.
func keyOf(address string) string {
	if !strings.HasPrefix(address, "http:") && !strings.HasPrefix(address, "https:") {
		return strings.ReplaceAll(address, " ", "%20")
	}
	u, err := url.Parse(strings.ToLower(address))
	if err != nil {
		return strings.ReplaceAll(address, " ", "%20")
	}
	host := u.Hostname()
	if rest, ok := strings.CutPrefix(host, "www"); ok {
		if rest = strings.TrimLeft(rest, "0123456789"); strings.HasPrefix(rest, ".") {
			host = rest[1:]
		}
	}
	parts := strings.Split(host, ".")
	slices.Reverse(parts)
	key := strings.Join(parts, ",")
	if port := u.Port(); port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443") {
		key += ":" + port
	}
	key += ")" + cmp.Or(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		args := strings.Split(escapeQuery(u.RawQuery), "&")
		slices.Sort(args)
		key += "?" + strings.Join(args, "&")
	}
	return key
}

// escapeQuery escapes in a query what an address may not hold.
func escapeQuery(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`"<>'`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// indexLines writes the index, sorted.
func indexLines(lines []Line) ([]byte, error) {
	texts := make([]string, 0, len(lines))
	for _, l := range lines {
		var b bytes.Buffer
		encoder := json.NewEncoder(&b)
		encoder.SetEscapeHTML(false)
		err := encoder.Encode(lineJSON{
			l.URL, l.Media, flexInt(l.Status), l.Digest, flexInt(l.Length), flexInt(l.Offset), l.File, l.RecordDigest, l.Method, l.Sent, l.Kind,
		})
		if err != nil {
			return nil, err
		}
		texts = append(texts, l.Key+" "+l.Time.UTC().Format(lineTime)+" "+b.String())
	}
	slices.Sort(texts)
	return []byte(strings.Join(texts, "")), nil
}

// parseLine reads a line of an index; the columns are those of one that is no CDXJ.
func parseLine(text, columns string) (Line, error) {
	key, rest, _ := strings.Cut(text, " ")
	stamp, value, ok := strings.Cut(rest, " ")
	if !ok {
		return Line{}, fmt.Errorf("is no line of a CDXJ index: %.60q", text)
	}
	var j lineJSON
	var err error
	if strings.HasPrefix(value, "{") {
		if err = json.Unmarshal([]byte(value), &j); err == nil && j.Length < 0 {
			err = fmt.Errorf("it has the length %d", j.Length)
		}
	} else {
		j, err = parseColumns(text, columns)
	}
	if err != nil {
		return Line{}, fmt.Errorf("cannot be read: %w", err)
	}
	if len(stamp) > len(lineTime) {
		stamp = stamp[:len(lineTime)]
	}
	at, err := time.Parse(lineTime, stamp)
	if err != nil {
		return Line{}, fmt.Errorf("has no time but %.20q", stamp)
	}
	if j.Offset < 0 {
		return Line{}, fmt.Errorf("has the offset %d", j.Offset)
	}
	return Line{
		key, at, j.URL, j.Media, int(j.Status), j.Digest, j.RecordDigest, int64(j.Offset), int64(j.Length), j.File, j.Method, j.Sent, j.Kind,
	}, nil
}
