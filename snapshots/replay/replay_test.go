package replay_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/replay"
	"github.com/tearsheet/tearsheet/snapshots/wacz"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// recorded is one exchange: "METHOD url|sent|status|header: value|body".
func recorded(lines ...string) []exchange.Exchange {
	var list []exchange.Exchange
	for n, line := range lines {
		part := strings.Split(line, "|")
		method, url, _ := strings.Cut(part[0], " ")
		x := exchange.Exchange{Started: noon.Add(time.Duration(n) * time.Second), Request: exchange.Request{Method: method, URL: url, Body: []byte(part[1])}}
		if part[1] != "" {
			x.Request.Header = exchange.Fields{{Name: "Content-Type", Value: "application/json"}}
		}
		fmt.Sscan(part[2], &x.Response.Status)
		name, value, _ := strings.Cut(part[3], ": ")
		x.Response.Header = exchange.Fields{{Name: name, Value: value}}
		x.Response.Body = strings.NewReader(part[4])
		list = append(list, x)
	}
	return list
}

var site = []string{
	"GET https://a.test/||200|Content-Type: text/html|<p>first",
	"GET https://a.test/feed||200|Content-Type: application/json|1",
	"GET https://a.test/feed||200|Content-Type: application/json|2",
	`POST https://a.test/api|{"q":"boats","token":"4711"}|200|Content-Type: application/json|boats`,
	`POST https://a.test/api|{"q":"tides"}|200|Content-Type: application/json|tides`,
	"GET https://a.test/busted?_=1763899200123&page=2||200|Content-Type: text/plain|busted",
	"GET https://a.test/signed?token=abc&file=7||200|Content-Type: text/plain|signed",
	"GET https://a.test/app.js?v=1||200|Content-Type: text/javascript|app",
	"GET https://a.test/clip||206|Content-Range: bytes 0-9/10|0123456789",
	"GET https://a.test/old||301|Location: https://a.test/|",
	"GET https://a.test/list?page=1&sort=up||200|Content-Type: text/plain|list",
}

// write writes the site as a WARC file.
func write(t *testing.T, opts warc.Options) ([]byte, []warc.Entry) {
	t.Helper()
	var out bytes.Buffer
	w := warc.NewWriter(&out, opts)
	if err := w.Info("test"); err != nil {
		t.Fatal(err)
	}
	var entries []warc.Entry
	for _, x := range recorded(site...) {
		response, _, err := w.Exchange(x)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, response)
	}
	return out.Bytes(), entries
}

// archives are the site in every format.
func archives(t *testing.T) map[string][]byte {
	t.Helper()
	data, entries := write(t, warc.Options{Redact: warc.Secrets})
	var packed bytes.Buffer
	err := wacz.Write(&packed, wacz.Package{
		Created: noon, Pages: []wacz.Page{{URL: "https://a.test/", Title: "First", Time: noon}}, WARC: bytes.NewReader(data), Entries: entries,
	})
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	if _, err := plain.ReadFrom(z); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{"wacz": packed.Bytes(), "warc.gz": data, "warc": plain.Bytes(), "har": har(t)}
}

