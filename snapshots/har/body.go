package har

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Files gives the files that lie beside a HAR file, by name.
type Files func(name string) ([]byte, error)

// Body is an answer's body.
type Body struct {
	Bytes []byte
	// UTF8 says that it was text and is UTF-8 now, whatever it was on the wire.
	UTF8 bool
}

// Body is the answer's body, free of encodings. The error is a *Missing where the file was
// made without it.
func (e *Entry) Body(made Tool, files Files) (Body, error) {
	content := e.Response.Content
	switch {
	case content.File != "" && content.Text == "":
		return e.fromFile(files)
	case slices.Contains(plain, strings.ToLower(content.Encoding)):
		if err := e.missing(int64(len(content.Text)), made); err != nil {
			return Body{}, err
		}
		return e.fromText()
	case !strings.EqualFold(content.Encoding, "base64"):
		return Body{}, fmt.Errorf("its body is encoded as %.40q, which is not known", content.Encoding)
	}
	data, err := base64.StdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "/", "=", "").Replace(content.Text) + padding(content.Text))
	there := int64(len(data))
	if err != nil {
		there = int64(len(content.Text))
	}
	if err := e.missing(there, made); err != nil {
		return Body{}, err
	}
	if err != nil {
		return Body{}, fmt.Errorf("its body is no base64: %w", err)
	}
	if size := e.length(); size >= 0 && size == int64(content.Size) && size != there {
		return Body{}, fmt.Errorf("its body has %d bytes where its head and its size say %d", there, size)
	}
	return Body{Bytes: e.decoded(data)}, nil
}

// plain are the encodings of bodies that stand in the file as they are.
var plain = []string{"", "utf-8", "utf8", "text", "plain", "identity"}

// length is what the head says that the body has, in bytes; -1 where it does not say, or
// speaks of an encoding that tools take off.
func (e *Entry) length() int64 {
	n := int64(-1)
	for _, f := range e.Response.Header {
		switch {
		case strings.EqualFold(f.Name, "Content-Encoding"):
			return -1
		case strings.EqualFold(f.Name, "Content-Length"):
			if said, err := strconv.ParseInt(strings.TrimSpace(f.Value), 10, 64); err == nil && said >= 0 {
				n = said
			}
		}
	}
	return n
}

// missing says that there is less of a body than there was. Sizes are those of other
// encodings sometimes, so that half of one may be all of it.
func (e *Entry) missing(there int64, made Tool) error {
	content := int64(e.Response.Content.Size)
	size := max(content, int64(e.Response.Size), e.length())
	if size > 0 && e.hasBody() && (there == 0 || there < content*2/5) {
		return &Missing{size, there, made.Name}
	}
	return nil
}

// fromFile is a body that lies beside the file.
func (e *Entry) fromFile(files Files) (Body, error) {
	name := e.Response.Content.File
	if files == nil {
		return Body{}, fmt.Errorf("its body is in the file %.80q, which is not here", name)
	}
	data, err := files(name)
	if err != nil {
		return Body{}, fmt.Errorf("its body is in the file %.80q: %w", name, err)
	}
	return Body{Bytes: e.decoded(data)}, nil
}

// fromText is a body that stands in the file as it is. Bytes that are no text are written
// as one character each, or were lost.
func (e *Entry) fromText() (Body, error) {
	text := e.Response.Content.Text
	if e.isText() {
		return Body{Bytes: []byte(text), UTF8: true}, nil
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		return Body{}, errors.New("it was saved as text, by which its bytes were lost")
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r > 0xff }) {
		return Body{Bytes: []byte(text), UTF8: true}, nil
	}
	data := make([]byte, 0, len(text))
	for _, r := range text {
		data = append(data, byte(r))
	}
	return Body{Bytes: e.decoded(data)}, nil
}

// bytesOf are kinds of content that are no text.
var bytesOf = []string{"image/", "font/", "video/", "audio/", "application/octet-stream", "application/font", "application/x-font", "application/pdf", "application/zip", "application/wasm"}

// isText tells whether the content is text.
func (e *Entry) isText() bool {
	media := strings.ToLower(strings.TrimSpace(e.Media()))
	return strings.Contains(media, "xml") || !slices.ContainsFunc(bytesOf, func(kind string) bool { return strings.HasPrefix(media, kind) })
}

// Media is the media type of the content, with its parameters; empty if nothing says it.
func (e *Entry) Media() string {
	for _, f := range e.Response.Header {
		if strings.EqualFold(f.Name, "Content-Type") {
			return f.Value
		}
	}
	if media := e.Response.Content.MediaType; media != "x-unknown" {
		return media
	}
	return ""
}

// decoded takes the content encoding off that the head names, where the bytes are still in
// it: most tools have taken it off.
func (e *Entry) decoded(data []byte) []byte {
	if int64(len(data)) == int64(e.Response.Content.Size) && !e.isText() {
		return data
	}
	message := warc.Message{Body: bytes.NewReader(data)}
	for _, f := range e.Response.Header {
		if strings.EqualFold(f.Name, "Content-Encoding") {
			message.Header = append(message.Header, f)
		}
	}
	if len(message.Header) == 0 {
		return data
	}
	in, err := message.Decoded()
	if err != nil {
		return data
	}
	clear, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	if err != nil || len(clear) > MaxSize {
		return data
	}
	return clear
}

// padding is what base64 ends with that has none, or had it taken off.
func padding(text string) string {
	n := 0
	for _, c := range text {
		if c != '=' && c != '\r' && c != '\n' {
			n++
		}
	}
	return strings.Repeat("=", (4-n%4)%4)
}

// Unmodified tells whether the answer was only that what the browser has is still right.
func (e *Entry) Unmodified() bool {
	return e.Response.Status == 304 && e.Response.Content.Text == "" && e.Response.Content.File == ""
}

// hasBody tells whether an answer is one that has a body.
func (e *Entry) hasBody() bool {
	status := e.Response.Status
	return e.Request.Method != "HEAD" && status != 204 && (status < 300 || status >= 400)
}
