package pipeline

import (
	"bytes"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots/replay"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Replayer answers the requests of one load of a page from an archive.
func Replayer(archive *replay.Archive, address string) browser.Replayer {
	page := replay.Page{URL: address}
	for _, p := range archive.Pages {
		if p.URL == address || p.URL == warc.Secrets.URL(address) {
			page = p
			break
		}
	}
	return &replayer{archive.Session(page)}
}

type replayer struct{ session *replay.Session }

// Replay gives what was recorded for a request.
func (r *replayer) Replay(sent browser.Sent) (browser.Got, bool) {
	answer, ok := r.session.Answer(replay.Request{Method: sent.Method, URL: sent.URL, Header: fieldsOf(sent.Header), Body: sent.Body})
	if !ok {
		return browser.Got{}, false
	}
	got := browser.Got{Status: answer.Status, StatusText: answer.StatusText, Body: bytes.NewReader(answer.Body)}
	for _, f := range answer.Header {
		got.Header = append(got.Header, browser.Field(f))
	}
	return got, true
}
