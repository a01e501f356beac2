package input

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"

	"golang.org/x/net/html/charset"
)

// Bounds of what one --sitemap may lead to.
const (
	maxDepth    = 5      // indexes within indexes
	maxSitemaps = 10_000 // documents
)

// sitemap gives the pages of a sitemap and, where it is an index, of those it
// lists. One that cannot be read is an error, and the others go on.
func (o Options) sitemap(ctx context.Context, ref string) iter.Seq2[named, error] {
	return func(yield func(named, error) bool) {
		walk := sitemapWalk{opts: o, seen: map[string]bool{}, yield: yield}
		walk.visit(ctx, ref, 1)
	}
}

type sitemapWalk struct {
	opts  Options
	seen  map[string]bool // sitemaps, so that a loop ends
	yield func(named, error) bool
}

// visit reads one sitemap and those below it. It is false when the loop that
// asked has ended.
func (w *sitemapWalk) visit(ctx context.Context, ref string, depth int) bool {
	name := "sitemap " + ref
	switch {
	case ctx.Err() != nil:
		return false
	case w.seen[ref]:
		return true
	case depth > maxDepth:
		return w.yield(named{}, sourceError(name, "lies %d sitemaps deep; the limit is %d", depth, maxDepth))
	case len(w.seen) == maxSitemaps:
		return w.yield(named{}, sourceError(name, "there are more than %d sitemaps", maxSitemaps))
	}
	w.seen[ref] = true
	doc, err := w.opts.read(ctx, ref)
	if err != nil {
		return w.yield(named{}, sourceError(name, "%w", err))
	}
	for loc, err := range doc.locations(name) {
		loc.text, loc.err = doc.resolve(loc.text)
		if err == nil && loc.isSitemap {
			err = loc.err
		}
		switch {
		case err != nil:
			if !w.yield(named{}, sourceError(name, "%w", err)) {
				return false
			}
		case loc.isSitemap:
			if !w.visit(ctx, loc.text, depth+1) {
				return false
			}
		case !w.yield(loc.named, nil):
			return false
		}
	}
	return true
}

// location is an entry of a sitemap.
type location struct {
	named
	isSitemap bool
}

// locations reads a sitemap: XML, or plain text with an address a line.
func (d document) locations(name string) iter.Seq2[location, error] {
	return func(yield func(location, error) bool) {
		if !bytes.HasPrefix(bytes.TrimLeft(d.data, "\ufeff \t\r\n"), []byte("<")) {
			for n, err := range lines(bytes.NewReader(d.data), name) {
				if !yield(location{named: n}, err) {
					return
				}
			}
			return
		}
		dec := xml.NewDecoder(bytes.NewReader(bytes.TrimLeft(d.data, "\ufeff \t\r\n")))
		dec.Strict = false
		dec.CharsetReader = charset.NewReaderLabel
		for {
			loc, err := nextLocation(dec, name)
			if errors.Is(err, io.EOF) {
				return
			}
			if !yield(loc, err) || err != nil {
				return
			}
		}
	}
}

// roots are the documents that are no sitemap, and what to do with them.
var roots = map[string]string{
	"html": "is a web page and no sitemap",
	"rss":  "is a feed; use --feed",
	"feed": "is a feed; use --feed",
	"RDF":  "is a feed; use --feed",
}

// nextLocation reads on to the next <url><loc> or <sitemap><loc>. Other places
// have a loc too (images), and it is not a page's.
func nextLocation(dec *xml.Decoder, name string) (location, error) {
	for {
		token, err := dec.Token()
		if err != nil {
			return location{}, xmlError(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if why, bad := roots[start.Name.Local]; bad {
			return location{}, errors.New(why)
		}
		if start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var entry struct {
			Loc []xmlLoc `xml:"loc"`
		}
		if err := dec.DecodeElement(&entry, &start); err != nil {
			return location{}, xmlError(err)
		}
		for _, loc := range entry.Loc {
			if loc.XMLName.Space == start.Name.Space {
				return location{named{text: loc.Text, source: name}, start.Name.Local == "sitemap"}, nil
			}
		}
	}
}

type xmlLoc struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

func xmlError(err error) error {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("line %d is not XML: %s", syntax.Line, syntax.Msg)
	}
	return err
}
