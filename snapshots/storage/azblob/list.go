package azblob

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"

	"github.com/tearsheet/tearsheet/snapshots/storage"
)

var errNoList = errors.New("the service answers a list with something else")

// List gives objects by page.
func (b *Bucket) List(ctx context.Context, prefix, after string, folded bool) iter.Seq2[storage.Object, error] {
	begin := ""
	if after != "" {
		begin = b.prefix + after
	}
	pages := b.flat(ctx, b.prefix+prefix, begin)
	if folded {
		pages = b.folded(ctx, b.prefix+prefix)
	}
	return func(yield func(storage.Object, error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(storage.Object{}, b.known(err))
				return
			}
			for i := range page {
				page[i].Key = strings.TrimPrefix(page[i].Key, b.prefix)
			}
			for _, o := range storage.InOrder(page, after) {
				if !yield(o, nil) {
					return
				}
			}
		}
	}
}

// flat gives the pages of a list, but for some of those that end before a key. The service can
// begin a list elsewhere, and what it says of that can be read in several ways: so the first page
// is that of the whole list, and another beginning is used where it lies between that and the key.
func (b *Bucket) flat(ctx context.Context, prefix, after string) iter.Seq2[[]storage.Object, error] {
	return func(yield func([]storage.Object, error) bool) {
		ctx := ctx
		pager := b.client.NewListBlobsFlatPager(&container.ListBlobsFlatOptions{Prefix: &prefix})
		for isFirst := true; pager.More(); isFirst = false {
			page, err := pager.NextPage(ctx)
			if err == nil && page.Segment == nil {
				err = errNoList
			}
			if err != nil {
				yield(nil, err)
				return
			}
			list := objects(page.Segment.BlobItems)
			if n := len(list); isFirst && n > 0 && list[n-1].Key < after && pager.More() {
				nearer, from := b.client.NewListBlobsFlatPager(&container.ListBlobsFlatOptions{Prefix: &prefix}), context.WithValue(ctx, beginsKey{}, after)
				if page, err := nearer.NextPage(from); err == nil && page.Segment != nil && isBetween(page.Segment.BlobItems, list[n-1].Key, after) {
					pager, ctx, list = nearer, from, objects(page.Segment.BlobItems)
				}
			}
			if !yield(list, nil) {
				return
			}
		}
	}
}

// beginsKey is under which the context of a request has where its list is to begin.
type beginsKey struct{}

// begins says where a list is to begin, which the library has a field for and leaves out.
type begins struct{}

// Do sends a request.
func (begins) Do(r *policy.Request) (*http.Response, error) {
	if from, ok := r.Raw().Context().Value(beginsKey{}).(string); ok {
		query := r.Raw().URL.Query()
		query.Set("startFrom", from)
		r.Raw().URL.RawQuery = query.Encode()
	}
	return r.Next()
}

// isBetween tells whether a page begins behind a key, and not behind another.
func isBetween(page []*container.BlobItem, behind, until string) bool {
	return len(page) > 0 && deref(page[0].Name) > behind && deref(page[0].Name) <= until
}

// folded gives the pages of a list in which folders stand for what is in them.
func (b *Bucket) folded(ctx context.Context, prefix string) iter.Seq2[[]storage.Object, error] {
	return func(yield func([]storage.Object, error) bool) {
		pager := b.client.NewListBlobsHierarchyPager("/", &container.ListBlobsHierarchyOptions{Prefix: &prefix})
		for pager.More() {
			page, err := pager.NextPage(ctx)
			if err == nil && page.Segment == nil {
				err = errNoList
			}
			if err != nil {
				yield(nil, err)
				return
			}
			list := objects(page.Segment.BlobItems)
			for _, folder := range page.Segment.BlobPrefixes {
				list = append(list, storage.Object{Key: deref(folder.Name)})
			}
			if !yield(list, nil) {
				return
			}
		}
	}
}

// objects are those of a page. An account with a hierarchical namespace lists its folders,
// which are nobody's objects.
func objects(items []*container.BlobItem) []storage.Object {
	list := make([]storage.Object, 0, len(items))
	for _, item := range items {
		p := deref(item.Properties)
		if deref(p.ResourceType) == "directory" {
			continue
		}
		list = append(list, storage.Object{Key: deref(item.Name), Size: deref(p.ContentLength), Changed: deref(p.LastModified)})
	}
	return list
}

// deref is a value, or nothing where it is not told.
func deref[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}
