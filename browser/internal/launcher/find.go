package launcher

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// EnvChrome is the environment variable that names the browser to use.
const EnvChrome = "TEARSHEET_CHROME"

// places lists where browsers are found, the best choice first: the headless shell
// is faster and smaller than the full browser. Names without a separator are looked
// up on the PATH.
var places = map[string][]string{
	"linux": {
		"/usr/lib/chromium/chromium-headless-shell",
		"/usr/lib/chromium/headless_shell",
		"/usr/lib64/chromium-browser/headless_shell",
		"chrome-headless-shell", "chromium-headless-shell", "headless_shell", "headless-shell",
		"/headless-shell/headless-shell",
		"/usr/lib/chromium/chromium",
		"/usr/lib64/chromium-browser/chromium-browser",
		"/usr/lib/chromium-browser/chromium-browser",
		"/opt/google/chrome/chrome",
		"google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome",
		"/snap/bin/chromium",
		"microsoft-edge-stable", "brave-browser",
	},
	"darwin": {
		"chrome-headless-shell",
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
		"~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"~/Applications/Chromium.app/Contents/MacOS/Chromium",
		"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
		"/Applications/Brave Browser.app/Contents/MacOS/Brave Browser",
		"chromium",
	},
	"windows": {
		"chrome-headless-shell.exe",
		`%ProgramFiles%\Google\Chrome\Application\chrome.exe`,
		`%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe`,
		`%LocalAppData%\Google\Chrome\Application\chrome.exe`,
		`%LocalAppData%\Chromium\Application\chrome.exe`,
		`%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe`,
		`%ProgramFiles%\Microsoft\Edge\Application\msedge.exe`,
		"chrome.exe", "msedge.exe",
	},
}

// InstallDir is where a browser of our own is installed:
// a folder in the user's cache. It is looked at before the places of the system.
func InstallDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "tearsheet", "browser"), nil
}

// Find gives the browser's real binary: asked if that is not empty, else
// $TEARSHEET_CHROME, else the first one in the usual places. The error is of kind
// browser and says what to do.
func Find(asked string) (string, error) {
	for _, from := range []struct{ path, what string }{{asked, asked}, {os.Getenv(EnvChrome), EnvChrome}} {
		if from.path == "" {
			continue
		}
		path, err := exec.LookPath(from.path)
		if err != nil {
			return "", wrap(err, "%s is no browser that can be run", from.what)
		}
		return unwrap(path), nil
	}
	for _, place := range candidates() {
		if path, err := exec.LookPath(place); err == nil {
			return unwrap(path), nil
		}
	}
	return "", wrap(nil, "no Chrome or Chromium was found, and %s names none", EnvChrome)
}

// FindVisible gives a browser that can be shown on the screen of this machine: asked if that
// is not empty, else the first full one. ok is false where there is none, or no screen.
func FindVisible(asked string) (path string, ok bool) {
	switch runtime.GOOS {
	case "darwin", "windows":
		if os.Getenv("SSH_CONNECTION") != "" {
			return "", false
		}
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return "", false
		}
	}
	places := candidates()
	if asked != "" {
		places = []string{asked}
	}
	for _, place := range places {
		found, err := exec.LookPath(place)
		if err != nil {
			continue
		}
		if found = unwrap(found); !IsHeadlessShell(found) {
			return found, true
		}
	}
	return "", false
}

// candidates are the places of this system, written out.
func candidates() []string {
	var list []string
	if dir, err := InstallDir(); err == nil {
		own, _ := filepath.Glob(filepath.Join(dir, "*", "chrome-headless-shell*", "chrome-headless-shell*"))
		list = append(list, own...)
	}
	home, _ := os.UserHomeDir()
	for _, p := range places[runtime.GOOS] {
		if rest, ok := strings.CutPrefix(p, "~/"); ok {
			p = filepath.Join(home, rest)
		}
		list = append(list, windowsVariable.ReplaceAllStringFunc(p, func(v string) string { return os.Getenv(strings.Trim(v, "%")) }))
	}
	return list
}

var (
	windowsVariable = regexp.MustCompile(`%[^%]+%`)
	absolutePath    = regexp.MustCompile(`/[\w./+-]*chrom[\w./+-]*`)
)

// unwrap follows a shell wrapper to the binary that it starts, if that can be told:
// a wrapper that does not exec leaves Chrome running when it is stopped.
func unwrap(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	f, err := os.Open(path)
	if err != nil {
		return path
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 64<<10))
	if !bytes.HasPrefix(head, []byte("#!")) {
		return path
	}
	// The wrapper's own name comes first: /usr/bin/chromium starts .../chromium.
	for _, sameName := range []bool{true, false} {
		for _, found := range append(absolutePath.FindAllString(string(head), -1), besides(path)...) {
			if sameName == (filepath.Base(found) == filepath.Base(path)) && isBinary(found) {
				return found
			}
		}
	}
	return path
}

// besides are the places where distributions keep the binary of a wrapper.
func besides(wrapper string) []string {
	name := filepath.Base(wrapper)
	var list []string
	for _, dir := range []string{"/usr/lib/chromium", "/usr/lib/chromium-browser", "/usr/lib64/chromium-browser", "/opt/google/chrome"} {
		list = append(list, filepath.Join(dir, name), filepath.Join(dir, "chrome"))
	}
	return list
}

// isBinary tells whether path is a file that can be run and is no script.
func isBinary(path string) bool {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Mode()&0o111 == 0 {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 2)
	_, err = io.ReadFull(f, head)
	return err == nil && string(head) != "#!"
}

// IsHeadlessShell tells the headless shell from the full browser, by its name.
func IsHeadlessShell(path string) bool {
	return strings.Contains(strings.ReplaceAll(filepath.Base(path), "_", "-"), "headless-shell")
}
