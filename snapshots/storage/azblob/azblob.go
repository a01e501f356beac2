// Package azblob keeps an archive's objects in a container of Azure Blob Storage.
//
//	azblob://container/prefix?account=NAME
//	azblob://container/prefix?account=NAME&endpoint=http://127.0.0.1:10000/NAME
//
// The account may be in AZURE_STORAGE_ACCOUNT, too. Credentials are those of
// AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, and else what
// Azure's own programs find: AZURE_CLIENT_ID and its like, the identity of the machine, who is
// logged in with az.
//
// The service is asked through Microsoft's library in v1.8.0, the last one that has no Apache
// Arrow in it: it makes the program 1 MB larger, of 90, and what finds logins 3 MB; v1.8.3 were
// 8 MB without these.
package azblob

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

func init() {
	storage.Register("azblob", func(u *url.URL) (storage.Bucket, error) { return Open(u, Options{}) })
}

const (
	// partSize is what is sent in one request, unless Options say so; larger objects go in parts.
	partSize = 16 << 20
	tries    = 6 // in a dozen seconds
)

// Options are what only tests have to say.
type Options struct {
	Transport http.RoundTripper // that requests go through; nil: the usual one
	Tries     int               // how often a request is sent; 0: as often as usual
	PartSize  int64             // bytes of a large object that are sent in one request; 0: 16 MiB
}

// Bucket is a container and a prefix in it.
type Bucket struct {
	client   *container.Client
	endpoint string
	name     string
	prefix   string // empty, or ends in a slash
	part     int64
	tries    int
}

// Open opens a container by its address.
func Open(u *url.URL, o Options) (*Bucket, error) {
	address, err := storage.ParseAddress(u, "azblob://CONTAINER/PREFIX?account=NAME&endpoint=URL, with credentials in AZURE_STORAGE_KEY, AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_SAS_TOKEN", "account", "endpoint")
	if err != nil {
		return nil, err
	}
	account, err := accountOf(address.Query)
	if err != nil {
		return nil, err
	}
	b := &Bucket{
		endpoint: account.endpoint, name: address.Name, prefix: address.Prefix,
		part: cmp.Or(o.PartSize, partSize), tries: cmp.Or(o.Tries, tries),
	}
	options := azcore.ClientOptions{Retry: policy.RetryOptions{MaxRetries: retries(b.tries), RetryDelay: 200 * time.Millisecond, MaxRetryDelay: 10 * time.Second}}
	options.Telemetry.Disabled = true // its own name and the system's, in each request
	if o.Transport != nil {
		options.Transport = &http.Client{Transport: o.Transport}
	}
	b.client, err = account.open(b.name, options)
	return b, err
}

// retries is how the library counts tries: after the first, and less than nothing is none.
func retries(tries int) int32 {
	if tries <= 1 {
		return -1
	}
	return int32(min(tries-1, 100))
}

// URL is azblob://CONTAINER/PREFIX.
func (b *Bucket) URL() string { return strings.TrimSuffix("azblob://"+b.name+"/"+b.prefix, "/") }

// Identity is the URL, and whose it is.
func (b *Bucket) Identity() string { return b.endpoint + " " + b.URL() }

// Open reads an object.
func (b *Bucket) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	resp, err := b.client.NewBlobClient(b.prefix+key).DownloadStream(ctx, nil)
	if err != nil {
		return nil, b.known(err)
	}
	return body{resp.NewRetryReader(ctx, &blob.RetryReaderOptions{MaxRetries: retries(b.tries)}), b}, nil
}

// body is of an object. Where the wire is cut, the rest is asked for.
type body struct {
	io.ReadCloser
	b *Bucket
}

// Read gives errors their names, too.
func (r body) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err != nil && err != io.EOF { //nolint:errorlint // readers give that very value
		err = r.b.known(err)
	}
	return n, err
}

// Remove removes an object.
func (b *Bucket) Remove(ctx context.Context, key string) error {
	_, err := b.client.NewBlobClient(b.prefix+key).Delete(ctx, nil)
	if err = b.known(err); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Unfinished gives nothing: blocks that are in no object are in no list, cannot be taken back
// without one, and are forgotten by the service after a week.
func (b *Bucket) Unfinished(context.Context) iter.Seq2[storage.Object, error] {
	return func(func(storage.Object, error) bool) {}
}

// Forget has nothing to do.
func (b *Bucket) Forget(context.Context, string) error { return nil }
