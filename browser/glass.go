package browser

import (
	"cmp"
	"sync"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// glass is the window of a page. While a page loads and settles nobody looks into it, yet Chrome
// would draw each of its frames there. So it shows a place far from the page instead, which the
// page does not notice: layout, what is in view and its frames are as they would be, only that
// nothing is drawn. Pictures are drawn as ever. What a hand does needs the page to be there.
type glass struct {
	mu            sync.Mutex
	width, height int // CSS pixels
	faces         bool
	top           bool // it shows the page from its start, until it is said to be elsewhere
}

// farAway is where no page reaches, in CSS pixels from its start.
const farAway = 1 << 20

// setViewport gives the page a window of that size, in CSS pixels.
func (t *tab) setViewport(width, height int) error {
	g := &t.glass
	g.mu.Lock()
	defer g.mu.Unlock()
	g.width, g.height = width, height
	return t.glaze()
}

// face has the window show the page, from now on.
func (t *tab) face() error {
	g := &t.glass
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.faces || g.width == 0 {
		return nil
	}
	g.faces = true
	return t.glaze()
}

// atTop says whether the window shows the page from its start.
func (g *glass) atTop(is bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.top = is
}

// shown gives the view with the window that the page has at that size, in CSS pixels: a phone shows a
// page that is not made for it smaller, through a window of many more than its screen has.
func (v View) shown(size extent) View {
	v.Width, v.Height = cmp.Or(size.Across, v.Width), cmp.Or(size.Window, v.Height)
	return v
}

// holds tells whether a part of the page lies in the window: its picture needs no other one, which
// Chrome takes the page through a window of 1 x 1 to.
func (g *glass) holds(part box) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.top && part.X >= 0 && part.Y >= 0 && part.X+part.Width <= float64(g.width) && part.Y+part.Height <= float64(g.height)
}

// glaze puts the window in place; t.glass.mu is held.
func (t *tab) glaze() error {
	g, v := &t.glass, t.req.View
	params := emulation.SetDeviceMetricsOverrideParams{
		Width: int64(g.width), Height: int64(g.height), DeviceScaleFactor: v.Scale, Mobile: v.Mobile,
	}
	if t.chrome.unseen && !g.faces {
		params.Viewport = &page.Viewport{X: farAway, Y: farAway, Width: float64(g.width), Height: float64(g.height), Scale: 1}
	}
	_, err := call(t, emulation.SetDeviceMetricsOverride, params)
	return err
}
