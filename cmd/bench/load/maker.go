//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// maker makes requests and then makes them wrong.
type maker struct {
	*rand.Rand
	pages     string
	ids, jobs []string
}

func pick[T any](m *maker, of []T) T { return of[m.IntN(len(of))] }

// one in n.
func (m *maker) oneIn(n int) bool { return m.IntN(n) == 0 }

// nasty are strings that programs stumble over.
var nasty = []string{
	"", " ", "\x00", "a\x00b", "\u202eabc\u202c", "\u2066\u2069", "\ufeff", "\xff\xfe\xfd", "\xed\xa0\x80", "e\u0301\u0327", "👩‍👩‍👧",
	"../../../../etc/passwd", "..", ".", "/", "//", "\\..\\..", "%2e%2e%2f", "%00", "a/b/c", "a/b/20260101T000000.000Z", "host/page~x/..",
	"-1", "0", "-0", "1e309", "NaN", "Infinity", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999", "0x10", "1_000", "1.5", "1e3",
	"true", "null", "[]", "{}", `"`, "'", "' OR 1=1 --", "\"unclosed", "AND", "NOT", "NEAR(a b)", "a*", "*", "(", "^", "-a", "a:b", "{a b}", "😀*", "<script>alert(1)</script>", "&amp;", "\r\nX-Injected: 1", "\t",
	"1ns", "-1s", "999999h", "9999999999999h", "1h1h", "1d", "0s", "2026-13-45", "0000-00-00", "9999-12-31T23:59:60Z", "-7d", "99999999d",
	"http://", "http:///x", "http://[::1", "http://[fe80::1%25eth0]/", "http://a:b@c:99999/", "http://\u202e.example/", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "about:blank", "chrome://version", "view-source:http://127.0.0.1:1/", "http://127.1:1/", "//x", "http://xn--/", "http://ex ample/", "HTTP://127.0.0.1:1/%zz",
	"1280x800", "0x0", "-1x-1", "999999999x999999999", "1x", "x", "Europe/Nowhere", "xx-YY-zz-123456789", "div >", "]]", "::before", "//*[",
}

func (m *maker) nasty() string {
	switch m.IntN(12) {
	case 0:
		return strings.Repeat(pick(m, []string{"a", "é", "\u202e", "(", "%", "../", "\x01"}), 1<<m.IntN(14))
	case 1:
		b := make([]byte, m.IntN(40))
		for i := range b {
			b[i] = byte(m.Uint32())
		}
		return string(b)
	case 2:
		return pick(m, nasty) + pick(m, nasty)
	}
	return pick(m, nasty)
}

// address is of a page: seldom one that is there, so that captures are cheap.
func (m *maker) address() string {
	if m.oneIn(25) {
		return fmt.Sprintf("%s/page/%d", m.pages, m.IntN(9))
	}
	return fmt.Sprintf("http://127.0.0.1:%d/%d", 1+m.IntN(3), m.IntN(1000))
}

// named makes values that are right for what their names say, which no schema does.
func (m *maker) named(path, name string) (any, bool) {
	switch name {
	case "url":
		return m.address(), true
	case "a", "b":
		return pick(m, m.ids), true
	case "id":
		if strings.Contains(path, "captures") {
			return pick(m, m.jobs), true
		}
		return pick(m, m.ids), true
	case "kind":
		return pick(m, []string{"screenshot", "dom", "manifest", "article", "page", "metadata", "network"}), true
	case "wait":
		return pick(m, []string{"1s", "100ms", "0s"}), true
	case "q":
		return pick(m, words), true
	case "timeout", "settle":
		return pick(m, []string{"1s", "2s"}), true
	case "since", "until":
		return pick(m, []string{"2026-01-01", "7d", "2026-01-01T00:00:00Z"}), true
	case "max_age":
		return pick(m, []string{"1h", "0s", "7d"}), true
	}
	return nil, false
}

// value makes one that a schema allows.
func (m *maker) value(path, name string, s *schema) any {
	if v, ok := m.named(path, name); ok {
		return v
	}
	if s == nil {
		return "x"
	}
	switch {
	case len(s.Enum) > 0:
		return pick(m, s.Enum)
	case len(s.Examples) > 0:
		return pick(m, s.Examples)
	case s.Default != nil && m.oneIn(2):
		return s.Default
	}
	switch kind(s.Type) {
	case "boolean":
		return m.oneIn(2)
	case "integer", "number":
		least, most := 0.0, 10.0
		if s.Minimum != nil {
			least = *s.Minimum
		}
		if s.Maximum != nil {
			most = min(*s.Maximum, least+10)
		}
		n := least + m.Float64()*(most-least)
		if kind(s.Type) == "integer" {
			return int64(math.Round(n))
		}
		return n
	case "array":
		list := []any{}
		for range m.IntN(3) {
			list = append(list, m.value(path, "", s.Items))
		}
		return list
	}
	return pick(m, words)
}

// kind is the first type that a schema names.
func kind(of any) string {
	if list, ok := of.([]any); ok && len(list) > 0 {
		of = list[0]
	}
	text, _ := of.(string)
	return text
}

