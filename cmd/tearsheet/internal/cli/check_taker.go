package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/tearsheet/tearsheet/browser"
	"github.com/tearsheet/tearsheet/browser/classify"
	"github.com/tearsheet/tearsheet/browser/option"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/pipeline"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/report"
)

// taker captures pages for check.
type taker struct {
	pipeline *pipeline.Pipeline
	pages    *listedPages // how they are captured, by what the config says
}

// newTaker makes a taker. The profiles that its pages name are open until they are closed.
func newTaker(p *pipeline.Pipeline, profiles *openProfiles) *taker {
	flags := &pageFlags{profiles: profiles}
	for _, o := range option.Of(option.Page) {
		flags.list = append(flags.list, &optionFlag{option: o})
	}
	return &taker{p, &listedPages{flags: flags}}
}

// Take captures one page, deterministically. What browsers keep of it no profile has.
func (t *taker) Take(ctx context.Context, order check.Order) (check.Shot, error) {
	req, err := t.request(order)
	if err != nil {
		return check.Shot{URL: order.URL}, err
	}
	page, article, err := t.pipeline.Take(ctx, req)
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
	if class := page.Coverage.Class; class == classify.Blocked || class == classify.Captcha {
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

// request is the capture that a page of a config asks for.
func (t *taker) request(order check.Order) (browser.Request, error) {
	p, v := order.Page, order.Viewport
	flags, err := t.pages.pageFlags(check.Job{Capture: p.Capture, Actions: p.Actions})
	if err != nil {
		return browser.Request{}, err
	}
	req := flags.request(order.URL)
	view, isDevice := browser.Device(v.Device)
	if !isDevice {
		view = browser.View{Width: v.Width, Height: v.Height, Scale: v.Scale, Mobile: v.Mobile}
	}
	req.View.Width, req.View.Height, req.View.Scale, req.View.Mobile = view.Width, view.Height, view.Scale, view.Mobile
	req.View.UserAgent = cmp.Or(req.View.UserAgent, view.UserAgent)
	req.Deterministic, req.Picture.Once, req.Outputs = true, order.Compared, browser.Outputs{Console: true}
	req.Identity.Keep = false
	if order.Replay != nil {
		req.Replay = pipeline.Replayer(order.Replay, order.URL)
	}
	req.Actions = p.Actions
	return req, nil
}

func timingsOf(t browser.Timings) []report.Timing {
	return []report.Timing{
		{Step: "response", Millis: t.Response}, {Step: "load", Millis: t.Load}, {Step: "settled", Millis: t.Settled},
		{Step: "picture", Millis: t.Picture}, {Step: "total", Millis: t.Total},
	}
}
