package browser_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/browsertest"
)

// sizeOf is the size of a picture, which is not read for it.
func sizeOf(t *testing.T, picture []byte) (width, height int) {
	t.Helper()
	c, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return c.Width, c.Height
}

// A picture that is not drawn to its end in time is kept as far as it came, and says so.
func TestPictureInTime(t *testing.T) {
	t.Parallel()
	const tall = 199000
	page, err := browsertest.Attempt(t, browsertest.Browser(t), browser.Request{Timeout: 6 * time.Second, URL: browsertest.Serve(t, browsertest.Page(
		`<!doctype html><title>Tall</title><body style="margin:0"><div style="height:199000px;background:linear-gradient(red,blue)"></div>`)).URL})
	if len(page.Picture) == 0 {
		t.Logf("this machine had no time for the first part: %q, %v", page.Truncated, err)
		return
	}
	width, height := sizeOf(t, page.Picture)
	said := strings.Contains(strings.Join(page.Truncated, "\n"), "not drawn in time")
	if width != 1280 || said != (height < tall) || said && !page.Partial {
		t.Errorf("%dx%d, partial %t, %q", width, height, page.Partial, page.Truncated)
	}
}

// A page that is wider than any picture has one all the same.
func TestPictureOfWidePage(t *testing.T) {
	t.Parallel()
	page := capture(t, `<!doctype html><title>Wide</title><body style="margin:0"><div style="height:9px;width:900000px;background:green"></div>`, browser.Request{
		View: browser.View{Width: 400, Height: 60},
	})
	if width, height := sizeOf(t, page.Picture); width != 200000 || height != 60 || !strings.Contains(strings.Join(page.Truncated, "\n"), "px from the left") {
		t.Errorf("%dx%d, %q", width, height, page.Truncated)
	}
}
