package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/doctor"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/install"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	buckets "github.com/tearsheet/tearsheet/snapshots/storage"
)

// doctorOptions are the flags of doctor.
type doctorOptions struct {
	archive string
	chrome  string
	json    bool
	install bool
	index   string
	sha256  string
}

func newDoctorCmd(a *app) *cobra.Command {
	var o doctorOptions
	cmd := &cobra.Command{
		Use:   "doctor [flags]",
		Short: "Check that everything a capture needs is here",
		Long: `doctor looks for the browser and starts it, with its sandbox where that can be, and
checks fonts, shared memory, the archive's folder and its disk (or its bucket: whether it
can be written, and by several at a time), and the temp folder.

--install first puts a browser and fonts in place: with apt-get, dnf, apk or Homebrew,
else by downloading Chrome for Testing's headless shell into your cache folder.

Exit codes: 0 captures will work, 1 something is missing, 2 wrong usage.`,
		Example: `  tearsheet doctor
  tearsheet doctor --install
  tearsheet doctor --json | jq 'select(.status != "ok")'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), a)
		},
	}
	flags := cmd.Flags()
	addArchiveFlag(flags, &o.archive)
	flags.StringVar(&o.chrome, "chrome", "", "browser to look at ($TEARSHEET_CHROME; found by itself if not given)")
	flags.BoolVar(&o.json, "json", false, `print one JSON line a finding: {"check","status","detail","advice"}`)
	flags.BoolVar(&o.install, "install", false, "put a browser and fonts in place first")
	flags.StringVar(&o.sha256, "install-sha256", "", "SHA-256 that the download must have, where this version of tearsheet does not know it (a download prints its own)")
	flags.StringVar(&o.index, "install-from", install.DefaultIndex, "list of Chrome for Testing builds, for a mirror")
	return cmd
}

func (o *doctorOptions) run(ctx context.Context, a *app) error {
	if raw, err := hex.DecodeString(o.sha256); err != nil || len(raw) != 0 && len(raw) != sha256.Size {
		return usagef("--install-sha256 %s: use the 64 hexadecimal digits of a SHA-256", o.sha256)
	}
	if err := install.Secure(o.index); err != nil {
		return usagef("--install-from %w", err)
	}
	if o.install {
		if err := o.putInPlace(ctx, a); err != nil {
			return err
		}
	}
	failed := false
	var broken error // of the output
	encoder := json.NewEncoder(plain.JSON(a.Out))
	encoder.SetEscapeHTML(false)
	doctor.Examine(ctx, o.examine(), func(f doctor.Finding) {
		failed = failed || f.Status == doctor.Fail
		if broken == nil && o.json {
			broken = encoder.Encode(f)
		} else if broken == nil {
			_, broken = fmt.Fprint(a.Out, describeFinding(f))
		}
	})
	switch {
	case ctx.Err() != nil:
		return errStopped
	case broken != nil:
		return broken
	case failed:
		return errFailed
	}
	return nil
}

// examine says how captures use what is looked at.
func (o *doctorOptions) examine() doctor.Options {
	opts := doctor.Options{
		Archive:     o.archive,
		FindBrowser: func() (string, error) { return browser.Find(o.chrome) },
		StartBrowser: func(ctx context.Context, path string, sandbox bool) (string, error) {
			opts := browser.Options{Chrome: path, Sandbox: browser.SandboxOff}
			if sandbox {
				opts.Sandbox = browser.SandboxRequire
			}
			b, err := browser.Launch(ctx, opts)
			if err != nil {
				return "", err
			}
			return b.Version(), b.Close()
		},
		CheckArchive: func(dir string) (bool, error) {
			_, err := snapshots.Open(dir)
			var e *snapshots.Error
			if errors.As(err, &e) && e.Kind() == snapshots.KindNotFound {
				return false, nil
			}
			return err == nil, err
		},
	}
	if buckets.IsURL(o.archive) {
		opts.TryBucket = func(ctx context.Context) (bool, error) { return snapshots.TryBucket(ctx, o.archive) }
	}
	return opts
}

// putInPlace installs what captures need; all that is said goes to people.
func (o *doctorOptions) putInPlace(ctx context.Context, a *app) error {
	dir, err := browser.InstallDir()
	if err != nil {
		return fmt.Errorf("there is no folder to install into: %w", err)
	}
	say := func(line string) { fmt.Fprintln(a.Err, "tearsheet:", line) }
	return install.Install(ctx, install.This(a.Err), install.Download{Dir: dir, Index: o.index, SHA256: o.sha256}, say)
}

// describeFinding writes a finding for people: what to do stands below it.
func describeFinding(f doctor.Finding) string {
	s := fmt.Sprintf("%-5s %-14s %s\n", f.Status, f.Check, plain.Line(f.Detail))
	if f.Advice != "" {
		s += fmt.Sprintf("%20s %s\n", "->", f.Advice)
	}
	return s
}
