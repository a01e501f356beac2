package warc

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// maxHead is the length up to which the head of a message is read.
const maxHead = 1 << 20

// Message is an HTTP request or response inside a record.
type Message struct {
	Method, Target string // of a request
	Status         int    // of a response
	StatusText     string
	Header         exchange.Fields
	Body           io.Reader // as it stands in the record; see Decoded
}

// errHTTP says that a record has no HTTP message.
var errHTTP = errors.New("the record holds no HTTP message")

// ReadMessage reads the head of the HTTP message in a block.
func ReadMessage(block io.Reader) (*Message, error) {
	in := bufio.NewReader(block)
	first, left, err := readLine(in, maxHead)
	if err != nil {
		return nil, errHTTP
	}
	m := &Message{Body: in}
	words := strings.SplitN(first, " ", 3)
	switch {
	case len(words) >= 2 && strings.HasPrefix(words[0], "HTTP/"):
		var ok bool
		if m.Status, ok = parseStatus(words[1]); !ok {
			return nil, errHTTP
		}
		if len(words) == 3 {
			m.StatusText = words[2]
		}
	case len(words) >= 2 && words[0] != "" && strings.ToUpper(words[0]) == words[0]:
		m.Method, m.Target = words[0], words[1]
	default:
		return nil, errHTTP
	}
	m.Header, err = readFields(in, left)
	return m, err
}

// readFields reads lines of a header up to the empty one.
func readFields(in *bufio.Reader, left int) (exchange.Fields, error) {
	var list exchange.Fields
	for {
		var line string
		var err error
		line, left, err = readLine(in, left)
		switch {
		case errors.Is(err, io.EOF) && line == "":
			return list, nil // a message without a body may end so
		case err != nil:
			return nil, err
		case line == "":
			return list, nil
		case (line[0] == ' ' || line[0] == '\t') && len(list) > 0:
			list[len(list)-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if ok {
			list.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
}

var errLong = errors.New("a header is longer than any should be")

// readLine reads a line without its end, of at most left bytes, and gives how many are left.
func readLine(in *bufio.Reader, left int) (string, int, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if left -= len(part); left < 0 {
			return "", 0, errLong
		}
		line = append(line, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return string(bytes.TrimRight(line, "\r\n")), left, err
	}
}

// ofTheWire are the lines that speak of a body as it was sent. What is kept is free of
// its encodings, so they get another name.
var ofTheWire = []string{"content-encoding", "transfer-encoding", "content-length"}

// responseHead writes the head of a response whose body has a length.
func responseHead(r exchange.Response, size int64) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", r.Status, oneLine(cmp.Or(r.StatusText, http.StatusText(r.Status))))
	told := strconv.FormatInt(size, 10)
	for _, f := range r.Header {
		lower := strings.ToLower(f.Name)
		if slices.Contains(ofTheWire, lower) {
			if lower == "content-length" && f.Value == told {
				continue
			}
			f.Name = "x-orig-" + lower
		}
		writeField(&b, f.Name, f.Value)
	}
	writeField(&b, "Content-Length", told)
	b.WriteString("\r\n")
	return b.Bytes()
}

// requestHead writes the head of a request.
func requestHead(r exchange.Request) []byte {
	target, host := "/", ""
	if u, err := url.Parse(r.URL); err == nil {
		target, host = u.RequestURI(), u.Host
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\n", oneLine(r.Method), oneLine(target))
	if r.Header.Get("Host") == "" {
		writeField(&b, "Host", host)
	}
	for _, f := range r.Header {
		if !strings.EqualFold(f.Name, "Content-Length") {
			writeField(&b, f.Name, f.Value)
		}
	}
	if size := len(r.Body); size > 0 {
		writeField(&b, "Content-Length", strconv.Itoa(size))
	}
	b.WriteString("\r\n")
	return b.Bytes()
}

// writeField writes a line, unless its name would make it another.
func writeField(b *bytes.Buffer, name, value string) {
	if ValidName(name) {
		fmt.Fprintf(b, "%s: %s\r\n", name, oneLine(value))
	}
}

// oneLine keeps a text from ending its line.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\r' || r == '\n' || r == 0 {
			return ' '
		}
		return r
	}, text)
}
