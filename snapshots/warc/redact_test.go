package warc_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser/exchange"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

func TestRedactURL(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"https://example.com/a?b=c&tide=1":                          "https://example.com/a?b=c&tide=1",
		"https://example.com/a?token=4711&b=%C3%B6":                 "https://example.com/a?token=REDACTED&b=%C3%B6",
		"https://example.com/?access_token=4711":                    "https://example.com/?access_token=REDACTED",
		"https://example.com/?apiKey=4711&API-KEY=2":                "https://example.com/?apiKey=REDACTED&API-KEY=REDACTED",
		"https://example.com/?user[password]=4711":                  "https://example.com/?user[password]=REDACTED",
		"https://clerk:fish@example.com/":                           "https://REDACTED@example.com/",
		"https://example.com/#access_token=4711&x=1":                "https://example.com/#access_token=REDACTED&x=1",
		"https://example.com/#part":                                 "https://example.com/#part",
		"https://example.com/?to=https%3A%2F%2Fx.test%3Fsid%3D9":    "https://example.com/?to=https%3A%2F%2Fx.test%3Fsid%3DREDACTED",
		"https://example.com/?keyword=boats&author=clerk&design=2":  "https://example.com/?keyword=boats&author=clerk&design=2",
		"https://clerk:fi@sh@example.com/":                          "https://REDACTED@example.com/",
		"https://keep.test/2026/http://clerk:fish@example.com/?a=1": "https://keep.test/2026/http://REDACTED@example.com/?a=1",
		"https://keep.test/@clerk/4711?mail=a@b.test":               "https://keep.test/@clerk/4711?mail=a@b.test",
		"not an address token=4711":                                 "not an address token=REDACTED",
		"javascript:token='4711'":                                   "javascript:token='REDACTED'",
		"azblob://boats?sas=4711":                                   "azblob://boats?sas=REDACTED",
		"https://example.com/?token=":                               "https://example.com/?token=",
	}
	for address, want := range tests {
		if got := warc.Secrets.URL(address); got != want {
			t.Errorf("%s becomes %s", address, got)
		}
		if again := warc.Secrets.URL(want); again != want {
			t.Errorf("%s becomes %s the second time", want, again)
		}
	}
}

func TestRedactBody(t *testing.T) {
	t.Parallel()
	form := "--x\r\nContent-Disposition: form-data; name=\"boat\"\r\n\r\nGull\r\n--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nfish\r\n--x--\r\n"
	tests := []struct{ mediaType, body, want string }{
		{"application/json", `{"boat": "Gull"}`, `{"boat": "Gull"}`},
		{"application/json; charset=utf-8", `{"a":[{"password":"fish","pin":4711}]}`, `{"a":[{"password":"REDACTED","pin":"REDACTED"}]}`},
		{"application/x-www-form-urlencoded", "boat=Gull&password=fish&", "boat=Gull&password=REDACTED&"},
		{"multipart/form-data; boundary=x", form, strings.Replace(form, "fish", "REDACTED", 1)},
		{"text/plain;charset=UTF-8", `{"token":"4711"}`, `{"token":"REDACTED"}`},
		{"text/plain", "session=4711", "session=REDACTED"},
		{"text/plain", "The password=fish is old", "The password=fish is old"},
		{"application/octet-stream", "\x00password=fish", "\x00password=fish"},
	}
	for _, test := range tests {
		if got := string(warc.Secrets.Sent(test.mediaType, []byte(test.body))); got != test.want {
			t.Errorf("%s %q becomes %q", test.mediaType, test.body, got)
		}
	}
}

// Of what is secret in an exchange nothing is in the file.
func TestRedactExchange(t *testing.T) {
	t.Parallel()
	x := page("<p>Tide")
	x.Request.Method, x.Request.URL = "POST", "https://example.com/?token=seed-1"
	x.Request.Body = []byte(`{"password": "seed-2"}`)
	x.Request.Header = exchange.Fields{
		{Name: "Content-Type", Value: "application/json"}, {Name: "Cookie", Value: "a=seed-3; b=seed-4"}, {Name: "Authorization", Value: "Bearer seed-5"},
		{Name: "X-Api-Key", Value: "seed-6"}, {Name: "Referer", Value: "https://example.com/?sid=seed-7"}, {Name: "x-csrf-token", Value: "seed-8"},
	}
	x.Response.Header = exchange.Fields{{Name: "Set-Cookie", Value: "a=seed-9; Path=/; HttpOnly"}, {Name: "Location", Value: "/next?jwt=seed-10"}}
	data, _ := write(t, warc.Options{Redact: warc.Secrets}, x)
	text := unzip(t, data)
	if strings.Contains(text, "seed-") {
		t.Errorf("a secret is in the file: %s", text)
	}
	if !strings.Contains(text, "Set-Cookie: a=REDACTED; Path=/; HttpOnly\r\n") {
		t.Errorf("a cookie's name and attributes are not in the file: %s", text)
	}
	x.Response.Body = strings.NewReader("<p>Tide")
	kept, _ := write(t, warc.Options{}, x)
	for seed := range 10 {
		if !strings.Contains(unzip(t, kept), fmt.Sprintf("seed-%d", seed+1)) {
			t.Errorf("without redaction seed-%d is missing", seed+1)
		}
	}
}

// In a text a line of a header is told from a place on a page.
func TestRedactText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"div#cookie: Reject all":              "div#cookie: Reject all",
		"section.cookie: there is no more":    "section.cookie: there is no more",
		"Cookie: sid=4b1c9a77e2":              "Cookie: sid=REDACTED",
		"sent\nset-cookie: sid=4b1c9a77e2; x": "sent\nset-cookie: sid=REDACTED; x",
	} {
		if got := warc.Secrets.Text(text); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
