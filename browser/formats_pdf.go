package browser

import (
	"context"
	"encoding/base64"
	"fmt"
	"html"
	"math"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"github.com/tearsheet/tearsheet/browser/printed"
)

// papers are the sizes of paper, width and height in inches.
var papers = map[string][2]float64{
	"a3": {11.69, 16.54}, "a4": {8.27, 11.69}, "a5": {5.83, 8.27},
	"letter": {8.5, 11}, "legal": {8.5, 14}, "tabloid": {11, 17},
}

// Of sheets.
const (
	perInch  = 96.0  // CSS pixels
	longest  = 200.0 // inches of a sheet that every reader shows
	oneTries = 4     // to print a page on one sheet
)

// takePDF prints the page: tagged, with an outline of its headings, on the paper that its
// own style asks for, else on the request's. What scrolls on the page is opened before.
func (t *tab) takePDF(ctx context.Context, p *Page) error {
	paper := t.req.Outputs.Paper
	size := papers[strings.ToLower(paper.Size)]
	t.redraw(ctx)
	if _, err := ask[struct{}](ctx, t, "noteTexts", nil); err != nil {
		return err
	}
	media := emulation.SetEmulatedMediaParams{Media: paper.Media, Features: t.mediaFeatures()}
	if paper.Media == "" {
		media.Media = "print"
	}
	if _, err := callIn(ctx, t, emulation.SetEmulatedMedia, media); err != nil {
		return err
	}
	if _, err := ask[struct{}](ctx, t, "paper", map[string]any{"one": paper.Single, "height": t.req.View.Height}); err != nil {
		return err
	}
	if paper.Landscape {
		size[0], size[1] = size[1], size[0]
	}
	texts, err := t.textsFor(ctx, paper, size, p.Coverage)
	if err != nil {
		return err
	}
	params := page.PrintToPDFParams{
		PaperWidth: size[0], PaperHeight: size[1],
		PrintBackground: new(true), PreferCSSPageSize: new(true),
		GenerateTaggedPDF: new(true), GenerateDocumentOutline: new(true),
		TransferMode: page.PrintToPDFTransferModeReturnAsStream,
	}
	if paper.Header {
		params.DisplayHeaderFooter = new(true)
		params.HeaderTemplate = running(`<span class="title"></span>`, html.EscapeString(p.Started.UTC().Format(time.RFC3339)))
		params.FooterTemplate = running(`<span class="url"></span>`, `<span class="pageNumber"></span> / <span class="totalPages"></span>`)
	}
	print := t.print
	if paper.Single {
		print = t.printOne
	}
	if p.PDF, err = print(ctx, params); err != nil {
		return err
	}
	p.checkPDF(texts)
	return nil
}

// margins are what Chrome leaves empty on both sides of a sheet, in inches.
const margins = 0.8

// narrower is by how much a page may be taller on paper than in its window, which is wider.
const narrower = 1.6

// textsFor gives the texts of the page that its own style leaves on such paper: it may
// have another look for narrow windows. One that was taken in a tall window may have only what is in
// view, and keeps such a window.
func (t *tab) textsFor(ctx context.Context, paper Paper, size [2]float64, as Coverage) ([]string, error) {
	if !paper.Single {
		height := int((size[1] - margins) * perInch)
		if as.TallWindow {
			height = max(height, min(tallest, int(narrower*float64(as.Height))))
		}
		if err := t.setViewport(int((size[0]-margins)*perInch), height); err != nil {
			return nil, err
		}
	}
	return ask[[]string](ctx, t, "textsKept", nil)
}

// print prints the page as it is.
func (t *tab) print(ctx context.Context, params page.PrintToPDFParams) ([]byte, error) {
	got, err := callIn(ctx, t, page.PrintToPDF, params)
	if err != nil {
		return nil, err
	}
	return t.readStream(ctx, got.Stream)
}

// printOne prints the page on one sheet, as wide as the window or what stands in it, and
// as tall as it takes.
func (t *tab) printOne(ctx context.Context, params page.PrintToPDFParams) (pdf []byte, err error) {
	if err := t.setViewport(t.req.View.Width, t.req.View.Height); err != nil {
		return nil, err
	}
	size, err := ask[extent](ctx, t, "rest", nil)
	if err != nil {
		return nil, err
	}
	params.PreferCSSPageSize = nil
	none := new(0.0)
	params.MarginTop, params.MarginBottom, params.MarginLeft, params.MarginRight = none, none, none, none
	width, height := float64(max(t.req.View.Width, size.Width)), float64(size.Height)
	for range oneTries {
		scale := min(1, longest*perInch/max(width, height))
		params.Scale = max(0.1, scale)
		params.PaperWidth, params.PaperHeight = width*scale/perInch, (math.Ceil(height)+1)*scale/perInch
		if pdf, err = t.print(ctx, params); err != nil {
			return nil, err
		}
		if sheets, err := printed.Read(pdf); err != nil || sheets.Count == 1 {
			break
		}
		height *= 1.05
	}
	return pdf, nil
}

// redraw puts pictures in the places of canvases that paper would leave empty. Where that
// fails they stay as they are, which the check of the PDF cannot see.
func (t *tab) redraw(ctx context.Context) {
	boxes, err := ask[[]box](ctx, t, "undrawn", nil)
	if err != nil || len(boxes) == 0 {
		return
	}
	shots := t.shootAlone(ctx, boxes[:min(len(boxes), shotsMost)])
	pictures := make([]string, len(shots))
	for i, shot := range shots {
		pictures[i] = base64.StdEncoding.EncodeToString(shot)
	}
	_, _ = ask[struct{}](ctx, t, "redraw", map[string]any{"pictures": pictures})
}

// shotsMost is how many canvases pictures are taken of.
const shotsMost = 40

// shootAlone takes pictures of parts of the page with nothing on it but canvases and
// videos, on no ground. One that cannot be had is nil.
func (t *tab) shootAlone(ctx context.Context, boxes []box) [][]byte {
	shots := make([][]byte, len(boxes))
	// No ground at all: nothing is not written, and stands for white.
	clear := emulation.SetDefaultBackgroundColorOverrideParams{Color: &cdp.RGBA{A: 0.001}}
	if _, err := callIn(ctx, t, emulation.SetDefaultBackgroundColorOverride, clear); err != nil {
		return shots
	}
	defer tell(t, emulation.SetDefaultBackgroundColorOverride, emulation.SetDefaultBackgroundColorOverrideParams{})
	if _, err := ask[struct{}](ctx, t, "alone", map[string]bool{"on": true}); err != nil {
		return shots
	}
	defer func() { _, _ = ask[struct{}](t.ctx, t, "alone", map[string]bool{"on": false}) }()
	for i, b := range boxes {
		if b.Width < 1 || b.Height < 1 {
			continue
		}
		if data, err := t.shoot(ctx, b, "png"); err == nil {
			shots[i] = data
		}
	}
	return shots
}

// running is a line at the head or foot of each sheet. Chrome prints it at no size unless
// told one.
func running(left, right string) string {
	return fmt.Sprintf(`<div style="display:flex;justify-content:space-between;gap:2em;width:100%%;margin:0 1cm;font:8px sans-serif;color:#555"><span style="overflow:hidden;white-space:nowrap">%s</span><span style="white-space:nowrap">%s</span></div>`, left, right)
}
