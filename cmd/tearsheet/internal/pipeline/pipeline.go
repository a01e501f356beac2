// Package pipeline takes one address the whole way: browser -> extract -> snapshots.
// It is the only place where one library's output becomes another's input.
package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/identity"
	"github.com/tearsheet/tearsheet/browser/verdict"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/plain"
	"github.com/tearsheet/tearsheet/extract"
	"github.com/tearsheet/tearsheet/extract/siterules"
	"github.com/tearsheet/tearsheet/snapshots"
	"github.com/tearsheet/tearsheet/snapshots/proof"
	"github.com/tearsheet/tearsheet/snapshots/warc"
)

// Pipeline captures pages into an archive.
type Pipeline struct {
	Browser *browser.Browser
	Archive *snapshots.Writer
	Tool    snapshots.Tool
	Save    Save          // formats that are made of what a page loads
	Signer  *proof.Signer // signs manifests and has their time stamped; nil: nobody does

	// Name and Group are what the page is called, in results and manifests.
	Name, Group string

	Retries int           // tries after the first, for what may pass
	Pause   time.Duration // before the second try, growing with each; 0: 1 s
	// FollowPages is how many pages of an article that runs over several are captured and
	// put together; 0: the one page.
	FollowPages int `option:"follow_pages"`
	// UnlessUnchanged notes in the archive's log that a page was as its last snapshot has it,
	// instead of storing another.
	UnlessUnchanged bool `option:"unless_unchanged"`
	// Views are further windows, sizes or devices, of which a snapshot has pictures.
	Views     []string        `option:"views"`
	SiteRules *siterules.Set  // where fields are on the pages of some sites; nil if nobody says
	Stopping  <-chan struct{} // closed when the run is being stopped; may be nil

	// Worth says whether what was captured is stored; nil: it always is.
	Worth  func(Sight) bool
	Stored func(snapshots.Snapshot) // is told of each snapshot; may be nil
	Job    string                   // that a snapshot is taken for, by which it is found again; empty: none
	// Wanted is asked of each page that was loaded, and says why it is not to be stored; empty:
	// it is. nil: all are.
	Wanted func(*browser.Page) (why string)
	// Begun is when the job was begun first, which may be done several times: it is stored once,
	// under the name of that moment. Zero: it is not.
	Begun time.Time
	// Later leaves what may pass for another time: it is not stored, and Again is set.
	Later bool
	// Keeps is given what the browser kept of the visitor, where a request wants that and the
	// page did not end the session; may be nil.
	Keeps func(*identity.State) error
}

// Result is what came of one address: the line that `capture --json` prints. Other
// programs rely on its fields.
type Result struct {
	URL       string            `json:"url"`
	FinalURL  string            `json:"final_url"`
	Status    int               `json:"status"` // of HTTP; 0 where there was no answer
	Title     string            `json:"title"`
	Dir       string            `json:"dir"`                 // the snapshot's folder; empty where nothing was stored
	Files     map[string]string `json:"files"`               // kind -> name in Dir
	Name      string            `json:"name,omitempty"`      // by which its job calls it
	Group     string            `json:"group,omitempty"`     // likewise, of pages that belong together
	Unchanged *Unchanged        `json:"unchanged,omitempty"` // the page is as a snapshot of before has it, which Dir and Files are of
	Skipped   string            `json:"skipped,omitempty"`   // why it was not captured anew; the snapshot is then one of before
	Article   *extract.Article  `json:"article"`
	Eval      json.RawMessage   `json:"eval,omitempty"`  // what --eval gave; absent where nothing was asked
	Links     []browser.Link    `json:"links,omitempty"` // where the page leads, if that was asked for
	Crawl     *Crawled          `json:"crawl,omitempty"` // its place in a crawl, if it was reached by one
	Overlays  []browser.Overlay `json:"overlays"`
	Coverage  browser.Coverage  `json:"coverage"`
	Truncated []string          `json:"truncated"`
	Partial   bool              `json:"partial"`
	Timings   Timings           `json:"timings"`
	Error     *Failure          `json:"error"`
	Again     *Again            `json:"-"` // it may be had another time; see Pipeline.Later
}

// Timings are milliseconds: those of the browser since the capture began, then what
// came after it.
type Timings struct {
	browser.Timings
	Extract int64 `json:"extract"`
	Store   int64 `json:"store"`
}

// Failure is why an address was not captured.
type Failure struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Option  string `json:"-"` // that decides whether it fails so; see browser.Error
}

