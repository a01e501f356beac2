package cli

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	buckets "github.com/tearsheet/tearsheet/snapshots/storage"
)

// progress is what a run has captured, by digests of the pages, in a file of the user's
// cache: --resume goes on from there, whatever ended the run. It goes with the end of a run
// in which every page was captured.
type progress struct {
	path string
	mu   sync.Mutex
	file *os.File // nil until there is something to note
	done map[string]bool
	err  error // of writing: then the run cannot be resumed
}

// progressOf gives the progress of a run: of this archive with these sources.
func progressOf(archive string, sources []string) (*progress, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	if !buckets.IsURL(archive) {
		archive = absolutePath(archive)
	}
	name := fmt.Sprintf("%x", sha256.Sum256([]byte(archive+"\x00"+strings.Join(sources, "\x00"))))
	return &progress{path: filepath.Join(cache, "tearsheet", "runs", name[:32]), done: map[string]bool{}}, nil
}

// load reads what an earlier run has captured.
func (p *progress) load() error {
	f, err := os.Open(p.path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		p.done[lines.Text()] = true // a line that was cut off is of no page
	}
	return nil
}

// forget drops what an earlier run has captured.
func (p *progress) forget() { _ = os.Remove(p.path) } // there may be none

// captured notes a page that was captured.
func (p *progress) captured(t task, r pipeline.Result) {
	if p == nil {
		return
	}
	if id, err := t.id(); err == nil && r.Error == nil && r.Dir != "" && !r.Partial {
		p.note(id)
	}
}

// has tells whether a page was captured.
func (p *progress) has(id string) bool {
	if p == nil {
		return false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.done[digestOf(id)]
}

// note adds a page that was captured.
func (p *progress) note(id string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err != nil {
		return
	}
	if p.file == nil {
		if p.err = os.MkdirAll(filepath.Dir(p.path), 0o700); p.err == nil {
			p.file, p.err = os.OpenFile(p.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		}
		if p.err != nil {
			return
		}
	}
	_, p.err = p.file.WriteString(digestOf(id) + "\n")
}

// close ends the notes; whole tells whether there is nothing to go on with.
func (p *progress) close(whole bool) error {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file != nil {
		p.err = errors.Join(p.err, p.file.Close())
	}
	if whole {
		p.forget()
	}
	return p.err
}

// digestOf is how a page is noted: addresses may hold secrets.
func digestOf(id string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(id))) }
