package pipeline

import (
	"context"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/extract"
)

// taking is one page on its way from the browser into the archive.
type taking struct {
	*Pipeline
	req    browser.Request
	page   *browser.Page
	failed error // of the page, which is stored all the same; nil: it did not fail
	record *recorder
	censor censor
	watch  *stopwatch
	free   func()

	article *extract.Article
	further []*browser.Page // of an article that runs over several
	html    []file
	wacz    web
	notes   []string // what it lacks
	took    int64    // milliseconds, for reading
}

// result makes of the page what is wanted, and stores it.
func (t *taking) result(ctx context.Context) Result {
	err := t.derive(ctx)
	t.redact()
	trouble := troubleOf(t.req)
	r := t.resultOf(t.req, t.page)
	r.Article, r.Links = t.censor.article(t.article), t.linksOf(t.page, t.censor)
	r.Truncated = append(append(r.Truncated, trouble.notes...), t.notes...)
	r.Timings.Extract = t.took
	if err != nil {
		r.Error = failure(err)
		return t.censor.result(r)
	}
	r.Error = t.trouble(trouble.err)
	r = t.censor.result(r)
	if stores, err := t.worth(r); err != nil {
		r.Error = failure(err)
		return t.censor.result(r)
	} else if !stores {
		return r
	}
	return t.keep(ctx, r)
}

// derive makes all that is made of a page: the article, its further pages, other views, and
// the formats that are not the browser's. The browser is free as soon as it is not needed.
func (t *taking) derive(ctx context.Context) (err error) {
	if len(t.page.DOM) > 0 {
		if t.article, err = t.read(t.page); err != nil {
			t.notes = append(t.notes, "the article could not be read: "+err.Error())
		}
	}
	if t.failed == nil {
		further, missing := t.follow(ctx, t.req, t.record, t.page, t.article)
		shots, missed := t.views(ctx, t.req)
		t.further, t.page.Shots = further, append(t.page.Shots, shots...)
		t.notes = append(append(t.notes, missing...), missed...)
	}
	if !t.Save.Check {
		t.free()
	}
	t.took = t.watch.lap()
	html, lacks := t.oneFile(ctx, t.req, t.page, t.record)
	t.html, t.notes = html, append(append(t.notes, lacks...), t.checkMHTML(ctx, t.req, t.page)...)
	t.wacz, lacks, err = t.archived(ctx, t.req, t.page, t.article, t.record, t.censor)
	t.notes = append(t.notes, lacks...)
	if t.Save.Check {
		t.free()
	}
	return err
}

// redact takes out of all that is stored what is secret.
func (t *taking) redact() {
	t.censor.page(t.page)
	for _, f := range t.further {
		t.censor.knowing(f).page(f)
	}
	for i := range t.html {
		t.html[i].data = t.censor.document(t.html[i].data)
	}
}

// blocking are the kinds of page that stand in the place of what was asked for.
var blocking = map[classify.Class]bool{classify.Blocked: true, classify.Captcha: true}

// trouble is the failure of a page that is stored all the same: what stood there is evidence.
// What failed while it was taken says more than what failed with its recording.
func (t *taking) trouble(recording error) *Failure {
	switch {
	case t.failed != nil:
		return failure(t.failed)
	case recording != nil:
		return failure(recording)
	case blocking[t.page.Coverage.Class]:
		return &Failure{Kind: string(browser.KindBlocked), Message: t.page.Coverage.Why}
	}
	return nil
}

// worth tells whether a page is stored.
func (t *taking) worth(r Result) (bool, error) {
	if t.Worth == nil {
		return true, nil
	}
	sight, err := sightOf(r, t.page)
	return err == nil && t.Worth(sight), err
}

// keep stores a page, or notes that it is as it was.
func (t *taking) keep(ctx context.Context, r Result) Result {
	besides := append(furtherFiles(t.further), t.html...)
	sealed := &seal{ctx: context.WithoutCancel(ctx), signer: t.Signer}
	if t.noteUnchanged(ctx, t.req, t.page, besides, &r, sealed, t.censor) {
		r.Timings.Store = t.watch.lap()
		return t.censor.result(r)
	}
	snap, err := t.store(ctx, t.req, t.page, besides, r, t.wacz, sealed, t.censor)
	r.Truncated = append(r.Truncated, sealed.notes()...)
	r = t.censor.result(r)
	r.Timings.Store = t.watch.lap()
	if err != nil {
		r.Error = failure(err)
		return t.censor.result(r)
	}
	r.Dir, r.Files = snap.Address(), snap.FileNames()
	if t.Stored != nil {
		t.Stored(snap)
	}
	return r
}
