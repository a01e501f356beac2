package browser_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

func init() {
	fakes["dies"] = func() int {
		os.Stderr.WriteString("cannot open the shutters\n")
		return 1
	}
}

// fake makes Launch start this test binary as one of fakes.
func fake(t *testing.T, name string) {
	t.Helper()
	browsertest.Chrome(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(browser.EnvChrome, self)
	t.Setenv(envFake, name)
}

func TestVersion(t *testing.T) {
	if v := browsertest.Browser(t).Version(); !strings.Contains(v, "Chrome/") {
		t.Errorf("version is %q", v)
	}
}

func TestLaunchFails(t *testing.T) {
	fake(t, "dies")
	for _, sandbox := range []browser.Sandbox{browser.SandboxAuto, browser.SandboxRequire, browser.SandboxOff} {
		_, err := browser.Launch(t.Context(), browser.Options{Sandbox: sandbox})
		var e *browser.Error
		if !errors.As(err, &e) || e.Kind() != "browser" || e.Option == "" {
			t.Errorf("sandbox %q: %v", sandbox, err)
		}
		if says := strings.Contains(e.Message, "sandbox"); says != (sandbox == browser.SandboxRequire) {
			t.Errorf("sandbox %q: the message speaks of it: %v: %s", sandbox, says, e.Message)
		}
	}
}

func TestLaunchIsStopped(t *testing.T) {
	browsertest.Chrome(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if b, err := browser.Launch(ctx, browser.Options{}); err == nil {
		b.Close()
		t.Error("Launch with a context that had ended did not fail")
	}
}

func TestClosed(t *testing.T) {
	b := browsertest.Launch(t, browser.Options{})
	for range 2 {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
	_, err := browsertest.Attempt(t, b, browser.Request{URL: "http://127.0.0.1/"})
	var e *browser.Error
	if !errors.As(err, &e) || e.Kind() != "browser" {
		t.Errorf("Capture after Close: %v", err)
	}
}

// ownTemp gives a test a temp folder of its own, which Chrome's user can get into.
func ownTemp(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", dir)
	return dir
}

func TestSweepProfiles(t *testing.T) {
	temp := ownTemp(t)
	profile := func(name string) (dir string) {
		dir = filepath.Join(temp, "tearsheet-profile-"+name)
		if err := os.MkdirAll(filepath.Join(dir, "Default"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+".lock", nil, 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	dead, alive := profile("dead"), profile("alive")
	lock := flock.New(alive + ".lock")
	if got, err := lock.TryLock(); !got || err != nil {
		t.Fatal(got, err)
	}
	defer lock.Close()
	other := filepath.Join(temp, "other.lock")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	browsertest.Launch(t, browser.Options{})
	for path, want := range map[string]bool{dead: false, dead + ".lock": false, alive: true, alive + ".lock": true, other: true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s is there: %v", filepath.Base(path), err == nil)
		}
	}
}
