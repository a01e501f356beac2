package pipeline

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/tearsheet/tearsheet/browser"
)

// mayPass are the failures that may be gone at the next try.
var mayPass = map[browser.Kind]bool{
	browser.KindDNS: true, browser.KindConnect: true, browser.KindTimeout: true,
	browser.KindCrash: true, browser.KindBrowser: true,
}

// busy are the answers by which a server asks to come again.
var busy = map[int]bool{
	http.StatusTooManyRequests: true, http.StatusBadGateway: true,
	http.StatusServiceUnavailable: true, http.StatusGatewayTimeout: true,
}

// longestWait is the most that a server's Retry-After is followed.
const longestWait = 2 * time.Minute

// capture loads a page, again after a growing pause while what failed may pass. What the
// last try got is what counts.
func (p *Pipeline) capture(ctx context.Context, req browser.Request) (*browser.Page, error) {
	pauses := backoff.NewExponentialBackOff()
	pauses.InitialInterval = cmp.Or(p.Pause, time.Second)
	for try := 0; ; try++ {
		if req.Record != nil && try > 0 {
			if err := req.Record.Rollback(); err != nil {
				return &browser.Page{URL: req.URL}, recordingFailed{err}
			}
		}
		page, err := p.Browser.Capture(ctx, req)
		if err != nil {
			err = troubleOf(req).cause(err)
		}
		if try >= p.Retries || req.Replay != nil || !again(page, err) {
			return page, err
		}
		wait := max(pauses.NextBackOff(), retryAfter(page))
		select {
		case <-ctx.Done():
			return page, err
		case <-p.Stopping: // a nil channel never is
			return page, err
		case <-time.After(wait):
		}
	}
}

// recordingFailed is the failure of a page whose record is broken.
type recordingFailed struct{ error }

func (e recordingFailed) Unwrap() error { return e.error }

// Kind is that of a recording.
func (recordingFailed) Kind() string { return string(browser.KindRecording) }

// again tells whether another try makes sense.
func again(page *browser.Page, err error) bool {
	if err != nil {
		return mayPass[browser.Kind(kindOf(err))]
	}
	return busy[page.Response.Status] || page.CutOff != ""
}

// retryAfter is the pause that a server asks for in seconds (RFC 9110, 10.2.3).
func retryAfter(page *browser.Page) time.Duration {
	for name, value := range page.Response.Headers {
		if strings.EqualFold(name, "Retry-After") {
			if seconds, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && seconds > 0 {
				return min(time.Duration(seconds)*time.Second, longestWait)
			}
		}
	}
	return 0
}
