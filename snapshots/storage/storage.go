// Package storage is the seam between an archive and a store of objects: little enough
// that every service of that kind can do it, and enough that a snapshot is there whole
// or not at all.
//
//	bucket, err := storage.Open("s3://bucket/prefix?region=eu-central-1")
//
// A scheme is known once its package is imported:
//
//	import _ "github.com/tearsheet/tearsheet/snapshots/storage/s3"     // and what speaks it
//	import _ "github.com/tearsheet/tearsheet/snapshots/storage/gs"     // Google Cloud Storage
//	import _ "github.com/tearsheet/tearsheet/snapshots/storage/azblob" // Azure Blob Storage
//
// Archives in all kinds of place pass the same tests: see conformance_test.go in snapshots.
package storage

import (
	"context"
	"fmt"
	"io"
	"iter"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// Bucket is a store of objects, which are written whole, once, and never changed. Keys are
// paths with forward slashes; one that leads into a folder of its own is the caller's
// matter. It is safe for concurrent use, by any number of processes.
type Bucket interface {
	// Create writes an object that is not there yet. Where there is one, and it was not
	// written by a call with the same Token, the error is fs.ErrExist and nothing is changed.
	// After any other error it may be there, or come to be there, whole.
	Create(ctx context.Context, key string, o New) error
	// Open reads an object. Where there is none the error is fs.ErrNotExist.
	Open(ctx context.Context, key string) (io.ReadCloser, error)
	// List gives the objects whose keys begin with a prefix and come after another key, in
	// the order of their keys. With folded, what has a further slash is one entry that ends
	// in it.
	List(ctx context.Context, prefix, after string, folded bool) iter.Seq2[Object, error]
	// Remove removes an object. One that is not there is no error.
	Remove(ctx context.Context, key string) error
	// Unfinished gives what was begun to be written, of several parts, and is not there.
	Unfinished(ctx context.Context) iter.Seq2[Object, error]
	// Forget removes what Unfinished gave.
	Forget(ctx context.Context, key string) error
	// URL is the address of the bucket and prefix, without what only this machine knows.
	URL() string
	// Identity is the same for the same bucket and prefix of the same service.
	Identity() string
}

// New is an object to be written.
type New struct {
	Body      io.ReaderAt // read as often as needed
	Size      int64
	SHA256    [32]byte // the service compares it, where it can
	MediaType string
	Token     string // names this attempt: a second try finds its own first one
}

// Object is what a list tells of an object.
type Object struct {
	Key     string
	Size    int64
	Changed time.Time
}

// Folder tells whether it stands for all that begin with its key.
func (o Object) Folder() bool { return strings.HasSuffix(o.Key, "/") }

var (
	mu      sync.RWMutex
	schemes = map[string]func(*url.URL) (Bucket, error){}
)

// Register makes a scheme known.
func Register(scheme string, open func(*url.URL) (Bucket, error)) {
	mu.Lock()
	defer mu.Unlock()
	schemes[scheme] = open
}

// IsURL tells the address of a bucket from the path of a folder. One that lacks slashes, such as
// s3:bucket, is an address too, if not a good one: nobody calls a folder so.
func IsURL(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || len(scheme) < 2 || strings.ContainsAny(scheme, `/\.`) {
		return false
	}
	mu.RLock()
	defer mu.RUnlock()
	return strings.HasPrefix(rest, "//") || schemes[strings.ToLower(scheme)] != nil
}

// Open opens a bucket by its address. Nothing is asked of it yet.
func Open(rawURL string) (Bucket, error) {
	u, err := url.Parse(rawURL)
	if err != nil {
		return nil, err
	}
	mu.RLock()
	defer mu.RUnlock()
	open, ok := schemes[u.Scheme]
	if !ok {
		var known []string
		for scheme := range schemes {
			known = append(known, scheme+"://")
		}
		slices.Sort(known)
		return nil, fmt.Errorf("no store of the kind %s:// is known: use a folder or %s", u.Scheme, strings.Join(known, ", "))
	}
	return open(u)
}
