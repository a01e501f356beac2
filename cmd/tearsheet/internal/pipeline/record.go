package pipeline

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/browser/singlefile"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// recorder keeps what a page loads in a WARC file of its own until it is known what
// becomes of it, and gives bodies back.
type recorder struct {
	dir   string
	file  *os.File
	warc  *warc.Writer
	begun mark // where the page of now begins

	mu      sync.Mutex
	entries []warc.Entry       // of answers, in the order in which they came
	asked   []exchange.Request // what entries answer, as it was sent
	byURL   map[string][]int   // address as it was sent -> entries
	digests map[string]warc.Original
}

// maxBody is the length up to which a body is given back in one piece.
const maxBody = 256 << 20

// mark is a place in what was recorded.
type mark struct {
	offset  int64 // in the file
	entries int
}

// newRecorder makes a recorder in a folder of its own, which goes with it.
func newRecorder(dir, software string, redact *warc.Redaction) (*recorder, error) {
	file, err := os.Create(filepath.Join(dir, "data.warc.gz"))
	if err != nil {
		return nil, err
	}
	r := &recorder{dir: dir, file: file, byURL: map[string][]int{}, digests: map[string]warc.Original{}}
	r.warc = warc.NewWriter(file, warc.Options{Redact: redact, Dir: dir, Known: r.known})
	if err := r.warc.Info(software); err != nil {
		return nil, errors.Join(err, r.close())
	}
	r.commit()
	return r, nil
}

// commit keeps the page that was recorded: Rollback goes back to here from now on.
func (r *recorder) commit() {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.begun = mark{r.warc.Size(), len(r.entries)}
}

// Rollback forgets the page that is being recorded: it is loaded anew, or not kept. The
// pages before it stay.
func (r *recorder) Rollback() error {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := r.begun.entries; i < len(r.entries); i++ {
		address := r.asked[i].URL
		r.byURL[address] = slices.DeleteFunc(r.byURL[address], func(at int) bool { return at >= r.begun.entries })
	}
	r.entries, r.asked = r.entries[:r.begun.entries], r.asked[:r.begun.entries]
	clear(r.digests)
	for _, entry := range r.entries {
		r.learn(entry)
	}
	return r.warc.Truncate(r.begun.offset)
}

// learn remembers where a body is. r.mu is held.
func (r *recorder) learn(entry warc.Entry) {
	if entry.Type == warc.Response && entry.Size > 0 {
		r.digests[entry.Digest] = warc.Original{URL: entry.URL, Time: entry.Time}
	}
}

// known finds a body that has come before, from the same address or another.
func (r *recorder) known(_, digest string) (warc.Original, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	was, ok := r.digests[digest]
	return was, ok
}

// Record keeps one exchange.
func (r *recorder) Record(x exchange.Exchange) error {
	if x.Response.Status == 0 {
		return nil // there was no answer to keep
	}
	entry, _, err := r.warc.Exchange(x)
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.byURL[x.Request.URL] = append(r.byURL[x.Request.URL], len(r.entries))
	r.entries, r.asked = append(r.entries, entry), append(r.asked, x.Request)
	r.learn(entry)
	return nil
}

// Body gives the body that an address answered with, redirects followed; none where the
// answer is that it is not there. A picture is shown whatever the status says of it.
func (r *recorder) Body(address string) (singlefile.Body, bool) {
	body, status, ok := r.landed(address)
	return body, ok && (status < 300 || isPicture(body.MediaType, body.Data))
}

// holds tells whether there is an answer of an address, whatever it says.
func (r *recorder) holds(address string) bool {
	_, _, ok := r.landed(address)
	return ok
}

// landed is the last answer on the way that redirects lead from an address.
func (r *recorder) landed(address string) (body singlefile.Body, status int, ok bool) {
	const longestWay = 10
	for range longestWay {
		address, _, _ = strings.Cut(address, "#")
		at, found := r.answer(address)
		if !found {
			return singlefile.Body{}, 0, false
		}
		message, data, err := r.read(at)
		if err != nil {
			return singlefile.Body{}, 0, false
		}
		next := message.Header.Get("Location")
		if message.Status < 300 || message.Status > 399 || next == "" {
			return singlefile.Body{URL: address, MediaType: message.Header.Get("Content-Type"), Data: data}, message.Status, true
		}
		here, err := url.Parse(address)
		if err != nil {
			return singlefile.Body{}, 0, false
		}
		there, err := here.Parse(next)
		if err != nil {
			return singlefile.Body{}, 0, false
		}
		address = there.String()
	}
	return singlefile.Body{}, 0, false
}

// isPicture tells whether a body is a picture, as browsers judge.
func isPicture(mediaType string, body []byte) bool {
	return strings.HasPrefix(mediaType, "image/") || strings.HasPrefix(http.DetectContentType(body), "image/")
}

// answer finds the best answer to a GET of an address: the newest whole one, else the
// newest that leads elsewhere.
func (r *recorder) answer(address string) (at int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rank := func(i int) int {
		e := r.entries[i]
		switch {
		case r.asked[i].Method != http.MethodGet:
			return 0
		case e.Status == http.StatusOK:
			return 3
		case e.Status >= 200 && e.Status < 300:
			return 2
		}
		return 1
	}
	list := slices.Clone(r.byURL[address])
	slices.SortStableFunc(list, func(a, b int) int { return rank(a) - rank(b) })
	if len(list) == 0 || rank(list[len(list)-1]) == 0 {
		return 0, false
	}
	return list[len(list)-1], true
}

// read reads an answer, and the body from where it is where another has the same.
func (r *recorder) read(at int) (*warc.Message, []byte, error) {
	r.mu.Lock()
	entry := r.entries[at]
	holder := at
	if entry.Type == warc.Revisit {
		holder = slices.IndexFunc(r.entries, func(e warc.Entry) bool { return e.Type == warc.Response && e.Digest == entry.Digest })
	}
	r.mu.Unlock()
	message, body, err := r.message(entry)
	switch {
	case err != nil || holder == at:
	case holder < 0:
		err = fmt.Errorf("the body of %s is nowhere", entry.URL)
	default:
		_, body, err = r.message(r.at(holder))
	}
	return message, body, err
}

func (r *recorder) at(i int) warc.Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.entries[i]
}

func (r *recorder) message(e warc.Entry) (*warc.Message, []byte, error) {
	records, err := warc.NewReader(io.NewSectionReader(r.file, e.Offset, e.Length))
	if err != nil {
		return nil, nil, err
	}
	record, err := records.Next()
	if err != nil {
		return nil, nil, err
	}
	message, err := warc.ReadMessage(record.Block)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(io.LimitReader(message.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = fmt.Errorf("the body of %s is too long to be given back", e.URL)
	}
	return message, body, err
}

// close drops the recorder and what it has kept.
func (r *recorder) close() error { return errors.Join(r.file.Close(), os.RemoveAll(r.dir)) }
