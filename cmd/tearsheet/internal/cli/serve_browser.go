package cli

import (
	"context"
	"net/http"
	"sync"

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

// launchForStrangers starts a browser for pages that others name. It is the one place where
// a server and the tools of assistants start one: what keeps pages from reaching more than
// their user could belongs here, and in clientForStrangers.
func launchForStrangers(ctx context.Context, opts browser.Options) (*browser.Browser, error) {
	return browser.Launch(ctx, opts)
}

// clientForStrangers reaches addresses that others name: those of webhooks. Where a
// redirect leads is nobody's promise, so none is followed.
func clientForStrangers() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// get gives the browser.
func (s *strangers) get(ctx context.Context) (*browser.Browser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.chrome != nil {
		return s.chrome, nil
	}
	chrome, err := launchForStrangers(ctx, s.opts)
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
