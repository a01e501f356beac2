package azblob

import (
	"cmp"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"golang.org/x/sync/errgroup"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

const (
	sumKey   = "sha256" // metadata: of the object
	tokenKey = "token"  // metadata: which attempt wrote it

	// threads is how many parts are on their way at a time.
	threads = 3
)

// absent is the condition that there is no object yet.
var absent = &blob.AccessConditions{ModifiedAccessConditions: &blob.ModifiedAccessConditions{IfNoneMatch: to.Ptr(azcore.ETagAny)}}

// Create writes an object that is not there yet.
func (b *Bucket) Create(ctx context.Context, key string, o storage.New) error {
	metadata := map[string]*string{sumKey: to.Ptr(hex.EncodeToString(o.SHA256[:])), tokenKey: &o.Token}
	headers := &blob.HTTPHeaders{BlobContentType: to.Ptr(cmp.Or(o.MediaType, "application/octet-stream"))}
	client := b.client.NewBlockBlobClient(b.prefix + key)
	if o.Size > b.part {
		return b.inParts(ctx, client, o, &blockblob.CommitBlockListOptions{Metadata: metadata, HTTPHeaders: headers, AccessConditions: absent})
	}
	body := io.NewSectionReader(o.Body, 0, o.Size)
	sum, err := sumOf(body)
	if err != nil {
		return err
	}
	_, err = client.Upload(ctx, streaming.NopCloser(body), &blockblob.UploadOptions{
		Metadata: metadata, HTTPHeaders: headers, AccessConditions: absent, TransactionalValidation: sum,
	})
	if err = b.known(err); errors.Is(err, fs.ErrExist) {
		// It may be what an earlier try of this very call has written, without an answer.
		return b.mine(ctx, client, o)
	}
	return err
}

// sumOf is what the service compares bytes with on their way: that they are those that were stored
// is for SHA-256 to say. They are read, and can be read again.
func sumOf(body io.ReadSeeker) (blob.TransferValidationTypeMD5, error) {
	h := md5.New()
	if _, err := io.Copy(h, body); err != nil {
		return nil, err
	}
	_, err := body.Seek(0, io.SeekStart)
	return h.Sum(nil), err
}

// mine is nil where an object is there by the same attempt.
func (b *Bucket) mine(ctx context.Context, client *blockblob.Client, o storage.New) error {
	is, err := client.GetProperties(ctx, nil)
	err = b.known(err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fs.ErrExist // it was there a moment ago
	case err != nil:
		return err
	case deref(is.ContentLength) == o.Size && valueOf(is.Metadata, tokenKey) == o.Token && valueOf(is.Metadata, sumKey) == hex.EncodeToString(o.SHA256[:]):
		return nil
	}
	return fs.ErrExist
}

// valueOf gives what stands in metadata, whose keys are headers: in any case.
func valueOf(metadata map[string]*string, key string) string {
	for name, value := range metadata {
		if strings.EqualFold(name, key) {
			return deref(value)
		}
	}
	return ""
}

// inParts writes a large object in blocks, which are an object once all of them have come.
func (b *Bucket) inParts(ctx context.Context, client *blockblob.Client, o storage.New, last *blockblob.CommitBlockListOptions) error {
	blocks := make([]string, (o.Size+b.part-1)/b.part)
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(threads)
	for i := range blocks {
		blocks[i] = blockID(o.Token, i)
		group.Go(func() error {
			from := int64(i) * b.part
			part := io.NewSectionReader(o.Body, from, min(b.part, o.Size-from))
			sum, err := sumOf(part)
			if err == nil {
				_, err = client.StageBlock(within, blocks[i], streaming.NopCloser(part), &blockblob.StageBlockOptions{TransactionalValidation: sum})
			}
			return err
		})
	}
	err := group.Wait()
	if err == nil {
		if _, err = client.CommitBlockList(ctx, blocks, last); err != nil && b.mine(ctx, client, o) == nil {
			return nil // only the answer was lost
		}
	}
	return b.known(err)
}

// blockID names a block: all those that are sent to one name lie together, whoever sends them.
func blockID(token string, n int) string {
	whose := sha256.Sum256([]byte(token))
	return base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(whose[:16], uint32(n)))
}