// Fail makes the result of an address that was not captured. The kind is the error's
// own, if it has one.
func Fail(address string, err error) Result {
	r := newResult(address)
	r.Error = failure(err)
	return censor{redact: warc.Secrets}.result(r)
}

func newResult(address string) Result {
	return Result{URL: address, Files: map[string]string{}, Overlays: []browser.Overlay{}, Truncated: []string{}}
}

// resultOf is what a page says of itself.
func resultOf(address string, page *browser.Page) Result {
	r := newResult(address)
	r.FinalURL, r.Status, r.Title = page.FinalURL, page.Response.Status, page.Title
	r.Coverage, r.Partial, r.Eval = page.Coverage, page.Partial, page.Eval
	r.Overlays = append(r.Overlays, page.Overlays...)
	r.Truncated = append(r.Truncated, page.Truncated...)
	r.Timings.Timings = page.Timings
	return r
}

// failure reads the kind that an error names. What names none is not foreseen, but for
// what the caller has stopped.
func failure(err error) *Failure {
	kind := kindOf(err)
	switch {
	case kind != "":
	case errors.Is(err, context.Canceled):
		kind = string(browser.KindCanceled)
	default:
		kind = string(browser.KindInternal)
	}
	f := &Failure{Kind: kind, Message: err.Error()}
	if e, ok := errors.AsType[*browser.Error](err); ok {
		f.Option = e.Option
	}
	return f
}

// kindOf is the kind that an error names, empty if it names none.
func kindOf(err error) string {
	if e, ok := errors.AsType[*browser.Error](err); ok {
		return string(e.Kind())
	}
	if e, ok := errors.AsType[interface {
		error
		Kind() string
	}](err); ok {
		return e.Kind()
	}
	return ""
}

// Do captures one address and stores what it got. It always gives a Result.
func (p *Pipeline) Do(ctx context.Context, req browser.Request) Result {
	return p.DoFreeing(ctx, req, func() {})
}

// DoFreeing is Do for those who have more to capture: it calls free when it needs the
// browser no more, and has only to store what it got.
func (p *Pipeline) DoFreeing(ctx context.Context, req browser.Request, free func()) (r Result) {
	defer func() {
		if thrown := recover(); thrown != nil { // the page's failure, and not the run's
			r = Fail(req.URL, browser.Panicked(thrown))
		}
	}()
	record, err := p.record(&req)
	if err != nil {
		return Fail(req.URL, recordingFailed{err})
	}
	if record != nil {
		defer func() { _ = record.close() }() // what stays goes with the archive's session
	}
	req.Links = req.Links || p.Save.Links
	page, err := p.capture(ctx, req)
	c := p.Save.censorOf(req).knowing(page)
	if p.Keeps != nil && page.State != nil && kindOf(err) != string(browser.KindAuth) {
		if err := p.Keeps(page.State); err != nil {
			page.Truncated = append(page.Truncated, err.Error())
		}
	}
	if r, ok := p.later(req, page, err); ok {
		c.page(page)
		return c.result(r)
	}
	var failed error
	if keepsFailed(page, err) {
		failed, err = err, nil
	}
	if err != nil {
		c.page(page)
		r := resultOf(req.URL, page)
		r.Name, r.Group = p.Name, p.Group
		r.Error = failure(err)
		return c.result(r)
	}
	if failed == nil && p.Wanted != nil {
		if why := p.Wanted(page); why != "" {
			return p.needless(req, page, why, c)
		}
	}
	watch := newStopwatch()
	var article *extract.Article
	var notes []string
	if len(page.DOM) > 0 {
		if article, err = p.read(page); err != nil {
			notes = append(notes, "the article could not be read: "+err.Error())
		}
	}
	var further []*browser.Page
	var more []string
	if failed == nil {
		further, more = p.follow(ctx, req, record, page, article)
	}
	if failed == nil {
		shots, missed := p.views(ctx, req)
		page.Shots, more = append(page.Shots, shots...), append(more, missed...)
	}
	if !p.Save.Check {
		free()
	}
	extracted := watch.lap()
	html, lacks := p.oneFile(ctx, req, page, record)
	lacks = append(lacks, p.checkMHTML(ctx, req, page)...)
	archived, missing, err := p.archived(ctx, req, page, article, record, c)
	defer archived.close()
	if p.Save.Check {
		free()
	}
	c.page(page)
	for _, f := range further {
		c.knowing(f).page(f)
	}
	for i := range html {
		html[i].data = c.document(html[i].data)
	}
	r = resultOf(req.URL, page)
	r.Name, r.Group = p.Name, p.Group
	r.Article, r.Links = c.article(article), p.linksOf(page, c)
	recording := troubleOf(req)
	for _, said := range [][]string{recording.notes, notes, more, lacks, missing} {
		r.Truncated = append(r.Truncated, said...)
	}
	r.Timings.Extract = extracted
	r = c.result(r)
	if err != nil {
		r.Error = failure(err)
		return c.result(r)
	}
	if blocking[verdict.Class(page.Coverage.Class)] {
		// It is stored all the same: what stood there is evidence.
		r.Error = &Failure{Kind: string(browser.KindBlocked), Message: page.Coverage.Why}
	}
	if recording.err != nil {
		r.Error = failure(recording.err)
	}
	if failed != nil {
		r.Error = failure(failed)
		r = c.result(r)
	}
	if p.Worth != nil {
		sight, err := sightOf(r, page)
		if err != nil {
			r.Error = failure(err)
			return c.result(r)
		}
		if !p.Worth(sight) {
			return r
		}
	}
	sealed := &seal{ctx: context.WithoutCancel(ctx), signer: p.Signer}
	if p.noteUnchanged(ctx, req, page, append(furtherFiles(further), html...), &r, sealed, c) {
		r.Timings.Store = watch.lap()
		return c.result(r)
	}
	snap, err := p.store(ctx, req, page, append(furtherFiles(further), html...), r, archived, sealed, c)
	r.Truncated = append(r.Truncated, sealed.notes()...)
	r = c.result(r)
	r.Timings.Store = watch.lap()
	if err != nil {
		r.Error = failure(err)
		return c.result(r)
	}
	r.Dir, r.Files = snap.Address(), snap.FileNames()
	if p.Stored != nil {
		p.Stored(snap)
	}
	return r
}

