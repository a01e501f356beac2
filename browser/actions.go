package browser

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/runtime"
)

// Action is one thing that a person does to a page. Actions are done once it has come to
// rest and what lay over it is cleared; the page may lead to another one meanwhile.
type Action struct {
	Do      Verb
	Target  string        // of click, fill, hover, press and scroll: a CSS selector, or text=WORDS
	Value   string        // text of fill, key of press, expression of js, pixels of scroll, what to wait for
	Timeout time.Duration // to wait for what is needed; 0: 10 s
}

// Verb is what an action does.
type Verb string

// The verbs.
const (
	DoClick  Verb = "click"
	DoFill   Verb = "fill"   // types Value into the field Target, in the place of what it holds
	DoPress  Verb = "press"  // a key such as Enter or Control+a; in Target, or where the focus is
	DoHover  Verb = "hover"  // puts the pointer over Target
	DoScroll Verb = "scroll" // to Target, or by Value: pixels, top or bottom
	DoScript Verb = "js"     // runs Value in the page
	DoWait   Verb = "wait"   // for Value: a time, a CSS selector, text=WORDS or js=EXPRESSION
)

// actionPatience is how long an action waits for what it needs.
const actionPatience = 10 * time.Second

// acts are what the verbs do.
var acts = map[Verb]func(*settler, context.Context, Action) error{
	DoClick: (*settler).click, DoFill: (*settler).fillIn, DoPress: (*settler).press, DoHover: (*settler).hover,
	DoScroll: (*settler).scrollTo, DoScript: (*settler).run, DoWait: (*settler).await,
}

// act does what the request wants done to the page. After each action the page comes to
// rest again; one that it led to is brought to rest as the first one was.
func (s *settler) act(p *Page) error {
	for i, a := range s.tab.req.Actions {
		name := fmt.Sprintf("actions[%d]", i)
		do, ok := acts[a.Do]
		if !ok {
			return fail(KindAction, nil, "%s: there is no %q", name, a.Do)
		}
		set(&a.Timeout, actionPatience)
		documents := s.tab.navigated.Load()
		s.tab.documents.roam()
		var err error
		s.record(s.soft, name+" "+string(a.Do), func(ctx context.Context) (string, bool) {
			err = do(s, ctx, a)
			return "", err != nil
		})
		switch {
		case err == nil && s.soft.Err() != nil:
			return fail(KindAction, nil, "%s: the time for the page was up", name)
		case err != nil && s.soft.Err() == nil && s.tab.ctx.Err() != nil:
			return asError(s.tab.ctx, err)
		case err != nil:
			return fail(KindAction, nil, "%s: %s: %s", name, a.Do, err)
		}
		s.tab.net.stir()
		s.rest(name)
		if s.tab.navigated.Load() != documents {
			s.load()
			s.rest("the page after " + name)
			s.conceal()
			_ = s.tab.documents.stay()
			s.open(p)
		}
	}
	if len(s.tab.req.Actions) > 0 {
		_ = s.tab.documents.stay()
		_, _ = ask[struct{}](s.soft, s.tab, "wake", nil) // lazy pictures in what came up
		s.rest("what the actions brought")
	}
	return nil
}

// point is a place in the window, in CSS pixels.
type point struct {
	X, Y float64
	Why  string // it cannot be reached
}

// locate waits for an element that can be reached.
func (s *settler) locate(ctx context.Context, a Action) (point, error) {
	until := time.Now().Add(a.Timeout)
	ctx, cancel := context.WithDeadline(ctx, until.Add(time.Second)) // the page's own answer should come first
	defer cancel()
	for {
		at, err := ask[point](ctx, s.tab, "locate", map[string]any{"target": a.Target, "budget": max(0, time.Until(until).Milliseconds())})
		switch {
		case isGone(err) && ctx.Err() == nil: // another document came
		case err == nil && at.Why != "":
			return at, fmt.Errorf("%s within %s", at.Why, a.Timeout)
		case err != nil && ctx.Err() != nil && s.soft.Err() == nil:
			return at, fmt.Errorf("the page did not answer within %s", a.Timeout)
		default:
			return at, err
		}
	}
}

// scrollTo scrolls to an element, by pixels, or to an end.
func (s *settler) scrollTo(ctx context.Context, a Action) error {
	to := a.Value
	_, err := strconv.Atoi(to)
	if a.Target != "" || err != nil && to != "top" && to != "bottom" {
		set(&a.Target, to)
		to = a.Target
		if _, err := s.locate(ctx, a); err != nil {
			return err
		}
	}
	got, err := ask[point](ctx, s.tab, "scroll", map[string]string{"to": to})
	return got.orError(err)
}

// orError is the error of a call, or what the page says against it.
func (p point) orError(err error) error {
	if err == nil && p.Why != "" {
		return fmt.Errorf("%s", p.Why)
	}
	return err
}

// run runs JavaScript in the page's own world.
func (s *settler) run(ctx context.Context, a Action) error {
	ctx, cancel := context.WithTimeout(ctx, a.Timeout)
	defer cancel()
	res, err := callIn(ctx, s.tab, runtime.Evaluate, runtime.EvaluateParams{Expression: a.Value, AwaitPromise: new(true), UserGesture: new(true)})
	switch {
	case isGone(err): // it led to another page
		return nil
	case err != nil && ctx.Err() != nil && s.soft.Err() == nil:
		return fmt.Errorf("it did not end within %s", a.Timeout)
	case err != nil:
		return err
	case res.ExceptionDetails != nil:
		says := res.ExceptionDetails.Text
		if e := res.ExceptionDetails.Exception; e != nil && e.Description != "" {
			says, _, _ = strings.Cut(e.Description, "\n")
		}
		return fmt.Errorf("%s", says)
	}
	return nil
}

// await waits for a time, or for what is to be there.
func (s *settler) await(ctx context.Context, a Action) error {
	if d, err := time.ParseDuration(a.Value); err == nil {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
			return nil
		}
	}
	ctx, cancel := context.WithTimeout(ctx, a.Timeout)
	defer cancel()
	if expression, ok := strings.CutPrefix(a.Value, "js="); ok {
		if because, gaveUp := s.tab.holds(ctx, expression); gaveUp {
			return fmt.Errorf("%s, for %s", because, a.Timeout)
		}
		return nil
	}
	for {
		deadline, _ := ctx.Deadline()
		got, err := ask[struct{ Missing []string }](ctx, s.tab, "present", map[string]any{
			"wanted": []string{a.Value}, "budget": max(0, time.Until(deadline).Milliseconds()-200),
		})
		switch {
		case isGone(err) && ctx.Err() == nil:
		case err == nil && len(got.Missing) > 0:
			return fmt.Errorf("the page does not show %q within %s", a.Value, a.Timeout)
		default:
			return err
		}
	}
}
