package replay

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// original is what a revisit says of the record that has its body.
type original struct {
	digest, url, id string
	at              time.Time
}

func originalOf(record *warc.Record) *original {
	return &original{
		digest: record.Header.Get("WARC-Payload-Digest"), url: strings.Trim(record.Header.Get("WARC-Refers-To-Target-URI"), "<>"),
		id: record.Header.Get("WARC-Refers-To"), at: timeOf(record.Header.Get("WARC-Refers-To-Date")),
	}
}

func timeOf(text string) time.Time {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}
	}
	return at
}

var errNowhere = errors.New("the body is in another archive")

// answer reads an entry, with the body from where it is.
func (a *Archive) answer(i int) (recorded, error) {
	e := a.entries[i]
	answer, err := e.read()
	if err != nil || answer.of == nil {
		return answer, err
	}
	at, ok := a.originalOf(e, answer.of)
	if !ok {
		return answer, errNowhere
	}
	whole, err := a.entries[at].read()
	if answer.Status == 0 || answer.Status == http.StatusNotModified { // it says no more than that it is the same
		return whole, err
	}
	answer.Body, answer.cut = whole.Body, whole.cut
	answer.Header = without(answer.Header, "Content-Encoding")
	return answer, err
}

// originalOf finds the entry that has a revisit's body: by its digest, by its name, or by
// its address, at the time that is said, else the last one before. Without all that it is
// of the same address.
func (a *Archive) originalOf(e entry, of *original) (int, bool) {
	for _, digest := range []string{e.digest, digestOf(of.digest)} {
		if at, ok := a.bodies[digest]; ok {
			return at, true
		}
	}
	if of.id != "" {
		if at := slices.IndexFunc(a.entries, func(other entry) bool { return other.id == of.id && !other.revisit }); at >= 0 {
			return at, true
		}
	}
	url, until := of.url, of.at
	if url == "" {
		url = e.url
	}
	if until.IsZero() {
		until = e.at
	}
	best, found := 0, false
	for _, at := range a.exact["GET "+withoutFragment(url)+" "] {
		other := a.entries[at]
		if other.revisit || other.status == http.StatusNotModified || of.digest != "" && other.digest != "" && of.digest != other.digest {
			continue
		}
		if !found || !other.at.After(until.Add(slack)) {
			best, found = at, true
		}
	}
	return best, found
}
