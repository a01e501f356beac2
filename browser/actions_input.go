package browser

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"
)

// hover puts the pointer over an element.
func (s *settler) hover(ctx context.Context, a Action) error {
	at, err := s.locate(ctx, a)
	if err != nil {
		return err
	}
	return s.mouse(ctx, at, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved})
}

// mouse sends one event of the mouse.
func (s *settler) mouse(ctx context.Context, at point, event input.DispatchMouseEventParams) error {
	if err := s.tab.face(); err != nil {
		return err
	}
	event.X, event.Y = at.X, at.Y
	_, err := callIn(ctx, s.tab, input.DispatchMouseEvent, event)
	return left(err)
}

// touch sends one event of a finger.
func (s *settler) touch(ctx context.Context, event input.DispatchTouchEventParams) error {
	if err := s.tab.face(); err != nil {
		return err
	}
	_, err := callIn(ctx, s.tab, input.DispatchTouchEvent, event)
	return left(err)
}

// left takes it for done when a page went away over what was done to it.
func left(err error) error {
	if isGone(err) {
		return nil
	}
	return err
}

// click presses and lets go, with the mouse, or on a phone with a finger.
func (s *settler) click(ctx context.Context, a Action) error {
	at, err := s.locate(ctx, a)
	if err != nil {
		return err
	}
	if s.tab.req.View.Mobile {
		return s.tap(ctx, at)
	}
	for _, event := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMouseMoved},
		{Type: input.DispatchMouseEventTypeMousePressed, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1},
		{Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1},
	} {
		if err := s.mouse(ctx, at, event); err != nil {
			return err
		}
	}
	return nil
}

// tap touches and lets go.
func (s *settler) tap(ctx context.Context, at point) error {
	for _, event := range []input.DispatchTouchEventParams{
		{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at.X, Y: at.Y}}},
		{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}},
	} {
		if err := s.touch(ctx, event); err != nil {
			return err
		}
	}
	return nil
}

// fillIn types a text into a field, in the place of what it holds.
func (s *settler) fillIn(ctx context.Context, a Action) error {
	if _, err := s.locate(ctx, a); err != nil {
		return err
	}
	got, err := askHolder[struct {
		Type, Secret bool
		Why          string
	}](ctx, s, "enter", map[string]string{"text": a.Value})
	if a.Secret || got.Secret {
		s.secrets = append(s.secrets, a.Value)
	}
	switch {
	case err != nil:
		return err
	case got.Why != "":
		return fmt.Errorf("%s", got.Why)
	case !got.Type:
		return nil
	case a.Value == "":
		return s.strike(ctx, "Delete")
	}
	_, err = callIn(ctx, s.tab, input.InsertText, input.InsertTextParams{Text: a.Value})
	return err
}

// press presses a key, in an element or where the focus is.
func (s *settler) press(ctx context.Context, a Action) error {
	if a.Target != "" {
		if _, err := s.locate(ctx, a); err != nil {
			return err
		}
		if _, err := askHolder[struct{}](ctx, s, "focus", nil); err != nil {
			return err
		}
	}
	return s.strike(ctx, a.Value)
}

// modifiers are the keys that are held while another is pressed, with their bits.
var modifiers = map[string]int64{"alt": 1, "control": 2, "ctrl": 2, "meta": 4, "shift": 8}

// strike presses a key and lets go: a character, or a name such as Enter or Control+a.
func (s *settler) strike(ctx context.Context, name string) error {
	var held int64
	last := name
	for {
		first, rest, found := strings.Cut(last, "+")
		bit := modifiers[strings.ToLower(first)]
		if !found || bit == 0 || rest == "" {
			break
		}
		held |= bit
		last = rest
	}
	k, ok := keyNamed(last)
	if !ok {
		return fmt.Errorf("there is no key %q: use a character, or a name such as Enter, Tab, Escape, ArrowDown", last)
	}
	if k.Shift {
		held |= modifiers["shift"]
	}
	event := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Modifiers: held, Key: k.Key, Code: k.Code,
		WindowsVirtualKeyCode: k.Windows, NativeVirtualKeyCode: k.Native,
	}
	if k.Text != "" && held&^modifiers["shift"] == 0 {
		event.Type, event.Text, event.UnmodifiedText = input.DispatchKeyEventTypeKeyDown, k.Text, k.Unmodified
	}
	if _, err := callIn(ctx, s.tab, input.DispatchKeyEvent, event); left(err) != nil {
		return err
	}
	event.Type, event.Text, event.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	_, err := callIn(ctx, s.tab, input.DispatchKeyEvent, event)
	return left(err)
}

// keysByName are the keys that have a name rather than a character.
var keysByName = sync.OnceValue(func() map[string]kb.Key {
	named := map[string]kb.Key{}
	for _, k := range kb.Keys {
		if utf8.RuneCountInString(k.Key) > 1 && !k.Shift {
			named[strings.ToLower(k.Key)] = *k
		}
	}
	named["space"] = *kb.Keys[' ']
	return named
})

// keyNamed gives a key by its character or its name; the case of names does not matter.
func keyNamed(name string) (kb.Key, bool) {
	if r, size := utf8.DecodeRuneInString(name); size == len(name) && size > 0 {
		if k, ok := kb.Keys[r]; ok {
			return *k, true
		}
		return kb.Key{Key: name, Text: name, Unmodified: name}, true
	}
	k, ok := keysByName()[strings.ToLower(name)]
	return k, ok
}
