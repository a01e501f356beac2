package pipeline

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// harEntry is an entry of a HAR file with a body in some form.
func harEntry(url, media, text, encoding string, status, size int) map[string]any {
	return map[string]any{
		"startedDateTime": "2026-11-23T12:00:00Z", "pageref": "p", "request": map[string]any{"method": "GET", "url": url},
		"response": map[string]any{"status": status, "headers": []any{}, "content": map[string]any{"mimeType": media, "text": text, "encoding": encoding, "size": size}},
	}
}

// redirect is the entry of an address that leads to another one.
func redirect(url, to string) map[string]any {
	e := harEntry(url, "text/html", "", "", 302, 0)
	e["response"].(map[string]any)["headers"] = []any{map[string]any{"name": "Location", "value": to}}
	return e
}

// What a recording cannot give is an error that names the record; what it was made without
// is one where it is the page itself, and so is what was never in it; of all else that is a 404 and no error.
func TestBrokenRecordings(t *testing.T) {
	const page, style = "https://a.test/", "https://a.test/style.css"
	document := harEntry(page, "text/html", story+`<link rel="stylesheet" href="/style.css"><img src="/never.png">`, "", 200, len(story))
	css := "body { color: navy }"
	sheet := func(text, encoding string, status, size int) map[string]any {
		return harEntry(style, "text/css", text, encoding, status, size)
	}
	for _, test := range []struct {
		name    string
		entries []map[string]any
		kind    string // of the error
		says    string // in the error, or in what is told
		stored  bool
	}{
		{"whole", []map[string]any{document, sheet(css, "", 200, 20)}, "", "", true},
		{"in base64", []map[string]any{document, sheet(base64.StdEncoding.EncodeToString([]byte(css)), "base64", 200, 20)}, "", "", true},
		{"from a cache", []map[string]any{document, sheet(css, "", 0, 20)}, "", "", true},
		{"the page without its body", []map[string]any{harEntry(page, "text/html", "", "", 200, 4711)}, "recording", "Save all as HAR (with content)", false},
		{"the page as a placeholder", []map[string]any{harEntry(page, "text/html", "REMOVED", "", 200, 4711)}, "recording", "of 4711 bytes the file has 7", false},
		{"the page in bad base64", []map[string]any{harEntry(page, "text/html", "%%%", "base64", 200, 3)}, "recording", "the record of https://a.test/ (entry 1) is broken", false},
		{"the page with no status", []map[string]any{harEntry(page, "text/html", story, "", -7, 3)}, "recording", "the status -7", false},
		{"a style without its body", []map[string]any{document, sheet("", "", 200, 2000)}, "", "the body of https://a.test/style.css", true},
		{"a style in bad base64", []map[string]any{document, sheet("%%%", "base64", 200, 3)}, "recording", "the record of https://a.test/style.css (entry 2) is broken", true},
		{"no style", []map[string]any{document}, "", "", true},
		{"no page", []map[string]any{sheet(css, "", 200, 20)}, "recording", "the recording does not have https://a.test/", false},
		{"not what the page was led to", []map[string]any{redirect(page, "/moved")}, "recording", "the recording does not have https://a.test/moved", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, err := json.Marshal(map[string]any{"log": map[string]any{
				"creator": map[string]any{"name": "WebInspector", "version": "1"}, "entries": test.entries,
				"pages": []any{map[string]any{"id": "p", "startedDateTime": "2026-11-23T12:00:00Z"}},
			}})
			if err != nil {
				t.Fatal(err)
			}
			archive, err := replay.Read(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			r := open(t).Do(t.Context(), browser.Request{URL: page, Replay: Replayer(archive, page)})
			kind, said := "", strings.Join(r.Truncated, "\n")
			if r.Error != nil {
				kind, said = r.Error.Kind, r.Error.Message
			}
			if kind != test.kind || !strings.Contains(said, test.says) || (r.Dir != "") != test.stored {
				t.Errorf("kind %q, stored %t, said %q", kind, r.Dir != "", said)
			}
		})
	}
}
