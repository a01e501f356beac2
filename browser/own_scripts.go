package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/runtime"
)

// wishes does to a page that is ready what its user wants done, up to what fails.
func (s *settler) wishes(p *Page) error {
	s.unplug()
	err := s.act(p)
	s.dress()
	if err == nil {
		err = s.inSession()
	}
	if err == nil {
		err = s.evaluate(p)
	}
	p.Shots, p.Secrets = s.shots, s.secrets
	return err
}

// evalMost is how much a script may give.
const evalMost = 16 << 20

// evaluate runs the user's script in the page that is ready, and keeps what it gives.
func (s *settler) evaluate(p *Page) error {
	expression := s.tab.req.Own.Eval
	if expression == "" {
		return nil
	}
	var got *runtime.RemoteObject
	var err error
	s.record(s.soft, "eval", func(ctx context.Context) (string, bool) {
		got, err = s.tab.valueOf(ctx, expression)
		return "", err != nil
	})
	switch {
	case isGone(err):
		return fail(KindAction, nil, "eval: it led to another page")
	case s.soft.Err() != nil && (err != nil || got == nil):
		return fail(KindAction, nil, "eval: the time for the page was up")
	case err != nil && s.tab.ctx.Err() != nil:
		return asError(s.tab.ctx, err)
	case err != nil:
		return fail(KindAction, err, "eval: %s", err)
	}
	value, err := valueOf(got)
	if err != nil {
		return fail(KindAction, err, "eval: %s", err)
	}
	p.Eval = value
	s.tab.net.stir()
	s.rest("what eval did")
	return nil
}

// valueOf is what a script gave as JSON. What JSON has no word for is null, as JSON.stringify
// has it in a list, but for numbers that are too long.
func valueOf(got *runtime.RemoteObject) (json.RawMessage, error) {
	switch {
	case got.Type == runtime.RemoteObjectTypeBigint:
		return nil, errors.New("JSON has no numbers of that size: give a text")
	case len(got.Value) > evalMost:
		return nil, fmt.Errorf("it gives %d bytes, more than %d", len(got.Value), evalMost)
	case len(got.Value) == 0:
		return json.RawMessage("null"), nil
	}
	return json.RawMessage(got.Value), nil
}

// valueOf runs JavaScript as a console does, and gives what it gives, by its value. A promise
// is waited for.
func (t *tab) valueOf(ctx context.Context, expression string) (*runtime.RemoteObject, error) {
	got, err := t.evaluate(ctx, runtime.EvaluateParams{Expression: expression, ReplMode: new(true)})
	if err != nil || got == nil || got.ObjectID == "" {
		return got, err
	}
	res, err := callIn(ctx, t, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: "function () { return this; }", ObjectID: got.ObjectID, AwaitPromise: new(true), ReturnByValue: new(true),
	})
	if err == nil && res.ExceptionDetails != nil {
		err = thrown(res.ExceptionDetails)
	}
	return res.Result, err
}

// evaluate runs JavaScript in the page's own world, as if a person had asked for it, and
// waits for a promise. What it throws is the error.
func (t *tab) evaluate(ctx context.Context, params runtime.EvaluateParams) (*runtime.RemoteObject, error) {
	params.AwaitPromise, params.UserGesture = new(true), new(true)
	res, err := callIn(ctx, t, runtime.Evaluate, params)
	if err == nil && res.ExceptionDetails != nil {
		err = thrown(res.ExceptionDetails)
	}
	return res.Result, err
}

// thrown is what JavaScript has thrown, in one line.
func thrown(details *runtime.ExceptionDetails) error {
	says := details.Text
	if e := details.Exception; e != nil && e.Description != "" {
		says, _, _ = strings.Cut(e.Description, "\n")
	} else if e != nil && len(e.Value) > 0 { // something else than an error
		says += " " + clip(string(e.Value), 200)
	}
	return errors.New(says)
}

// dress lays the user's styles over the page.
func (s *settler) dress() {
	if styles := s.tab.req.Own.Styles; len(styles) > 0 {
		_, _ = ask[struct{}](s.soft, s.tab, "dress", map[string]any{"styles": styles})
	}
}
