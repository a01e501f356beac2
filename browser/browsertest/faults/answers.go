package faults

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
)

// raw answers with bytes that net/http would not send, and then ends the connection: with a
// reset, or as if all were well.
func raw(reset bool, parts ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }() // what is there to say
		for _, part := range parts {
			if _, err := io.WriteString(conn, part); err != nil {
				return
			}
			time.Sleep(150 * time.Millisecond) // so that it is read before the end
		}
		if tcp, ok := conn.(*net.TCPConn); ok && reset {
			_ = tcp.SetLinger(0)
		}
	}
}

// answer is the head of an answer, and header lines.
func answer(lines ...string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n" + strings.Join(append(lines, "", ""), "\r\n")
}

var long = head + strings.Repeat("<p>In and out goes the tide.</p>\n", 400)

func gzipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text) // into memory
	_ = z.Close()
	return b.String()
}

func brotlied(text string) string {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return b.String()
}

// varied does not pack as well as what repeats itself: half of it packed is half of it.
func varied() string {
	var b strings.Builder
	b.WriteString(head)
	for i := range 4000 {
		fmt.Fprintf(&b, "<p>Tide %d came in %d and went out.</p>\n", i*i, i*7919%1013)
	}
	return b.String() + "</body></html>"
}

func half(s string) string { return s[:len(s)/2] }

// forever writes a part again and again until nobody reads any more.
func forever(contentType, first, part string, every time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, err := io.WriteString(w, first)
		for i := 0; err == nil; i++ {
			_, err = io.WriteString(w, strings.ReplaceAll(part, "#", fmt.Sprint(i)))
			_ = http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(every):
			}
		}
	}
}

// silent never answers.
func silent(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// bomb is packed, and much longer than it looks.
func bomb(contentType string, megabytes int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // a level that there is
		_, err := io.WriteString(z, head)
		for i := 0; i < megabytes && err == nil; i++ {
			_, err = z.Write(make([]byte, 1<<20))
		}
		_ = z.Close()
	}
}

func pushed(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Link", "</style.css>; rel=preload; as=style")
	w.WriteHeader(http.StatusEarlyHints)
	w.WriteHeader(http.StatusProcessing)
	w.Header().Set("Content-Type", "text/html")
	_, _ = io.WriteString(w, head)
}

var answers = []Fault{
	{Name: "reset", Ends: cutShort, Keeps: before, serve: raw(true, answer("Content-Length: 1000000"), long)},
	{Name: "short-length", Ends: cutShort, Keeps: before, serve: raw(false, answer("Content-Length: 1000000"), long)},
	{Name: "cut-chunk", Ends: cutShort, Keeps: before, serve: raw(false, answer("Transfer-Encoding: chunked"), fmt.Sprintf("%x\r\n%s\r\nffff\r\nhalf", len(long), long))},
	{Name: "bad-chunk", Ends: cutShort, Keeps: before, serve: raw(false, answer("Transfer-Encoding: chunked"), fmt.Sprintf("%x\r\n%s\r\n", len(long), long), "zz\r\n")},
	{Name: "cut-gzip", Ends: cutShort, Keeps: before, serve: raw(false, answer("Content-Encoding: gzip"), half(gzipped(varied())))},
	{Name: "cut-gzip-length", Ends: cutShort, Keeps: before, serve: raw(false, answer("Content-Encoding: gzip", "Content-Length: 900000"), half(gzipped(varied())))},
	{Name: "cut-brotli", Ends: cutShort, Keeps: before, serve: raw(false, answer("Content-Encoding: br"), half(brotlied(varied())))},
	{Name: "not-gzip", Ends: failed("partial", "download", "connect"), serve: raw(false, answer("Content-Encoding: gzip"), long)},
	{Name: "endless-html", Ends: cutShort, Keeps: before, serve: forever("text/html", head, "<p>Wave # came in.</p>"+strings.Repeat(" ", 400), 5*time.Millisecond)},
	{Name: "slow-body", Ends: cutShort, Keeps: before, serve: forever("text/html", head, "w", 500*time.Millisecond)},
	{Name: "no-body", Ends: cutShort, serve: func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_ = http.NewResponseController(w).Flush()
		silent(w, r)
	}},
	{Name: "silent", Ends: failed("timeout"), serve: silent},
	{Name: "slow-header", Ends: failed("timeout"), serve: func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		for text := "HTTP/1.1 200 OK\r\nX-Slow: "; err == nil; time.Sleep(300 * time.Millisecond) {
			_, err = io.WriteString(conn, text)
			text = "a"
		}
	}},
	{Name: "old-http", Ends: failed("connect", "whole", "partial"), serve: raw(false, "<title>Old</title><p>"+before)},
	{Name: "not-http", Ends: failed("connect", "download"), serve: raw(false, "\x16\x03\x01\x02\x00\x01\x00SSH-2.0-boat\r\n")},
	{Name: "gzip-bomb", Ends: failed("download", "partial", "crash"), serve: bomb("text/html", 1500)},
	{Name: "gzip-bomb-recorded", Ends: failed("download", "crash"), Flags: []string{"--save", "wacz"}, serve: bomb("text/html", 1500)},
	{Name: "text-gigabyte", Ends: failed("whole", "partial"), serve: forever("text/plain", "", strings.Repeat("The tide is in. ", 1<<16), 0)},
}

