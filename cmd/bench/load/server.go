//go:build linux

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// server is a process of `tearsheet serve`, and the pages that it captures.
type server struct {
	cmd    *exec.Cmd
	base   string // without a slash at its end
	pages  string // address of the pages, without a slash at its end
	dir    string
	client *http.Client
	site   net.Listener
	temp   string
	said   *os.File
}

// startServer starts a server and the site whose pages it may capture.
func startServer(ctx context.Context, c config) (*server, error) {
	temp, err := os.MkdirTemp("", "tearsheet-load-")
	if err != nil {
		return nil, err
	}
	s := &server{temp: temp, dir: c.archive}
	if s.dir == "" {
		s.dir = filepath.Join(temp, "archive")
	}
	s.client = &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 256, DisableCompression: true}}
	if s.site, err = serveSite(ctx); err != nil {
		return nil, err
	}
	s.pages = "http://" + s.site.Addr().String()
	s.cmd = exec.Command(c.tearsheet, "serve", "--archive", s.dir, "--listen", "127.0.0.1:0", "--allow-net", "127.0.0.0/8")
	pipe, err := s.cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if s.said, err = os.Create(filepath.Join(temp, "log")); err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewReader(pipe)
	line, err := lines.ReadString('\n')
	_, base, ok := strings.Cut(strings.TrimSpace(line), " on ")
	if !ok {
		return nil, fmt.Errorf("the server says %q: %w", line, errors.Join(err, s.cmd.Wait()))
	}
	s.base = strings.TrimSuffix(base, "/")
	go func() { _, _ = io.Copy(s.said, lines) }()
	fmt.Printf("server %d at %s, archive %s, log %s\n", s.cmd.Process.Pid, s.base, s.dir, s.said.Name())
	return s, nil
}

// stop has the server end. Its log stays where it says something.
func (s *server) stop() {
	if s.cmd.Process.Signal(unix.SIGTERM) == nil {
		if err := s.cmd.Wait(); err != nil {
			fmt.Println("the server ends with", err)
		}
	}
	s.site.Close()
	if info, err := s.said.Stat(); err == nil && info.Size() > 0 {
		fmt.Printf("its log says something (%d bytes): %s\n", info.Size(), s.said.Name())
		return
	}
	os.RemoveAll(s.temp)
}

// answer is what came back for a request.
type answer struct {
	status int
	header http.Header
	body   []byte
	took   time.Duration
}

// ask makes a request and reads all of its answer.
func (s *server) ask(ctx context.Context, method, path string, body []byte, header http.Header) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, method, s.base+path, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	for name, values := range header {
		r.Header[name] = values
	}
	begun := time.Now()
	resp, err := s.client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, data, time.Since(begun)}, err
}

// job is one as the server tells of it.
type job struct {
	ID, Status string
	Result     struct {
		Dir   string
		Error *struct{ Kind, Message string }
	}
}

// capture asks for a page and gives its job; an answer other than 200 and 202 is no job.
func (s *server) capture(ctx context.Context, order string) (job, answer, error) {
	a, err := s.ask(ctx, http.MethodPost, "/v1/captures", []byte(order), http.Header{"Content-Type": {"application/json"}})
	if err != nil || a.status >= 300 {
		return job{}, a, err
	}
	var j job
	err = json.Unmarshal(a.body, &j)
	return j, a, err
}

// state is what a server holds.
type state struct {
	rss, pss, chrome  int64 // bytes; chrome is the PSS of all its children
	goroutines, files int
	chromes           int // processes
	at                time.Time
}

// look reads what the server holds just now.
func (s *server) look(ctx context.Context) (state, error) {
	a, err := s.ask(ctx, http.MethodGet, "/metrics", nil, nil)
	if err != nil {
		return state{}, err
	}
	is := state{at: time.Now()}
	for line := range strings.Lines(string(a.body)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, _ := strconv.ParseFloat(value, 64)
		switch name {
		case "go_goroutines":
			is.goroutines = int(n)
		case "process_open_fds":
			is.files = int(n)
		case "process_resident_memory_bytes":
			is.rss = int64(n)
		}
	}
	is.pss = pss(s.cmd.Process.Pid)
	for _, pid := range descendants(s.cmd.Process.Pid) {
		is.chrome += pss(pid)
		is.chromes++
	}
	return is, nil
}

func (is state) String() string {
	return fmt.Sprintf("server RSS %d MB, PSS %d MB, %d goroutines, %d descriptors; Chrome %d MB (PSS) in %d processes",
		is.rss>>20, is.pss>>20, is.goroutines, is.files, is.chrome>>20, is.chromes)
}

// pss is the memory of a process, of shared pages its share.
func pss(pid int) (sum int64) {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid)) // none: it has ended
	for line := range strings.Lines(string(data)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "Pss:" {
			kb, _ := strconv.ParseInt(fields[1], 10, 64)
			sum += kb << 10
		}
	}
	return sum
}

// descendants are the processes that a process began, and that those began.
func descendants(of int) (pids []int) {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", of))
	for _, f := range files {
		data, _ := os.ReadFile(f)
		for word := range strings.FieldsSeq(string(data)) {
			if pid, err := strconv.Atoi(word); err == nil {
				pids = append(pids, append(descendants(pid), pid)...)
			}
		}
	}
	return pids
}
