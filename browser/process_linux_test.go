package browser_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// inGroup lists the processes of a group that still run.
func inGroup(group int) (pids []int) {
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		stat, err := os.ReadFile(filepath.Join(dir, "stat"))
		if err != nil {
			continue
		}
		// pid (comm) state ppid pgrp ...
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) > 2 && fields[2] == strconv.Itoa(group) && fields[0] != "Z" {
			pid, _ := strconv.Atoi(filepath.Base(dir))
			pids = append(pids, pid)
		}
	}
	return pids
}

// renderers lists those of a group's processes that run pages.
func renderers(group int) (pids []int) { return ofKind(group, "--type=renderer") }

// ofKind lists the processes of a group that were started with an argument.
func ofKind(group int, argument string) (pids []int) {
	for _, pid := range inGroup(group) {
		command, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
		if err == nil && bytes.Contains(command, []byte(argument)) {
			pids = append(pids, pid)
		}
	}
	return pids
}

// status gives a field of /proc/pid/status.
func status(t *testing.T, pid int, field string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, field+":"); ok {
			return strings.Join(strings.Fields(value), " ")
		}
	}
	t.Fatalf("process %d has no %s", pid, field)
	return ""
}

func init() {
	fakes["no sandbox"] = func() int {
		if !strings.Contains(strings.Join(os.Args, " "), "--no-sandbox") {
			os.Stderr.WriteString("no usable sandbox\n")
			return 1
		}
		real := os.Getenv("BROWSER_TEST_REAL")
		syscall.Exec(real, append([]string{real}, os.Args[1:]...), os.Environ())
		return 2
	}
}

// whileOpen captures a page and calls look while the page is on show: when it has asked
// for its last picture, which does not come before look is through.
func whileOpen(t *testing.T, b *browser.Browser, look func()) {
	t.Helper()
	site := browsertest.Serve(t, handler(map[string]handlerFunc{
		"/":     html(`<p>Open<img src="/last">`),
		"/last": func(w response, _ *request) { look(); w.WriteHeader(404) },
	}))
	browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
}

func TestSandboxIsOn(t *testing.T) {
	needSandbox(t)
	for _, mode := range []browser.Sandbox{browser.SandboxAuto, browser.SandboxRequire} {
		b := browsertest.Launch(t, browser.Options{Sandbox: mode, Warn: func(message string) { t.Error(message) }})
		whileOpen(t, b, func() {
			list := renderers(b.Group())
			if len(list) == 0 {
				t.Error("no renderer found")
			}
			for _, pid := range list {
				if got := status(t, pid, "Seccomp"); got != "2" {
					t.Errorf("sandbox %q: renderer %d has Seccomp %s, not 2, a filter", mode, pid, got)
				}
			}
			for _, pid := range inGroup(b.Group()) {
				uid, want := status(t, pid, "Uid"), strconv.Itoa(os.Getuid())
				if want == "0" {
					want = "65534"
				}
				if uid != strings.Join([]string{want, want, want, want}, " ") {
					t.Errorf("sandbox %q: process %d runs as %s", mode, pid, uid)
				}
			}
		})
	}
}

func TestSandboxIsOff(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{Sandbox: browser.SandboxOff, Warn: func(message string) { t.Error(message) }})
	whileOpen(t, b, func() {
		for _, pid := range renderers(b.Group()) {
			if got := status(t, pid, "Seccomp"); got != "0" {
				t.Errorf("renderer %d has Seccomp %s", pid, got)
			}
		}
	})
}

func TestSandboxDoesNotWork(t *testing.T) {
	real := browsertest.Chrome(t)
	fake(t, "no sandbox")
	t.Setenv("BROWSER_TEST_REAL", real)
	var said []string
	b := browsertest.Launch(t, browser.Options{Warn: func(message string) { said = append(said, message) }})
	if len(said) != 1 || !strings.Contains(said[0], "sandbox") {
		t.Errorf("it warned %q", said)
	}
	site := browsertest.Serve(t, browsertest.Page("<title>Anyway</title>"))
	if page := browsertest.CaptureWith(t, b, browser.Request{URL: site.URL}); page.Title != "Anyway" {
		t.Errorf("title is %q", page.Title)
	}
	if b, err := browser.Launch(t.Context(), browser.Options{Sandbox: browser.SandboxRequire}); err == nil {
		b.Close()
		t.Error("a sandbox was required, and Chrome was started without it")
	}
}

func TestNothingIsLeft(t *testing.T) {
	temp := ownTemp(t)
	b := browsertest.Launch(t, browser.Options{})
	site := browsertest.Serve(t, browsertest.Page("<p>One"))
	browsertest.CaptureWith(t, b, browser.Request{URL: site.URL})
	group := b.Group()
	if len(inGroup(group)) == 0 || len(browsertest.Profiles(temp)) != 2 {
		t.Fatalf("processes %v, profile and lock %q", inGroup(group), browsertest.Profiles(temp))
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if left := inGroup(group); len(left) > 0 {
		t.Errorf("these processes of Chrome are left: %v", left)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left in the temp folder: %v, %v", left, err)
	}
}

// needSandbox skips a test where Chrome's sandbox cannot be: in a container without user
// namespaces, say.
func needSandbox(t *testing.T) {
	t.Helper()
	if _, err := browser.Find(""); err != nil {
		return // the kit says what to do
	}
	b, err := browser.Launch(t.Context(), browser.Options{Sandbox: browser.SandboxRequire})
	if err != nil {
		t.Skip("this system does not let Chrome have its sandbox: ", err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}
