package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/runtime"

	"github.com/tearsheet/tearsheet/browser/action"
)

// Action is one thing that a person does to a page before it is captured.
type Action = action.Action

// Verb is what an action does.
type Verb = action.Verb

// The verbs; package action says what goes with each.
const (
	DoClick  = action.Click  // Target, with the mouse or on a phone with a finger
	DoFill   = action.Fill   // types Value into the field Target, in the place of what it holds
	DoPress  = action.Press  // a key such as Enter or Control+a; in Target, or where the focus is
	DoHover  = action.Hover  // puts the pointer over Target
	DoScroll = action.Scroll // to Target, or by Value: pixels, top or bottom
	DoDrag   = action.Drag   // Target, to the element Value
	DoUpload = action.Upload // chooses the file Value in the field Target
	DoDialog = action.Dialog // answers what opens from here on: Target is accept or dismiss, Value what a prompt is told
	DoScript = action.Script // runs Value in the page
	DoWait   = action.Wait   // for Value: a time, a CSS selector, text=WORDS, role=ROLE or js=EXPRESSION
	DoShot   = action.Shot   // keeps a picture called Value
)

// actionPatience is how long an action waits for what it needs.
const actionPatience = 10 * time.Second

// acts are what the verbs do.
var acts = map[Verb]func(*settler, context.Context, Action) error{
	DoClick: (*settler).click, DoFill: (*settler).fillIn, DoPress: (*settler).press, DoHover: (*settler).hover,
	DoScroll: (*settler).scrollTo, DoScript: (*settler).run, DoWait: (*settler).await,
	DoDrag: (*settler).drag, DoUpload: (*settler).upload, DoDialog: (*settler).answer, DoShot: (*settler).keep,
}

// act does what the request wants done to the page. After each action the page comes to
// rest again; one that it led to is brought to rest as the first one was.
func (s *settler) act(p *Page) error {
	for i, a := range s.tab.req.Actions {
		name, do := fmt.Sprintf("actions[%d]", i), acts[a.Do]
		set(&a.Timeout, actionPatience)
		a.Timeout = s.within(a.Timeout)
		documents := s.tab.navigated.Load()
		s.tab.documents.roam()
		var err error
		s.record(s.soft, name+" "+string(a.Do), func(ctx context.Context) (string, bool) {
			err = do(s, ctx, a)
			return "", err != nil
		})
		switch {
		case s.soft.Err() != nil && (err == nil || errors.Is(err, context.DeadlineExceeded)):
			return fail(KindAction, nil, "%s: %s: the time for the page was up", name, a.Do)
		case err != nil && s.soft.Err() == nil && s.tab.ctx.Err() != nil:
			return asError(s.tab.ctx, err)
		case err != nil:
			return fail(KindAction, err, "%s: %s: %s", name, a.Do, err)
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

// lastWord is how long before the page's time is up an action has to say what it lacks.
const lastWord = 300 * time.Millisecond

// within shortens a patience to what is left of the page's time.
func (s *settler) within(patience time.Duration) time.Duration {
	if end, ok := s.soft.Deadline(); ok {
		left := time.Until(end) - lastWord
		patience = max(0, min(patience, left.Truncate(lastWord/3)))
	}
	return patience
}

// run runs JavaScript in the page's own world.
func (s *settler) run(ctx context.Context, a Action) error {
	ctx, cancel := context.WithTimeout(ctx, a.Timeout)
	defer cancel()
	_, err := s.tab.evaluate(ctx, runtime.EvaluateParams{Expression: a.Value})
	switch {
	case isGone(err): // it led to another page
		return nil
	case err != nil && ctx.Err() != nil && s.soft.Err() == nil:
		return fmt.Errorf("it did not end within %s", a.Timeout)
	}
	return err
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
