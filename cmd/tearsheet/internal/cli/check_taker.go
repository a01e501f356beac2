package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/browser/verdict"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// taker captures pages for check.
type taker struct {
	pipeline *pipeline.Pipeline
}

// Take captures one page, deterministically.
func (t *taker) Take(ctx context.Context, order check.Order) (check.Shot, error) {
	page, article, err := t.pipeline.Take(ctx, requestFor(order))
	shot := check.Shot{
		URL: page.FinalURL, Status: page.Response.Status, Title: page.Title, Picture: page.Picture, DOM: page.DOM,
		Timings: timingsOf(page.Timings),
	}
	if err != nil {
		return shot, err
	}
	side, err := pipeline.SideOf(page, article)
	if err != nil {
		return shot, err
	}
	shot.Article, shot.Console = side.Article, side.Console
	if class := page.Coverage.Class; class == string(verdict.Blocked) || class == string(verdict.Captcha) {
		return shot, fmt.Errorf("this is not the page but one that blocks it: %s", page.Coverage.Why)
	}
	if page.Partial {
		shot.Partial = "it is " + page.Coverage.Settled
		if len(page.Truncated) > 0 {
			shot.Partial = strings.Join(page.Truncated, "; ")
		}
	}
	return shot, nil
}

// requestFor is the capture that a page of a config asks for.
func requestFor(order check.Order) browser.Request {
	p, v := order.Page, order.Viewport
	view, isDevice := browser.Device(v.Device)
	if !isDevice {
		view = browser.View{Width: v.Width, Height: v.Height, Scale: v.Scale, Mobile: v.Mobile}
	}
	req := browser.Request{URL: order.URL, View: view, Deterministic: true, Also: browser.Also{Console: true}}
	values := option.In(&req)
	for name, texts := range p.Capture {
		values.Set(name, texts...)
	}
	if order.Replay != nil {
		req.Replay = pipeline.Replayer(order.Replay, order.URL)
	}
	req.Actions = p.Actions
	return req
}

func timingsOf(t browser.Timings) []report.Timing {
	return []report.Timing{
		{Step: "response", Millis: t.Response}, {Step: "load", Millis: t.Load}, {Step: "settled", Millis: t.Settled},
		{Step: "picture", Millis: t.Picture}, {Step: "total", Millis: t.Total},
	}
}
