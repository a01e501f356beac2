package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Page is a page that an archive holds.
type Page struct {
	URL   string
	Title string
	Time  time.Time
}

// Request is what is to be answered.
type Request struct {
	Method string
	URL    string
	Header warc.Fields
	Body   []byte
}

// Answer is what was recorded. Its body is free of encodings.
type Answer struct {
	Status     int
	StatusText string
	Header     warc.Fields
	Body       []byte
}

// Archive is an open archive. It can be used by several goroutines at a time.
type Archive struct {
	Pages []Page

	entries []entry
	exact   map[string][]int // key -> entries, by time
	loose   map[string][]int
	paths   map[string][]int
	damage  error          // what kept the rest of the file from being read
	bodies  map[string]int // digest -> an entry that has the body
	close   func() error
}

// entry is one recorded answer.
type entry struct {
	method, url string
	sent        string // what the request sends, as a query
	status      int
	media       string
	at          time.Time
	digest      string
	revisit     bool // the body is with another entry
	read        func() (Answer, error)
	place       string // names the record where it is broken
}

// maxBody is the length over which a body is not given: it goes through memory.
const maxBody = 200 << 20

// maxRatio is how many times longer than on the wire a body may be: pages of tables get
// near 50.
const maxRatio = 100

// Open opens an archive of any format. Close it when done.
func Open(name string) (*Archive, error) {
	file, err := regular.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		var a *Archive
		if a, err = Read(file, info.Size()); err == nil {
			a.close = file.Close
			return a, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("%s cannot be replayed: %w", name, err), file.Close())
}

// formats are told apart by their first bytes.
var formats = []struct {
	start string
	index func(a *Archive, in io.ReaderAt, size int64) error
}{
	{"PK\x03\x04", (*Archive).fromWACZ},
	{"WARC/", (*Archive).fromWARC},
	{"\x1f\x8b", (*Archive).fromWARC},
	{"{", (*Archive).fromHAR},
}

// Read indexes an archive of so many bytes.
func Read(in io.ReaderAt, size int64) (*Archive, error) {
	start := make([]byte, 64)
	n, err := in.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	start = bytes.TrimLeft(bytes.TrimPrefix(start[:n], []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, format := range formats {
		if !bytes.HasPrefix(start, []byte(format.start)) {
			continue
		}
		a := &Archive{}
		if err := format.index(a, in, size); err != nil {
			return nil, err
		}
		if len(a.entries) == 0 {
			return nil, errors.New("it holds no answers")
		}
		a.sort()
		return a, nil
	}
	return nil, errors.New("it is no WACZ, WARC or HAR file")
}

// Close closes what Open opened.
func (a *Archive) Close() error {
	if a.close == nil {
		return nil
	}
	return a.close()
}

// sort makes the indexes, and finds pages where the format lists none.
func (a *Archive) sort() {
	slices.SortStableFunc(a.entries, func(x, y entry) int { return x.at.Compare(y.at) })
	a.exact, a.loose, a.paths, a.bodies = map[string][]int{}, map[string][]int{}, map[string][]int{}, map[string]int{}
	for i, e := range a.entries {
		add(a.exact, e.method+" "+withoutFragment(e.url)+" "+e.sent, i)
		add(a.loose, e.method+" "+looseURL(e.url)+" "+looseQuery(e.sent), i)
		add(a.paths, e.method+" "+pathOf(e.url), i)
		if _, ok := a.bodies[e.digest]; !ok && !e.revisit && e.digest != "" {
			a.bodies[e.digest] = i
		}
	}
	if len(a.Pages) > 0 {
		return
	}
	for _, e := range a.entries {
		if e.method == "GET" && e.status == 200 && (e.media == "text/html" || e.media == "application/xhtml+xml") {
			a.Pages = append(a.Pages, Page{URL: e.url, Time: e.at})
			return
		}
	}
}

func add(index map[string][]int, key string, i int) { index[key] = append(index[key], i) }

// meter counts what is read of a file.
type meter struct {
	in io.Reader
	n  int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	m.n += int64(n)
	return n, err
}

// bounded reads a body that goes through memory. It may be so many times longer than what
// was read of the file for it, and of a certain size anyway.
func (m *meter) bounded(body io.Reader) ([]byte, error) {
	const freely, step = 8 << 20, 1 << 20
	var b bytes.Buffer
	for {
		_, err := io.CopyN(&b, body, step)
		size := int64(b.Len())
		switch {
		case errors.Is(err, io.EOF):
			return b.Bytes(), nil
		case err != nil:
			return b.Bytes(), err
		case size > maxBody:
			return nil, fmt.Errorf("its body is longer than the %d MB that are replayed", maxBody>>20)
		case size > freely && size/maxRatio > m.n:
			return nil, fmt.Errorf("its body unpacks to more than %d times its size", maxRatio)
		}
	}
}

// answerOf reads the answer in a record, which is to be about an address.
func answerOf(in io.Reader, address string) (Answer, error) {
	m := &meter{in: in}
	records, err := warc.NewReader(m)
	if err != nil {
		return Answer{}, err
	}
	record, err := records.Next()
	if err != nil {
		return Answer{}, endsEarly(err)
	}
	if pathOf(record.URL()) != pathOf(address) {
		return Answer{}, fmt.Errorf("what is there is the record of %s", warc.Excerpt(record.URL()))
	}
	if record.Type() == warc.Resource {
		body, err := m.bounded(record.Block)
		err = errors.Join(err, records.Finish())
		return Answer{200, "OK", warc.Fields{{Name: "Content-Type", Value: record.Header.Get("Content-Type")}}, body}, err
	}
	message, err := warc.ReadMessage(record.Block)
	if err != nil {
		return Answer{}, err
	}
	decoded, err := message.Decoded()
	if err != nil {
		return Answer{}, err
	}
	body, err := m.bounded(decoded)
	if err == nil {
		err = records.Finish()
	}
	return Answer{message.Status, message.StatusText, message.Header, body}, endsEarly(err)
}

// endsEarly says what an end means that comes too early.
func endsEarly(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("it ends before it should (%w)", err)
	}
	return err
}

func entryOf(l wacz.Line, read func() (Answer, error)) entry {
	method := l.Method
	if method == "" {
		method = "GET"
	}
	return entry{
		method: method, url: l.URL, sent: l.Sent, status: l.Status, media: l.Media, at: l.Time,
		digest: l.Digest, revisit: l.Media == "warc/revisit", read: read,
	}
}
