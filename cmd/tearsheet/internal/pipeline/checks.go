package pipeline

import (
	"context"
	"fmt"
	"io"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/snapshots/diff"
	"github.com/tearsheet/tearsheet/snapshots/replay"
)

// alike is the share of a picture's pixels that may be others in a format without a word.
const alike = 0.001

// checkFile opens a format that is one file, with no network, and holds it against the
// picture. It gives what there is to tell.
func (p *Pipeline) checkFile(ctx context.Context, req browser.Request, page *browser.Page, name string, data []byte, c *browser.FormatCheck) (notes []string) {
	shown, err := p.Browser.Look(ctx, name, data, req)
	if err != nil {
		return []string{fmt.Sprintf("%s could not be opened to check it: %v", name, err)}
	}
	return compare(name, page, shown, c)
}

// checkMHTML is checkFile for the browser's own archive, if there is one.
func (p *Pipeline) checkMHTML(ctx context.Context, req browser.Request, page *browser.Page) (notes []string) {
	if !p.Save.Check || page.MHTML == nil {
		return nil
	}
	c := page.Coverage.Formats["mhtml"]
	notes = p.checkFile(ctx, req, page, "page.mhtml", page.MHTML, &c)
	page.Coverage.NoteFormat("mhtml", c)
	return notes
}

// checkReplay loads the page from what was recorded of it and holds that against the
// picture.
func (p *Pipeline) checkReplay(ctx context.Context, req browser.Request, page *browser.Page, in io.ReaderAt, size int64, c *browser.FormatCheck) (notes []string) {
	const name = "page.wacz"
	archive, err := replay.Read(in, size)
	if err != nil {
		return []string{fmt.Sprintf("%s could not be opened to check it: %v", name, err)}
	}
	req.Record, req.Outputs, req.Evidence = nil, browser.Outputs{}, false
	req.Replay = Replayer(archive, page.URL)
	shown, err := p.Browser.Capture(ctx, req)
	if err != nil {
		return []string{fmt.Sprintf("%s could not be replayed to check it: %v", name, err)}
	}
	return compare(name, page, shown, c)
}

// compare holds the picture of a format against that of the page.
func compare(name string, page, shown *browser.Page, c *browser.FormatCheck) (notes []string) {
	result, err := diff.Compare(diff.Side{Picture: page.Picture}, diff.Side{Picture: shown.Picture}, diff.Options{})
	if err != nil || result.Picture == nil {
		return []string{fmt.Sprintf("%s could not be compared with the picture: %v", name, err)}
	}
	differs := result.Picture
	c.Differs = new(differs.Ratio)
	for _, r := range differs.Regions {
		c.Where(fmt.Sprintf("%d x %d px at %d, %d", r.Width, r.Height, r.X, r.Y))
	}
	for _, b := range differs.Removed {
		c.Where(fmt.Sprintf("%d rows from %d on are not there", b.Height, b.Y))
	}
	for _, b := range differs.Added {
		c.Where(fmt.Sprintf("%d rows from %d on are more", b.Height, b.Y))
	}
	if differs.Ratio <= alike {
		return nil
	}
	note := fmt.Sprintf("%s differs from the picture in %.2f %% of it", name, 100*differs.Ratio)
	if len(c.At) > 0 {
		note += ": " + c.At[0]
	}
	return []string{note}
}
