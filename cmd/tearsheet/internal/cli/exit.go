package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// The exit codes of every command.
const (
	exitOK     = 0 // all is well
	exitFailed = 1 // some page failed, something is broken or different; the rest was done
	exitUsage  = 2 // wrong usage: nothing was done
	exitStop   = 130
)

// errFailed says that the command ran and that its output tells what failed.
var errFailed = errors.New("")

// errStopped says that the user stopped the command.
var errStopped = errors.New("stopped")

// usageError is a mistake in how a command was called.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// complain tells the user of something that went wrong while the rest goes on.
func (a *app) complain(err error) { fmt.Fprintln(a.Err, "tearsheet:", plain.Line(withoutSecrets(err))) }

// exitCode turns a command's error into the exit code and tells the user about it.
func exitCode(err error, stderr io.Writer) int {
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.Is(err, errStopped):
		return exitStop
	}
	fmt.Fprintln(stderr, "tearsheet:", plain.Text(warc.Secrets.Text(explain(err))))
	if errors.As(err, &usageError{}) || isNoArchive(err) {
		return exitUsage
	}
	return exitFailed
}

// isNoArchive tells whether the address of an archive is one that none can have: it is opened
// before anything is done.
func isNoArchive(err error) bool {
	var e *snapshots.Error
	return errors.As(err, &e) && e.Kind() == snapshots.KindNoArchive
}
