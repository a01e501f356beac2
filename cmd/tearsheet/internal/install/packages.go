package install

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// manager is a package manager and what it is asked for.
type manager struct {
	program  string
	goos     string
	refresh  []string // arguments that bring its lists up to date; nil for none
	install  []string // arguments before the packages
	asUser   bool     // it must not be run as root
	browsers []string // packages with a browser: the first that can be had
	extras   []string // fonts and libraries: whichever can be had
}

// managers are tried in this order.
var managers = []manager{
	{
		program: "apt-get", goos: "linux",
		refresh:  []string{"update"},
		install:  []string{"install", "-y", "--no-install-recommends"},
		browsers: []string{"chromium-headless-shell", "chromium"},
		extras:   []string{"fontconfig", "fonts-liberation", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji"},
	},
	{
		program: "dnf", goos: "linux",
		install:  []string{"install", "-y"},
		browsers: []string{"chromium-headless", "chromium"},
		extras:   []string{"fontconfig", "liberation-fonts", "google-noto-sans-fonts", "google-noto-sans-cjk-fonts", "google-noto-color-emoji-fonts"},
	},
	{
		program: "apk", goos: "linux",
		install:  []string{"add", "--no-cache"},
		browsers: []string{"chromium"},
		extras:   []string{"fontconfig", "ttf-liberation", "font-noto", "font-noto-cjk", "font-noto-emoji"},
	},
	{
		program: "brew", goos: "darwin", asUser: true,
		install:  []string{"install", "--cask"},
		browsers: []string{"google-chrome", "chromium"},
	},
}

// ubuntuLibraries are what the headless shell needs on a bare Ubuntu. Several were
// renamed between releases, so that some of these are never found.
var ubuntuLibraries = []string{
	"libnss3", "libnspr4", "libdbus-1-3", "libatk1.0-0t64", "libatk1.0-0", "libatk-bridge2.0-0t64", "libatk-bridge2.0-0", "libatspi2.0-0t64", "libatspi2.0-0",
	"libxcomposite1", "libxdamage1", "libxfixes3", "libxrandr2", "libgbm1", "libxkbcommon0", "libasound2t64", "libasound2", "ca-certificates",
}

// manager gives the machine's package manager.
func (sys System) manager() (manager, bool) {
	for _, m := range managers {
		if m.goos != sys.GOOS || !sys.Has(m.program) {
			continue
		}
		if sys.ID == "ubuntu" {
			// Its chromium package is an empty one that asks for a snap.
			m.browsers, m.extras = nil, slices.Concat(m.extras, ubuntuLibraries)
		}
		return m, true
	}
	return manager{}, false
}

// usePackages installs what the package manager has. The error says why no browser
// is among it.
func (sys System) usePackages(ctx context.Context, m manager, say func(string)) error {
	if !sys.Root && !m.asUser && !sys.Has("sudo") {
		return fmt.Errorf("%s needs root and there is no sudo: run this as root", m.program)
	}
	if m.refresh != nil && sys.run(ctx, m, say, m.refresh...) != nil {
		say("went on with the lists that are here") // one mirror of many may be down
	}
	err := fmt.Errorf("%s has no browser here", m.program)
	for _, name := range m.browsers {
		if err = sys.run(ctx, m, say, append(slices.Clone(m.install), name)...); err == nil {
			break
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
	}
	sys.useExtras(ctx, m, say)
	return err
}

// useExtras installs all extras at once or, where one of them is not to be had,
// one by one.
func (sys System) useExtras(ctx context.Context, m manager, say func(string)) {
	if len(m.extras) == 0 || sys.run(ctx, m, say, append(slices.Clone(m.install), m.extras...)...) == nil {
		return
	}
	for _, name := range m.extras {
		if ctx.Err() != nil {
			return
		}
		if err := sys.run(ctx, m, say, append(slices.Clone(m.install), name)...); err != nil {
			say("went on without " + name)
		}
	}
}

// run runs the package manager with the rights that it needs.
func (sys System) run(ctx context.Context, m manager, say func(string), args ...string) error {
	program := m.program
	if !sys.Root && !m.asUser {
		program, args = "sudo", append([]string{m.program}, args...)
	}
	command := program + " " + strings.Join(args, " ")
	say("running " + command)
	if err := sys.Run(ctx, program, args...); err != nil {
		return fmt.Errorf("%s: %w", command, err)
	}
	return nil
}
