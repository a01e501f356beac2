package replay

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/har"
	"github.com/tearsheet/tearsheet/snapshots/regular"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
)

// Page is a page that an archive holds.
type Page struct {
	URL   string
	Title string
	Time  time.Time
}

// recorded is what an archive holds for a request. Its body is free of encodings.
type recorded struct {
	Status     int
	StatusText string
	Header     exchange.Fields
	Body       []byte

	of  *original // of a revisit
	cut string    // why there is not all of the body
}

// response is what is recorded, for one who reads the body once.
func (r recorded) response() exchange.Response {
	return exchange.Response{
		Status: r.Status, StatusText: r.StatusText, Header: r.Header,
		Body: bytes.NewReader(r.Body), Cut: func() string { return r.cut },
	}
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
	beside  har.Files      // the files that lie beside this one; nil: none
	closers []io.Closer
}

// entry is one recorded answer.
type entry struct {
	method, url string
	sent        string // what the request sends, as a query
	status      int
	media       string
	at          time.Time
	digest      string
	id          string // of the record
	revisit     bool   // the body is with another entry
	read        func() (recorded, error)
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
	a := &Archive{closers: []io.Closer{file}, beside: func(other string) ([]byte, error) { return besideOf(name, other) }}
	info, err := file.Stat()
	if err == nil {
		if err = a.index(file, info.Size()); err == nil {
			return a, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("%s cannot be replayed: %w", name, err), a.Close())
}

// besideOf reads a file that lies in the folder of another.
func besideOf(name, other string) ([]byte, error) {
	if !filepath.IsLocal(other) || filepath.Base(other) != other {
		return nil, errors.New("which is not in the same folder")
	}
	return regular.ReadFile(filepath.Join(filepath.Dir(name), other), maxBody)
}

// formats are told apart by their first bytes.
var formats = []struct {
	start string
	index func(a *Archive, in io.ReaderAt, size int64) error
}{
	{"PK\x03\x04", (*Archive).fromZIP},
	{"WARC/", (*Archive).fromWARC},
	{"\x1f\x8b", (*Archive).fromGzip},
	{zstdFrame, (*Archive).fromZstandard},
	{zstdDictionary, (*Archive).fromZstandard},
	{"{", (*Archive).fromHAR},
}

// Read indexes an archive of so many bytes. Close it when done.
func Read(in io.ReaderAt, size int64) (*Archive, error) {
	a := &Archive{}
	if err := a.index(in, size); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// index finds out what the archive holds.
func (a *Archive) index(in io.ReaderAt, size int64) error {
	start := make([]byte, 64)
	n, err := in.ReadAt(start, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	start = trimmed(start[:n])
	for _, format := range formats {
		if !bytes.HasPrefix(start, []byte(format.start)) {
			continue
		}
		if err := format.index(a, in, size); err != nil {
			return err
		}
		if len(a.entries) == 0 {
			return errors.New("it holds no answers")
		}
		a.sort()
		return nil
	}
	return errors.New("it is no WACZ, WARC or HAR file")
}

// trimmed is the start of a file without what may stand before its first byte.
func trimmed(start []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// Close closes what Open opened, and what was unpacked.
func (a *Archive) Close() (err error) {
	for _, c := range a.closers {
		err = errors.Join(err, c.Close())
	}
	a.closers = nil
	return err
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
	for _, media := range [][]string{{"text/html", "application/xhtml+xml"}, {""}} {
		for _, e := range a.entries {
			if e.method == "GET" && e.status == 200 && slices.Contains(media, e.media) {
				a.Pages = append(a.Pages, Page{URL: e.url, Time: e.at})
				return
			}
		}
	}
}

func add(index map[string][]int, key string, i int) { index[key] = append(index[key], i) }

func entryOf(l wacz.Line, read func() (recorded, error)) entry {
	method := l.Method
	if method == "" {
		method = "GET"
	}
	return entry{
		method: method, url: l.URL, sent: l.Sent, status: l.Status, media: l.Media, at: l.Time,
		digest: digestOf(l.Digest), revisit: l.Media == "warc/revisit", read: read,
	}
}

// digestOf is the digest that a line names, empty where it has only a dash for one.
func digestOf(text string) string {
	if text == "-" {
		return ""
	}
	return text
}
