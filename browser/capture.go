package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"

	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/browser/internal/process"
	"github.com/tearsheet/tearsheet/browser/internal/record"
)

// reserve is the part of the time for a page that is kept for taking what exists.
const reserve = 0.25

// Capture loads a page and takes it. What went wrong is an *Error; the Page beside it
// then has what was known. A page that was not complete in time is no error: its
// Partial is set. When Capture returns nothing of the page goes on: no exchange is
// recorded any more, and none replayed.
func (b *Browser) Capture(ctx context.Context, req Request) (*Page, error) {
	caller := ctx
	p := &Page{URL: req.URL, Started: time.Now()}
	if err := req.Validate(); err != nil {
		return p, fail(KindInternal, err, "the request makes no sense")
	}
	req, err := req.withDefaults().filtered()
	if err != nil {
		return p, fail(KindInternal, err, "the request makes no sense")
	}
	if err := allowed(req); err != nil {
		return p, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, req.Timeout, fail(KindTimeout, context.DeadlineExceeded, "the page did not answer within %s", req.Timeout))
	defer cancel()
	// A page that crashes its tab gets one more chance in a fresh one; see own_chrome.go for what
	// became of it with a whole Chrome.
	err = b.attempt(ctx, req, p)
	if b.deservesAnother(err) && ctx.Err() == nil {
		fresh := &Page{URL: p.URL, Started: p.Started}
		apart := errors.Is(err, errEnded) || errors.Is(err, process.ErrMemory)
		req.unending = errors.Is(err, record.ErrUnending)
		switch again := b.again(ctx, req, fresh, apart); {
		case again == nil:
			*p, err = *fresh, nil
		case apart || req.unending:
			err = again
		}
	}
	p.Timings.Total = p.since()
	if err == nil {
		if len(p.DOM) == 0 && p.Original == nil && req.Record == nil && b.bare(caller, req, p, fail(KindTimeout, context.DeadlineExceeded, "its document did not come in time")) {
			p.Timings.Total = p.since()
		}
		return p, nil
	}
	failed := asError(ctx, err)
	wished := failed.kind == KindAction && !isNoMatch(failed) || failed.kind == KindAuth // and not had
	if p.Original != nil && len(p.Original.Data) > 0 && !wished && !errors.Is(failed, context.Canceled) {
		p.FinalURL = p.Original.URL
		p.lacks("picture", failed)
		return p, nil // a file is kept, whatever becomes of its picture
	}
	if b.bare(caller, req, p, failed) {
		p.Timings.Total = p.since()
		return p, nil
	}
	return p, failed
}

// deservesAnother tells whether a page that failed so is tried again. One that took too much
// memory has been in a process of its own, unless pages share theirs, and would do it again:
// where that is known.
func (b *Browser) deservesAnother(err error) bool {
	e, ok := errors.AsType[*Error](err)
	switch {
	case !ok:
		return false
	case errors.Is(err, process.ErrMemory) && !errors.Is(err, errEnded) && !errors.Is(err, process.ErrRefused):
		return b.opts.ShareSession
	}
	return e.kind == KindCrash || errors.Is(err, errBrokenOff) || errors.Is(err, record.ErrUnending)
}

// again is another try, which begins a record anew.
func (b *Browser) again(ctx context.Context, req Request, p *Page, apart bool) error {
	if req.Record != nil {
		if err := req.Record.Rollback(); err != nil {
			return fail(KindRecording, err, "the record of the first try could not be dropped")
		}
	}
	if apart && b.far == nil {
		return b.alone(ctx, req, p)
	}
	return b.attempt(ctx, req, p)
}

// attempt is one try at a page in a tab of its own.
func (b *Browser) attempt(ctx context.Context, req Request, p *Page) (err error) {
	session, err := b.begin(ctx, req)
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			err = Panicked(r)
		}
		if err != nil {
			p.Coverage.Requests = session.tab.requests()
		}
		err = session.tab.chrome.blame(ctx, err)
		session.tidy = err == nil && session.tab.leavesNothing(p)
		p.Truncated = append(p.Truncated, session.end()...)
	}()
	t, s := session.tab, session.settler
	p.Browser = t.chrome.version
	p.Truncated = append(p.Truncated, t.missing...)

	shown, err := t.navigate(p)
	if err != nil || !shown {
		return err
	}
	session.watch()
	s.bringToRest(p)
	t.chrome.rooms.prepare(t)
	failed := s.wishes(p)
	p.Timings.Settled = p.since()
	t.documents.posing.Store(true)
	err = t.take(s, p)
	if isGone(err) { // a new document was on its way, and is the last one
		s.load()
		err = t.take(s, p)
	}
	if err == nil {
		t.takeOutputs(p)
		t.takeLinks(p)
		t.keepState(p)
	}
	p.noteInterruptions(t)
	if failed != nil { // what the page then showed is kept all the same
		return failed
	}
	return err
}