// blocking are the kinds of page that stand in the place of what was asked for.
var blocking = map[verdict.Class]bool{verdict.Blocked: true, verdict.Captcha: true}

// read extracts the article from a page's document, by the rules for its site too.
func (p *Pipeline) read(page *browser.Page) (*extract.Article, error) {
	opts, err := optionsFor(page)
	if err != nil {
		opts.URL = nil
	}
	opts.SiteRules = p.SiteRules
	return extract.Extract(page.DOM, opts)
}

// optionsFor is what is known of a page's document besides its bytes.
func optionsFor(page *browser.Page) (extract.Options, error) {
	address, err := url.Parse(page.FinalURL)
	return extract.Options{URL: address, ContentType: "text/html; charset=utf-8", Hints: hints(page)}, err
}

// hints are what the browser knows of a page's document, as extract takes it; nil where
// there are none.
func hints(page *browser.Page) *extract.Hints {
	if len(page.Unseen) == 0 {
		return nil
	}
	h := &extract.Hints{Unseen: map[string]extract.Unseen{}}
	for name, unseen := range page.Unseen {
		h.Unseen[name] = extract.Unseen(unseen)
	}
	return h
}

// capture is what the manifest keeps of how a page was captured.
type capture struct {
	Job       string            `json:"job,omitempty"`
	Name      string            `json:"name,omitempty"`
	Group     string            `json:"group,omitempty"`
	Response  response          `json:"response"`
	Overlays  []browser.Overlay `json:"overlays"`
	Coverage  browser.Coverage  `json:"coverage"`
	Truncated []string          `json:"truncated"`
	Eval      json.RawMessage   `json:"eval,omitempty"`
	Timings   Timings           `json:"timings"`
}

// response is the main document's answer as the manifest has it.
type response struct {
	Status        int                `json:"status"`
	StatusText    string             `json:"status_text,omitempty"`
	Headers       map[string]string  `json:"headers"`
	MediaType     string             `json:"media_type"`
	Protocol      string             `json:"protocol"`
	RemoteAddress string             `json:"remote_address"`
	Redirects     []browser.Redirect `json:"redirects"`
}

