//go:build linux

package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"image"
	"image/color"
	"image/png"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// site serves the pages on loopback.
type site struct {
	base    string
	pages   []page
	stories []string
	page    *template.Template
	server  *http.Server
	ended   chan struct{}
}

func newSite(dir, address string) (*site, error) {
	s := &site{ended: make(chan struct{})}
	var err error
	if s.pages, err = readPages(dir); err != nil {
		return nil, err
	}
	if s.stories, err = readStories(dir); err != nil {
		return nil, err
	}
	if s.page, err = template.ParseFiles(filepath.Join(dir, "page.html")); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	s.base = "http://" + listener.Addr().String()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /page/{name}", s.servePage)
	mux.HandleFunc("GET /api/{name}/{at}/{step}", s.serveAnswer)
	mux.HandleFunc("GET /picture/{name}", s.servePicture)
	mux.HandleFunc("GET /stream", s.serveStream)
	for _, name := range []string{"style.css", "bench.js"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, filepath.Join(dir, name)) })
	}
	s.server = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.server.Serve(listener) }() // until close
	return s, nil
}

func (s *site) close() {
	close(s.ended)
	s.server.Close()
}

func (s *site) find(name string) (page, bool) {
	for _, p := range s.pages {
		if p.Name == name {
			return p, true
		}
	}
	return page{}, false
}

func (s *site) servePage(w http.ResponseWriter, r *http.Request) {
	p, ok := s.find(r.PathValue("name"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := s.page.Execute(w, p.view(s.stories)); err != nil {
		panic(err)
	}
}

// hold waits as a server does that is busy.
func (s *site) hold(r *http.Request, d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.Context().Done():
	case <-s.ended:
	}
}

func (s *site) serveAnswer(w http.ResponseWriter, r *http.Request) {
	p, ok := s.find(r.PathValue("name"))
	at, err := strconv.Atoi(r.PathValue("at"))
	if !ok || err != nil || at < 0 || at >= len(p.Pieces) {
		http.NotFound(w, r)
		return
	}
	s.hold(r, p.Pieces[at].answer(r.PathValue("step")))
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(p.held(at)) // the browser may have gone
}

func (s *site) servePicture(w http.ResponseWriter, r *http.Request) {
	rgb, err := hex.DecodeString(strings.TrimSuffix(r.PathValue("name"), ".png"))
	if err != nil || len(rgb) != 3 {
		http.NotFound(w, r)
		return
	}
	after, _ := strconv.Atoi(r.URL.Query().Get("after")) // none is no wait
	s.hold(r, time.Duration(after)*time.Millisecond)
	m := image.NewPaletted(image.Rect(0, 0, 600, 120), color.Palette{color.RGBA{rgb[0], rgb[1], rgb[2], 255}})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "image/png")
	_, _ = w.Write(b.Bytes()) // the browser may have gone
}

// serveStream sends an event now and then, and never ends.
func (s *site) serveStream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	for r.Context().Err() == nil {
		if _, err := w.Write([]byte("data: wind\n\n")); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		select {
		case <-s.ended:
			return
		case <-r.Context().Done():
		case <-time.After(2 * time.Second):
		}
	}
}
