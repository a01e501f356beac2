package install

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// machine is a System that remembers what was run. Of the packages in lacks it
// has none.
type machine struct {
	System
	ran []string
}

func newMachine(goos, id string, root bool, programs, lacks []string) *machine {
	m := &machine{}
	m.System = System{
		GOOS: goos, GOARCH: "amd64", ID: id, Root: root,
		Has: func(program string) bool { return slices.Contains(programs, program) },
		Run: func(_ context.Context, program string, args ...string) error {
			m.ran = append(m.ran, program+" "+strings.Join(args, " "))
			for _, arg := range args {
				if slices.Contains(lacks, arg) {
					return errors.New("exit status 100")
				}
			}
			return nil
		},
	}
	return m
}

func TestPackages(t *testing.T) {
	apt := "apt-get install -y --no-install-recommends "
	fonts := "fontconfig fonts-liberation fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"
	for _, c := range []struct {
		name    string
		machine *machine
		found   bool
		want    []string
	}{
		{
			"debian", newMachine("linux", "debian", true, []string{"apt-get"}, nil), true,
			[]string{"apt-get update", apt + "chromium-headless-shell", apt + fonts},
		},
		{
			"an older debian, not root", newMachine("linux", "debian", false, []string{"apt-get", "sudo"}, []string{"chromium-headless-shell"}), true,
			[]string{"sudo apt-get update", "sudo " + apt + "chromium-headless-shell", "sudo " + apt + "chromium", "sudo " + apt + fonts},
		},
		{
			"a mirror that is down", newMachine("linux", "debian", true, []string{"apt-get"}, []string{"update"}), true,
			[]string{"apt-get update", apt + "chromium-headless-shell", apt + fonts},
		},
		{
			"ubuntu, whose chromium is a snap", newMachine("linux", "ubuntu", true, []string{"apt-get"}, nil), false,
			[]string{"apt-get update", apt + fonts + " " + strings.Join(ubuntuLibraries, " ")},
		},
		{"no sudo", newMachine("linux", "debian", false, []string{"apt-get"}, nil), false, nil},
		{
			"a font that is not to be had", newMachine("linux", "alpine", true, []string{"apk"}, []string{"font-noto-cjk"}), true,
			[]string{
				"apk add --no-cache chromium", "apk add --no-cache fontconfig ttf-liberation font-noto font-noto-cjk font-noto-emoji",
				"apk add --no-cache fontconfig", "apk add --no-cache ttf-liberation", "apk add --no-cache font-noto", "apk add --no-cache font-noto-cjk", "apk add --no-cache font-noto-emoji",
			},
		},
		{
			"fedora without a browser", newMachine("linux", "fedora", true, []string{"dnf"}, []string{"chromium-headless", "chromium"}), false,
			[]string{"dnf install -y chromium-headless", "dnf install -y chromium", "dnf install -y fontconfig liberation-fonts google-noto-sans-fonts google-noto-sans-cjk-fonts google-noto-color-emoji-fonts"},
		},
		{
			"homebrew", newMachine("darwin", "", false, []string{"brew"}, nil), true,
			[]string{"brew install --cask google-chrome"},
		},
	} {
		m, ok := c.machine.manager()
		if !ok {
			t.Errorf("%s: no package manager", c.name)
			continue
		}
		if err := c.machine.usePackages(t.Context(), m, func(string) {}); (err == nil) != c.found {
			t.Errorf("%s: %v", c.name, err)
		}
		if !slices.Equal(c.machine.ran, c.want) {
			t.Errorf("%s: ran\n%s\nwant\n%s", c.name, strings.Join(c.machine.ran, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestInstallFallsBackToTheDownload(t *testing.T) {
	for name, m := range map[string]*machine{
		"ubuntu":             newMachine("linux", "ubuntu", true, []string{"apt-get"}, nil),
		"no package manager": newMachine("linux", "arch", true, nil, nil),
		"no packages":        newMachine("linux", "debian", true, []string{"apt-get"}, []string{"update", "chromium", "chromium-headless-shell"}),
	} {
		srv := newStorage(t, "linux64")
		dir := t.TempDir()
		if err := Install(t.Context(), m.System, srv.download(dir), func(string) {}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "156.0.1.2", "chrome-headless-shell-linux64", "chrome-headless-shell")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestInstallTellsEveryReason(t *testing.T) {
	m := newMachine("linux", "alpine", true, []string{"apk"}, []string{"chromium"})
	err := Install(t.Context(), m.System, Download{Dir: t.TempDir()}, func(string) {})
	if err == nil || !strings.Contains(err.Error(), "apk add --no-cache chromium") || !strings.Contains(err.Error(), "Alpine") {
		t.Errorf("%v", err)
	}
}

func TestDistribution(t *testing.T) {
	file := filepath.Join(t.TempDir(), "os-release")
	if err := os.WriteFile(file, []byte("NAME=\"Debian\"\nVERSION_ID=\"12\"\nID=\"debian\"\nID_LIKE=x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := distribution(file); got != "debian" {
		t.Errorf("%q", got)
	}
	if got := distribution(file + "-missing"); got != "" {
		t.Errorf("%q", got)
	}
}
