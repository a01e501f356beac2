package browser

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Input is something that a person does to a window. Places are shares of its width and
// height, from 0 to 1.
type Input struct {
	Do        string // mouse, wheel, key, text, touch or go
	Type      string // down, up or move; of go: back, forward, reload, or an address
	X, Y      float64
	DX, DY    float64 // of a wheel, in CSS pixels
	Button    string  // left, middle or right; empty: none
	Clicks    int64   // which click of a series this is: 2 is the second of a double click
	Modifiers int64   // alt 1, control 2, meta 4, shift 8
	Key, Text string  // a key as the DOM names it; a text that is put in
}

// mouseTypes and touchTypes are the protocol's words.
var (
	mouseTypes = map[string]input.DispatchMouseEventType{"down": input.DispatchMouseEventTypeMousePressed, "up": input.DispatchMouseEventTypeMouseReleased, "move": input.DispatchMouseEventTypeMouseMoved}
	touchTypes = map[string]input.DispatchTouchEventType{"down": input.DispatchTouchEventTypeTouchStart, "up": input.DispatchTouchEventTypeTouchEnd, "move": input.DispatchTouchEventTypeTouchMove}
	buttons    = map[string]int64{"left": 1, "right": 2, "middle": 4}
)

// Do passes on what a person does.
func (w *Window) Do(ctx context.Context, in Input) error {
	s, shown := w.front()
	ctx, cancel := context.WithCancel(ctx)
	defer context.AfterFunc(s.ctx, cancel)()
	defer cancel()
	x, y := in.X*shown.Width, in.Y*shown.Height
	switch in.Do {
	case "mouse":
		event := input.DispatchMouseEventParams{Type: mouseTypes[in.Type], X: x, Y: y, Modifiers: in.Modifiers, Button: input.MouseButton(in.Button), ClickCount: in.Clicks}
		if in.Type != "up" {
			event.Buttons = buttons[in.Button]
		}
		return on(ctx, s, input.DispatchMouseEvent, event)
	case "wheel":
		return on(ctx, s, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: in.DX, DeltaY: in.DY, Modifiers: in.Modifiers})
	case "touch":
		event := input.DispatchTouchEventParams{Type: touchTypes[in.Type], Modifiers: in.Modifiers, TouchPoints: []*input.TouchPoint{}}
		if in.Type != "up" {
			event.TouchPoints = append(event.TouchPoints, &input.TouchPoint{X: x, Y: y})
		}
		return on(ctx, s, input.DispatchTouchEvent, event)
	case "text":
		return on(ctx, s, input.InsertText, input.InsertTextParams{Text: in.Text})
	case "key":
		return s.key(ctx, in)
	case "go":
		return s.goTo(ctx, in.Type)
	}
	return fmt.Errorf("nobody can do %q", in.Do)
}

// on runs a command on a screen. One that goes away over it has done it.
func on[P any](ctx context.Context, s *screen, cmd cdp.Command[P, cdp.Empty], params P) error {
	_, err := cdp.Call(ctx, s.cdp, cmd, params)
	if errors.Is(err, chromedp.ErrTargetDetached) {
		return nil
	}
	return err
}

// key presses a key or lets it go.
func (s *screen) key(ctx context.Context, in Input) error {
	k, ok := keyNamed(in.Key)
	if !ok {
		return fmt.Errorf("there is no key %q", in.Key)
	}
	event := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Modifiers: in.Modifiers, Key: k.Key, Code: k.Code, WindowsVirtualKeyCode: k.Windows, NativeVirtualKeyCode: k.Native}
	if in.Type == "down" {
		event.Type = input.DispatchKeyEventTypeRawKeyDown
		const commands = 1 | 2 | 4 // of the keyboard's keys, those that make no text
		if k.Text != "" && in.Modifiers&commands == 0 {
			event.Type, event.Text, event.UnmodifiedText = input.DispatchKeyEventTypeKeyDown, k.Text, k.Unmodified
		}
		if in.Modifiers&(2|4) != 0 {
			event.Commands = editing[strings.ToLower(in.Key)]
		}
	}
	return on(ctx, s, input.DispatchKeyEvent, event)
}

// editing is what keys do in fields with control, which a page without a window does not know.
var editing = map[string][]string{"a": {"selectAll"}, "z": {"undo"}, "y": {"redo"}, "x": {"cut"}, "c": {"copy"}}

// goTo goes back, forward, to the same page again, or to an address.
func (s *screen) goTo(ctx context.Context, where string) error {
	switch where {
	case "reload":
		return on(ctx, s, page.Reload, page.ReloadParams{})
	case "back", "forward":
		history, err := cdp.Call(ctx, s.cdp, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		at := history.CurrentIndex + map[string]int64{"back": -1, "forward": 1}[where]
		if at < 0 || at >= int64(len(history.Entries)) {
			return nil
		}
		return on(ctx, s, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[at].ID})
	}
	u, err := url.Parse(where)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address of the web", where)
	}
	_, err = cdp.Call(ctx, s.cdp, page.Navigate, page.NavigateParams{URL: where})
	return err
}
