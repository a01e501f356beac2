package watch

import (
	"context"
	"io"
	"net/http"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/check"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/tell"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
)

// leaving is a world in which a page is taken away while it is looked at.
type leaving struct {
	world
	meanwhile func()
}

func (l *leaving) Take(ctx context.Context, p *Page, address string, worth func(changes.State) bool) (string, error) {
	l.meanwhile()
	return l.world.Take(ctx, p, address, worth)
}

// Of a page that is taken away while it is looked at nothing is kept: added again it is a new one.
func TestGone(t *testing.T) {
	memory, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	ways := tell.Ways{Client: http.DefaultClient, Out: io.Discard}
	w := &Watch{Store: memory, Log: zap.NewNop(), Dir: t.TempDir()}
	w.Taker, w.Sender = &leaving{meanwhile: func() { w.Use(t.Context(), nil) }}, tell.NewSender(&tell.Sender{Store: memory, Item: w.Item, Ways: ways, Log: zap.NewNop()})
	pages, err := Prepare([]check.Watched{{Job: check.Job{URL: "https://tide.example/"}, Every: time.Hour}}, ways)
	if err != nil {
		t.Fatal(err)
	}
	w.Use(t.Context(), pages)
	if _, err := w.Visit(t.Context(), pages[0]); err != nil {
		t.Fatal(err)
	}
	if list, err := memory.Pages(t.Context()); err != nil || len(list) > 0 {
		t.Errorf("%+v %v", list, err)
	}
}

// What is not to be had is called what it was called.
func TestTitles(t *testing.T) {
	page, gone := changes.State{Title: "High water"}, changes.State{Title: "Error response", Trouble: "404"}
	for _, c := range []struct {
		before, after changes.State
		want          string
	}{
		{page, gone, "High water"},
		{page, changes.State{Title: "Low water"}, "Low water"},
		{page, changes.State{}, "High water"},
		{changes.State{}, gone, ""},
	} {
		if got := titleOf(visit.Outcome{Before: c.before, After: c.after}); got != c.want {
			t.Errorf("%+v, then %+v: %q, not %q", c.before, c.after, got, c.want)
		}
	}
}
