package cli

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/browser"
)

// strangers is the browser for pages that others name over the net, and the way to the
// addresses that they name. It is started when the first page is to be captured, so that
// an archive can be shown where there is no browser.
type strangers struct {
	opts browser.Options

	mu     sync.Mutex
	chrome *browser.Browser
}

// clientForStrangers reaches addresses that others name, those of webhooks, under the guard
// that their pages are under. Where a redirect leads is nobody's promise, so none is followed.
func clientForStrangers(opts browser.Options) (*http.Client, error) {
	client, err := opts.Client(webhookPatience)
	if err != nil {
		return nil, err
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client, nil
}

// webhookPatience is the most that a webhook may take, the waiting for it included.
const webhookPatience = time.Minute

// get gives the browser.
func (s *strangers) get(ctx context.Context) (*browser.Browser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.chrome != nil {
		return s.chrome, nil
	}
	chrome, err := browser.Launch(ctx, s.opts)
	if err == nil {
		s.chrome = chrome
	}
	return chrome, err
}

// memory is what the browser takes; 0 while there is none, or one is being started.
func (s *strangers) memory() int64 {
	if !s.mu.TryLock() {
		return 0
	}
	defer s.mu.Unlock()
	if s.chrome == nil {
		return 0
	}
	return s.chrome.Memory()
}

func (s *strangers) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.chrome != nil {
		s.chrome.Close()
	}
}
