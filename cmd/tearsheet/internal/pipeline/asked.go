package pipeline

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/snapshots"
)

// session is what manifests say of the browser's own options.
type session struct {
	Share    bool     `option:"share_session"`
	Guard    bool     `option:"guard"`
	AllowNet []string `option:"allow_net"`
}

func sessionOf(b *browser.Browser) session {
	if b == nil {
		return session{}
	}
	s := session{Share: b.SharesSession()}
	s.Guard, s.AllowNet = b.Guarded()
	return s
}

// action is an action as manifests have it: without the texts that are typed, which may be
// passwords.
type action struct {
	Do      browser.Verb `json:"do"`
	Target  string       `json:"target,omitempty"`
	Value   string       `json:"value,omitempty"`
	Timeout int64        `json:"timeout_ms,omitempty"`
}

// asked is what was asked for as the manifest keeps it, all that changes the outcome,
// without secrets. snapshots/FORMAT.md lists it.
func (p *Pipeline) asked(req browser.Request) (json.RawMessage, error) {
	session := sessionOf(p.Browser)
	entries := option.In(&req, p, &session).Manifest()
	if len(req.Actions) > 0 {
		entries = append(entries, option.Entry{Key: "actions", Value: actionsOf(req.Actions)})
	}
	return option.Object(entries)
}

func actionsOf(actions []browser.Action) []action {
	var list []action
	for _, a := range actions {
		one := action{a.Do, a.Target, a.Value, a.Timeout.Milliseconds()}
		switch a.Do {
		case browser.DoFill, browser.DoDialog:
			one.Value = ""
		case browser.DoUpload:
			one.Value = filepath.Base(a.Value) // where it lies is nobody's business
		}
		list = append(list, one)
	}
	return list
}

// Like makes a request look at its page as a snapshot was captured: in the same window,
// of the same language, zone and colours, and as deterministic. The rest stays.
func Like(req browser.Request, snap snapshots.Snapshot) (browser.Request, error) {
	if len(snap.Options) == 0 {
		return req, nil
	}
	if err := option.In(&req).Read(snap.Options, func(o option.Option) bool { return o.Look }); err != nil {
		return req, fmt.Errorf("the options of snapshot %s: %w", snap.ID, err)
	}
	return req, nil
}