// store writes a page as a snapshot.
func (p *Pipeline) store(ctx context.Context, req browser.Request, page *browser.Page, besides []file, r Result, archived web, sealed *seal, c censor) (snapshots.Snapshot, error) {
	none := snapshots.Snapshot{}
	draft, err := p.Archive.Begin()
	if err != nil {
		return none, err
	}
	defer draft.Abort()
	sealed.on(draft)
	draft.Once = p.once()
	files, err := filesOf(page, r.Article)
	if err != nil {
		return none, err
	}
	links, err := linkFile(r.Links)
	if err != nil {
		return none, err
	}
	for _, f := range slices.Concat(files, links, besides) {
		if err := draft.WriteFile(f.kind, f.name, f.data); err != nil {
			return none, err
		}
	}
	if err := archived.into(draft); err != nil {
		return none, err
	}
	manifest := snapshots.Manifest{
		URL: page.URL, FinalURL: page.FinalURL, Status: page.Response.Status, Title: page.Title,
		CapturedAt: page.Started, Partial: page.Partial, Tool: p.Tool, Browser: page.Browser,
		Article: summary(r.Article),
	}
	if manifest.Options, err = p.asked(req); err != nil {
		return none, err
	}
	manifest.Options = c.redact.Values(manifest.Options)
	manifest.Capture, err = json.Marshal(capture{
		Job: p.Job, Name: p.Name, Group: p.Group, Response: toResponse(page.Response, c.redact), Overlays: r.Overlays, Coverage: r.Coverage, Truncated: r.Truncated, Eval: r.Eval, Timings: r.Timings,
	})
	if err != nil {
		return none, err
	}
	// What was captured is stored even when the run is being stopped.
	return draft.Commit(context.WithoutCancel(ctx), manifest)
}

// file is one file to store.
type file struct {
	kind, name string
	data       []byte
}

// filesOf lists what a page is kept as.
func filesOf(page *browser.Page, article *extract.Article) ([]file, error) {
	var list []file
	if page.DOM != nil {
		list = append(list, file{"dom", "dom.html", page.DOM})
	}
	if h := hints(page); h != nil {
		data, err := json.Marshal(h)
		if err != nil {
			return nil, err
		}
		list = append(list, file{"hints", "hints.json", data})
	}
	if page.Picture != nil {
		list = append(list, file{"screenshot", "screenshot" + pictureEnding(page.PictureFormat), page.Picture})
	}
	if boxes := boxesOf(page, article); boxes != nil {
		data, err := json.Marshal(boxes)
		if err != nil {
			return nil, err
		}
		list = append(list, file{"boxes", "boxes.json", data})
	}
	if page.Before != nil {
		list = append(list, file{"before", "before" + pictureEnding(page.PictureFormat), page.Before})
	}
	list = append(list, shotFiles(page.Shots)...)
	for _, f := range []file{
		{"thumbnail", "thumbnail.webp", page.Thumbnail},
		{"pdf", "page.pdf", page.PDF},
		{"mhtml", "page.mhtml", page.MHTML},
	} {
		if f.data != nil {
			list = append(list, f)
		}
	}
	if page.Console != nil {
		lines, err := jsonLines(page.Console)
		if err != nil {
			return nil, err
		}
		list = append(list, file{"console", "console.jsonl", lines})
	}
	if article != nil {
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false) // it is for people too
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(article); err != nil {
			return nil, err
		}
		list = append(list, file{"article", "article.json", text.Bytes()}, file{"markdown", "article.md", []byte(plain.NoControls(article.Markdown))})
	}
	if page.Original != nil {
		list = append(list, file{"original", page.Original.Name, page.Original.Data})
	}
	for i, d := range page.Downloads {
		list = append(list, file{fmt.Sprintf("download-%d", i+1), d.Name, d.Data})
	}
	return list, nil
}

// jsonLines writes each value as JSON on a line of its own.
func jsonLines[T any](values []T) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	for _, value := range values {
		if err := encoder.Encode(value); err != nil {
			return nil, err
		}
	}
	return text.Bytes(), nil
}

// pictureEnding is the file name's ending for a picture format.
func pictureEnding(format string) string {
	switch format {
	case "jpeg":
		return ".jpg"
	case "webp":
		return ".webp"
	}
	return ".png"
}

// summary is what lists show of an article.
func summary(a *extract.Article) *snapshots.Article {
	if a == nil {
		return nil
	}
	return &snapshots.Article{
		Title: a.Title, Authors: a.Authors, Agency: a.Agency, SiteName: a.SiteName, Section: a.Section,
		Published: a.Published, Language: a.Language, WordCount: a.WordCount,
	}
}

// toResponse is an answer as the manifest has it: without what is secret in it.
func toResponse(r browser.Response, redact *warc.Redaction) response {
	headers := map[string]string{}
	for name, value := range r.Headers {
		lines := strings.Split(value, "\n")
		for i, line := range lines {
			lines[i] = redact.Header(warc.Fields{{Name: name, Value: line}})[0].Value
		}
		headers[name] = strings.Join(lines, "\n")
	}
	redirects := slices.Clone(r.Redirects)
	for i := range redirects {
		redirects[i].URL = redact.URL(redirects[i].URL)
	}
	return response{r.Status, r.StatusText, headers, r.MediaType, r.Protocol, r.RemoteAddress, redirects}
}
