package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
)

// worldName is the name of our isolated world in each frame: it shares the page's
// document, and neither sees the other's globals.
const worldName = "tearsheet"

// What is loaded into every frame of every document: worldScript into our world, and
// pageScript into the page's own, before any script of the page. They are made of the files in
// js/world and js/page; see cmd/bundle.
var (
	//go:embed js/bundles/page.js
	pageScript string
	//go:embed js/bundles/world.js
	worldScript string
)

// dispatch calls one of our functions; values reach it as arguments, never as text.
const dispatch = `function (name, argument) { return globalThis.tearsheet[name](argument); }`

// world knows our world in each frame of the page.
type world struct {
	mu      sync.Mutex
	frames  map[cdp.FrameID]string                // frame -> unique id of our execution context
	homes   map[string]*tab                       // that id -> the session which it is in
	numbers map[string]runtime.ExecutionContextID // and the id that it has there
	changed chan struct{}                         // closed and renewed when frames changes
}

func newWorld() *world {
	return &world{frames: map[cdp.FrameID]string{}, homes: map[string]*tab{}, numbers: map[string]runtime.ExecutionContextID{}, changed: make(chan struct{})}
}

// home gives the session in which a world is; nil: nobody knows it.
func (w *world) home(id string) *tab {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.homes[id]
}

// number gives the id that a world has in its session.
func (w *world) number(id string) runtime.ExecutionContextID {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.numbers[id]
}

// drop forgets the worlds of which lost says so. w.mu is held.
func (w *world) drop(lost func(id string) bool) {
	maps.DeleteFunc(w.frames, func(_ cdp.FrameID, id string) bool { return lost(id) })
	maps.DeleteFunc(w.numbers, func(id string, _ runtime.ExecutionContextID) bool { return lost(id) })
	maps.DeleteFunc(w.homes, func(id string, _ *tab) bool { return lost(id) })
}

// forget forgets the worlds of a session that has ended.
func (w *world) forget(t *tab) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.drop(func(id string) bool { return w.homes[id] == t })
	close(w.changed)
	w.changed = make(chan struct{})
}

// event follows the worlds of a session as documents come and go.
func (w *world) event(ev any, in *tab) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventExecutionContextCreated:
		var aux struct {
			FrameID cdp.FrameID `json:"frameId"`
		}
		if ev.Context.Name != worldName || json.Unmarshal(ev.Context.AuxData, &aux) != nil {
			return
		}
		id := ev.Context.UniqueID
		w.frames[aux.FrameID], w.homes[id], w.numbers[id] = id, in, ev.Context.ID
	case *runtime.EventExecutionContextDestroyed:
		w.drop(func(id string) bool { return id == ev.ExecutionContextUniqueID })
	case *runtime.EventExecutionContextsCleared:
		w.drop(func(id string) bool { return w.homes[id] == in })
	default:
		return
	}
	close(w.changed)
	w.changed = make(chan struct{})
}

// ready waits until a frame has our world.
func (w *world) ready(ctx context.Context, frame cdp.FrameID) (string, error) {
	for {
		w.mu.Lock()
		id, changed := w.frames[frame], w.changed
		w.mu.Unlock()
		if id != "" {
			return id, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// others gives our worlds in all frames but one.
func (w *world) others(main cdp.FrameID) []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []string
	for frame, id := range w.frames {
		if frame != main {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

// frameWorld is a frame with our world in it.
type frameWorld struct {
	frame cdp.FrameID
	world string
}

// otherFrames gives all frames but one, with our world in each.
func (w *world) otherFrames(main cdp.FrameID) (list []frameWorld) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, frame := range slices.Sorted(maps.Keys(w.frames)) {
		if frame != main {
			list = append(list, frameWorld{frame, w.frames[frame]})
		}
	}
	return list
}

// ask calls a function of our world in the page's main frame with one argument and
// waits for its result, both as JSON. It fails when the document goes away meanwhile.
func ask[R any](ctx context.Context, t *tab, name string, argument any) (result R, err error) {
	id, err := t.world.ready(ctx, t.net.mainFrame())
	if err != nil {
		return result, asError(t.ctx, err)
	}
	return askIn[R](ctx, t, id, name, argument)
}

// askIn is ask for the world with that id.
func askIn[R any](ctx context.Context, t *tab, id, name string, argument any) (result R, err error) {
	given, err := json.Marshal(argument)
	if err != nil {
		return result, err
	}
	called, err := json.Marshal(name)
	if err != nil {
		return result, err
	}
	res, err := callIn(ctx, t.at(id), runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: dispatch,
		UniqueContextID:     id,
		Arguments:           []*runtime.CallArgument{{Value: called}, {Value: given}},
		ReturnByValue:       new(true),
		AwaitPromise:        new(true),
	})
	if err != nil {
		return result, t.refused(ctx, id, err)
	}
	if res.ExceptionDetails != nil {
		text := res.ExceptionDetails.Text
		if e := res.ExceptionDetails.Exception; e != nil && e.Description != "" {
			text = e.Description
		}
		return result, fmt.Errorf("%s in the page: %s", name, text)
	}
	if len(res.Result.Value) == 0 {
		return result, nil
	}
	return result, json.Unmarshal(res.Result.Value, &result)
}

// errGone is the cause of a call that failed because its document went away.
var errGone = errors.New("the document has gone")

// isGone tells whether a call failed because its document went away.
func isGone(err error) bool { return errors.Is(err, errGone) }

// goneNews is how long the news that a document has gone may come after the refusal of a
// call for it.
const goneNews = 250 * time.Millisecond

// refused tells of a call that Chrome has refused whether it did so because the document
// with that world of ours has gone.
func (t *tab) refused(ctx context.Context, world string, err error) error {
	if refusal := new(cdproto.Error); world == "" || !errors.As(err, &refusal) || !t.world.lost(ctx, world) {
		return err
	}
	return fmt.Errorf("%w: %w", errGone, err)
}

// lost tells whether a world has gone, or goes in a moment.
func (w *world) lost(ctx context.Context, world string) bool {
	ctx, cancel := context.WithTimeout(ctx, goneNews)
	defer cancel()
	for {
		w.mu.Lock()
		there, changed := slices.Contains(slices.Collect(maps.Values(w.frames)), world), w.changed
		w.mu.Unlock()
		if !there {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}

// of gives our world in a frame, empty if it has none yet.
func (w *world) of(frame cdp.FrameID) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.frames[frame]
}

// heartbeat asks the page's main thread for a sign of life.
func (t *tab) heartbeat(ctx context.Context) error {
	_, err := callIn(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: "0"})
	return err
}
