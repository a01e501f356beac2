package browser

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/io"
	"github.com/chromedp/cdproto/page"

	"github.com/tearsheet/tearsheet/browser/option"
)

// takeAlso takes what the request wants besides document and picture. What cannot be had
// is said, and leaves the rest. Printing comes last: it lays the page out anew.
func (t *tab) takeAlso(p *Page) {
	for _, f := range []struct {
		wanted bool
		what   string
		take   func(context.Context, *Page) error
	}{
		{t.req.Also.Thumbnail, "thumbnail", t.takeThumbnail},
		{t.req.Also.MHTML, "MHTML", t.takeMHTML},
		{t.req.Also.PDF, "PDF", t.takePDF},
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
	if t.req.Also.Console {
		p.Console = t.console.list()
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
	p.MHTML = []byte(got.Data)
	return err
}

// papers are the sizes of paper, width and height in inches.
var papers = map[string][2]float64{
	"a3": {11.69, 16.54}, "a4": {8.27, 11.69}, "a5": {5.83, 8.27},
	"letter": {8.5, 11}, "legal": {8.5, 14}, "tabloid": {11, 17},
}

// Papers lists the names that Paper.Size may have.
func Papers() []string { return slices.Clone(option.Papers) }

// takePDF prints the page: tagged, with an outline of its headings, on the paper that its
// own style asks for, else on the request's.
func (t *tab) takePDF(ctx context.Context, p *Page) error {
	paper := t.req.Also.Paper
	size, ok := papers[strings.ToLower(paper.Size)]
	if !ok {
		return fail(KindBrowser, nil, "the paper %q is not known; use one of: %s", paper.Size, strings.Join(Papers(), ", "))
	}
	params := page.PrintToPDFParams{
		PaperWidth: size[0], PaperHeight: size[1], Landscape: new(paper.Landscape),
		PrintBackground: new(true), PreferCSSPageSize: new(true),
		GenerateTaggedPDF: new(true), GenerateDocumentOutline: new(true),
		TransferMode: page.PrintToPDFTransferModeReturnAsStream,
	}
	if paper.Header {
		params.DisplayHeaderFooter = new(true)
		params.HeaderTemplate = running(`<span class="title"></span>`, html.EscapeString(p.Started.UTC().Format(time.RFC3339)))
		params.FooterTemplate = running(`<span class="url"></span>`, `<span class="pageNumber"></span> / <span class="totalPages"></span>`)
	}
	got, err := callIn(ctx, t, page.PrintToPDF, params)
	if err != nil {
		return err
	}
	p.PDF, err = t.readStream(ctx, got.Stream)
	return err
}

// running is a line at the head or foot of each sheet. Chrome prints it at no size unless
// told one.
func running(left, right string) string {
	return fmt.Sprintf(`<div style="display:flex;justify-content:space-between;gap:2em;width:100%%;margin:0 1cm;font:8px sans-serif;color:#555"><span style="overflow:hidden;white-space:nowrap">%s</span><span style="white-space:nowrap">%s</span></div>`, left, right)
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
