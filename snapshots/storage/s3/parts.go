package s3

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"github.com/minio/minio-go/v7"
	"golang.org/x/sync/errgroup"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

// threads is how many parts are on their way at a time.
const threads = 3

// inParts writes a large object in parts, each of which is sent again where the wire was cut or
// the service was busy: of the library's own way of sending parts none is. What does not come to
// its end is taken back, as long as the service can be reached; else Unfinished gives it.
func (b *Bucket) inParts(ctx context.Context, key string, o storage.New, opts minio.PutObjectOptions) error {
	core := minio.Core{Client: b.client}
	upload, err := core.NewMultipartUpload(ctx, b.name, b.prefix+key, opts)
	if err != nil {
		return err
	}
	parts := make([]minio.CompletePart, (o.Size+b.part-1)/b.part)
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(threads)
	for i := range parts {
		group.Go(func() error {
			from := int64(i) * b.part
			part, err := b.send(within, core, key, upload, i+1, io.NewSectionReader(o.Body, from, min(b.part, o.Size-from)))
			parts[i] = minio.CompletePart{PartNumber: i + 1, ETag: part.ETag}
			return err
		})
	}
	if err = group.Wait(); err == nil {
		var last minio.PutObjectOptions
		last.SetMatchETagExcept("*")
		_, err = core.CompleteMultipartUpload(ctx, b.name, b.prefix+key, upload, parts, last)
	}
	if err == nil {
		return nil
	}
	if found := b.absent(ctx, key, hex.EncodeToString(o.SHA256[:]), o.Token); errors.Is(found, errDone) {
		return nil // only the answer was lost
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	_ = core.AbortMultipartUpload(ctx, b.name, b.prefix+key, upload)
	return err
}

// send sends one part. The service compares the bytes with the digest that the request has.
func (b *Bucket) send(ctx context.Context, core minio.Core, key, upload string, number int, part *io.SectionReader) (minio.ObjectPart, error) {
	h := sha256.New()
	if _, err := io.Copy(h, part); err != nil {
		return minio.ObjectPart{}, err
	}
	if _, err := part.Seek(0, io.SeekStart); err != nil {
		return minio.ObjectPart{}, err
	}
	return core.PutObjectPart(ctx, b.name, b.prefix+key, upload, number, part, part.Size(), minio.PutObjectPartOptions{Sha256Hex: hex.EncodeToString(h.Sum(nil)), DisableContentSha256: true})
}
