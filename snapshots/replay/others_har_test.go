package replay_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// answer is an entry of a HAR file: its address, lines of its head, its content as JSON, and
// more of the response as JSON.
type answer struct{ url, head, content, more string }

func (a answer) entry(started string) string {
	var head []string
	for line := range strings.SplitSeq(a.head, "\n") {
		if name, value, found := strings.Cut(line, ": "); found {
			head = append(head, fmt.Sprintf(`{"name": %q, "value": %q}`, name, value))
		}
	}
	more := a.more
	if !strings.Contains(more, `"status"`) {
		more = `"status": 200, ` + more
	}
	return fmt.Sprintf(`{"pageref": "page_1", "startedDateTime": %q, "time": 12, "request": {"method": "GET", "url": %q, "headers": [], "headersSize": -1}, "response": {%s"headers": [%s], "content": {%s}}, "cache": {}, "timings": {}}`,
		started, a.url, more, strings.Join(head, ", "), a.content)
}

// harOf is a HAR file of a tool.
func harOf(tool, started string, list ...answer) []byte {
	var entries []string
	for _, a := range list {
		entries = append(entries, a.entry(started))
	}
	return fmt.Appendf(nil, `{"log": {"version": "1.2", "creator": {"name": %q, "version": "1"}, "pages": [{"id": "page_1", "title": "Tides", "startedDateTime": %q, "pageTimings": {}}], "entries": [%s]}}`,
		tool, started, strings.Join(entries, ", "))
}

func base(data []byte) string { return base64.StdEncoding.EncodeToString(data) }

func quoted(text string) string {
	data, _ := json.Marshal(text)
	return string(data)
}

