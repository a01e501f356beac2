package browser

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/network"
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
	id, err := t.world.ready(ctx, t.net.mainFrame())
	if err != nil {
		return
	}
	tree, err := callIn(ctx, t, dom.GetDocument, dom.GetDocumentParams{Depth: new(int64(-1)), Pierce: new(true)})
	if err != nil {
		return
	}
	for _, root := range closedIn(tree.Root) {
		object, err := callIn(ctx, t, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: root, ExecutionContextID: t.world.number(id)})
		if err != nil || object.Object == nil {
			continue // it went away
		}
		_, _ = callIn(ctx, t, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
			FunctionDeclaration: `function () { globalThis.tearsheet.openRoot(this); }`, ObjectID: object.Object.ObjectID,
		})
		tell(t, runtime.ReleaseObject, runtime.ReleaseObjectParams{ObjectID: object.Object.ObjectID})
	}
	tell(t, dom.Disable, cdp.Empty{})
}

// closesRoots is what stands in the markup of a document that closes shadow roots.
const closesRoots = `shadowrootmode\s*=\s*["']?\s*closed`

// closedIn gives the closed shadow roots of a document, without those of documents in its
// frames and of the browser's own controls.
func closedIn(root *cdp.Node) (list []cdp.BackendNodeID) {
	stack := []*cdp.Node{root}
	for len(stack) > 0 && len(list) < shutMost {
		node := stack[len(stack)-1]
		stack = append(stack[:len(stack)-1], node.Children...)
		for _, inner := range node.ShadowRoots {
			if inner.ShadowRootType == cdp.ShadowRootTypeClosed {
				list = append(list, inner.BackendNodeID)
			}
			stack = append(stack, inner)
		}
	}
	return list
}
