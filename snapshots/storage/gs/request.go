package gs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/oauth2"
)

// request is one that may be sent again.
type request struct {
	method string
	url    string
	header map[string]string
	body   func() io.Reader // nil: there is none
	size   int64            // of the body
	isPart bool             // of an object, of which there is more to come
}

// refusal is an answer that the service will not do it.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string {
	if r.message == "" {
		return fmt.Sprintf("the service answers %d %s", r.status, http.StatusText(r.status))
	}
	return fmt.Sprintf("the service answers %d: %s", r.status, r.message)
}

// once sends a request. An answer that is none of success, or that a part has come, is an error.
func (b *Bucket) once(ctx context.Context, r request) (*http.Response, error) {
	client, err := b.client()
	if err != nil {
		return nil, backoff.Permanent(err)
	}
	var body io.Reader
	if r.body != nil {
		body = r.body()
	}
	req, err := http.NewRequestWithContext(ctx, r.method, r.url, body)
	if err != nil {
		return nil, backoff.Permanent(err)
	}
	if r.body != nil {
		req.ContentLength = r.size
		if r.size == 0 {
			req.Body = http.NoBody
		}
	}
	for key, value := range r.header {
		req.Header.Set(key, value)
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, lost(err)
	}
	if resp.StatusCode < 300 || r.isPart && resp.StatusCode == http.StatusPermanentRedirect {
		return resp, nil
	}
	defer resp.Body.Close()
	refused := &refusal{status: resp.StatusCode, message: messageOf(resp.Body)}
	if resp.StatusCode == http.StatusRequestTimeout || resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500 {
		return nil, refused
	}
	return nil, backoff.Permanent(refused)
}

// lost is what became of a request without an answer. The address is left out: that of an
// upload in parts lets whoever has it write.
func lost(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var token *oauth2.RetrieveError
	if errors.As(err, &token) && token.Response != nil {
		return unlent(token)
	}
	return err
}

// unlent is that there is no token for the credentials, for good or for now.
func unlent(token *oauth2.RetrieveError) error {
	var said struct {
		Code   string `json:"error"`
		Reason string `json:"error_description"`
	}
	_ = json.Unmarshal(token.Body, &said) // if it is none, nothing was said
	why := strings.TrimSpace(cmp.Or(said.Code, token.Response.Status) + " " + said.Reason)
	if token.Response.StatusCode >= 500 {
		return errors.New("there is no token for the credentials now: " + why)
	}
	return backoff.Permanent(fmt.Errorf("%w: the credentials are refused: %s", fs.ErrPermission, why))
}

// messageOf reads what the service says, in JSON or, of an object's bytes, as text.
func messageOf(body io.Reader) string {
	text, _ := io.ReadAll(io.LimitReader(body, 4<<10)) // less of a message is enough
	var said struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(text, &said) == nil && said.Error.Message != "" {
		text = []byte(said.Error.Message)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// send sends a request until it is answered, as long as that may help.
func (b *Bucket) send(ctx context.Context, r request) (*http.Response, error) {
	return again(ctx, b.tries, func() (*http.Response, error) { return b.once(ctx, r) })
}

// again does something until it is done, fails for good, or was tried so often.
func again[T any](ctx context.Context, tries int, do func() (T, error)) (T, error) {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.Multiplier, pause.MaxInterval = 200*time.Millisecond, 2, 10*time.Second
	return backoff.Retry(ctx, do, backoff.WithBackOff(pause), backoff.WithMaxTries(uint(max(tries, 1))), backoff.WithMaxElapsedTime(0))
}

// known gives errors the names that everybody knows.
func (b *Bucket) known(err error) error {
	var r *refusal
	if !errors.As(err, &r) {
		return err
	}
	switch r.status {
	case http.StatusNotFound:
		if strings.Contains(r.message, "bucket does not exist") {
			return b.missing()
		}
		return fs.ErrNotExist
	case http.StatusPreconditionFailed, http.StatusConflict:
		return fs.ErrExist
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Errorf("%w: %w", fs.ErrPermission, r)
	}
	return r
}

// knownOfBucket does so where nothing but the bucket can be missing.
func (b *Bucket) knownOfBucket(err error) error {
	if err = b.known(err); errors.Is(err, fs.ErrNotExist) {
		return b.missing()
	}
	return err
}

// missing is that there is no such bucket.
func (b *Bucket) missing() error {
	return fmt.Errorf("there is no bucket %s: make it first", b.name)
}
