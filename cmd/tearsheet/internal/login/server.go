package login

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
)

//go:embed static
var static embed.FS

// Window is what is shown, and used.
type Window interface {
	// Next gives the newest frame once there is one after that number.
	Next(ctx context.Context, after int) (Frame, error)
	// Do passes on what the person does.
	Do(ctx context.Context, in Input) error
}

// Frame is what the window shows.
type Frame struct {
	Number  int    `json:"number"`
	JPEG    []byte `json:"jpeg"`
	Address string `json:"address"`
}

// Input is something that a person does. Places are shares of the width and height.
type Input struct {
	Do        string  `json:"do"`
	Type      string  `json:"type"`
	X         float64 `json:"x"`
	Y         float64 `json:"y"`
	DX        float64 `json:"dx"`
	DY        float64 `json:"dy"`
	Button    string  `json:"button"`
	Clicks    int64   `json:"clicks"`
	Modifiers int64   `json:"modifiers"`
	Key       string  `json:"key"`
	Text      string  `json:"text"`
}

// ErrGivenUp is the outcome of a login that the person has given up.
var ErrGivenUp = errors.New("the login was given up")

// Server shows a window to one person.
type Server struct {
	window Window
	token  string // that begins it, once

	mu    sync.Mutex
	spent bool
	key   string // of the page that has begun
	leave context.CancelFunc
	ended chan struct{}
	err   error
}

// New makes a server for a window.
func New(window Window) *Server {
	return &Server{window: window, token: rand.Text(), ended: make(chan struct{})}
}

// Address is where the person finds it, on a server that listens there.
func (s *Server) Address(listen net.Addr) string { return "http://" + listen.String() + "/#" + s.token }

// Wait waits until the person is through: nil, or ErrGivenUp.
func (s *Server) Wait(ctx context.Context) error {
	select {
	case <-s.ended:
		return s.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (s *Server) end(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.ended:
	default:
		s.err = err
		close(s.ended)
	}
}

// files are what the page is made of.
var files = map[string]struct{ name, kind string }{
	"/": {"static/login.html", "text/html; charset=utf-8"}, "/login.js": {"static/login.js", "text/javascript; charset=utf-8"}, "/login.css": {"static/login.css", "text/css; charset=utf-8"},
}

// ServeHTTP answers the page.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range map[string]string{
		"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		"Cache-Control":                "no-store",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		w.Header().Set(name, value)
	}
	if !isHere(r.Host) {
		http.Error(w, "this is asked for by another name than this machine's", http.StatusMisdirectedRequest)
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host || r.Method != http.MethodGet && origin == "" {
		http.Error(w, "another page asks", http.StatusForbidden)
		return
	}
	if file, ok := files[r.URL.Path]; ok && r.Method == http.MethodGet {
		data, err := static.ReadFile(file.name)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", file.kind)
		_, _ = w.Write(data) // the person may have gone
		return
	}
	route := r.Method + " " + r.URL.Path
	if route == "POST /begin" {
		s.begin(w, r)
		return
	}
	if !s.holds(r) {
		http.Error(w, "another page has begun with this login", http.StatusUnauthorized)
		return
	}
	switch route {
	case "GET /frames":
		s.frames(w, r)
	case "POST /input":
		s.input(w, r)
	case "POST /done":
		s.end(nil)
	case "POST /cancel":
		s.end(ErrGivenUp)
	default:
		http.NotFound(w, r)
	}
}

// isHere tells whether a name that is asked for is this machine's. Its port is another one at
// the other end of a tunnel.
func isHere(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(strings.ToLower(host), "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// begin changes the token for a key, once.
func (s *Server) begin(w http.ResponseWriter, r *http.Request) {
	given, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<10))
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil || s.spent || subtle.ConstantTimeCompare(given, []byte(s.token)) != 1 {
		http.Error(w, "this address does not count, or not any more", http.StatusForbidden)
		return
	}
	s.spent, s.key = true, rand.Text()
	_, _ = io.WriteString(w, s.key) // likewise
}

// holds tells whether a request is of the page that has begun.
func (s *Server) holds(r *http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok { // a stream of events has no header
		given = r.URL.Query().Get("key")
	}
	return s.spent && subtle.ConstantTimeCompare([]byte(given), []byte(s.key)) == 1
}

// inputsMost is the most that may come at once.
const inputsMost = 1 << 20

// input passes on what the person has done since the last time, in order.
func (s *Server) input(w http.ResponseWriter, r *http.Request) {
	var list []Input
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, inputsMost)).Decode(&list); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	for _, in := range list {
		if err := s.window.Do(r.Context(), in); err != nil {
			http.Error(w, "the browser does not take it", http.StatusBadGateway) // the cause may quote what was typed
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
