package browser

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"

	"github.com/tearsheet/tearsheet/browser/singlefile"
)

// framesMost is how many worlds are asked for the documents that others cannot read.
const framesMost = 200

// spot is a part of the picture, in CSS pixels.
type spot struct{ Left, Top float64 }

// writtenWorld is what one of our worlds knows of its document and those that it can read.
type writtenWorld struct {
	Text   string // a singlefile.Document
	Unread []spot // frames that it cannot read
	Shots  []wantedShot
}

// wantedShot is a part of the picture that stands for what cannot be read.
type wantedShot struct {
	Name string
	box
}

// takeStyled takes the document as the picture shows it. It is to be called while the
// page stands still.
func (t *tab) takeStyled(ctx context.Context, p *Page) error {
	main, err := t.world.ready(ctx, t.net.mainFrame())
	if err != nil {
		return err
	}
	doc := singlefile.Document{Data: map[string]string{}, View: singlefile.View{
		Print: t.req.View.Media == "print", ColorScheme: t.req.View.ColorScheme, LessMotion: t.req.Deterministic,
	}}
	type asked struct {
		world string
		at    spot
		into  *int // where the number of its first document goes
	}
	queue := []asked{{world: main, into: new(int)}}
	for n := 0; n < len(queue) && n < framesMost; n++ {
		part, unread, err := t.styledIn(ctx, queue[n].world, n, queue[n].at, doc.Data)
		if err != nil && n == 0 {
			return err
		}
		if err != nil {
			continue // a frame that went away
		}
		if n == 0 && part.View.Tall > float64(t.req.View.Height) {
			doc.View.Tall, doc.View.Filled, doc.View.Held = part.View.Tall, part.View.Filled, part.View.Held
		}
		if n == 0 {
			doc.View.Viewer = part.View.Viewer
		}
		first := len(doc.Trees)
		*queue[n].into = first
		doc.Trees, doc.Gone = append(doc.Trees, part.Trees...), append(doc.Gone, part.Gone...)
		for i := range part.Trees {
			for j := range part.Trees[i].Nodes {
				f := part.Trees[i].Nodes[j].Facts
				switch {
				case f == nil:
				case f.Tree != nil:
					f.Tree = new(*f.Tree + first)
				case f.Unread != nil && *f.Unread < len(unread):
					if inner := t.worldIn(ctx, queue[n].world, *f.Unread); inner != "" {
						f.Tree = new(-1)
						queue = append(queue, asked{inner, unread[*f.Unread], f.Tree})
					}
				}
			}
		}
	}
	p.Styled = &doc
	return nil
}

// styledIn has one world write what it can read, and takes the pictures that it asks for.
func (t *tab) styledIn(ctx context.Context, id string, number int, at spot, data map[string]string) (part singlefile.Document, unread []spot, err error) {
	written, err := askIn[writtenWorld](ctx, t, id, "styled", map[string]any{"left": at.Left, "top": at.Top, "frame": number})
	if err != nil {
		return part, nil, err
	}
	if err := json.Unmarshal([]byte(written.Text), &part); err != nil {
		return part, nil, fmt.Errorf("the document as it was written: %w", err)
	}
	for name, value := range part.Data {
		data[name] = value
	}
	for i, picture := range t.shots(ctx, number, written.Shots) {
		if picture != nil {
			data[written.Shots[i].Name] = "data:image/png;base64," + base64.StdEncoding.EncodeToString(picture)
		}
	}
	return part, written.Unread, nil
}

// shots takes the pictures that a world asks for. In the page's own world and those that
// it can read, what lies over them is left out; elsewhere they are cut from the page.
func (t *tab) shots(ctx context.Context, world int, wanted []wantedShot) [][]byte {
	boxes := make([]box, len(wanted))
	for i, w := range wanted {
		boxes[i] = w.box
	}
	if len(wanted) == 0 {
		return nil
	}
	if world == 0 {
		return t.shootAlone(ctx, boxes)
	}
	pictures := make([][]byte, len(boxes))
	for i, b := range boxes {
		pictures[i], _ = t.shoot(ctx, b, "png")
	}
	return pictures
}

// worldIn gives our world in a frame that another one cannot read, empty where there is none.
func (t *tab) worldIn(ctx context.Context, parent string, number int) string {
	t = t.at(parent)
	called, err := json.Marshal(number)
	if err != nil {
		return ""
	}
	element, err := callIn(ctx, t, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		FunctionDeclaration: `function (number) { return globalThis.tearsheet.unreadFrame(number); }`,
		UniqueContextID:     parent,
		Arguments:           []*runtime.CallArgument{{Value: called}},
	})
	if err != nil || element.Result == nil || element.Result.ObjectID == "" {
		return ""
	}
	defer tell(t, runtime.ReleaseObject, runtime.ReleaseObjectParams{ObjectID: element.Result.ObjectID})
	described, err := callIn(ctx, t, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: element.Result.ObjectID})
	if err != nil || described.Node == nil {
		return ""
	}
	return t.world.in(described.Node.FrameID)
}

// in gives our world in a frame, empty where there is none.
func (w *world) in(frame cdp.FrameID) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.frames[frame]
}
