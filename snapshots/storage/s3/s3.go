// Package s3 keeps an archive's objects in an S3 bucket, or in any service that speaks S3
// and knows conditional writes (If-None-Match: *).
//
//	s3://bucket/prefix?endpoint=http://127.0.0.1:7070&region=eu-central-1
//
// Credentials are those of the usual AWS_* variables, of ~/.aws/credentials, or of the
// machine's role.
package s3

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

func init() {
	storage.Register("s3", func(u *url.URL) (storage.Bucket, error) { return Open(u, Options{}) })
}

const (
	sumKey   = "Sha256" // metadata: of the whole object, also of one in parts
	tokenKey = "Token"  // metadata: which attempt wrote it

	// partSize is what is sent in one request, unless Options say so; larger objects go in parts.
	partSize = 16 << 20
)

// Options are what only tests have to say.
type Options struct {
	Transport http.RoundTripper // that requests go through; nil: the usual one
	Tries     int               // how often a request is sent; 0: as often as usual
	PartSize  int64             // bytes of a large object that are sent in one request, 5 MiB at least; 0: 16 MiB
}

// Bucket is a bucket and a prefix in it.
type Bucket struct {
	client   *minio.Client
	endpoint string
	name     string
	prefix   string // empty, or ends in a slash
	part     int64
}

// Open opens a bucket by its address.
func Open(u *url.URL, o Options) (*Bucket, error) {
	address, err := storage.ParseAddress(u, "s3://BUCKET/PREFIX?endpoint=URL&region=NAME, with credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", "endpoint", "region")
	if err != nil {
		return nil, err
	}
	endpoint, err := storage.Endpoint(cmp.Or(address.Query.Get("endpoint"), os.Getenv("AWS_ENDPOINT_URL_S3"), os.Getenv("AWS_ENDPOINT_URL"), "https://s3.amazonaws.com"), false)
	if err != nil {
		return nil, err
	}
	client, err := minio.New(endpoint.Host, &minio.Options{
		Creds: credentials.NewChainCredentials([]credentials.Provider{
			&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{},
		}),
		Secure:          endpoint.Scheme == "https",
		Region:          cmp.Or(address.Query.Get("region"), os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1"),
		Transport:       o.Transport,
		MaxRetries:      o.Tries,
		TrailingHeaders: true, // for checksums
	})
	if err != nil {
		return nil, err
	}
	return &Bucket{client: client, endpoint: endpoint.Scheme + "://" + endpoint.Host, name: address.Name, prefix: address.Prefix, part: cmp.Or(o.PartSize, partSize)}, nil
}

// URL is s3://BUCKET/PREFIX.
func (b *Bucket) URL() string { return strings.TrimSuffix("s3://"+b.name+"/"+b.prefix, "/") }

// Identity is the URL, and whose it is.
func (b *Bucket) Identity() string { return b.endpoint + " " + b.URL() }

// Create writes an object that is not there yet.
func (b *Bucket) Create(ctx context.Context, key string, o storage.New) error {
	sum := hex.EncodeToString(o.SHA256[:])
	opts := minio.PutObjectOptions{
		ContentType:          o.MediaType,
		DisableContentSha256: true, // the checksum stands for it
		DisableMultipart:     true,
		UserMetadata:         map[string]string{sumKey: sum, tokenKey: o.Token},
	}
	var err error
	if o.Size > b.part {
		if err := b.absent(ctx, key, sum, o.Token); err != nil {
			return done(err) // not every service looks at the condition where there are parts
		}
		err = b.inParts(ctx, key, o, opts)
	} else {
		opts.UserMetadata["x-amz-checksum-sha256"] = base64.StdEncoding.EncodeToString(o.SHA256[:])
		opts.SetMatchETagExcept("*")
		_, err = b.client.PutObject(ctx, b.name, b.prefix+key, io.NewSectionReader(o.Body, 0, o.Size), o.Size, opts)
	}
	if err = b.known(err); !errors.Is(err, fs.ErrExist) {
		return err
	}
	// It may be what an earlier try of this very call has written, without an answer.
	return done(b.absent(ctx, key, sum, o.Token))
}

// errDone is found where the object is there already, by the same attempt.
var errDone = errors.New("is there already")

func done(err error) error {
	if errors.Is(err, errDone) {
		return nil
	}
	if err == nil {
		return fs.ErrExist // it was there a moment ago
	}
	return err
}

// absent tells whether there is no object of a key.
func (b *Bucket) absent(ctx context.Context, key, sum, token string) error {
	info, err := b.client.StatObject(ctx, b.name, b.prefix+key, minio.StatObjectOptions{})
	err = b.known(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.UserMetadata[tokenKey] == token && info.UserMetadata[sumKey] == sum:
		return errDone
	}
	return fs.ErrExist
}

// Open reads an object.
func (b *Bucket) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	// One request: GetObject of the library itself asks for nothing until it is read.
	body, _, _, err := minio.Core{Client: b.client}.GetObject(ctx, b.name, b.prefix+key, minio.GetObjectOptions{})
	if err != nil {
		return nil, b.known(err)
	}
	return body, nil
}

// List gives objects by page.
func (b *Bucket) List(ctx context.Context, prefix, after string, folded bool) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		opts := minio.ListObjectsOptions{Prefix: b.prefix + prefix, Recursive: !folded}
		if after != "" {
			opts.StartAfter = b.prefix + after
		}
		for o := range b.client.ListObjectsIter(ctx, b.name, opts) {
			if o.Err != nil {
				yield(storage.Object{}, b.known(o.Err))
				return
			}
			if !yield(storage.Object{Key: strings.TrimPrefix(o.Key, b.prefix), Size: o.Size, Changed: o.LastModified}, nil) {
				return
			}
		}
	}
}

// Remove removes an object.
func (b *Bucket) Remove(ctx context.Context, key string) error {
	err := b.known(b.client.RemoveObject(ctx, b.name, b.prefix+key, minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Unfinished gives uploads in parts that did not come to their end.
func (b *Bucket) Unfinished(ctx context.Context) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		for o := range b.client.ListIncompleteUploads(ctx, b.name, b.prefix, true) {
			if err := b.known(o.Err); errors.Is(err, fs.ErrNotExist) {
				return // some services say so where there is none
			} else if err != nil {
				yield(storage.Object{}, err)
				return
			}
			if !yield(storage.Object{Key: strings.TrimPrefix(o.Key, b.prefix), Size: o.Size, Changed: o.Initiated}, nil) {
				return
			}
		}
	}
}

// Forget ends the uploads of a key that did not come to their end.
func (b *Bucket) Forget(ctx context.Context, key string) error {
	return b.known(b.client.RemoveIncompleteUpload(ctx, b.name, b.prefix+key))
}

// known gives errors the names that everybody knows.
func (b *Bucket) known(err error) error {
	if err == nil {
		return nil
	}
	r := minio.ToErrorResponse(err)
	switch {
	case r.Code == minio.NoSuchBucket:
		return fmt.Errorf("there is no bucket %s: make it first", b.name)
	case r.Code == minio.NoSuchKey, r.StatusCode == http.StatusNotFound:
		return fmt.Errorf("%s: %w", r.Key, fs.ErrNotExist)
	case r.Code == minio.PreconditionFailed, r.Code == "ConditionalRequestConflict", r.StatusCode == http.StatusPreconditionFailed:
		return fs.ErrExist
	case r.Code == minio.AccessDenied, r.Code == "InvalidAccessKeyId", r.Code == "SignatureDoesNotMatch":
		return fmt.Errorf("%w: %w", fs.ErrPermission, err)
	}
	return err
}
