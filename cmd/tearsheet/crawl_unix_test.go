//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/tearsheet/tearsheet/browser/browsertest"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/crawl/crawltest"
	"github.com/tearsheet/tearsheet/snapshots"
)

// envCrawl is how many articles the site has that TestCrawl crawls, and how often the run is
// killed: "1900 5". With it the site has its traps, too.
const envCrawl = "TEARSHEET_CRAWL"

// A crawl is killed and goes on until each page of the site is there, once.
func TestCrawl(t *testing.T) {
	t.Parallel()
	chrome := browsertest.Chrome(t)
	articles, kills := 20, 1
	left := regexp.MustCompile("/(calendar|deep|shop|docs)|page=")
	leave := []string{"--crawl-exclude", left.String()}
	if text := os.Getenv(envCrawl); text != "" {
		n, k, _ := strings.Cut(text, " ")
		articles, _ = strconv.Atoi(n)
		kills, _ = strconv.Atoi(k)
		leave = nil
	}
	site := &crawltest.Site{Articles: articles}
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	archive, cache := filepath.Join(t.TempDir(), "archive"), t.TempDir()
	args := append([]string{"capture", "--json", "--archive", archive, "--crawl=host", "--per-host", "0", "--settle", "fast", "--no-full-page"}, leave...)
	stint := (len(site.Pages()) - articles/5) / (kills + 1)
	if leave != nil {
		stint = 9
	}
	lines := map[string]int{}
	for run := 0; ; run++ {
		cmd := exec.Command("tearsheet", append(args, "--resume", server.URL+"/")...)
		if run == 0 {
			cmd = exec.Command("tearsheet", append(args, server.URL+"/")...)
		}
		cmd.Env = append(os.Environ(), "TEARSHEET_CHROME="+chrome, "XDG_CACHE_HOME="+cache)
		said := &strings.Builder{}
		cmd.Stderr = said
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		killed, n := false, 0
		for scan := lineScanner(out); scan.Scan(); n++ {
			var line struct {
				URL, Dir, Skipped string
				Error             *struct{ Kind, Message string }
			}
			if err := json.Unmarshal(scan.Bytes(), &line); err != nil {
				break // it was killed in the middle of a line
			}
			if line.Error != nil {
				t.Errorf("%s fails: %+v", line.URL, line.Error)
			}
			lines[line.Skipped]++
			if run < kills && n >= stint && !killed {
				killed = cmd.Process.Signal(syscall.SIGKILL) == nil
			}
		}
		err = cmd.Wait()
		t.Logf("run %d: %d lines, killed %v: %s", run, n, killed, tailOf(said.String()))
		if killed {
			continue
		}
		if err != nil {
			t.Errorf("the last run fails: %v: %s", err, said)
		}
		break
	}
	store, err := snapshots.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for snap, err := range store.List(t.Context(), snapshots.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		count[crawltest.Plain(strings.TrimPrefix(snap.FinalURL, server.URL))]++
	}
	twice, missed, found, whole := 0, 0, 0, 0
	for _, page := range site.Pages() {
		if leave != nil && left.MatchString(page) {
			continue
		}
		whole++
		switch n := count[page]; {
		case n == 0:
			missed++
			t.Errorf("%s is missed", page)
		case n > 1:
			twice++
			t.Errorf("there are %d snapshots of %s", n, page)
			found++
		default:
			found++
		}
		delete(count, page)
	}
	again := 0
	for _, n := range count {
		again += n - 1
	}
	t.Logf("%d of %d pages found, %d twice, %d missed; of traps %d pages, %d of them more than once; lines by why they were skipped: %v", found, whole, twice, missed, len(count), again, lines)
	if again > 0 {
		t.Errorf("pages of traps are there more than once: %v", count)
	}
}

func lineScanner(r interface{ Read([]byte) (int, error) }) *bufio.Scanner {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, 64<<20)
	return scan
}

func tailOf(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-14):], "\n\t")
}
