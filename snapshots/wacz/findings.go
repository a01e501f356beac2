package wacz

import (
	"errors"
	"fmt"

	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Findings are what a package proves, and what it does not.
type Findings struct {
	Proved   []string
	Unproved []string // no fault: nothing here speaks for it, or nobody who is trusted
	Problems []error

	Keys    []string // public keys that have signed, in base64
	Domains []string // that were proved to have signed
	Stamps  []proof.Attested
}

func (f *Findings) proved(format string, args ...any) {
	f.Proved = append(f.Proved, fmt.Sprintf(format, args...))
}

func (f *Findings) unproved(format string, args ...any) {
	f.Unproved = append(f.Unproved, fmt.Sprintf(format, args...))
}

func (f *Findings) broken(err error) { f.Problems = append(f.Problems, err) }

// own is a text of the package, fit for a message.
func (f *Findings) own(text string) string {
	if text == "" {
		return "what it says"
	}
	return warc.Excerpt(text)
}

// Check compares everything in a package that may be by another program with the digests,
// the index and the signature in it.
func (f *File) Check(trust Trust) Findings {
	var found Findings
	for _, problem := range f.Verify() {
		if open := unchecked(""); errors.As(problem, &open) {
			found.unproved("%v", problem)
		} else {
			found.broken(problem)
		}
	}
	if len(found.Problems) == 0 {
		found.proved("files and records are those that its lists and digests are of")
	}
	var about dataPackage
	var sealed packageDigest
	data, err := f.about(packagePath, &about)
	if err != nil {
		return found // told of already
	}
	if _, err := f.about(digestPath, &sealed); err != nil || sealed.Hash != hashOf(sha256Of(data)) {
		return found // told of, too
	}
	if sealed.Signed == nil {
		found.unproved("who made it: it is not signed")
	} else {
		sealed.Signed.check(sealed.Hash, trust, &found)
	}
	found.unproved("whether the servers sent this: TLS leaves no proof of what was said")
	return found
}
