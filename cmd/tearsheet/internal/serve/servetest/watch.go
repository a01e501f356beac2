package servetest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/order"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/snapshots"
)

// Watch looks at pages that say what a test wants, and stores them with its desk. Each has a
// field, "section", that is one of two at each look, and states that it was never edited.
type Watch struct {
	*watch.Watch
	desk *Desk

	mu      sync.Mutex
	says    map[string]string // by address
	refuses map[string]error  // likewise: why it cannot be looked at
	looks   int
}

// Watched gives a watch of some addresses, named so: one where the name is empty has none.
func (d *Desk) Watched(t testing.TB, pages map[string]string) *Watch {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "watch")
	memory, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = memory.Close() })
	w := &Watch{Watch: &watch.Watch{Store: memory, Log: zap.NewNop(), Dir: dir}, desk: d, says: map[string]string{}, refuses: map[string]error{}}
	ways := tell.Ways{Client: http.DefaultClient, Out: io.Discard}
	w.Taker, w.Sender = w, tell.NewSender(&tell.Sender{Store: memory, Item: w.Item, Ways: ways, Log: zap.NewNop()})
	var list []check.Watched
	for name, address := range pages {
		list = append(list, check.Watched{Job: check.Job{Name: name, URL: address}, Every: time.Hour})
	}
	ready, err := watch.Prepare(list, ways)
	if err != nil {
		t.Fatal(err)
	}
	w.Use(t.Context(), ready)
	return w
}

// Says has a page say something, and looks at it. A text that is empty is an answer of 503.
func (w *Watch) Says(t testing.TB, address, text string) {
	t.Helper()
	w.mu.Lock()
	w.says[address] = text
	w.mu.Unlock()
	for _, p := range w.Pages() {
		if p.URL != address {
			continue
		}
		if _, err := w.Visit(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
}

// Refuse has looks at a page fail, and tries all pages once; nil: they do not.
func (w *Watch) Refuse(t testing.TB, address string, why error) {
	t.Helper()
	w.mu.Lock()
	w.refuses[address] = why
	w.mu.Unlock()
	w.Once(t.Context(), t.Context(), w.Pages(), 1)
}

// Take is a look at a page.
func (w *Watch) Take(_ context.Context, _ *watch.Page, address string, worth func(changes.State) bool) (folder string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.refuses[address]; err != nil {
		return "", err
	}
	w.looks++
	s := changes.State{URL: address, FinalURL: address, At: time.Now(), Status: 200, Title: w.desk.Title, IsArticle: true, Paragraphs: []changes.Paragraph{{Text: w.says[address]}}}
	if w.says[address] == "" {
		s.Status, s.Trouble, s.Why = http.StatusServiceUnavailable, "503", http.StatusText(http.StatusServiceUnavailable)
	}
	if s.Article, err = json.Marshal(map[string]string{"title": s.Title, "modified": "2026-01-01T00:00:00Z", "section": fmt.Sprintf("Tide %d", w.looks%2)}); err != nil {
		return "", err
	}
	if !worth(s) {
		return "", nil
	}
	w.desk.Text = w.says[address]
	snap, err := w.desk.Store(order.Order{URL: address}, "watch")
	return snap.Dir, err
}

// Listed is nothing.
func (w *Watch) Listed(context.Context, *watch.Page) ([]string, error) { return nil, nil }

// File is a file of a snapshot.
func (w *Watch) File(folder, kind string) []byte {
	data, err := os.ReadFile(filepath.Join(folder, snapshots.ManifestName))
	if err != nil {
		return nil
	}
	manifest, err := snapshots.ParseManifest(data)
	if err != nil {
		return nil
	}
	if data, err = os.ReadFile(filepath.Join(folder, manifest.FileNames()[kind])); err != nil {
		return nil
	}
	return data
}
