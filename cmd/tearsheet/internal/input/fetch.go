package input

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/tearsheet/tearsheet/snapshots/regular"
)

// maxSource bounds a sitemap or feed, both as it comes and unpacked. The
// sitemap protocol allows 50 MB.
const maxSource = 64 << 20

// document is a sitemap or feed as it came.
type document struct {
	data []byte
	base *url.URL // its address after redirects; nil for a file
}

// read gets a document by its address or from a file. It is read to its end at
// once: captures take their time, and no server waits for them.
func (o Options) read(ctx context.Context, ref string) (document, error) {
	scheme, _ := cutScheme(ref)
	if scheme == "http" || scheme == "https" {
		return o.fetch(ctx, ref)
	}
	f, err := regular.OpenInput(ref)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return document{}, errors.New("there is no such file; an address starts with https://")
		}
		return document{}, withoutPath(err)
	}
	defer f.Close()
	data, err := readAll(f, maxSource)
	return document{data: data}, err
}

func (o Options) fetch(ctx context.Context, address string) (document, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return document{}, err
	}
	if o.UserAgent != "" {
		req.Header.Set("User-Agent", o.UserAgent)
	}
	resp, err := o.Client.Do(req)
	if err != nil {
		var bad *url.Error
		if errors.As(err, &bad) {
			err = bad.Err // the message names the address already
		}
		return document{}, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return document{}, fmt.Errorf("the server answers %s", resp.Status)
	}
	data, err := readAll(resp.Body, maxSource)
	return document{data: data, base: resp.Request.URL}, err
}

// readAll reads to the end, unpacks what is gzip by its first bytes (names and
// headers often say otherwise) and takes at most limit bytes before and after.
func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := readBounded(r, limit)
	if err != nil || !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return readBounded(z, limit)
}

func readBounded(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("is larger than %d bytes", limit)
	}
	return data, err
}

// resolve makes a link of the document absolute. Links of a document from the
// web are to the web: they may not name files of this machine.
func (d document) resolve(link string) (string, error) {
	link = strings.TrimSpace(link)
	scheme, _ := cutScheme(link)
	if d.base == nil || scheme == "http" || scheme == "https" {
		return link, nil // as it was written
	}
	u, err := d.base.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return link, errors.New("only http and https links are followed from the web")
	}
	return u.String(), nil
}
