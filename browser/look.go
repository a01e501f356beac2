package browser

import (
	"context"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/tearsheet/tearsheet/browser/exchange"
)

// lookTimeout is how long a file may take to be shown.
const lookTimeout = 30 * time.Second

// lookPrefix begins the names of the folders for files that are looked at. Nobody needs one for
// as long as lookKept.
const (
	lookPrefix = "tearsheet-look-"
	lookKept   = time.Hour
)

// sweepLooks removes the folders that a killed one left in a folder for temporary files.
func sweepLooks(temp string, now time.Time) {
	left, _ := filepath.Glob(filepath.Join(temp, lookPrefix+"*"))
	for _, dir := range left {
		if info, err := os.Lstat(dir); err == nil && info.IsDir() && now.Sub(info.ModTime()) > lookKept {
			_ = os.RemoveAll(dir) // another user's stays
		}
	}
}

// Look opens a file as a page without a network, to see whether it stands by itself. Nothing
// is clicked, cleared or scrolled. The name's ending says what kind of file it is; of the
// request, View and Picture count.
func (b *Browser) Look(ctx context.Context, name string, data []byte, as Request) (*Page, error) {
	dir, err := os.MkdirTemp("", lookPrefix)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file, err := readable(dir, name, data)
	if err != nil {
		return nil, err
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(file)}
	return b.Capture(ctx, Request{
		URL: address.String(), AllowFile: true, Timeout: lookTimeout, Replay: nothing{}, plain: true,
		View:    View{Width: as.View.Width, Height: as.View.Height, Scale: as.View.Scale, Mobile: as.View.Mobile},
		Picture: as.Picture, Settle: Settle{Pace: PaceFast}, Overlays: Overlays{Policy: Keep, Consent: Keep},
	})
}

// readable writes a file where another user, as Chrome may run as, can read it who knows its
// name, and nobody else.
func readable(dir, name string, data []byte) (file string, err error) {
	if err := os.Chmod(dir, 0o711); err != nil {
		return "", err
	}
	inner, err := os.MkdirTemp(dir, "")
	if err != nil {
		return "", err
	}
	if err := os.Chmod(inner, 0o711); err != nil {
		return "", err
	}
	file = filepath.Join(inner, name)
	return file, os.WriteFile(file, data, 0o644)
}

// nothing is an archive that holds nothing.
type nothing struct{}

// Replay has no answer.
func (nothing) Replay(exchange.Request) (exchange.Response, bool) { return exchange.Response{}, false }