// wrongValue makes one of any type.
func (m *maker) wrongValue() any {
	switch m.IntN(8) {
	case 0:
		return nil
	case 1:
		return pick(m, []any{-1, 0, 1.5, 1e300, -1e300, int64(math.MaxInt64), json.Number("1e999"), json.Number("123456789012345678901234567890")})
	case 2:
		return []any{m.nasty(), nil, 1}
	case 3:
		return map[string]any{m.nasty(): m.nasty()}
	case 4:
		return m.oneIn(2)
	}
	return m.nasty()
}

func texts(v any) []string {
	if list, ok := v.([]any); ok {
		out := []string{}
		for _, e := range list {
			out = append(out, fmt.Sprint(e))
		}
		return out
	}
	return []string{fmt.Sprint(v)}
}

// methods are those that no operation has, and those that some have.
var methods = []string{"GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "X"}

// request makes one for an operation; three of four have something wrong with them.
func (m *maker) request(o *operation) request {
	wrong := !m.oneIn(4)
	bad := func(n int) bool { return wrong && m.oneIn(n) }
	r := request{method: o.method, header: http.Header{}}
	path, query := o.path, url.Values{}
	for _, p := range o.Parameters {
		if p.In == "query" && !p.Required && !m.oneIn(1+len(o.Parameters)/3) || bad(10) {
			continue
		}
		vs := texts(m.value(o.path, p.Name, p.Schema))
		if bad(4) {
			vs = []string{m.nasty()}
		}
		if bad(20) {
			vs = append(vs, m.nasty())
		}
		switch p.In {
		case "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(strings.Join(vs, "/")))
		case "query":
			query[p.Name] = vs
		case "header":
			r.header.Set(p.Name, inHeader(vs))
		}
	}
	if bad(10) {
		query.Set(m.nasty(), m.nasty())
	}
	if strings.Contains(o.path, "{id}") && m.oneIn(2) { // as it may be written too
		path = strings.ReplaceAll(path, "%2F", "/")
	}
	if r.target = path; len(query) > 0 {
		r.target += "?" + query.Encode()
	}
	if o.RequestBody != nil {
		for media, content := range o.RequestBody.Content {
			r.header.Set("Content-Type", media)
			r.body = m.body(o.path, media, content.Schema, bad)
		}
	}
	for _, name := range []string{"Range", "If-None-Match", "If-Modified-Since", "If-Range", "Accept", "Content-Type", "Accept-Encoding", "Origin", "Sec-Fetch-Site", "Idempotency-Key", "X-Request-Id", "Last-Event-ID", "Cookie", "Authorization", "Transfer-Encoding"} {
		if bad(25) {
			r.header.Set(name, inHeader([]string{pick(m, []string{m.nasty(), "bytes=0-", "bytes=5-2", "bytes=-5", "bytes=0-0,2-3,-1", "bytes=99999999999-", "*", `"x"`, "text/html", "application/json; charset=\"", "gzip", "cross-site", "Bearer x"})}))
		}
	}
	if bad(15) {
		r.method = pick(m, methods)
	}
	return r
}

// body makes what a request carries.
func (m *maker) body(path, media string, s *schema, bad func(int) bool) []byte {
	if media != "application/json" {
		html := "<html lang=en><title>" + pick(m, words) + "</title><article><h1>x</h1><p>" + strings.Repeat(pick(m, words)+" ", 1+m.IntN(200)) + "</p></article>"
		for bad(2) {
			at := m.IntN(len(html) + 1)
			html = html[:at] + pick(m, []string{m.nasty(), "<", "<table><tr><td>", "<!--", "<script>", "</p>", strings.Repeat("<div>", 1+m.IntN(2000)), "<base href='x'>", "<meta charset=utf-16>", "&#x110000;", "<svg><math><p>"}) + html[at:]
		}
		return []byte(html)
	}
	fields := map[string]any{}
	for name, p := range s.Properties {
		if slices.Contains(s.Required, name) || name == "timeout" || m.oneIn(12) {
			fields[name] = m.value(path, name, p)
		}
		if bad(30) {
			fields[name] = m.wrongValue()
		}
		if bad(60) {
			delete(fields, name)
		}
	}
	if bad(6) {
		fields[m.nasty()] = m.wrongValue()
	}
	data, err := json.Marshal(fields)
	if err != nil { // a number that is none
		data = []byte(`{"url":1e999}`)
	}
	switch {
	case bad(12):
		return data[:m.IntN(len(data)+1)]
	case bad(20):
		return []byte(pick(m, []string{"", "null", "[]", `"x"`, "1", "{", "{}{}", `{"url":"http://127.0.0.1:1/","url":1}`, "\xff", strings.Repeat("[", 100000), strings.Repeat(`{"a":`, 5000), `{"url":"` + strings.Repeat("a", 1<<20) + `"}`}))
	case bad(20):
		data[m.IntN(len(data))] = byte(m.Uint32())
	}
	return data
}

// inHeader leaves out what a client may not write into a header.
func inHeader(vs []string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.Join(vs, ", "))
}
