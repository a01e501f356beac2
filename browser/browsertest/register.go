package browsertest

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/font/gofont/gobold"
)

// Register is the site of testdata/sites/record: a page that makes requests of every
// kind, and a server that writes each of them down.
type Register struct {
	*Site
	mu   sync.Mutex
	made []Made
}

// Made is a request that the server of a Register answered.
type Made struct {
	Method, Path string // with its query
	Status       int
	Sent, Got    string // SHA-256 of the bodies in hex, free of encodings
	Size         int    // of the answer's body
}

// String names a request.
func (m Made) String() string { return m.Method + " " + m.Path }

// registerSecrets are what the page of a Register sends and is given and nobody else
// should see, by where it stands.
var registerSecrets = map[string]string{
	"query": "tok-4f9d2c71aa", "authorization": "seed-bearer-8812", "cookie": "seed-cookie-5530",
	"form": "fish-and-chips-7", "json": "net-and-anchor-3", "urlencoded": "tar-and-rope-9",
}

// Secrets are what the page sends and is given and nobody else should see.
func (r *Register) Secrets() map[string]string { return registerSecrets }

// ServeRegister serves the site for one test.
func ServeRegister(t testing.TB) *Register {
	t.Helper()
	r := &Register{}
	files := http.FileServer(http.Dir(root(t) + "/testdata/sites/record"))
	r.Site = Serve(t, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		answer, ok := registerAnswers[strings.SplitN(strings.Trim(req.URL.Path, "/"), "/", 2)[0]]
		if name, found := strings.CutPrefix(req.URL.Path, "/api/"); found {
			answer, ok = registerAPI[name]
			if !ok {
				answer, ok = plainAnswer, true
			}
		}
		if !ok {
			w.Header().Add("Set-Cookie", "visit="+registerSecrets["cookie"])
			answer = files.ServeHTTP
		}
		r.write(w, req, answer)
	}))
	return r
}

// Made lists what was asked for so far.
func (r *Register) Made() []Made {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]Made(nil), r.made...)
}

// write answers a request and writes it down.
func (r *Register) write(w http.ResponseWriter, req *http.Request, answer http.HandlerFunc) {
	sent, err := io.ReadAll(req.Body)
	if err != nil {
		return
	}
	req.Body = io.NopCloser(bytes.NewReader(sent))
	heard := &hearing{ResponseWriter: w, status: http.StatusOK}
	answer(heard, req)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.made = append(r.made, Made{req.Method, req.URL.RequestURI(), heard.status, digest(sent), digest(heard.body.Bytes()), heard.body.Len()})
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// hearing notes what an answer says.
type hearing struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (h *hearing) WriteHeader(status int) {
	h.status = status
	h.ResponseWriter.WriteHeader(status)
}

func (h *hearing) Write(p []byte) (int, error) {
	h.body.Write(p)
	return h.ResponseWriter.Write(p)
}

func (h *hearing) Flush() { h.ResponseWriter.(http.Flusher).Flush() }

// registerAnswers are the answers that are no files, by the first part of their path.
var registerAnswers = map[string]http.HandlerFunc{
	"cp1251": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		fmt.Fprint(w, "<!doctype html><title>\xcf\xee\xf0\xf2</title><p>\xcf\xee\xf0\xf2: \xf8\xf2\xee\xf0\xec")
	},
	"redirect": func(w http.ResponseWriter, r *http.Request) {
		left, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/redirect/"))
		if err != nil || left == 0 {
			plainAnswer(w, r)
			return
		}
		w.Header().Add("Set-Cookie", "way="+registerSecrets["cookie"]+"; Path=/redirect")
		http.Redirect(w, r, fmt.Sprintf("/redirect/%d", left-1), []int{301, 302, 308}[left%3])
	},
	"redirect307": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/api/carried")
		w.WriteHeader(http.StatusTemporaryRedirect)
	},
	"file": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><title>Filed</title><p>Filed: %d fields", len(r.PostFormValue("boat")))
	},
	"horn.wav":  media("audio/wav", wave(1<<16)),
	"clip.webm": media("video/webm", wave(1<<17)),
	"clerk.ttf": media("font/ttf", gobold.TTF),
}

// registerAPI are the answers under /api/ that are not plainAnswer.
var registerAPI = map[string]http.HandlerFunc{
	"missing": func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no such boat", http.StatusNotFound) },
	"broken":  func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "the clerk fell asleep", 500) },
	"empty":   func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	"beacon":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) },
	"long": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Length", strconv.Itoa(6<<20))
		_, _ = w.Write(wave(6 << 20))
	},
	"range": media("application/octet-stream", wave(1<<10)),
	"chunked": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=iso-8859-1")
		for range 5 {
			fmt.Fprint(w, strings.Repeat("caf\xe9 ", 1000))
			w.(http.Flusher).Flush()
		}
	},
	"gzip": func(w http.ResponseWriter, _ *http.Request) {
		text := []byte(strings.Repeat("lemons, oranges, lemons\n", 500))
		heard := w.(*hearing)
		heard.body.Write(text)
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(heard.ResponseWriter)
		_, _ = z.Write(text)
		_ = z.Close()
	},
	"events": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		fmt.Fprint(w, "data: a sail\n\n")
		w.(http.Flusher).Flush()
		select {
		case <-r.Context().Done():
		case <-time.After(300 * time.Millisecond):
		}
	},
	"cookie": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Set-Cookie", "session="+registerSecrets["cookie"])
		w.Header().Add("Set-Cookie", "flag=red; Path=/api")
		plainAnswer(w, r)
	},
	"no-cors": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "not for scripts")
	},
	"cors":      crossAnswer,
	"cors-post": crossAnswer,
}

// plainAnswer says what was asked for.
func plainAnswer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintf(w, `{"method": %q, "path": %q}`, r.Method, r.URL.Path)
}

// crossAnswer answers other origins too.
func crossAnswer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	w.Header().Set("Access-Control-Allow-Headers", "X-Boat, Content-Type")
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	plainAnswer(w, r)
}

// media answers with bytes or any part of them.
func media(mediaType string, data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	}
}

// wave is a sound of so many bytes: a WAV file of noise that is always the same.
func wave(size int) []byte {
	data := make([]byte, size)
	copy(data, "RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data")
	for i, n := range []int{4, 40} {
		length := size - 8 - i*36
		data[n], data[n+1], data[n+2], data[n+3] = byte(length), byte(length>>8), byte(length>>16), byte(length>>24)
	}
	for i := 44; i < size; i++ {
		data[i] = byte(i * i >> 4)
	}
	return data
}
