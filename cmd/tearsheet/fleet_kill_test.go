//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/snapshots"
)

// show is how large the test is. TEARSHEET_FLEET makes it larger, as in
//
//	TEARSHEET_FLEET='jobs=500 hosts=40 workers=4 nodes=3 kills=50 nodekills=10' go test ./cmd/tearsheet -run Fleet -v -timeout 1h
type show struct{ jobs, hosts, workers, nodes, kills, nodekills, concurrency, lease, seconds int }

func showOf(t *testing.T) show {
	s := show{jobs: 8, hosts: 2, workers: 2, kills: 2, concurrency: 2, lease: 6, seconds: 4}
	for part := range strings.FieldsSeq(os.Getenv("TEARSHEET_FLEET")) {
		name, text, _ := strings.Cut(part, "=")
		n, err := strconv.Atoi(text)
		to := map[string]*int{"jobs": &s.jobs, "hosts": &s.hosts, "workers": &s.workers, "nodes": &s.nodes, "kills": &s.kills, "nodekills": &s.nodekills, "concurrency": &s.concurrency, "lease": &s.lease, "seconds": &s.seconds}[name]
		if err != nil || to == nil {
			t.Fatalf("TEARSHEET_FLEET: %s", part)
		}
		*to = n
	}
	return s
}

// fleetDelay is that of the first half of the hosts, of which one page at a time is captured; of
// the others two are.
const fleetDelay = 400 * time.Millisecond

// Workers and servers are killed at random moments: each job is stored once, and no host is
// visited more often than it was asked for.
func TestFleetKills(t *testing.T) {
	chrome := browsertest.Chrome(t)
	s := showOf(t)
	dir := t.TempDir()
	where, archive := filepath.Join(dir, "queue"), filepath.Join(dir, "archive")
	var servers *cluster
	if s.nodes > 0 {
		servers = startCluster(t, s.nodes)
		where = servers.url
	}
	o := startOrigin(t, s.hosts)
	for half, flags := range [][]string{{"--per-host", "1", "--delay", fleetDelay.String()}, {"--per-host", "2"}} {
		var list strings.Builder
		for i := range s.jobs {
			if host := i % s.hosts; host%2 == half {
				fmt.Fprintln(&list, o.address(host, i))
			}
		}
		cmd := exec.Command("tearsheet", append([]string{"enqueue", "--queue", where, "--run", fmt.Sprintf("half%d", half), "--retries", "5", "--from", "-"}, flags...)...)
		cmd.Stdin, cmd.Stderr = strings.NewReader(list.String()), os.Stderr
		if out, err := cmd.Output(); err != nil || bytes.Count(out, []byte("\n")) != strings.Count(list.String(), "\n") {
			t.Fatalf("%v: %s", err, out)
		}
	}
	f := &workers{t: t, list: make([]*exec.Cmd, s.workers), lines: &lines{}, args: []string{
		"work", "--queue", where, "--archive", archive, "--once", "--concurrency", fmt.Sprint(s.concurrency), "--lease", fmt.Sprintf("%ds", s.lease),
		"--allow-net", "127.0.0.0/8", "--chrome", chrome,
	}}
	began := time.Now()
	for i := range f.list {
		f.start(i)
	}
	killed := make(chan struct{})
	go func() {
		defer close(killed)
		var both sync.WaitGroup
		both.Go(func() {
			for range s.kills {
				time.Sleep(rand.N(2 * time.Duration(s.seconds) * time.Second / time.Duration(s.kills)))
				f.kill(rand.IntN(s.workers))
			}
		})
		both.Go(func() {
			for range s.nodekills {
				time.Sleep(rand.N(2 * time.Duration(s.seconds) * time.Second / time.Duration(s.nodekills)))
				servers.kill(rand.IntN(s.nodes))
			}
		})
		both.Wait()
	}()
	<-killed
	f.wait()
	took := time.Since(began)
	stored := storedJobs(t, archive)
	all, again := o.visits()
	twice, violations := 0, 0
	for _, n := range stored {
		twice += n - 1
	}
	for i := range s.hosts {
		most := 1 + i%2
		if o.most[o.host(i)] > most {
			violations++
			t.Errorf("%d pages of %s were loaded at the same time, and %d may be", o.most[o.host(i)], o.host(i), most)
		}
		if least := o.least(o.host(i)); i%2 == 0 && least < fleetDelay {
			violations++
			t.Errorf("pages of %s began %s apart, and %s must be between them", o.host(i), least, fleetDelay)
		}
	}
	t.Logf("%d jobs of %d hosts, %d workers, %d servers, %d and %d kills: stored %d, lost %d, twice %d, violations %d; %d pages loaded, %d of them again; lines %d; %.1f s",
		s.jobs, s.hosts, s.workers, s.nodes, s.kills, s.nodekills, len(stored), s.jobs-len(stored), twice, violations, all, again, f.lines.count(), took.Seconds())
	if len(stored) != s.jobs || twice != 0 {
		t.Error("a job was lost or stored twice")
	}
	out, err := exec.Command("tearsheet", "jobs", "runs", "--queue", where, "--json").Output()
	if err != nil || strings.Contains(string(out), `"dead":1`) || !strings.Contains(string(out), `"queued":0`) {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := exec.Command("tearsheet", "verify", "--archive", archive).CombinedOutput(); err != nil {
		t.Errorf("verify: %v\n%s", err, out)
	}
}

// storedJobs counts the snapshots of each job.
func storedJobs(t *testing.T, archive string) map[string]int {
	t.Helper()
	store, err := snapshots.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	jobs := map[string]int{}
	for snap, err := range store.List(t.Context(), snapshots.Query{}) {
		if err != nil {
			t.Error(err)
			continue
		}
		var capture struct{ Job string }
		if err := json.Unmarshal(snap.Capture, &capture); err != nil || capture.Job == "" {
			t.Errorf("%s is of no job: %v", snap.ID, err)
		}
		jobs[capture.Job]++
	}
	return jobs
}

// workers are processes that are started again when they were killed.
type workers struct {
	t     *testing.T
	args  []string
	lines *lines

	mu   sync.Mutex
	list []*exec.Cmd
}

func (w *workers) start(i int) {
	cmd := exec.Command("tearsheet", w.args...)
	cmd.Stdout, cmd.Stderr = w.lines, os.Stderr
	if err := cmd.Start(); err != nil {
		w.t.Error(err)
		return
	}
	w.list[i] = cmd
}

func (w *workers) kill(i int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	_ = w.list[i].Process.Kill()
	_ = w.list[i].Wait()
	w.start(i)
}

// wait waits until all have ended by themselves.
func (w *workers) wait() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, cmd := range w.list {
		if err := cmd.Wait(); err != nil {
			w.t.Errorf("a worker ended with %v", err)
		}
	}
}

// lines counts what is printed.
type lines struct {
	mu sync.Mutex
	n  int
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.n += bytes.Count(p, []byte("\n"))
	return len(p), nil
}

func (l *lines) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.n
}

var _ io.Writer = (*lines)(nil)
