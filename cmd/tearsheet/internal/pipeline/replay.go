package pipeline

import (
	"errors"
	"fmt"
	"sync"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/exchange"
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
	return &replayer{session: archive.Session(page)}
}

type replayer struct {
	session *replay.Session

	mu      sync.Mutex
	arrived bool            // the page itself has come; what is not recorded until then is it
	broken  []*replay.Error // what the archive holds and cannot give
	missing []*replay.Error // what it was made without
}

// Replay gives what was recorded for a request. What is broken fails, as a connection
// does: to the page it is not the same as what was never there.
func (r *replayer) Replay(sent exchange.Request) (exchange.Response, bool) {
	answer, err := r.session.Answer(sent)
	if broken := new(replay.Error); errors.As(err, &broken) {
		r.note(broken)
	}
	switch {
	case errors.Is(err, replay.ErrAbsent) && r.isPage(sent, answer):
		r.note(&replay.Error{URL: sent.URL, Missing: true, Err: err})
		return exchange.Response{Err: "Failed"}, true
	case errors.Is(err, replay.ErrAbsent):
		return exchange.Response{}, false
	case err != nil && answer.Status == 0:
		return exchange.Response{Err: "Failed"}, true
	}
	r.isPage(sent, answer)
	return answer, true
}

// isPage tells whether a request is for the page itself, or for what that was led to.
func (r *replayer) isPage(sent exchange.Request, answer exchange.Response) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if sent.Kind != "Document" || r.arrived {
		return false
	}
	r.arrived = answer.Status != 0 && (answer.Status < 300 || answer.Status > 399)
	return true
}

func (r *replayer) note(e *replay.Error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Missing {
		r.missing = append(r.missing, e)
	} else {
		r.broken = append(r.broken, e)
	}
}

// trouble is what was wrong with the recording that a page came from.
type trouble struct {
	err   error    // a record is broken
	lacks error    // a record was made without its body
	notes []string // says all of it
}

// troubleOf asks what was wrong with the recording, if there is one.
func troubleOf(req browser.Request) (t trouble) {
	r, ok := req.Replay.(*replayer)
	if !ok {
		return t
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, found := range []struct {
		list []*replay.Error
		into *error
	}{{r.broken, &t.err}, {r.missing, &t.lacks}} {
		if len(found.list) == 0 {
			continue
		}
		*found.into = found.list[0]
		note := found.list[0].Error()
		if more := len(found.list) - 1; more > 0 {
			note += fmt.Sprintf(" (and %d more)", more)
		}
		t.notes = append(t.notes, note)
	}
	return t
}

// cause is why a page could not be captured: most of all what is wrong with its recording.
func (t trouble) cause(err error) error {
	switch {
	case t.err != nil:
		return t.err
	case t.lacks != nil:
		return t.lacks
	}
	return err
}
