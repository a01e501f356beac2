package browser

import (
	"errors"

	"github.com/tearsheet/tearsheet/browser/internal/launcher"
)

// EnvChrome is the environment variable that names the browser to use.
const EnvChrome = launcher.EnvChrome

// InstallDir is the folder, in the user's cache, in which a browser may be installed for
// this package alone. Find looks there before it looks in the places of the system.
func InstallDir() (string, error) { return launcher.InstallDir() }

// Find gives the browser's real binary: asked if that is not empty, else
// $TEARSHEET_CHROME, else the first one in the usual places. The error is of kind
// browser and says what to do.
func Find(asked string) (string, error) {
	path, err := launcher.Find(asked)
	if err != nil {
		return "", asLaunchError(err).about("chrome")
	}
	return path, nil
}

// FindVisible gives a browser that can be shown on the screen of this machine: asked if that
// is not empty, else the first full one. ok is false where there is none, or no screen.
func FindVisible(asked string) (path string, ok bool) { return launcher.FindVisible(asked) }

// asLaunchError is an error of what Chrome needs before it runs.
func asLaunchError(err error) *Error {
	if e, ok := errors.AsType[*launcher.Error](err); ok {
		return fail(KindBrowser, e.Err, "%s", e.Message)
	}
	return fail(KindBrowser, err, "Chrome cannot be started")
}
