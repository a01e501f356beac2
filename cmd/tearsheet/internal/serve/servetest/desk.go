// Package servetest has a desk for tests: it stores small snapshots in a real archive, as
// fast or as slowly as a test wants, without a browser.
package servetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/desk"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/problem"
	"github.com/tearsheet/tearsheet/snapshots"
)

// Desk captures nothing and stores what Title and Text say.
type Desk struct {
	Archive *snapshots.Writer
	Title   string
	Text    string
	// Hold, if it is there, is waited for by each capture.
	Hold chan struct{}

	mu   sync.Mutex
	done map[string]int // captures by address
}

// New gives a desk with an archive of the test's own.
func New(t testing.TB) *Desk {
	t.Helper()
	archive, err := snapshots.OpenWriter(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = archive.Close() })
	return &Desk{Archive: archive, Title: "High tide", Text: "The harbour bell rang at noon."}
}

// Captures is how often an address was captured.
func (d *Desk) Captures(address string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.done[address]
}

// Check wants an address of the web.
func (d *Desk) Check(o order.Order) (order.Order, error) {
	if !strings.HasPrefix(o.URL, "http://") && !strings.HasPrefix(o.URL, "https://") {
		return o, problem.OfKind(problem.InvalidURL, "it is no address of a page")
	}
	return o, nil
}

// Capture stores a snapshot; an address with "fail=KIND" in it fails.
func (d *Desk) Capture(ctx context.Context, job string, o order.Order, tell func(stage string)) desk.Line {
	if d.Hold != nil {
		select {
		case <-d.Hold:
		case <-ctx.Done():
			return d.Fail(o.URL, kinded{"canceled", "the capture was stopped"})
		}
	}
	if _, kind, ok := strings.Cut(o.URL, "fail="); ok {
		return d.Fail(o.URL, kinded{kind, "it failed"})
	}
	tell("storing")
	snap, err := d.Store(o, job)
	if err != nil {
		return d.Fail(o.URL, err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done == nil {
		d.done = map[string]int{}
	}
	d.done[o.URL]++
	line, _ := d.Line(snap)
	return line
}

// picture is as tall as a page.
var picture = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 640, 4000))) // into memory
	return b.Bytes()
})

// Store makes a snapshot as a capture would.
func (d *Desk) Store(o order.Order, job string) (snapshots.Snapshot, error) {
	draft, err := d.Archive.Begin()
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	defer func() { _ = draft.Abort() }()
	article, err := json.Marshal(map[string]any{"title": d.Title, "text": d.Text, "markdown": d.Text, "authors": []string{}})
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	for _, f := range []struct {
		kind, name string
		data       []byte
	}{
		{"dom", "dom.html", []byte("<title>" + d.Title + "</title><p>" + d.Text + "<script>alert(1)</script>")},
		{"screenshot", "screenshot.png", picture()},
		{"article", "article.json", article},
		{"boxes", "boxes.json", []byte(`{"boxes":[{"paragraph":0,"x":100,"y":300,"width":400,"height":60}]}`)},
	} {
		if err := draft.WriteFile(f.kind, f.name, f.data); err != nil {
			return snapshots.Snapshot{}, err
		}
	}
	options, err := json.Marshal(o.Options)
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	capture, err := json.Marshal(map[string]string{"job": job})
	if err != nil {
		return snapshots.Snapshot{}, err
	}
	return draft.Commit(context.Background(), snapshots.Manifest{
		URL: o.URL, FinalURL: o.URL, Status: 200, Title: d.Title, CapturedAt: time.Now(), Tool: snapshots.Tool{Name: "tearsheet", Version: "test"},
		Options: options, Capture: capture,
	})
}

// Stored looks for the snapshot of a job.
func (d *Desk) Stored(ctx context.Context, job string, o order.Order, since time.Time) (desk.Line, bool) {
	for snap, err := range d.Archive.List(ctx, snapshots.Query{URL: o.URL, Since: since}) {
		var c struct{ Job string }
		if err == nil && json.Unmarshal(snap.Capture, &c) == nil && c.Job == job {
			line, err := d.Line(snap)
			return line, err == nil
		}
	}
	return desk.Line{}, false
}

// kinded is an error with a kind.
type kinded struct{ kind, says string }

func (e kinded) Error() string { return e.says }
func (e kinded) Kind() string  { return e.kind }

// Fail is the line of an address that is not captured.
func (d *Desk) Fail(address string, err error) desk.Line {
	p := problem.Of(err)
	if e, ok := errors.AsType[interface {
		error
		Kind() string
	}](err); ok {
		p.Kind = e.Kind()
	}
	text, _ := json.Marshal(map[string]any{"url": d.Public(address), "dir": "", "error": map[string]string{"kind": p.Kind, "message": p.Detail}})
	return desk.Line{Text: text, Kind: p.Kind, Message: p.Detail}
}

// Line is that of a snapshot.
func (d *Desk) Line(snap snapshots.Snapshot) (desk.Line, error) {
	text, err := json.Marshal(map[string]any{"url": snap.URL, "dir": snap.Dir, "title": snap.Title, "files": snap.FileNames(), "error": nil})
	return desk.Line{Text: text, Dir: snap.Dir, Timings: map[string]int64{"total": 1200}}, err
}

// Public hides what stands behind token=.
func (d *Desk) Public(address string) string {
	if before, _, ok := strings.Cut(address, "token="); ok {
		return before + "token=REDACTED"
	}
	return address
}

// Answers wants the same options.
func (d *Desk) Answers(o order.Order, snap snapshots.Snapshot) bool {
	text, err := json.Marshal(o.Options)
	return err == nil && json.Valid(snap.Options) && sameJSON(text, snap.Options)
}

func sameJSON(a, b []byte) bool {
	var x, y bytes.Buffer
	return json.Compact(&x, a) == nil && json.Compact(&y, b) == nil && x.String() == y.String()
}

// Extract gives how long a document is.
func (d *Desk) Extract(html []byte, address, _ string) (json.RawMessage, error) {
	return json.Marshal(map[string]any{"url": address, "word_count": len(strings.Fields(string(html)))})
}

// Compare says whether two titles are the same.
func (d *Desk) Compare(a, b snapshots.Snapshot) (json.RawMessage, error) {
	return json.Marshal(map[string]any{"want": a.ID, "got": b.ID, "equal": a.Title == b.Title})
}

// Memory is none.
func (d *Desk) Memory() int64 { return 0 }
