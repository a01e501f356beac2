package gs

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"net/http"
	"net/url"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

const (
	sumKey   = "sha256" // metadata: of the object
	tokenKey = "token"  // metadata: which attempt wrote it
)

// resource is what is said of an object that is to be written.
type resource struct {
	Name        string            `json:"name"`
	ContentType string            `json:"contentType"`
	CRC32C      string            `json:"crc32c"` // the service compares it
	Metadata    map[string]string `json:"metadata"`
}

// Create writes an object that is not there yet.
func (b *Bucket) Create(ctx context.Context, key string, o storage.New) error {
	crc := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	if _, err := io.Copy(crc, io.NewSectionReader(o.Body, 0, o.Size)); err != nil {
		return err
	}
	about := resource{
		Name: b.prefix + key, ContentType: cmp.Or(o.MediaType, "application/octet-stream"),
		CRC32C:   base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, crc.Sum32())),
		Metadata: map[string]string{sumKey: hex.EncodeToString(o.SHA256[:]), tokenKey: o.Token},
	}
	text, err := json.Marshal(about)
	if err != nil {
		return err
	}
	if o.Size > b.part {
		err = b.inParts(ctx, key, o, text)
	} else {
		err = b.whole(ctx, o, text, about.ContentType)
	}
	if err = b.knownOfBucket(err); errors.Is(err, fs.ErrExist) {
		// It may be what an earlier try of this very call has written, without an answer.
		return b.mine(ctx, key, o)
	}
	return err
}

// mine is nil where an object is there by the same attempt.
func (b *Bucket) mine(ctx context.Context, key string, o storage.New) error {
	var is struct {
		Size     int64             `json:"size,string"`
		Metadata map[string]string `json:"metadata"`
	}
	err := b.known(b.ask(ctx, request{method: http.MethodGet, url: b.object(key) + "?fields=size,metadata"}, &is))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrExist // it was there a moment ago
	case err != nil:
		return err
	case is.Size == o.Size && is.Metadata[tokenKey] == o.Token && is.Metadata[sumKey] == hex.EncodeToString(o.SHA256[:]):
		return nil
	}
	return fs.ErrExist
}

// uploads is where an object that is not there yet is sent to.
func (b *Bucket) uploads(kind string) string {
	return b.endpoint + "/upload/storage/v1/b/" + url.PathEscape(b.name) + "/o?uploadType=" + kind + "&ifGenerationMatch=0&fields=size"
}

// whole writes an object in one request.
func (b *Bucket) whole(ctx context.Context, o storage.New, about []byte, mediaType string) error {
	boundary := rand.Text()
	head := fmt.Appendf(nil, "--%[1]s\r\nContent-Type: application/json\r\n\r\n%[2]s\r\n--%[1]s\r\nContent-Type: %[3]s\r\n\r\n", boundary, about, mediaType)
	tail := fmt.Appendf(nil, "\r\n--%s--\r\n", boundary)
	return b.ask(ctx, request{
		method: http.MethodPost, url: b.uploads("multipart"), header: map[string]string{"Content-Type": "multipart/related; boundary=" + boundary},
		body: func() io.Reader {
			return io.MultiReader(bytes.NewReader(head), io.NewSectionReader(o.Body, 0, o.Size), bytes.NewReader(tail))
		},
		size: int64(len(head)) + o.Size + int64(len(tail)),
	}, nil)
}
