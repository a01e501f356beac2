package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// dragSteps is in how many moves something is dragged: pages look at those between.
const dragSteps = 8

// drag presses on an element, moves to another, and lets go there.
func (s *settler) drag(ctx context.Context, a Action) error {
	from, err := s.locate(ctx, a)
	if err != nil {
		return err
	}
	native, err := askHolder[struct{ Draggable bool }](ctx, s, "draggable", nil)
	if err != nil {
		return err
	}
	if native.Draggable {
		if _, err := callIn(ctx, s.tab, input.SetInterceptDrags, input.SetInterceptDragsParams{Enabled: true}); err != nil {
			return err
		}
		defer tell(s.tab, input.SetInterceptDrags, input.SetInterceptDragsParams{})
	}
	empty(s.tab.dragged)
	for _, event := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMouseMoved},
		{Type: input.DispatchMouseEventTypeMousePressed, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1},
	} {
		if err := s.mouse(ctx, from, event); err != nil {
			return err
		}
	}
	held := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, Button: input.MouseButtonLeft, Buttons: 1}
	for _, by := range []float64{4, 8, 12} { // a drag begins with a small one
		if err := s.mouse(ctx, point{X: from.X + by, Y: from.Y + by}, held); err != nil {
			return err
		}
	}
	// Where it is dropped is looked for now: it may appear only while something is dragged.
	to, err := s.locate(ctx, Action{Do: a.Do, Target: a.Value, Timeout: a.Timeout})
	if err != nil {
		return fmt.Errorf("where to drop it: %w", err)
	}
	var data *input.DragData
	if native.Draggable {
		data = taken(ctx, s.tab.dragged, time.Second)
	}
	if data != nil {
		for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
			if _, err := callIn(ctx, s.tab, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: to.X, Y: to.Y, Data: data}); left(err) != nil {
				return err
			}
		}
	} else {
		for i := 1; i <= dragSteps; i++ {
			part := float64(i) / dragSteps
			if err := s.mouse(ctx, point{X: from.X + part*(to.X-from.X), Y: from.Y + part*(to.Y-from.Y)}, held); err != nil {
				return err
			}
		}
	}
	return s.mouse(ctx, to, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1})
}

// upload chooses a file in a field, or behind a button that asks for one.
func (s *settler) upload(ctx context.Context, a Action) error {
	file, err := filepath.Abs(a.Value)
	if err != nil {
		return err
	}
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no file that can be read", filepath.Base(file))
	}
	file, err = s.tab.lend(file)
	if err != nil {
		return err
	}
	if got, err := ask[struct{ Found bool }](ctx, s.tab, "fileField", map[string]string{"target": a.Target}); err == nil && got.Found {
		return s.chooseHere(ctx, file)
	}
	return s.chooseBehind(ctx, a, file)
}

// chooseHere chooses a file in the field that is held.
func (s *settler) chooseHere(ctx context.Context, file string) error {
	world, err := s.tab.world.ready(ctx, s.tab.net.mainFrame())
	if err != nil {
		return err
	}
	held, err := callIn(ctx, s.tab, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: `function () { return globalThis.tearsheet.heldElement(); }`, UniqueContextID: world,
	})
	if err != nil {
		return err
	}
	if held.Result == nil || held.Result.ObjectID == "" {
		return fmt.Errorf("the field has gone")
	}
	_, err = callIn(ctx, s.tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, ObjectID: held.Result.ObjectID})
	return err
}

// chooseBehind clicks what asks for a file, and gives it one.
func (s *settler) chooseBehind(ctx context.Context, a Action, file string) error {
	if _, err := callIn(ctx, s.tab, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: true}); err != nil {
		return err
	}
	defer tell(s.tab, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{})
	empty(s.tab.choosing)
	if err := s.click(ctx, a); err != nil {
		return err
	}
	asked := taken(ctx, s.tab.choosing, a.Timeout)
	if asked == nil {
		return fmt.Errorf("a click on %q asks for no file within %s", a.Target, a.Timeout)
	}
	_, err := callIn(ctx, s.tab, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, BackendNodeID: asked.BackendNodeID})
	return err
}

// answer has dialogs answered as the action says.
func (s *settler) answer(_ context.Context, a Action) error {
	if a.Secret {
		s.secrets = append(s.secrets, a.Value)
	}
	s.tab.dialogs.answer(a.Target == "accept", a.Value)
	return nil
}

// keep takes a picture of the page as it is now.
func (s *settler) keep(ctx context.Context, a Action) error {
	size, err := s.measure()
	if err != nil {
		return err
	}
	err = s.tab.covered(ctx, "cover")
	defer func() { _ = s.tab.covered(s.tab.ctx, "uncover") }() // whatever became of the picture
	if err != nil {
		return err
	}
	got, err := s.tab.picture(ctx, size)
	if err != nil {
		return err
	}
	s.shots = append(s.shots, Shot{Name: a.Value, Format: got.format, Data: got.data})
	return nil
}

// offer puts a value where it is waited for, in the place of one that nobody took.
func offer[T any](to chan T, value T) {
	empty(to)
	select {
	case to <- value:
	default:
	}
}

// empty takes away what nobody took.
func empty[T any](from chan T) {
	select {
	case <-from:
	default:
	}
}

// taken waits for a value for a while; nothing where none comes.
func taken[T any](ctx context.Context, from chan T, patience time.Duration) (value T) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case value = <-from:
	case <-timer.C:
	case <-ctx.Done():
	}
	return value
}