// allowed tells whether an address may be opened at all: Chrome would open files and
// its own pages without a word.
func allowed(req Request) error {
	u, err := url.Parse(req.URL)
	switch {
	case err != nil:
		return fail(KindInvalidURL, err, "this is no address")
	case u.Scheme == "file" && !req.AllowFile:
		return fail(KindInvalidURL, nil, "files are not opened").about("allow_file")
	case u.Scheme == "http" || u.Scheme == "https":
		if u.Host == "" {
			return fail(KindInvalidURL, nil, "the address has no host")
		}
	case u.Scheme != "file":
		return fail(KindInvalidURL, nil, "addresses that start with %q cannot be captured, only http and https", u.Scheme+":")
	}
	return nil
}

// navigate sends the tab to the page and waits for the main document's answer. shown
// tells whether there is something to see: a file may only be kept.
func (t *tab) navigate(p *Page) (shown bool, err error) {
	res, err := call(t, page.Navigate, page.NavigateParams{URL: t.req.URL})
	if err == nil && res.ErrorText == "" { // the news of the answer may come a moment later
		t.net.awaitChange(t.ctx, newsPatience, func() bool {
			answer, _, _ := t.net.document()
			return answer != nil
		})
	}
	p.fill(t)
	if t.req.Answered != nil {
		t.req.Answered()
	}
	file, displayed, cut, readErr := t.documents.original()
	if file != nil && len(file.Data) > 0 && !p.Response.asksForPassword() {
		p.Original = file
		if cut {
			p.Truncated = append(p.Truncated, "the file is longer than what was kept, or had not come to its end")
		}
		if !displayed {
			p.FinalURL = file.URL
			return false, nil
		}
	}
	switch {
	case err != nil:
		return false, asError(t.ctx, err)
	case p.Response.asksForPassword() && p.Response.Status == http.StatusProxyAuthRequired:
		return false, fail(KindAuth, nil, "the proxy asks for a user name and password, or does not take these").about("proxy")
	case p.Response.asksForPassword():
		asked, _ := t.net.route()
		return false, t.req.Identity.unwelcome(asked)
	case readErr != nil:
		return false, fail(KindDownload, readErr, "the file could not be read to its end")
	case res.IsDownload:
		return false, fail(KindDownload, nil, "the address is a download that could not be kept")
	case strings.Contains(res.ErrorText, "ERR_ABORTED"):
		return false, t.aborted(res.ErrorText)
	case res.ErrorText != "":
		return false, t.netError(res.ErrorText)
	}
	return true, nil
}

// bringToRest is what a patient person does: wait, clear the view, look at everything.
func (s *settler) bringToRest(p *Page) {
	p.Truncated = append(p.Truncated, s.arrive()...)
	s.passGates(p)
	s.present()
	s.conceal()
	_ = s.tab.documents.stay()
	s.before(p)
	s.open(p)
}

// open clears the view of a page that is at rest, and has it show all that it has.
func (s *settler) open(p *Page) {
	if s.tab.req.plain {
		s.plan = s.choose(nil)
		return
	}
	s.lendHand()
	note := func(done []Overlay, kept []string) {
		p.Overlays = append(p.Overlays, done...)
		p.Coverage.Kept = append(p.Coverage.Kept, kept...)
	}
	note(s.clear())
	more := s.more()
	if more != nil {
		s.restApart()
	}
	if s.extra() || more != nil {
		done, kept := s.clear()
		note(done, kept)
		if more != nil && covers(done) {
			more.and(s.more())
		}
	}
	s.plan = s.choose(more)
	// A notice may come while one looks at the page, by its clock above all.
	if more != nil && s.plan.strategy != strategyScreens && s.stirred() {
		done, kept := s.clear()
		note(done, kept)
		if covers(done) {
			more.and(s.more())
			s.plan = s.choose(more)
		}
	}
	if more != nil {
		p.Truncated = append(p.Truncated, more.notes...)
		p.Coverage.Clicked = more.pressed
	}
}

