package browser

import (
	"context"
	"encoding/base64"
	"mime"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/browser"
)

// madePatience is how long a page may take to give what it made.
const madePatience = 10 * time.Second

// made keeps a file that the page made itself, of a blob: or data: address, and wants to
// have saved. What comes over the network is kept on its way. It must not block.
func (d *documents) made(ev *browser.EventDownloadWillBegin) {
	if !d.tab.inUse.Load() || !strings.HasPrefix(ev.URL, "blob:") && !strings.HasPrefix(ev.URL, "data:") {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.through {
		return
	}
	d.making.Add(1)
	go func() {
		defer d.making.Done()
		defer d.tab.guard()
		address := ev.URL
		if strings.HasPrefix(address, "blob:") {
			ctx, cancel := context.WithTimeout(d.tab.ctx, madePatience)
			defer cancel()
			var err error
			if address, err = ask[string](ctx, d.tab, "madeFile", map[string]string{"address": ev.URL}); err != nil {
				return // the page has let go of it
			}
		}
		mediaType, data, ok := fromData(address)
		if !ok || int64(len(data)) > d.tab.req.Network.DownloadMax {
			return
		}
		origin, _, _ := strings.Cut(ev.URL, ",") // of a data: address not the data
		d.addDownload(File{MediaType: mediaType, URL: origin, Name: fileName(ev.SuggestedFilename, "", mediaType), Data: data})
	}()
}

// finish waits for what is being read, and reads no more. It gives what is to be told.
func (d *documents) finish() (notes []string) {
	d.mu.Lock()
	d.through = true
	notes = d.notes
	d.mu.Unlock()
	d.making.Wait()
	return notes
}

// fromData reads a data: address (RFC 2397).
func fromData(address string) (mediaType string, data []byte, ok bool) {
	rest, ok := strings.CutPrefix(address, "data:")
	head, body, found := strings.Cut(rest, ",")
	if !ok || !found {
		return "", nil, false
	}
	head, inBase64 := strings.CutSuffix(head, ";base64")
	if mediaType, _, _ = mime.ParseMediaType(head); mediaType == "" {
		mediaType = "text/plain"
	}
	clear, err := url.PathUnescape(body)
	if err != nil {
		return "", nil, false
	}
	if !inBase64 {
		return mediaType, []byte(clear), true
	}
	data, err = base64.StdEncoding.DecodeString(clear)
	return mediaType, data, err == nil
}
