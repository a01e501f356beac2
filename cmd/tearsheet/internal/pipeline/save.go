package pipeline

import (
	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Save says which of the formats a snapshot holds that are made of what the page loaded.
type Save struct {
	WACZ        bool `option:"save,wacz"`     // the recorded requests and their answers: page.wacz
	HTML        bool `option:"save,html"`     // the page in one file: page.html
	Check       bool `option:"check_formats"` // each format is opened and held against the picture
	Links       bool `option:"links"`         // where the page leads: links.json, and in the result
	KeepSecrets bool `option:"keep_secrets"`  // values of cookies, tokens and passwords, in all that is stored
	Redact      bool `option:"redact_bodies"` // such values in what servers answered, and in documents, are taken out too
}

// records tells whether what a page loads has to be kept for it.
func (s Save) records() bool { return s.WACZ || s.HTML }

// redaction is what is taken out of what is recorded.
func (s Save) redaction() *warc.Redaction {
	if s.KeepSecrets {
		return nil
	}
	return warc.Secrets
}

// record has what a request loads kept, if there is a use for it. The recorder is nil
// if there is none; else close it in the end.
func (p *Pipeline) record(req *browser.Request) (*recorder, error) {
	if !p.Save.records() {
		return nil, nil
	}
	dir, err := p.Archive.Scratch()
	if err != nil {
		return nil, err
	}
	r, err := newRecorder(dir, p.Tool.Name+" "+p.Tool.Version, p.Save.censorOf(*req).redact)
	if err == nil {
		req.Record = r
	}
	return r, err
}
