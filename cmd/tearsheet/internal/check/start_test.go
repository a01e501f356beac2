//go:build unix

package check

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// The test binary is the server that the tests start, where this names its address.
const serveEnv = "CHECK_TEST_SERVE"

func TestMain(m *testing.M) {
	if address := os.Getenv(serveEnv); address != "" {
		fmt.Println("listening soon")
		fmt.Fprintln(os.Stderr, http.ListenAndServe(address, http.NotFoundHandler()))
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// freeAddress gives an address where nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func listens(address string) bool {
	c, err := net.Dial("tcp", address)
	if err == nil {
		c.Close()
	}
	return err == nil
}

// A server runs while the run lasts, once for all of its pages, and with all that it
// started is gone afterwards.
func TestServersAreStartedAndStopped(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	server, child := freeAddress(t), freeAddress(t)
	dir := t.TempDir()
	command := fmt.Sprintf("echo started >> log; %s=%s '%s' & %s=%s exec '%s'", serveEnv, child, self, serveEnv, server, self)
	text := fmt.Sprintf("defaults: {start: %q, ready: 'http://%s/up'}\npages: [{name: one, url: /a}, {name: two, url: /b}]\n", command, server)
	config, err := Parse([]byte(text), filepath.Join(dir, ConfigName), nil)
	if err != nil {
		t.Fatal(err)
	}
	still := shot(3, "Tide", "High")
	f := &fake{shots: map[string][]Shot{"one": {still}, "two": {still}}}
	up := 0
	r := &Run{Config: config, Taker: f, New: true, Places: make(places, 2), Output: filepath.Join(dir, "out"), Done: func(c report.Case) {
		if c.URL != "http://"+server+"/a" && c.URL != "http://"+server+"/b" {
			t.Errorf("page at %s", c.URL)
		}
		if listens(server) {
			up++
		}
	}}
	if c, out := look(t, r); c.Status != report.New || !out.OK() || up != 2 {
		t.Errorf("%s %s, the server was up for %d pages", c.Status, c.Message, up)
	}
	if listens(server) || listens(child) {
		t.Error("something that was started still listens")
	}
	if log, _ := os.ReadFile(filepath.Join(dir, "log")); string(log) != "started\n" {
		t.Errorf("the log of starts is %q", log)
	}
}

func TestServersThatDoNotStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	go func() { _ = http.Serve(taken, http.NotFoundHandler()) }()
	for _, test := range []struct{ command, ready, says string }{
		{"echo the rope is gone >&2; exit 4", freeAddress(t), "exit status 4; it wrote last:\nthe rope is gone"},
		{"true", freeAddress(t), "ended before http://"},
		{"sleep 60", taken.Addr().String(), "something else listens there"},
	} {
		f := &fake{shots: map[string][]Shot{"two": {shot(3, "Tide", "High")}}}
		text := fmt.Sprintf("pages: [{name: one, start: %q, ready: 'http://%s/'}, {name: two, url: 'https://example.com/'}]\n", test.command, test.ready)
		config, err := Parse([]byte(text), filepath.Join(t.TempDir(), ConfigName), nil)
		if err != nil {
			t.Fatal(err)
		}
		c, out := look(t, &Run{Config: config, Taker: f, New: true, Places: make(places, 1), Output: t.TempDir(), Done: func(report.Case) {}})
		if c.Status != report.Failed || !strings.Contains(c.Message, test.says) || out.Cases[1].Status != report.New {
			t.Errorf("%s: %s: %s", test.command, c.Status, c.Message)
		}
	}
}

func TestFoldersAreServed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("hello"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "out")); err != nil {
		t.Fatal(err)
	}
	var s sources
	var ports []string
	for range 2 {
		at, err := s.open(t.Context(), Source{Serve: dir, URL: "a.html"})
		if err != nil {
			t.Fatal(err)
		}
		ports = append(ports, at.moment)
		for path, status := range map[string]int{at.url: 200, "http://" + at.moment + "/out": 404} {
			res, err := http.Get(path)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if (res.StatusCode == 200) != (status == 200) {
				t.Errorf("%s: %d", path, res.StatusCode)
			}
		}
	}
	s.close()
	if ports[0] != ports[1] || listens(ports[0]) {
		t.Errorf("ports %v; still listens: %t", ports, listens(ports[0]))
	}
}
