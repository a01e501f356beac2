package cli

import (
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/folder"
)

// localSite serves a folder on this machine while a command runs.
type localSite struct {
	base   string
	server *http.Server
}

// serveFolder begins to serve dir on loopback.
func serveFolder(dir string) (*localSite, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, usagef("--serve: %w", err)
	}
	if !info.IsDir() {
		return nil, usagef("--serve %s: that is no folder", dir)
	}
	listener, err := folder.Listen(absolutePath(dir))
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir) // no link leads out of the folder
	if err != nil {
		return nil, err
	}
	address := listener.Addr().String()
	_, port, _ := net.SplitHostPort(address)
	s := &localSite{
		base:   "http://" + address,
		server: &http.Server{Handler: folder.Handler(root, address, "localhost:"+port), ReadHeaderTimeout: 10 * time.Second},
	}
	go func() { _ = s.server.Serve(listener) }() // until close
	return s, nil
}

// addresses turns paths into addresses; without any it is the folder's own page.
func (s *localSite) addresses(paths []string) []string {
	if len(paths) == 0 {
		return []string{s.base + "/"}
	}
	list := make([]string, len(paths))
	for i, p := range paths {
		if strings.Contains(p, "://") {
			list[i] = p
		} else {
			list[i] = s.base + "/" + strings.TrimPrefix(p, "/")
		}
	}
	return list
}

func (s *localSite) close() { s.server.Close() }
