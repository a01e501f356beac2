package snapshots

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/tearsheet/tearsheet/snapshots/storage"
	"github.com/tearsheet/tearsheet/snapshots/storage/azblob"
	"github.com/tearsheet/tearsheet/snapshots/storage/azblob/azblobtest"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs"
	"github.com/tearsheet/tearsheet/snapshots/storage/gs/gstest"
	"github.com/tearsheet/tearsheet/snapshots/storage/s3"
	"github.com/tearsheet/tearsheet/snapshots/storage/s3/s3test"
)

// bucketKind is a kind of bucket that an archive can be in.
type bucketKind struct {
	address func(t testing.TB, wrap func(http.Handler) http.Handler) string
	open    func(u *url.URL, o bucketOptions) (storage.Bucket, error)
	inParts int // requests for a file in three parts
}

// bucketOptions are what tests say of a bucket.
type bucketOptions struct {
	wire  http.RoundTripper
	tries int
	part  int64
}

// bucketKinds are all there are, by the schemes of their addresses.
var bucketKinds = map[string]bucketKind{
	"s3": {s3test.Address, func(u *url.URL, o bucketOptions) (storage.Bucket, error) {
		return s3.Open(u, s3.Options{Transport: o.wire, Tries: o.tries, PartSize: o.part})
	}, 6}, // a look whether it is there, the beginning, the parts and the end
	"gs": {gstest.Address, func(u *url.URL, o bucketOptions) (storage.Bucket, error) {
		return gs.Open(u, gs.Options{Transport: o.wire, Tries: o.tries, PartSize: o.part})
	}, 4}, // the beginning and the parts
	"azblob": {azblobtest.Address, func(u *url.URL, o bucketOptions) (storage.Bucket, error) {
		return azblob.Open(u, azblob.Options{Transport: o.wire, Tries: o.tries, PartSize: o.part})
	}, 4}, // the parts and the end
}

// inEachBucket runs a test in each kind of bucket.
func inEachBucket(t *testing.T, test func(t *testing.T, kind string)) {
	for kind := range bucketKinds {
		t.Run(kind, func(t *testing.T) { test(t, kind) })
	}
}

// bucketAddress is where a test keeps its archive in a bucket: see s3test and its like.
func bucketAddress(t testing.TB, kind string) *url.URL {
	t.Helper()
	u, err := url.Parse(bucketKinds[kind].address(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	return u.JoinPath("of "+strings.ReplaceAll(t.Name(), "/", " "), shortHash(t.TempDir()))
}

// openTestBucket opens a bucket whose requests go through wire.
func openTestBucket(t testing.TB, u *url.URL, wire http.RoundTripper) storage.Bucket {
	t.Helper()
	return openBucketWith(t, u, bucketOptions{wire: wire, tries: 1})
}

func openBucketWith(t testing.TB, u *url.URL, o bucketOptions) storage.Bucket {
	t.Helper()
	b, err := bucketKinds[u.Scheme].open(u, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// bucketWriter writes to an archive in a bucket, on a machine of its own.
func bucketWriter(t testing.TB, b storage.Bucket) *Writer {
	t.Helper()
	w, err := writeToBucket(b, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func writeToBucket(b storage.Bucket, dir string) (*Writer, error) {
	s, err := openMirror(b, filepath.Join(dir, "mirror"), true)
	if err != nil {
		return nil, err
	}
	return beginWriting(s, s.remote.disk(s))
}

// bucketStore reads an archive in a bucket, on a machine of its own.
func bucketStore(t testing.TB, b storage.Bucket) *Store {
	t.Helper()
	s, err := openMirror(b, filepath.Join(t.TempDir(), "mirror"), false)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// wire counts requests, and can break.
type wire struct {
	mu       sync.Mutex
	kinds    map[string]int
	requests int

	breakAt int  // the number of the request at which it breaks; 0: never
	after   bool // the request takes effect, and only its answer is lost
	dead    bool // nothing comes through any more
	for1    bool // it breaks for this one request only
	half    bool // the request's first half comes through
	busy    int  // so many requests from that one on are answered that the service is busy
}

var errWire = errors.New("the wire is cut")

// RoundTrip sends a request.
func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.requests++
	if w.kinds != nil {
		w.kinds[kindOfRequest(r)]++
	}
	isBusy := w.busy > 0 && w.requests >= w.breakAt
	if isBusy {
		w.busy--
	}
	breaks := w.requests == w.breakAt && !isBusy
	isDead := w.dead
	w.dead = w.dead || breaks && !w.for1
	w.mu.Unlock()
	if isBusy {
		if r.Body != nil {
			r.Body.Close()
		}
		return &http.Response{
			Status: "503 Slow Down", StatusCode: http.StatusServiceUnavailable, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {"application/xml"}},
			Body: io.NopCloser(strings.NewReader("<Error><Code>SlowDown</Code></Error>")), ContentLength: -1, Request: r,
		}, nil
	}
	if breaks && w.half && r.Body != nil {
		cut := r.Clone(r.Context())
		cut.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(io.LimitReader(r.Body, r.ContentLength/2), iotest.ErrReader(errWire)), r.Body}
		return http.DefaultTransport.RoundTrip(cut)
	}
	if isDead || breaks && !w.after {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, errWire
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err == nil && breaks {
		_, _ = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		return nil, errWire
	}
	return resp, err
}

// kindOfRequest is what a request is for, in the words of S3.
func kindOfRequest(r *http.Request) string {
	q := r.URL.Query()
	switch {
	case r.Method == http.MethodGet && (q.Has("list-type") || q.Get("comp") == "list" || strings.HasSuffix(r.URL.EscapedPath(), "/o")):
		return "LIST"
	case r.Method == http.MethodPost && q.Get("uploadType") == "multipart":
		return "PUT"
	}
	return r.Method
}

// put makes an object as somebody else would.
func put(t testing.TB, b storage.Bucket, key, text string) {
	t.Helper()
	if err := b.Remove(context.Background(), key); err != nil {
		t.Fatal(err)
	}
	err := b.Create(context.Background(), key, storage.New{Body: strings.NewReader(text), Size: int64(len(text)), SHA256: DigestOf([]byte(text)), Token: "other"})
	if err != nil {
		t.Fatal(err)
	}
}
