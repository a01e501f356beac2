package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// shutMost is how many shadow roots are opened, and shutPatience how long that may take: a
// page that hangs does not answer.
const (
	shutMost     = 1000
	shutPatience = 2 * time.Second
)

// openShut opens to our world the shadow roots that the markup of a page has closed: no
// script sees those, and everybody sees what is in them. Those that scripts close are
// known already; see js/page/shadow.js.
func (t *tab) openShut(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, shutPatience)
	defer cancel()
	found, err := callIn(ctx, t, network.SearchInResponseBody, network.SearchInResponseBodyParams{RequestID: t.net.mainRequest(), Query: closesRoots, IsRegex: new(true)})
	if err != nil || len(found.Result) == 0 {
		return
	}
	if _, err := t.world.ready(ctx, t.net.mainFrame()); err == nil {
		t.openRoots(ctx, t)
	}
}

// framesSearched is how many frames are searched for such roots.
const framesSearched = 30

// openShutInFrames is openShut for the documents in the page's frames. What the attribute of a
// frame holds is in the markup of the page.
func (t *tab) openShutInFrames(ctx context.Context) {
	others := t.world.otherFrames(t.net.mainFrame())
	if len(others) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, shutPatience)
	defer cancel()
	closes := map[*tab]bool{} // by the session that the frames are in
	requests := map[*tab]map[cdp.FrameID]network.RequestID{}
	for _, f := range append(others[:min(len(others), framesSearched)], frameWorld{frame: t.net.mainFrame()}) {
		in := t.at(f.world)
		if requests[in] == nil {
			requests[in] = in.frameRequests(ctx)
		}
		if request := requests[in][f.frame]; request != "" && !closes[in] {
			found, err := callIn(ctx, in, network.SearchInResponseBody, network.SearchInResponseBodyParams{RequestID: request, Query: closesRoots, IsRegex: new(true)})
			closes[in] = err == nil && len(found.Result) > 0
		}
	}
	for in, some := range closes {
		if some {
			t.openRoots(ctx, in)
		}
	}
}

// frameRequests gives the requests for the documents in a session: they have the names of their
// loaders.
func (t *tab) frameRequests(ctx context.Context) map[cdp.FrameID]network.RequestID {
	all := map[cdp.FrameID]network.RequestID{}
	tree, err := callIn(ctx, t, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return all
	}
	for stack := []*page.FrameTree{tree.FrameTree}; len(stack) > 0; {
		at := stack[len(stack)-1]
		stack = append(stack[:len(stack)-1], at.ChildFrames...)
		all[at.Frame.ID] = network.RequestID(at.Frame.LoaderID)
	}
	return all
}

// openRoots opens the closed roots of all documents in a session: to our world in each, and to
// that of the page, which reads the frames that it may.
func (t *tab) openRoots(ctx context.Context, in *tab) {
	tree, err := callIn(ctx, in, dom.GetDocument, dom.GetDocumentParams{Depth: new(int64(-1)), Pierce: new(true)})
	if err != nil {
		return
	}
	defer tell(in, dom.Disable, cdp.Empty{})
	main := t.net.mainFrame()
	for _, root := range closedIn(tree.Root, main) {
		in.openRoot(ctx, root.id, t.world.of(root.frame))
		if root.frame != main {
			in.openRoot(ctx, root.id, t.world.of(main))
		}
	}
}

// openRoot opens one to one of our worlds, which may be in another session, or not be there.
func (t *tab) openRoot(ctx context.Context, root cdp.BackendNodeID, world string) {
	if world == "" || t.world.home(world) != t {
		return
	}
	object, err := callIn(ctx, t, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: root, ExecutionContextID: t.world.number(world)})
	if err != nil || object.Object == nil {
		return // it went away, or is of another site
	}
	_, _ = callIn(ctx, t, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: `function () { globalThis.tearsheet.openRoot(this); }`, ObjectID: object.Object.ObjectID,
	})
	tell(t, runtime.ReleaseObject, runtime.ReleaseObjectParams{ObjectID: object.Object.ObjectID})
}

// closesRoots is what stands in the markup of a document that closes shadow roots, or in an
// attribute of it that is the markup of a frame.
const closesRoots = `shadowrootmode\s*=\s*(["']|&quot;|&#34;|&#39;)?\s*closed`

// closedRoot is a shadow root that is closed, and the frame that it is in.
type closedRoot struct {
	id    cdp.BackendNodeID
	frame cdp.FrameID
}

// closedIn gives the closed shadow roots of a document in a frame and of those in its frames,
// without those of the browser's own controls.
func closedIn(root *cdp.Node, frame cdp.FrameID) (list []closedRoot) {
	type visit struct {
		node  *cdp.Node
		frame cdp.FrameID
	}
	if root.FrameID != "" {
		frame = root.FrameID
	}
	stack := []visit{{root, frame}}
	for len(stack) > 0 && len(list) < shutMost {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, child := range at.node.Children {
			stack = append(stack, visit{child, at.frame})
		}
		for _, inner := range at.node.ShadowRoots {
			if inner.ShadowRootType == cdp.ShadowRootTypeClosed {
				list = append(list, closedRoot{inner.BackendNodeID, at.frame})
			}
			stack = append(stack, visit{inner, at.frame})
		}
		if held := at.node.ContentDocument; held != nil {
			stack = append(stack, visit{held, at.node.FrameID})
		}
	}
	return list
}
