package faults

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
)

// Server serves the faults.
type Server struct {
	URL string

	plain  *httptest.Server
	secure map[string]*httptest.Server
	closed string   // where nobody listens
	kinds  []string // paths of pages with which all is well
}

// Serve starts a server; Close ends it. Beside the faults it has the pages of a folder, each in
// a folder of its own as source.html; an empty name is none.
func Serve(pages string) (*Server, error) {
	mux := http.NewServeMux()
	for _, f := range All {
		if f.serve != nil {
			mux.HandleFunc("/"+f.Name, f.serve)
		}
	}
	for name, part := range partFaults {
		mux.HandleFunc("/part/"+name, part)
	}
	mux.HandleFunc("/neighbour", neighbour)
	kinds := []string{"/neighbour"}
	if pages != "" {
		mux.Handle("/neighbour/", http.StripPrefix("/neighbour", http.FileServer(http.Dir(pages))))
		entries, err := os.ReadDir(pages)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			kinds = append(kinds, "/neighbour/"+e.Name()+"/source.html")
		}
	}
	s := &Server{plain: httptest.NewServer(mux), secure: map[string]*httptest.Server{}, kinds: kinds}
	s.URL = s.plain.URL
	for what := range certificates {
		server, err := serveSecure(what)
		if err != nil {
			s.Close()
			return nil, err
		}
		s.secure[what] = server
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.Close()
		return nil, err
	}
	s.closed = l.Addr().String()
	return s, l.Close()
}

// Close ends the server, whatever it is at.
func (s *Server) Close() {
	for _, server := range s.secure {
		server.CloseClientConnections()
		server.Close()
	}
	s.plain.CloseClientConnections()
	_ = s.plain.Config.Close() // without waiting for what never ends
}

// Address is where a fault is.
func (s *Server) Address(f Fault) string {
	if f.address != nil {
		return f.address(s)
	}
	return s.URL + "/" + f.Name
}

// Neighbour is the address of a page with which all is well.
func (s *Server) Neighbour(n int) string {
	return fmt.Sprint(s.URL, s.kinds[n%len(s.kinds)], "?", n)
}

// NeighbourText is what it says.
const NeighbourText = "Nothing happened at the pier today."

func neighbour(w http.ResponseWriter, r *http.Request) {
	page("<p>"+strings.Repeat(NeighbourText+" ", 40)+`</p><p id=late></p><script>fetch('/part/frame?neighbour').then(r => r.text()).then(t => { late.textContent = 'late ' + t.length })</script>`)(w, r)
}