func othersHAR(t *testing.T) []another {
	t.Helper()
	const home, html = "https://harbour.test/", "<meta charset=windows-1251><p>Отлив"
	const stamp = "2026-11-23T12:00:00.000Z"
	text := func(media, text string) string {
		return fmt.Sprintf(`"mimeType": %q, "size": %d, "text": %s`, media, len(text), quoted(text))
	}
	inBase := func(media string, size int, data []byte) string {
		return fmt.Sprintf(`"mimeType": %q, "size": %d, "text": %q, "encoding": "base64"`, media, size, base(data))
	}
	picture := []byte("\x89PNG\r\n\x1a\n\x00\xff\xfe")
	var brotlied bytes.Buffer
	z := brotli.NewWriter(&brotlied)
	_, _ = z.Write([]byte("<p>Low tide"))
	_ = z.Close()
	latin := func(data []byte) string { // bytes as characters
		runes := make([]rune, len(data))
		for i, b := range data {
			runes[i] = rune(b)
		}
		return string(runes)
	}
	want := []string{"GET " + home + "|200|<p>Low tide"}
	return []another{
		{
			name: "Chrome: names of HTTP/2, a head that says what the body is no more", want: want, page: home,
			data: harOf("WebInspector", stamp, answer{home, ":status: 200\ncontent-type: text/html\ncontent-encoding: br\ncontent-length: 5", text("text/html", "<p>Low tide"), `"_transferSize": 99, "_error": null, `}),
		},
		{
			name: "Chrome: text of another charset comes as Unicode", page: home, want: []string{"GET " + home + "|200|" + html}, media: "text/html; charset=utf-8",
			data: harOf("WebInspector", stamp, answer{home, "Content-Type: text/html; charset=windows-1251", text("text/html", html), ""}),
		},
		{
			name: "text whose charset only the document names", want: []string{"GET " + home + "|200|" + html}, media: "text/html; charset=utf-8",
			data: harOf("Firefox", stamp, answer{home, "content-type: text/html", text("text/html", html), ""}),
		},
		{
			name: "bytes of another charset in base64 keep it", want: []string{"GET " + home + "|200|<p>\xce\xf2\xeb\xe8\xe2"}, media: "text/html; charset=windows-1251",
			data: harOf("mitmproxy", stamp, answer{home, "content-type: text/html; charset=windows-1251", inBase("text/html; charset=windows-1251", 8, []byte("<p>\xce\xf2\xeb\xe8\xe2")), ""}),
		},
		{
			name: "Chrome: pictures in base64", want: []string{"GET " + home + "a.png|200|" + string(picture)}, media: "image/png",
			data: harOf("WebInspector", stamp, answer{home + "a.png", "content-type: image/png", inBase("image/png", len(picture), picture), ""}),
		},
		{
			name: "a body in an encoding that nobody knows", want: []string{"GET " + home + "|error|encoded as"},
			data: harOf("x", stamp, answer{home, "content-type: text/html", `"mimeType": "text/html", "size": 11, "text": "PHA+TG93IHRpZGU=", "encoding": "\u0000"`, ""}),
		},
		{
			name: "base64 with a piece of it twice", want: []string{"GET " + home + "|error|11 bytes where its head and its size say 8"},
			data: harOf("x", stamp, answer{home, "content-type: text/html\ncontent-length: 8", inBase("text/html", 8, []byte("<p>Low tide")), ""}),
		},
		{
			name: "nothing, where the head tells of a body", want: []string{"GET " + home + "|error|without bodies"},
			data: harOf("x", stamp, answer{home, "content-type: text/html\ncontent-length: 11", `"mimeType": "text/html"`, ""}),
		},
		{
			name: "Chrome: not modified, with the body out of the cache", want: want, page: home,
			data: harOf("WebInspector", stamp, answer{home, "etag: x\ncontent-type: text/html", text("text/html", "<p>Low tide"), `"status": 304, "_fetchedViaServiceWorker": false, `}),
		},
		{
			name: "not modified, without it", want: []string{"GET " + home + "|error|cache"},
			data: harOf("WebInspector", stamp, answer{home, "etag: x", `"mimeType": "text/html", "size": 0`, `"status": 304, `}),
		},
		{
			name: "not modified, and the body with another", want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "|200|<p>Low tide"},
			data: harOf("Firefox", stamp, answer{home, "etag: x", `"mimeType": "text/html", "size": 0`, `"status": 304, `}, answer{home, "content-type: text/html", text("text/html", "<p>Low tide"), ""}),
		},
		{
			name: "Firefox: a redirect without a Location", want: []string{"GET " + home + "old|301|", "GET " + home + "|200|<p>Low tide"},
			data: harOf("Firefox", stamp, answer{home + "old", "", `"mimeType": "", "size": 0`, `"status": 301, "redirectURL": "` + home + `", `}, answer{home, "", text("text/html", "<p>Low tide"), ""}),
		},
		{
			name: "Safari: no head, out of the disk cache, lines in its base64", want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "a.png|200|" + string(picture)}, page: home, media: "text/html; charset=utf-8",
			data: harOf("WebKit Web Inspector", "2026-11-23T12:00:00.123+0000", answer{home, "", text("text/html", "<p>Low tide"), `"_transferSize": -1, "bodySize": -1, `},
				answer{home + "a.png", "", strings.Replace(inBase("image/png", len(picture), picture), base(picture), base(picture)[:4]+`\n`+base(picture)[4:], 1), `"_fetchType": "Disk Cache", `}),
		},
		{
			name: "WebPageTest: numbers in quotes", want: want, page: home,
			data: harOf("WebPagetest", "2026-11-23T12:00:00.000+00:00", answer{home, "Content-Type: text/html", `"mimeType": "text/html", "size": "11", "text": "<p>Low tide"`, `"status": "200", "bodySize": "11", "_bytesIn": "90", `}),
		},
		{
			name: "mitmproxy: bodies as on the wire", want: want, page: home,
			data: harOf("mitmproxy", "2026-11-23T12:00:00.123456+00:00", answer{home, "content-type: text/html\ncontent-encoding: gzip", inBase("text/html", 11, packed("<p>Low tide")), `"bodySize": 40, "redirectURL": "", `}),
		},
		{
			name: "bodies in brotli as on the wire", want: want,
			data: harOf("mitmproxy", stamp, answer{home, "content-type: text/html\ncontent-encoding: br", inBase("text/html", 11, brotlied.Bytes()), ""}),
		},
		{
			name: "what is brotli by its head and is none any more", want: want,
			data: harOf("mitmproxy", stamp, answer{home, "content-type: text/html\ncontent-encoding: br", inBase("text/html", 11, []byte("<p>Low tide")), ""}),
		},
		{
			name: "a file that is compressed for good", want: []string{"GET " + home + "a.gz|200|" + string(packed("<p>Low tide"))},
			data: harOf("mitmproxy", stamp, answer{home + "a.gz", "content-type: application/gzip", inBase("application/gzip", 35, packed("<p>Low tide")), ""}),
		},
		{
			name: "mitmproxy: no pages, no answer to one", want: want, page: home,
			data: []byte(strings.Replace(string(harOf("mitmproxy", stamp, answer{home + "gone", "", `"size": 0`, `"status": 0, `}, answer{home, "", text("", "<p>Low tide"), ""})), `"pages": [{"id": "page_1", "title": "Tides", "startedDateTime": "`+stamp+`", "pageTimings": {}}], `, "", 1)),
		},
		{
			name: "Playwright: sizes that are not known", want: want, page: home,
			data: harOf("Playwright", stamp, answer{home, "content-type: text/html", `"size": -1, "mimeType": "text/html; charset=utf-8", "text": "<p>Low tide"`, `"bodySize": -1, "_transferSize": -1, "status": 200, `},
				answer{home + "x", "", `"size": -1, "mimeType": "x-unknown"`, `"status": -1, "_failureText": "net::ERR_ABORTED", `}),
		},
		{
			name: "Playwright: bodies in files beside it", want: []string{"GET " + home + "|200|<p>Low tide", "GET " + home + "a.png|200|" + string(picture)}, page: home,
			data: zipOf(t, part{"har.har", harOf("Playwright", stamp, answer{home, "content-type: text/html", `"size": 11, "mimeType": "text/html", "_file": "aa11.html"`, ""},
				answer{home + "a.png", "content-type: image/png", `"size": 11, "mimeType": "image/png", "_file": "bb22.png"`, ""}), true},
				part{"aa11.html", []byte("<p>Low tide"), true}, part{"bb22.png", picture, false}),
		},
		{
			name: "a file that is not there", want: []string{"GET " + home + "|error|aa11.html"},
			data: harOf("Playwright", stamp, answer{home, "content-type: text/html", `"size": 11, "mimeType": "text/html", "_file": "aa11.html"`, ""}),
		},
		{
			name: "bytes as characters", want: []string{"GET " + home + "a.png|200|" + string(picture)},
			data: harOf("other", stamp, answer{home + "a.png", "content-type: image/png", text("image/png", latin(picture)), ""}),
		},
		{
			name: "a picture that was taken for text", want: []string{"GET " + home + "a.png|error|text"},
			data: harOf("other", stamp, answer{home + "a.png", "content-type: image/png", text("image/png", "\ufffdPNG\r\n\ufffd\ufffd"), ""}),
		},
		{
			name: "nulls where lists belong", want: want,
			data: []byte(strings.ReplaceAll(string(harOf("Charles", "2026-11-23T12:00:00.000+0100", answer{home, "", text("text/html", "<p>Low tide"), `"redirectURL": null, `})), `"headers": []`, `"headers": null, "postData": null`)),
		},
		{
			name: "times that are none", want: want, page: home,
			data: harOf("other", "23/11/2026 12:00", answer{home, "", text("text/html", "<p>Low tide"), ""}),
		},
		{
			name: "a file with a mark of its order", want: want,
			data: append([]byte("\xef\xbb\xbf"), harOf("Fiddler", stamp, answer{home, "", text("text/html", "<p>Low tide"), ""})...),
		},
		{
			name: "compressed as a whole", want: want, page: home,
			data: packed(string(harOf("WebPagetest", stamp, answer{home, "", text("text/html", "<p>Low tide"), ""}))),
		},
	}
}
