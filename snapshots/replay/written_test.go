package replay_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/replay"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// writeAndRead writes an exchange and says what is wrong with the package that it becomes.
// ok is false where the writer refuses it.
func writeAndRead(t *testing.T, x exchange.Exchange, body string) (ok bool) {
	t.Helper()
	var records, packed bytes.Buffer
	w := warc.NewWriter(&records, warc.Options{Dir: t.TempDir()})
	if err := w.Info("test"); err != nil {
		t.Fatal(err)
	}
	x.Started, x.Response.Body = noon, strings.NewReader(body)
	entry, _, err := w.Exchange(x)
	if err != nil {
		return false
	}
	page := wacz.Page{URL: x.Request.URL, Time: noon}
	if err := wacz.Write(&packed, wacz.Package{Created: noon, Pages: []wacz.Page{page}, WARC: &records, Entries: []warc.Entry{entry}}); err != nil {
		t.Fatal(err)
	}
	file, err := wacz.Read(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatalf("what was written cannot be read: %v", err)
	}
	for _, problem := range file.Verify() {
		t.Errorf("what was written does not verify: %v", problem)
	}
	if !strings.HasPrefix(x.Request.URL, "http") {
		return true
	}
	archive, err := replay.Read(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatalf("what was written cannot be replayed: %v", err)
	}
	got, err := archive.Session(replay.Page{URL: x.Request.URL, Time: noon}).Answer(x.Request)
	if err != nil || got.Status != x.Response.Status || x.Response.Header.Get("Content-Encoding") == "" && bodyOf(t, got) != body {
		t.Errorf("what was written comes back as %d %q: %v", got.Status, bodyOf(t, got), err)
	}
	return true
}

// What is no answer of HTTP is refused when it is written, not when it is read.
func TestWriterRefuses(t *testing.T) {
	t.Parallel()
	good := exchange.Exchange{Request: exchange.Request{Method: "GET", URL: "https://a.test/"}, Response: exchange.Response{Status: 200}}
	for name, test := range map[string]struct {
		change func(x *exchange.Exchange)
		ok     bool
	}{
		"nothing":           {func(*exchange.Exchange) {}, true},
		"status 0":          {func(x *exchange.Exchange) { x.Response.Status = 0 }, false},
		"status 42":         {func(x *exchange.Exchange) { x.Response.Status = 42 }, false},
		"status 99":         {func(x *exchange.Exchange) { x.Response.Status = 99 }, false},
		"status 100":        {func(x *exchange.Exchange) { x.Response.Status = 100 }, true},
		"status 999":        {func(x *exchange.Exchange) { x.Response.Status = 999 }, true},
		"status 1000":       {func(x *exchange.Exchange) { x.Response.Status = 1000 }, false},
		"status -7":         {func(x *exchange.Exchange) { x.Response.Status = -7 }, false},
		"no method":         {func(x *exchange.Exchange) { x.Request.Method = "" }, false},
		"two methods":       {func(x *exchange.Exchange) { x.Request.Method = "GET /x HTTP/1.1" }, false},
		"no address":        {func(x *exchange.Exchange) { x.Request.URL = "" }, false},
		"an address in two": {func(x *exchange.Exchange) { x.Request.URL = "https://a.test/\r\nWARC-Type: x" }, false},
		"a long address":    {func(x *exchange.Exchange) { x.Request.URL += strings.Repeat("a", 1<<20) }, false},
		"a rather long one": {func(x *exchange.Exchange) { x.Request.URL += strings.Repeat("ä", 100<<10) }, true},
		"a long header": {func(x *exchange.Exchange) {
			x.Response.Header = exchange.Fields{{Name: "A", Value: strings.Repeat("a", 2<<20)}}
		}, false},
		"a name in two": {func(x *exchange.Exchange) { x.Response.Header = exchange.Fields{{Name: "A\r\nB: c", Value: "d"}} }, true},
		"a name with a space": {func(x *exchange.Exchange) {
			x.Response.Header = exchange.Fields{{Name: "X", Value: "1"}, {Name: " A", Value: "d"}}
		}, true},
		"a value in two": {func(x *exchange.Exchange) {
			x.Response.Header = exchange.Fields{{Name: "A", Value: "d\r\n\r\nHTTP/1.1 42 no"}}
		}, true},
		"a text in two":    {func(x *exchange.Exchange) { x.Response.StatusText = "OK\r\n\r\nHTTP/1.1 42 no" }, true},
		"a kind of quotes": {func(x *exchange.Exchange) { x.Request.URL += `"{}\` }, true},
		"its own length":   {func(x *exchange.Exchange) { x.Response.Header = exchange.Fields{{Name: "Content-Length", Value: "-1"}} }, true},
		"chunks that are none": {func(x *exchange.Exchange) {
			x.Response.Header = exchange.Fields{{Name: "Transfer-Encoding", Value: "chunked"}}
		}, true},
	} {
		x := good
		test.change(&x)
		if ok := writeAndRead(t, x, "5\r\ntide\r\n"); ok != test.ok {
			t.Errorf("%s: written %t", name, ok)
		}
		if t.Failed() {
			t.Fatalf("with %s", name)
		}
	}
}

// Whatever the writer takes verifies, and comes back as it was.
func FuzzWritten(f *testing.F) {
	f.Add(200, "OK", "GET", "https://a.test/", "Content-Type", "text/html", "<p>Tide", []byte(nil))
	f.Add(42, "", "POST", "https://a.test/?a=b", "Transfer-Encoding", "chunked", "0\r\n\r\n", []byte(`{"a":1}`))
	f.Add(1000, "A\nB", "HEAD", "https://a.test/ä b", "Content-Encoding", "gzip", "\x1f\x8b", []byte("a=b"))
	f.Add(304, "", "OPTIONS", "http://[::1]:80/%zz", "x-orig-content-encoding", "br", "", []byte{0, 255})
	f.Fuzz(func(t *testing.T, status int, text, method, url, name, value, body string, sent []byte) {
		writeAndRead(t, exchange.Exchange{
			Request:  exchange.Request{Method: method, URL: url, Body: sent, Header: exchange.Fields{{Name: name, Value: value}}},
			Response: exchange.Response{Status: status, StatusText: text, Header: exchange.Fields{{Name: name, Value: value}}},
		}, body)
	})
}
