// Package install puts a browser and the fonts that pages need on a machine: with
// the system's package manager where that has a browser, else with Chrome for
// Testing's headless shell in the user's cache.
package install

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// System is the machine, as far as installing goes. Tests put another in place.
type System struct {
	GOOS, GOARCH string
	ID           string // of the Linux distribution: "debian", "ubuntu", "fedora", "alpine"
	Root         bool
	Has          func(program string) bool
	Run          func(ctx context.Context, program string, args ...string) error
}

// This is the machine that the program runs on; what the package manager says goes
// to out.
func This(out io.Writer) System {
	return System{
		GOOS: runtime.GOOS, GOARCH: runtime.GOARCH,
		ID:   distribution("/etc/os-release"),
		Root: os.Getuid() == 0,
		Has: func(program string) bool {
			_, err := exec.LookPath(program)
			return err == nil
		},
		Run: func(ctx context.Context, program string, args ...string) error {
			cmd := exec.CommandContext(ctx, program, args...)
			cmd.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, out, out // sudo may ask
			return cmd.Run()
		},
	}
}

// distribution reads the ID of an os-release file; empty where there is none.
func distribution(file string) string {
	data, _ := os.ReadFile(file)
	for line := range strings.Lines(string(data)) {
		if id, ok := strings.CutPrefix(strings.TrimSpace(line), "ID="); ok {
			return strings.Trim(id, `"'`)
		}
	}
	return ""
}

// Install puts a browser and fonts in place. It tells say, in a line each, what
// it does.
func Install(ctx context.Context, sys System, dl Download, say func(string)) error {
	var failed error
	if m, ok := sys.manager(); ok {
		if failed = sys.usePackages(ctx, m, say); failed == nil {
			return nil
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	path, err := dl.Fetch(ctx, sys, say)
	if err != nil {
		return errors.Join(failed, fmt.Errorf("download Chrome for Testing: %w", err))
	}
	say("installed " + path)
	return nil
}
