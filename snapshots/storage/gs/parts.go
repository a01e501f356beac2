package gs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// inParts writes a large object in parts, one after the other. Where the wire was cut, the
// service says how much has come, and the rest is sent. What does not come to its end is taken
// back, as long as the service can be reached; else it is forgotten there after a week.
func (b *Bucket) inParts(ctx context.Context, key string, o storage.New, about []byte) error {
	session, err := b.begin(ctx, about)
	if err != nil {
		return err
	}
	for has := int64(0); has < o.Size; {
		if has, err = b.sendFrom(ctx, session, o, has); err == nil {
			continue
		}
		if b.mine(ctx, key, o) == nil {
			return nil // only the answer was lost
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		if resp, err := b.once(ctx, request{method: http.MethodDelete, url: session}); err == nil {
			resp.Body.Close()
		}
		return err
	}
	return nil
}

// begin gives the address that parts are sent to.
func (b *Bucket) begin(ctx context.Context, about []byte) (string, error) {
	resp, err := b.send(ctx, request{
		method: http.MethodPost, url: b.uploads("resumable"), header: map[string]string{"Content-Type": "application/json"},
		body: func() io.Reader { return bytes.NewReader(about) }, size: int64(len(about)),
	})
	if err != nil {
		return "", err
	}
	resp.Body.Close()
	session := resp.Header.Get("Location")
	if session == "" {
		return "", errors.New("the service does not say where parts are sent to")
	}
	return session, nil
}

// sendFrom sends the part that begins behind so many bytes, and gives how many have come then.
func (b *Bucket) sendFrom(ctx context.Context, session string, o storage.New, has int64) (int64, error) {
	isLost := false
	return again(ctx, b.tries, func() (int64, error) {
		if isLost {
			if now, err := b.put(ctx, session, o, o.Size, 0); err != nil || now > has {
				return now, err
			}
		}
		now, err := b.put(ctx, session, o, has, min(b.part, o.Size-has))
		if isLost = err != nil; !isLost && now <= has {
			err = errors.New("the service has not taken a part")
		}
		return now, err
	})
}

// put sends some bytes, or none, and gives how many have come.
func (b *Bucket) put(ctx context.Context, session string, o storage.New, from, n int64) (int64, error) {
	which := "*"
	if n > 0 {
		which = fmt.Sprintf("%d-%d", from, from+n-1)
	}
	resp, err := b.once(ctx, request{
		method: http.MethodPut, url: session, header: map[string]string{"Content-Range": fmt.Sprintf("bytes %s/%d", which, o.Size)},
		body: func() io.Reader { return io.NewSectionReader(o.Body, from, n) }, size: n, isPart: true,
	})
	var r *refusal
	if errors.As(err, &r) && (r.status == http.StatusNotFound || r.status == http.StatusGone) {
		return 0, backoff.Permanent(errors.New("the service has forgotten what has come of an object"))
	}
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusPermanentRedirect {
		return o.Size, isWhole(resp.Body, o.Size)
	}
	last, ok := strings.CutPrefix(resp.Header.Get("Range"), "bytes=0-")
	if !ok {
		return 0, nil
	}
	at, err := strconv.ParseInt(last, 10, 64)
	return at + 1, err
}

// isWhole looks whether an object has become what was sent: some emulators take a question how
// much has come for the end.
func isWhole(answer io.Reader, size int64) error {
	var is struct {
		Size int64 `json:"size,string"`
	}
	if err := json.NewDecoder(answer).Decode(&is); err != nil {
		return err
	}
	if is.Size != size {
		return backoff.Permanent(fmt.Errorf("the service has kept %d bytes of %d", is.Size, size))
	}
	return nil
}
