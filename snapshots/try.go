package snapshots

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// tryFolder holds what TryBucket writes, and removes again.
const tryFolder = ".try/"

// TryBucket looks whether snapshots can be stored in a bucket: whether it can be read and
// written, and refuses to write what is there already, without which no two could write to one
// archive. It tells whether there is an archive.
func TryBucket(ctx context.Context, address string) (there bool, err error) {
	bucket, err := storage.Open(address)
	if err != nil {
		return false, &Error{kind: KindNoArchive, Op: "open archive", Path: address, Err: err}
	}
	m := &mirror{bucket: bucket}
	_, err = readObject(ctx, bucket, markerName, 1<<20)
	if there = err == nil; errors.Is(err, fs.ErrNotExist) {
		err = m.checkEmpty(ctx)
	}
	if err != nil {
		return there, err
	}
	key, text := tryFolder+rand.Text(), []byte("written by tearsheet, to try whether it can\n")
	create := func(token string) error {
		return bucket.Create(ctx, key, storage.New{Body: bytes.NewReader(text), Size: int64(len(text)), SHA256: DigestOf(text), MediaType: "text/plain", Token: token})
	}
	if err := create("first"); err != nil {
		return there, writeError("write to", bucket.URL(), err)
	}
	again := create("second")
	if err := bucket.Remove(ctx, key); err != nil {
		return there, writeError("remove from", bucket.URL(), err)
	}
	switch {
	case again == nil:
		return there, newError(KindStorage, "write to", bucket.URL(), "the service writes over what is there though it is told not to: two writers would lose snapshots; use another service")
	case !errors.Is(again, fs.ErrExist):
		return there, writeError("write to", bucket.URL(), again)
	}
	return there, nil
}
