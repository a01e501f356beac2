// Package gs keeps an archive's objects in a bucket of Google Cloud Storage.
//
//	gs://bucket/prefix
//	gs://bucket/prefix?endpoint=http://127.0.0.1:4443
//
// Credentials are Google's Application Default Credentials: the file that
// GOOGLE_APPLICATION_CREDENTIALS names, what `gcloud auth application-default login` has left,
// or the machine's service account. They go over https alone: an emulator, which
// STORAGE_EMULATOR_HOST may name, is sent none.
//
// The service's JSON API is spoken here, in six kinds of request, and only the credentials are
// a library's: that makes the program 0.5 MB larger, of 90. With google.golang.org/api/storage
// it were 6 MB, with cloud.google.com/go/storage 33 MB.
package gs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

func init() {
	storage.Register("gs", func(u *url.URL) (storage.Bucket, error) { return Open(u, Options{}) })
}

const (
	service = "https://storage.googleapis.com"

	// partSize is what is sent in one request, unless Options say so; larger objects go in parts.
	partSize = 16 << 20
	tries    = 7 // in a dozen seconds
)

// Options are what only tests have to say.
type Options struct {
	Transport http.RoundTripper // that requests go through; nil: the usual one
	Tries     int               // how often a request is sent; 0: as often as usual
	PartSize  int64             // bytes of a large object that are sent in one request, a multiple of 256 KiB; 0: 16 MiB
}

// Bucket is a bucket and a prefix in it.
type Bucket struct {
	client   func() (*http.Client, error) // asks for credentials when it is first called
	endpoint string
	name     string
	prefix   string // empty, or ends in a slash
	part     int64
	tries    int
}

// Open opens a bucket by its address.
func Open(u *url.URL, o Options) (*Bucket, error) {
	address, err := storage.ParseAddress(u, "gs://BUCKET/PREFIX, with credentials as gcloud auth application-default login makes them, or in the file that GOOGLE_APPLICATION_CREDENTIALS names", "endpoint")
	if err != nil {
		return nil, err
	}
	emulator := os.Getenv("STORAGE_EMULATOR_HOST")
	if emulator != "" && !strings.Contains(emulator, "://") {
		emulator = "http://" + emulator
	}
	endpoint, err := storage.Endpoint(cmp.Or(address.Query.Get("endpoint"), emulator, service), false)
	if err != nil {
		return nil, err
	}
	b := &Bucket{
		endpoint: endpoint.String(), name: address.Name, prefix: address.Prefix,
		part: cmp.Or(o.PartSize, partSize), tries: cmp.Or(o.Tries, tries),
	}
	b.client = clients(b.endpoint, o.Transport)
	return b, nil
}

// URL is gs://BUCKET/PREFIX.
func (b *Bucket) URL() string { return strings.TrimSuffix("gs://"+b.name+"/"+b.prefix, "/") }

// Identity is the URL, and whose it is.
func (b *Bucket) Identity() string { return b.endpoint + " " + b.URL() }

// objects is where the bucket's objects are asked for.
func (b *Bucket) objects() string {
	return b.endpoint + "/storage/v1/b/" + url.PathEscape(b.name) + "/o"
}

// object is where an object is asked for.
func (b *Bucket) object(key string) string {
	return b.objects() + "/" + url.PathEscape(b.prefix+key)
}

// Open reads an object.
func (b *Bucket) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	resp, err := b.send(ctx, request{method: http.MethodGet, url: b.object(key) + "?alt=media"})
	if err != nil {
		return nil, b.known(err)
	}
	return resp.Body, nil
}

// page is what is told of a list at a time.
type page struct {
	Items []struct {
		Name        string    `json:"name"`
		Size        int64     `json:"size,string"`
		TimeCreated time.Time `json:"timeCreated"`
	} `json:"items"`
	Prefixes      []string `json:"prefixes"`
	NextPageToken string   `json:"nextPageToken"`
}

// List gives objects by page.
func (b *Bucket) List(ctx context.Context, prefix, after string, folded bool) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		query := url.Values{"prefix": {b.prefix + prefix}, "fields": {"items(name,size,timeCreated),prefixes,nextPageToken"}}
		if folded {
			query.Set("delimiter", "/")
		}
		if after != "" {
			query.Set("startOffset", b.prefix+after) // which is listed, too
		}
		for {
			var p page
			if err := b.ask(ctx, request{method: http.MethodGet, url: b.objects() + "?" + query.Encode()}, &p); err != nil {
				yield(storage.Object{}, b.knownOfBucket(err))
				return
			}
			var list []storage.Object
			for _, o := range p.Items {
				list = append(list, storage.Object{Key: strings.TrimPrefix(o.Name, b.prefix), Size: o.Size, Changed: o.TimeCreated})
			}
			for _, folder := range p.Prefixes {
				list = append(list, storage.Object{Key: strings.TrimPrefix(folder, b.prefix)})
			}
			for _, o := range storage.InOrder(list, after) {
				if !yield(o, nil) {
					return
				}
			}
			if p.NextPageToken == "" {
				return
			}
			query.Set("pageToken", p.NextPageToken)
		}
	}
}

// Remove removes an object.
func (b *Bucket) Remove(ctx context.Context, key string) error {
	err := b.known(b.ask(ctx, request{method: http.MethodDelete, url: b.object(key)}, nil))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Unfinished gives nothing: the service tells of no uploads that did not come to their end,
// and forgets them after a week.
func (b *Bucket) Unfinished(context.Context) iter.Seq2[storage.Object, error] {
	return func(func(storage.Object, error) bool) {}
}

// Forget has nothing to do.
func (b *Bucket) Forget(context.Context, string) error { return nil }

// ask sends a request and reads the answer into a value, unless that is nil.
func (b *Bucket) ask(ctx context.Context, r request, into any) error {
	resp, err := b.send(ctx, r)
	if err != nil {
		return err
	}
	defer resp.Body.Close() // only read: nothing to lose
	if into == nil {
		return nil
	}
	return json.NewDecoder(resp.Body).Decode(into)
}
