package browser

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/io"
	"github.com/chromedp/cdproto/page"
)

// takeOutputs takes what the request wants besides document and picture. What cannot be had
// is said, and leaves the rest. Printing comes last: it lays the page out anew.
func (t *tab) takeOutputs(p *Page) {
	if p.Coverage.Strategy == strategyJoined && (t.req.Outputs.MHTML || t.req.Outputs.PDF) {
		_, _ = ask[struct{}](t.ctx, t, "asPictured", nil) // else they show what they show
	}
	for _, f := range []struct {
		wanted bool
		what   string
		take   func(context.Context, *Page) error
	}{
		{t.req.Outputs.Thumbnail, "thumbnail", t.takeThumbnail},
		{t.req.Outputs.MHTML, "MHTML", t.takeMHTML},
		{t.req.Outputs.PDF, "PDF", t.takePDF},
	} {
		if !f.wanted {
			continue
		}
		ctx, cancel := t.share(0.8)
		if err := f.take(ctx, p); err != nil {
			p.lacks(f.what, err)
		}
		cancel()
	}
	if t.req.Outputs.Console {
		p.Console, p.Cookies = t.console.list()
	}
}

// Of a thumbnail, in pixels.
const (
	thumbnailWidth  = 320
	thumbnailHeight = 400 // at most
)

// takeThumbnail takes a small picture of the top of the page, as WebP.
func (t *tab) takeThumbnail(ctx context.Context, p *Page) error {
	width := float64(t.req.View.Width)
	shrink := thumbnailWidth / width
	height := max(1, min(float64(p.Coverage.Height), thumbnailHeight/shrink))
	got, err := callIn(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Format: page.CaptureScreenshotFormatWebp, Quality: new(int64(80)), CaptureBeyondViewport: new(true),
		Clip: &page.Viewport{Width: width, Height: height, Scale: shrink / t.req.View.Scale},
	})
	p.Thumbnail = got.Data
	return err
}

// takeMHTML takes Chrome's own archive of the page.
func (t *tab) takeMHTML(ctx context.Context, p *Page) error {
	got, err := callIn(ctx, t, page.CaptureSnapshot, page.CaptureSnapshotParams{})
	if p.MHTML = []byte(got.Data); err == nil {
		t.checkMHTML(ctx, p)
	}
	return err
}

// checkMHTML tells what Chrome does not keep there of what the page has.
func (t *tab) checkMHTML(ctx context.Context, p *Page) {
	lost, err := ask[[]struct {
		What  string
		Count int
	}](ctx, t, "unarchived", nil)
	if err != nil || len(lost) == 0 {
		return
	}
	c := p.Coverage.Formats["mhtml"]
	for _, l := range lost {
		c.Lack(fmt.Sprintf("%s (%d)", l.What, l.Count))
	}
	p.Coverage.NoteFormat("mhtml", c)
	p.Truncated = append(p.Truncated, "page.mhtml lacks what Chrome does not keep there: "+strings.Join(c.Lacks, ", "))
}

// readStream reads what Chrome hands over in pieces.
func (t *tab) readStream(ctx context.Context, handle io.StreamHandle) ([]byte, error) {
	defer tell(t, io.Close, io.CloseParams{Handle: handle})
	var all bytes.Buffer
	for {
		part, err := callIn(ctx, t, io.Read, io.ReadParams{Handle: handle, Size: 1 << 20})
		all.Write(part.Data)
		if err != nil || part.EOF {
			return all.Bytes(), err
		}
	}
}