// coversFrom is the share of the window, in per cent, from which on what lies over a page keeps
// one from looking at it.
const coversFrom = 50

// covers tells whether one of what was cleared stood before the page: it may have held the page in
// its place while that was looked through.
func covers(cleared []Overlay) bool {
	return slices.ContainsFunc(cleared, func(o Overlay) bool { return o.Area >= coversFrom })
}

// before takes the picture of the page as it was found, for Request.Evidence.
func (s *settler) before(p *Page) {
	if !s.tab.req.Evidence {
		return
	}
	size, err := s.measure()
	if err == nil {
		var got shot
		got, err = s.tab.picture(s.soft, size)
		p.Before = got.data
	}
	if err != nil {
		p.Truncated = append(p.Truncated, "there is no picture from before: "+err.Error())
	}
}

// take brings the page to a standstill and takes its picture, document and facts. What
// cannot be taken leaves the rest; only where neither picture nor document could be got
// is that an error.
func (t *tab) take(s *settler, p *Page) error {
	p.fill(t)
	p.Coverage.Waits = s.waits
	p.Coverage.Settled = s.outcome()
	p.Coverage.Skipped = s.skipped.Milliseconds()
	p.Partial = s.soft.Err() != nil || s.hung.Load()
	p.Truncated = append(p.Truncated, s.overdue()...)
	if p.CutOff = t.net.cutOff(); p.CutOff == "" && p.Original == nil {
		p.CutOff = t.torn()
	}
	if p.CutOff != "" {
		p.Partial = true
		p.Truncated = append(p.Truncated, "the document ended before its end: "+p.CutOff)
	}
	p.Coverage.Requests = t.requests()
	if at := t.loaded.Load(); at > 0 {
		p.Timings.Load = at - p.Started.UnixMilli()
	}

	t.openShutInFrames(s.soft)
	pictureErr := s.takePicture(p)
	if isGone(pictureErr) {
		return pictureErr
	}
	domErr := t.takeDocument(t.ctx, p)
	switch {
	case pictureErr != nil && (domErr != nil || isNoMatch(pictureErr)):
		return pictureErr
	case pictureErr != nil:
		p.lacks("picture", pictureErr)
	case domErr != nil:
		p.lacks("document", domErr)
	}
	p.Coverage.Class = classify.Content
	if p.Original == nil { // a file is what it is
		judged := classify.Page(classify.Facts{
			Status: p.Response.Status, Headers: p.Response.Headers, URL: p.URL, FinalURL: p.FinalURL, Title: p.Title, DOM: p.DOM,
		})
		p.Coverage.Class, p.Coverage.Why = judged.Class, judged.Why
	}
	isEmpty := p.Coverage.Class == classify.Empty
	p.Coverage.Unloaded, p.Faltered = t.lacks(p.Coverage.white || isEmpty)
	p.Coverage.white = p.Coverage.white || isEmpty && len(p.Coverage.Unloaded) > 0
	for _, lacking := range p.Coverage.Unloaded {
		p.Truncated = append(p.Truncated, "the page was taken without "+lacking)
	}
	p.Coverage.Complete = p.Coverage.complete(p.Partial)
	return nil
}

// share gives a part of the time that is left for the page.
func (t *tab) share(part float64) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.ctx, time.Duration(part*float64(time.Until(t.deadline))))
}

