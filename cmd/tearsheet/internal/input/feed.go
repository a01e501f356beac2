package input

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/mmcdole/gofeed"
)

// feed gives the pages of the entries of an RSS, Atom or JSON feed.
func (o Options) feed(ctx context.Context, ref string) iter.Seq2[named, error] {
	return func(yield func(named, error) bool) {
		name := "feed " + ref
		doc, err := o.read(ctx, ref)
		var feed *gofeed.Feed
		if err == nil {
			feed, err = gofeed.NewParser().Parse(bytes.NewReader(doc.data))
		}
		if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
			err = errors.New("is no RSS, Atom or JSON feed")
		}
		if err != nil {
			yield(named{}, sourceError(name, "%w", err))
			return
		}
		for _, item := range feed.Items {
			link := item.Link
			if link == "" && strings.HasPrefix(item.GUID, "http") {
				link = item.GUID // in RSS that is the entry's address too
			}
			if link == "" {
				continue // an entry without a page of its own
			}
			link, err := doc.resolve(link)
			if !yield(named{text: link, source: name, err: err}, nil) {
				return
			}
		}
	}
}