var lengths = []Fault{
	{Name: "header-megabyte", Ends: failed("connect"), serve: raw(false, answer("X-Long: "+strings.Repeat("a", 1<<20)), long)},
	{Name: "headers-10000", Ends: failed("whole", "connect"), Keeps: before, serve: func() http.HandlerFunc {
		var lines []string
		for i := range 10000 {
			lines = append(lines, fmt.Sprintf("X-%d: %d", i, i))
		}
		return raw(false, answer(lines...), long)
	}()},
	{Name: "early-hints", Ends: whole, Keeps: before, serve: pushed},
	{Name: "type-wrong", Ends: whole, serve: func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = io.WriteString(w, head)
	}},
	{Name: "type-none", Ends: whole, Keeps: before, serve: raw(false, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", long)},
	{Name: "type-broken", Ends: failed("whole", "partial"), serve: raw(false, "HTTP/1.1 200 OK\r\nContent-Type: ;;\"/\r\nConnection: close\r\n\r\n", long)},
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

var statuses = []Fault{
	{Name: "status-204", Ends: failed("download"), serve: status(204)},
	{Name: "status-205", Ends: failed("download", "whole"), serve: status(205)},
	{Name: "status-304", Ends: failed("download", "whole"), serve: status(304)},
	{Name: "status-42", Ends: failed("connect", "whole"), serve: raw(false, "HTTP/1.1 42 Odd\r\nContent-Length: 0\r\n\r\n")},
	{Name: "asks-password", Ends: failed("auth"), serve: func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", `Basic realm="Boat house"`)
		w.WriteHeader(http.StatusUnauthorized)
	}},
}

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

var redirects = []Fault{
	{Name: "redirect-loop", Ends: failed("redirect_loop"), serve: redirect("/redirect-loop")},
	{Name: "redirect-data", Ends: failed("invalid_url"), serve: redirect("data:text/html,hello")},
	{Name: "redirect-javascript", Ends: failed("invalid_url"), serve: redirect("javascript:alert(1)")},
	{Name: "redirect-file", Ends: failed("invalid_url"), serve: redirect("file:///etc/hosts")},
	{Name: "redirect-nowhere", Ends: failed("dns"), serve: redirect("http://nowhere.invalid/")},
	{Name: "redirect-empty", Ends: failed("whole", "connect", "invalid_url", "redirect_loop", "download"), serve: redirect("")},
}
