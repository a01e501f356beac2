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
		wait := max(pauses.NextBackOff(), min(retryAfter(page, time.Now()), longestWait))
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
	return busy[page.Response.Status] || page.CutOff != "" || page.Faltered
}

// retryAfter is the pause that a server asks for, in seconds or until a date (RFC 9110, 10.2.3).
func retryAfter(page *browser.Page, now time.Time) time.Duration {
	for name, value := range page.Response.Headers {
		if !strings.EqualFold(name, "Retry-After") {
			continue
		}
		value = strings.TrimSpace(value)
		if seconds, err := strconv.Atoi(value); err == nil && seconds > 0 {
			return min(time.Duration(seconds), longestAsked/time.Second) * time.Second
		}
		if date, err := http.ParseTime(value); err == nil && date.After(now) {
			return min(date.Sub(now), longestAsked)
		}
	}
	return 0
}

// longestAsked keeps what a server asks for within what a duration can be.
const longestAsked = 24 * time.Hour

// Again is that a page may be had another time.
type Again struct {
	After time.Duration // the pause that its server asked for; 0: none
}

// Busy is the kind of failure of a page whose server asks to come again.
const Busy = "busy"

// later is the result of a page that is not kept, as it may be had another time; ok is false
// where it is kept.
func (p *Pipeline) later(req browser.Request, page *browser.Page, err error) (r Result, ok bool) {
	if !p.Later || !again(page, err) {
		return r, false
	}
	r = p.resultOf(req, page)
	r.Again = &Again{After: retryAfter(page, time.Now())}
	switch {
	case err != nil:
		r.Error = failure(err)
	case busy[page.Response.Status]:
		r.Error = &Failure{Kind: Busy, Message: "the server answers " + strconv.Itoa(page.Response.Status)}
	default:
		r.Error = &Failure{Kind: string(browser.KindConnect), Message: page.CutOff}
	}
	return r, true
}
