package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/diff"
)

// loads notes what a page loads. Its zero value is ready.
type loads struct {
	mu    sync.Mutex
	found []diff.Resource
}

// Record takes note of one exchange. The body is only counted and hashed.
func (l *loads) Record(e exchange.Exchange) error {
	r := diff.Resource{URL: e.Request.URL, Kind: strings.ToLower(e.Request.Kind), Status: e.Response.Status}
	if e.Response.Body != nil {
		hash := sha256.New()
		n, err := io.Copy(hash, e.Response.Body)
		if err != nil {
			return err
		}
		r.Size = n
		r.SHA256 = hex.EncodeToString(hash.Sum(nil))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.found = append(l.found, r)
	return nil
}

// Rollback forgets what was loaded: the page is loaded anew.
func (l *loads) Rollback() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.found = nil
	return nil
}

// besides gives what was loaded so far, without the page's own document: that is
// compared as such.
func (l *loads) besides(page *browser.Page) []diff.Resource {
	l.mu.Lock()
	defer l.mu.Unlock()
	own := map[string]bool{withoutFragment(page.URL): true, withoutFragment(page.FinalURL): true}
	for _, redirect := range page.Response.Redirects {
		own[redirect.URL] = true
	}
	list := []diff.Resource{}
	for _, r := range l.found {
		if r.Kind != "document" || !own[r.URL] {
			list = append(list, r)
		}
	}
	return list
}

func withoutFragment(address string) string {
	address, _, _ = strings.Cut(address, "#")
	if strings.Count(address, "/") == 2 { // as browsers write it
		address += "/"
	}
	return address
}