// takePicture takes the page's picture, once more where the page has grown meanwhile: what came
// below would be missing.
func (s *settler) takePicture(p *Page) error {
	t := s.tab
	ctx, cancel := t.share(0.7)
	defer cancel()
	defer func() { // whatever became of the picture
		_ = t.covered(t.ctx, "uncover")
		s.liftFar()
	}()
	size, shot, as, err := s.portrait(ctx)
	if err == nil && as.outgrew(size) && s.soft.Err() == nil {
		s.liftFar()
		s.rest("the page that grew")
		if then, larger, again, failed := s.portrait(ctx); failed == nil {
			size, shot, as = then, larger, again
		}
	}
	p.Coverage.Height = size.Height
	if err != nil {
		return err
	}
	if as.outgrew(size) {
		shot.notes = append(shot.notes, fmt.Sprintf("the page grew from %d to %d px while its picture was taken", size.Height, as.Height))
		s.plan.unchecked = true
	}
	p.Coverage.Strategy, p.Coverage.TallWindow = s.plan.strategy, s.plan.strategy == strategyTall
	p.Picture, p.PictureFormat, p.Timings.Picture = shot.data, shot.format, p.since()
	p.Truncated = append(p.Truncated, shot.notes...)
	p.Partial = p.Partial || shot.cut
	s.shots = append(s.shots, t.parts(ctx, p)...)
	p.Shots = s.shots
	p.Coverage.amiss, p.Coverage.scene = s.plan.unchecked || len(s.plan.left) > 0, s.scene
	p.Truncated = append(p.Truncated, s.plan.left...)
	if as != nil {
		p.Coverage.Seen = as.receipt()
		p.Coverage.white = as.hides()
		p.Coverage.amiss = p.Coverage.amiss || as.Busy != ""
		p.Truncated = append(p.Truncated, as.notes()...)
	}
	s.takeTexts(ctx, p)
	if t.req.Outputs.Styled {
		if err := t.takeStyled(ctx, p); err != nil {
			p.lacks("document for one file", err)
		}
	}
	return nil
}

// portrait brings the page to a standstill, takes its picture by the strategy that was chosen, and
// holds it against what was seen. It tells what size the page had.
func (s *settler) portrait(ctx context.Context) (size extent, got shot, as *testimony, err error) {
	t := s.tab
	posed, err := ask[struct {
		extent
		Far []box
		Top bool
	}](ctx, t, "pose", map[string]bool{"spread": s.spreads(), "once": s.plan.atOnce()})
	if err != nil {
		return size, got, nil, err
	}
	size = posed.extent
	// A Chrome of somebody else, or one on a screen, may have a smaller window than its page.
	t.glass.atTop(posed.Top && s.plan.atOnce() && t.chrome.profile != nil && !t.chrome.visible)
	s.drawFar(ctx, posed.Far)
	if err := t.covered(ctx, "cover"); err != nil {
		return size, got, nil, err
	}
	got, as, err = s.shoot(ctx, size)
	if err != nil && ctx.Err() != nil && t.ctx.Err() == nil && len(t.req.Picture.Selectors) == 0 {
		got, err = t.windowOnly()
	}
	if size.Moved { // what is taken besides is of the page as it is
		_, _ = ask[struct{}](t.ctx, t, "gatherBars", nil)
	}
	return size, got, as, err
}

// takeDocument writes the document out, and what the page says of itself.
func (t *tab) takeDocument(ctx context.Context, p *Page) error {
	written, err := ask[struct {
		HTML   string
		Frames FrameCount
		Hidden map[string]Hidden
	}](ctx, t, "dom", nil)
	if err != nil {
		return err
	}
	p.DOM, p.Coverage.Frames, p.Timings.DOM = []byte(written.HTML), written.Frames, p.since()
	p.Hidden = written.Hidden
	facts, err := ask[struct {
		URL, Title string
		Images     ImageCount
		Fonts      FontCount
		Embedded   []embeddedFile
		Unwritable map[string]int // letters without a font, by script
	}](ctx, t, "facts", nil)
	if err != nil {
		return err
	}
	p.FinalURL, p.Title, p.Coverage.Images, p.Coverage.Fonts = facts.URL, facts.Title, facts.Images, facts.Fonts
	if n := facts.Fonts.Failed; n > 0 {
		p.Truncated = append(p.Truncated, fmt.Sprintf("%d of %d web fonts did not come: their texts are written in others", n, n+facts.Fonts.Loaded))
	}
	p.noteEmbedded(facts.Embedded, t.net)
	p.noteUnwritable(facts.Unwritable)
	return nil
}

// covered puts the covers of the picture on, or takes them off.
func (t *tab) covered(ctx context.Context, which string) error {
	mask, hide := t.req.Cover.Mask, t.req.Cover.Hide
	if len(mask)+len(hide) == 0 {
		return nil
	}
	_, err := ask[struct{}](ctx, t, which, map[string][]string{"mask": append([]string{}, mask...), "hide": append([]string{}, hide...)})
	return err
}
