package browser_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// torn answers every request for a page with the beginning of an answer and, once a script
// in it has asked for /read, ends the connection: with a reset, or as if all were well.
func torn(t *testing.T, answer string, reset bool) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	read := make(chan struct{}, 1)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				r, err := http.ReadRequest(bufio.NewReader(conn))
				if err != nil {
					return
				}
				if r.URL.Path != "/" {
					if r.URL.Path == "/read" {
						read <- struct{}{}
					}
					fmt.Fprint(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
					return
				}
				fmt.Fprint(conn, answer)
				select {
				case <-read:
				case <-t.Context().Done():
				}
				if tcp, ok := conn.(*net.TCPConn); ok && reset {
					tcp.SetLinger(0)
				}
			}()
		}
	}()
	return "http://" + listener.Addr().String() + "/"
}

// A document that ends before its end is kept as far as it came, says so, and does not
// keep anybody waiting.
func TestCutOff(t *testing.T) {
	text := "<!doctype html><title>Torn</title><p>The tide is " + strings.Repeat("in and out and ", 400) + "<script>fetch('/read')</script>"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, "<!doctype html><title>Torn</title><script>fetch('/read')</script><p>")
	for i := range 3000 {
		fmt.Fprintf(z, "tide %d came in and went out, ", i*i)
	}
	z.Close()
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
	for _, test := range []struct {
		name, answer string
		reset        bool
	}{
		{"a length that is too long", head + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", 2*len(text), text), false},
		{"a reset", head + fmt.Sprintf("Content-Length: %d\r\n\r\n%s", 2*len(text), text), true},
		{"a chunk without its end", head + fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n%x\r\n%s", len(text), text, len(text), text[:20]), false},
		{"gzip without a length", head + "Content-Encoding: gzip\r\n\r\n" + packed.String()[:packed.Len()/2], false},
		{"no last chunk", head + fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n", len(text), text), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: torn(t, test.answer, test.reset)})
			if err != nil {
				t.Fatal(err)
			}
			said := strings.Join(page.Truncated, "\n")
			if !page.Partial || page.CutOff == "" || !strings.Contains(said, "ended before its end") || page.Title != "Torn" {
				t.Errorf("partial %t, cut off %q, %q, title %q", page.Partial, page.CutOff, page.Truncated, page.Title)
			}
			if page.Picture == nil || page.Coverage.Settled == "deadline" {
				t.Errorf("%s, %d bytes of picture, %q", page.Coverage.Settled, len(page.Picture), page.Truncated)
			}
		})
	}
}

// What is packed without a length and comes to its end is whole.
func TestNotCutOff(t *testing.T) {
	for _, end := range []string{"</body></html>", "<p>The end.</p>\n", "<p>The end.</body><!-- 12 ms, node 4 -->\n12"} {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		fmt.Fprint(z, "<!doctype html><title>Whole</title><p>The tide is in.<script>fetch('/read')</script>"+end)
		z.Close()
		page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: torn(t, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n"+packed.String(), false)})
		if err != nil {
			t.Fatal(err)
		}
		if page.CutOff != "" || page.Partial {
			t.Errorf("%q: %s", end, page.CutOff)
		}
	}
}

// A document that is cut off before its body has a picture too, and what had come of it
// stays: its scripts run once.
func TestCutOffBeforeBody(t *testing.T) {
	reset := make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, "<!doctype html><title>0</title><script>document.title++; fetch('/read')</script>")
			w.(http.Flusher).Flush()
			<-reset
			panic(http.ErrAbortHandler)
		case "/read":
			close(reset)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(site.Close)
	page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{URL: site.URL})
	if err != nil {
		t.Fatal(err)
	}
	if page.Title != "1" || page.Picture == nil || page.CutOff == "" {
		t.Errorf("title %q, %d bytes of picture, %q", page.Title, len(page.Picture), page.Truncated)
	}
}