// bodyOf is the body of a response, which is there in one piece.
func bodyOf(t *testing.T, r exchange.Response) string {
	t.Helper()
	if r.Body == nil {
		return ""
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = r.Body.(io.Seeker).Seek(0, io.SeekStart) // it never fails
	return string(data)
}

// har is the site as a HAR file, every second body in base64.
func har(t *testing.T) []byte {
	t.Helper()
	var entries []string
	for n, x := range recorded(site...) {
		part := strings.Split(site[n], "|")
		content := fmt.Sprintf(`"mimeType": %q, "text": %q`, x.Response.Header.Get("Content-Type"), part[4])
		if n%2 == 1 {
			content = fmt.Sprintf(`"mimeType": %q, "encoding": "base64", "text": %q`, x.Response.Header.Get("Content-Type"), base64.StdEncoding.EncodeToString([]byte(part[4])))
		}
		sent := ""
		if part[1] != "" {
			sent = fmt.Sprintf(`, "postData": {"mimeType": "application/json", "text": %q}`, part[1])
		}
		entries = append(entries, fmt.Sprintf(
			`{"pageref": "p", "startedDateTime": %q, "request": {"method": %q, "url": %q%s}, "response": {"status": %d, "headers": [{"name": %q, "value": %q}], "content": {%s}}}`,
			x.Started.Format(time.RFC3339Nano), x.Request.Method, x.Request.URL, sent, x.Response.Status, x.Response.Header[0].Name, x.Response.Header[0].Value, content))
	}
	return []byte(`{"log": {"pages": [{"id": "p", "title": "First", "startedDateTime": "2026-11-23T12:00:00Z"}], "entries": [` + strings.Join(entries, ",") + `]}}`)
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		request string // METHOD url|sent|Range
		status  int
		body    string
	}{
		{"GET https://a.test/||", 200, "<p>first"},
		{"GET https://a.test/#part||", 200, "<p>first"},
		{"GET http://a.test/||", 200, "<p>first"},
		{"HEAD https://a.test/||", 200, "<p>first"},
		{"GET https://a.test/feed||", 200, "1"},
		{"GET https://a.test/feed||", 200, "2"},
		{"GET https://a.test/feed||", 200, "2"},
		{`POST https://a.test/api|{"q":"tides"}|`, 200, "tides"},
		{`POST https://a.test/api|{"q":"boats","token":"4711"}|`, 200, "boats"},
		{`POST https://a.test/api|{"q":"boats","token":"4712"}|`, 200, "boats"},
		{`POST https://a.test/api|{"q":"tides","at":1763899200123}|`, 200, "tides"},
		{"GET https://a.test/busted?page=2&_=1763899999999||", 200, "busted"},
		{"GET https://a.test/signed?token=xyz&file=7||", 200, "signed"},
		{"GET https://a.test/app.js?v=2||", 200, "app"},
		{"GET https://a.test/app.js||", 200, "app"},
		{"GET https://a.test/clip||bytes=0-", 206, "0123456789"},
		{"GET https://a.test/clip||bytes=2-4", 206, "234"},
		{"GET https://a.test/clip||bytes=-3", 206, "789"},
		{"GET https://a.test/clip||", 200, "0123456789"},
		{"GET https://a.test/old||", 301, ""},
		{"GET https://a.test/list?sort=up&page=1||", 200, "list"},
		{"GET https://a.test/other||", 0, ""},
		{"GET https://b.test/||", 0, ""},
		{"GET https://a.test/list?author=clerk&by=name&x=1||", 0, ""},
	}
	for format, data := range archives(t) {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			archive, err := replay.Read(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Pages) != 1 || archive.Pages[0].URL != "https://a.test/" {
				t.Errorf("pages are %v", archive.Pages)
			}
			session := archive.Session(archive.Pages[0])
			for _, test := range tests {
				part := strings.Split(test.request, "|")
				method, url, _ := strings.Cut(part[0], " ")
				request := exchange.Request{Method: method, URL: url, Body: []byte(part[1])}
				if part[1] != "" {
					request.Header = exchange.Fields{{Name: "Content-Type", Value: "application/json"}}
				}
				if part[2] != "" {
					request.Header = exchange.Fields{{Name: "Range", Value: part[2]}}
				}
				answer, err := session.Answer(request)
				if (err == nil) != (test.status > 0) || answer.Status != test.status || bodyOf(t, answer) != test.body {
					t.Errorf("%s: %v %d %q", test.request, err, answer.Status, bodyOf(t, answer))
				}
			}
		})
	}
}

// The body of a revisit is that of the record it leads to.
func TestRevisit(t *testing.T) {
	t.Parallel()
	var seen []string
	known := func(url, digest string) (warc.Original, bool) {
		for _, one := range seen {
			if one == digest {
				return warc.Original{URL: url, Time: noon}, true
			}
		}
		seen = append(seen, digest)
		return warc.Original{}, false
	}
	var out bytes.Buffer
	w := warc.NewWriter(&out, warc.Options{Known: known})
	for _, x := range recorded("GET https://a.test/1||200|X-One: 1|same", "GET https://a.test/2||200|X-Two: 2|same") {
		if _, _, err := w.Exchange(x); err != nil {
			t.Fatal(err)
		}
	}
	archive, err := replay.Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := archive.Session(replay.Page{}).Answer(exchange.Request{Method: "GET", URL: "https://a.test/2"})
	if err != nil || bodyOf(t, answer) != "same" || answer.Header.Get("X-Two") != "2" {
		t.Errorf("%v %q %v", err, bodyOf(t, answer), answer.Header)
	}
}

// Bodies that are encoded as they were on the wire, as other writers keep them, come
// back without.
func TestEncoded(t *testing.T) {
	t.Parallel()
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	fmt.Fprint(z, "clear text")
	z.Close()
	body := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", zipped.Len(), zipped.String())
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
	data := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://a.test/>\r\nWARC-Date: 2026-11-23T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s%s\r\n\r\n",
		len(head)+len(body), head, body)
	archive, err := replay.Read(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := archive.Session(archive.Pages[0]).Answer(exchange.Request{Method: "GET", URL: "https://a.test/"})
	if err != nil || bodyOf(t, answer) != "clear text" {
		t.Errorf("%v %q", err, bodyOf(t, answer))
	}
}

// What was cut when it was recorded says so when it is answered, so that a record of that
// says it, too.
func TestCut(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	x := recorded("GET https://a.test/||200|Content-Type: text/html|<p>fir")[0]
	x.Response.Cut = func() string { return "disconnect" }
	if _, _, err := warc.NewWriter(&out, warc.Options{}).Exchange(x); err != nil {
		t.Fatal(err)
	}
	archive, err := replay.Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := archive.Session(replay.Page{}).Answer(exchange.Request{Method: "GET", URL: "https://a.test/"})
	if missing := new(replay.Error); !errors.As(err, &missing) || !missing.Missing || bodyOf(t, answer) != "<p>fir" || answer.Cut() != "disconnect" {
		t.Errorf("%v %q %q", err, bodyOf(t, answer), answer.Cut())
	}
}
