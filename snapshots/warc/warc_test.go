package warc_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 123e6, time.UTC)

// write writes a file with the exchanges given.
func write(t *testing.T, opts warc.Options, list ...exchange.Exchange) ([]byte, []warc.Entry) {
	t.Helper()
	var out bytes.Buffer
	w := warc.NewWriter(&out, opts)
	if err := w.Info("tearsheet test"); err != nil {
		t.Fatal(err)
	}
	var entries []warc.Entry
	for _, x := range list {
		response, request, err := w.Exchange(x)
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, response, request)
	}
	if w.Size() != int64(out.Len()) {
		t.Errorf("the writer says %d bytes, there are %d", w.Size(), out.Len())
	}
	return out.Bytes(), entries
}

func page(body string) exchange.Exchange {
	return exchange.Exchange{
		Started: noon, Address: "192.0.2.7",
		Request: exchange.Request{Method: "GET", URL: "https://example.com/a?b=c", Kind: "Document", Header: exchange.Fields{{Name: "Accept", Value: "*/*"}}},
		Response: exchange.Response{
			Status: 200, Header: exchange.Fields{{Name: "Content-Type", Value: "text/html; charset=utf-8"}, {Name: "Content-Encoding", Value: "br"}},
			Body: strings.NewReader(body),
		},
	}
}

// What was written is read again, each record from where its entry says.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	long := make([]byte, 3<<20) // longer than what is kept in memory
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(long)
	data, entries := write(t, warc.Options{Dir: t.TempDir()}, page("<p>Tide"), page(string(long)))
	for _, e := range entries {
		r, err := warc.NewReader(bytes.NewReader(data[e.Offset : e.Offset+e.Length]))
		if err != nil {
			t.Fatal(err)
		}
		record, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if record.URL() != "https://example.com/a?b=c" || record.Type() != e.Type || !record.Time().Equal(noon) {
			t.Errorf("%s of %s at %s", record.Type(), record.URL(), record.Time())
		}
		if _, err := r.Next(); !errors.Is(err, io.EOF) {
			t.Errorf("after one record: %v", err)
		}
	}
	r, err := warc.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for record, err := range r.All() {
		if err != nil {
			t.Fatal(err)
		}
		if record.Type() != warc.Response {
			continue
		}
		if record.Header.Get("WARC-IP-Address") != "192.0.2.7" {
			t.Errorf("answered by %q", record.Header.Get("WARC-IP-Address"))
		}
		message, err := warc.ReadMessage(record.Block)
		if err != nil {
			t.Fatal(err)
		}
		if message.Status != 200 || message.Header.Get("x-orig-content-encoding") != "br" || message.Header.Get("Content-Encoding") != "" {
			t.Errorf("status %d, header %v", message.Status, message.Header)
		}
		body, err := io.ReadAll(message.Body)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, string(body))
	}
	if len(bodies) != 2 || bodies[0] != "<p>Tide" || bodies[1] != string(long) {
		t.Errorf("%d bodies came back, not as they were", len(bodies))
	}
}

// A payload that is known is not written again.
func TestRevisit(t *testing.T) {
	t.Parallel()
	known := func(url, digest string) (warc.Original, bool) {
		return warc.Original{URL: url, Time: noon.Add(-time.Hour)}, strings.HasPrefix(digest, "sha256:")
	}
	data, entries := write(t, warc.Options{Known: known}, page("<p>Tide"))
	if entries[0].Type != warc.Revisit {
		t.Fatalf("it is a %s", entries[0].Type)
	}
	text := unzip(t, data)
	if !strings.Contains(text, "WARC-Refers-To-Date: 2026-11-23T11:00:00.123Z") || strings.Contains(text, "<p>Tide") {
		t.Errorf("the record is %s", text)
	}
}

// A body that lacks its end says so.
func TestTruncated(t *testing.T) {
	t.Parallel()
	x := page("<p>Ti")
	x.Response.Cut = func() string { return "disconnect" }
	data, _ := write(t, warc.Options{}, x)
	if !strings.Contains(unzip(t, data), "WARC-Truncated: disconnect\r\n") {
		t.Error("it does not say that it is truncated")
	}
}

// Each record is found broken when a byte of it changes.
func TestBroken(t *testing.T) {
	t.Parallel()
	data, entries := write(t, warc.Options{}, page("<p>Tide"))
	text := []byte(unzip(t, data[entries[0].Offset:entries[0].Offset+entries[0].Length]))
	for _, cut := range []int{1, 20, len(text) / 2, len(text) - 1} {
		if err := readAll(text[:cut]); err == nil {
			t.Errorf("%d of %d bytes are a whole file", cut, len(text))
		}
	}
	text[len(text)-6] ^= 1
	if err := readAll(text); err == nil || !strings.Contains(err.Error(), "digest") {
		t.Errorf("a changed body: %v", err)
	}
}

func readAll(data []byte) error {
	r, err := warc.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for _, err := range r.All() {
		if err != nil {
			return err
		}
	}
	return nil
}

func unzip(t *testing.T, data []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
