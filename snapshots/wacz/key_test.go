package wacz

import "testing"

// The keys and queries are those that warcio 2.4.11, which other archives are made and
// replayed with, gives for the same.
func TestKeys(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://www.example.com/A/b?z=1&a=2":     "com,example)/a/b?a=2&z=1",
		"http://example.com:8080/":                "com,example:8080)/",
		"https://example.com/ü?q=ü x":             "com,example)/%C3%BC?q=%C3%BC%20x",
		"https://www2.example.com":                "com,example)/",
		"https://example.com/a?":                  "com,example)/a",
		"https://example.com:443/a%20b?x=%2F":     "com,example)/a%20b?x=%2f",
		"https://EXAMPLE.com/?b&a&c=<>":           "com,example)/?a&b&c=%3C%3E",
		"urn:view:https://example.com/a":          "urn:view:https://example.com/a",
		"https://example.com/p?&__wb_method=POST": "com,example)/p?&__wb_method=post",
	} {
		if got := keyOf(address); got != want {
			t.Errorf("%s has the key %s, want %s", address, got, want)
		}
	}
}

func TestSentQuery(t *testing.T) {
	t.Parallel()
	form := "--x\r\nContent-Disposition: form-data; name=\"boat\"\r\n\r\nGull one\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x--\r\n"
	for _, test := range []struct{ mediaType, body, want, key string }{
		{"application/x-www-form-urlencoded", "b=2&a=%C3%B6+x", "b=2&a=%C3%B6+x", "com,example)/p?__wb_method=post&a=%C3%B6+x&b=2"},
		{"application/json", `{"b":{"c":[1,2,true],"d":null},"a":"ö x/y"}`, "c=1&c.2_=2&c.3_=true&d=null&a=%C3%B6+x%2Fy", "com,example)/p?__wb_method=post&a=%C3%B6+x%2fy&c.2_=2&c.3_=true&c=1&d=null"},
		{"application/json; charset=utf-8", "not json", "", "com,example)/p?&__wb_method=post"},
		{"text/plain;charset=UTF-8", "hello", "", "com,example)/p?&__wb_method=post"},
		{"text/plain", `{"a":1}`, "a=1", "com,example)/p?__wb_method=post&a=1"},
		{"multipart/form-data; boundary=x", form, "boat=Gull+one", "com,example)/p?__wb_method=post&boat=gull+one"},
		{"application/octet-stream", "\x00\x01", "__wb_post_data=AAE=", "com,example)/p?__wb_method=post&__wb_post_data=aae="},
		{"", "", "__wb_post_data=", "com,example)/p?__wb_method=post&__wb_post_data="},
	} {
		got := SentQuery(test.mediaType, []byte(test.body))
		if key := keyOf(withSent("https://example.com/p", "POST", unescaped(got))); got != test.want || key != test.key {
			t.Errorf("%s %q: %q with the key %s, want %q with %s", test.mediaType, test.body, got, key, test.want, test.key)
		}
	}
}
