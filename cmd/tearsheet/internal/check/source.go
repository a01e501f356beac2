package check

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/folder"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// sources are the folders that are served and the servers that are started for a run,
// each once.
type sources struct {
	mu     sync.Mutex
	opened map[Source]*source
}

// source is where pages come from while the run lasts.
type source struct {
	once sync.Once
	base string // scheme, host and port
	// moment is host and port where they are of this run alone.
	moment  string
	archive *replay.Archive // of a recording
	close   func()
	err     error
}

// location is the address of one page.
type location struct {
	url     string
	moment  string
	archive *replay.Archive // that answers in the place of the net; nil: none does
}

// open gives the address of a page, and sees to it that it can be reached.
func (s *sources) open(ctx context.Context, of Source) (location, error) {
	path := of.URL
	of.URL = ""
	from := s.of(of)
	from.once.Do(func() {
		switch {
		case of.Serve != "":
			from.serve(of.Serve)
		case of.Start != "":
			from.start(ctx, of)
		case of.Replay != "":
			from.replay(of.Replay)
		}
	})
	if from.err != nil {
		return location{}, from.err
	}
	at, err := resolve(from.base, path)
	return location{at, from.moment, from.archive}, err
}

// of gives the one source for what was asked.
func (s *sources) of(of Source) *source {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opened == nil {
		s.opened = map[Source]*source{}
	}
	if s.opened[of] == nil {
		s.opened[of] = &source{close: func() {}}
	}
	return s.opened[of]
}

// close ends all of them.
func (s *sources) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all sync.WaitGroup
	for _, from := range s.opened {
		all.Go(from.close)
	}
	all.Wait()
}

// resolve puts a path behind a base; a whole address stays as it is.
func resolve(base, path string) (string, error) {
	from, err := url.Parse(base)
	if err != nil {
		return "", err
	}
	if path != "" && !strings.HasPrefix(path, "/") && !strings.Contains(path, "://") {
		path = "/" + path
	}
	to, err := from.Parse(path)
	if err != nil {
		return "", fmt.Errorf("%q cannot be put behind %s: %w", path, base, err)
	}
	return to.String(), nil
}

// serve serves a folder on loopback.
func (s *source) serve(dir string) {
	listener, err := folder.Listen(dir)
	if err != nil {
		s.err = err
		return
	}
	root, err := os.OpenRoot(dir) // no link leads out of the folder
	if err != nil {
		_ = listener.Close()
		s.err = err
		return
	}
	address := listener.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	files := folder.Handler(root, address, "localhost:"+port)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		files.ServeHTTP(w, r)
	}), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // until close
	s.moment = address
	s.base = "http://" + s.moment + "/"
	s.close = func() {
		_ = server.Close()
		_ = root.Close()
	}
}

// replay opens a recording. Its first page is where the others' paths go from.
func (s *source) replay(file string) {
	archive, err := replay.Open(file)
	switch {
	case err != nil:
		s.err = fmt.Errorf("%s cannot be replayed: %w", file, err)
		return
	case len(archive.Pages) > 0:
		s.base = archive.Pages[0].URL
	}
	s.archive = archive
	s.close = func() { _ = archive.Close() }
}
