package tell

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/serve/webhook"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/store"
)

// A service that is down is told later; what is gathered is told at once; and what is not due
// waits.
func TestFlush(t *testing.T) {
	ctx := t.Context()
	memory, err := store.Open(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	up := false
	var told []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !up {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		var m struct{ Type string }
		if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
			t.Error(err)
		}
		told = append(told, r.URL.Path+" "+m.Type)
	}))
	defer server.Close()
	now := time.Now()
	for i := range 3 {
		e := Event{ID: fmt.Sprintf("chg_%d", i), URL: "https://tide.example/", At: now}
		body, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		kept := store.Kept{Key: "page", URL: e.URL, Looked: now, Change: &store.Change{ID: e.ID, Page: "page", At: now, Told: true, Body: body}, Messages: []store.Letter{
			{Target: server.URL + "/each", Due: now}, {Target: server.URL + "/digest", Due: now, Digest: true}, {Target: server.URL + "/later", Due: now.Add(time.Hour)},
		}}
		if i > 0 {
			kept.Messages = kept.Messages[1:]
		}
		if err := memory.Keep(ctx, kept); err != nil {
			t.Fatal(err)
		}
	}
	s := NewSender(&Sender{Store: memory, Log: zap.NewNop(), Ways: Ways{Client: server.Client(), Secret: webhook.NewSecret()}, Item: func(_ string, e Event) (Item, error) { return Item{Event: e}, nil }})
	next := s.Flush(ctx)
	if len(told) > 0 || next.Before(now.Add(time.Second)) || next.After(now.Add(time.Minute)) {
		t.Errorf("%v, again at %s", told, next)
	}
	if n, err := memory.Waiting(ctx); n != 4 || err != nil {
		t.Errorf("%d wait, %v", n, err)
	}
	up = true
	for _, at := range []struct {
		later time.Duration
		want  string
	}{{10 * time.Second, "[/each page.changed /digest page.digest]"}, {2 * time.Hour, "[/each page.changed /digest page.digest /later page.changed /later page.changed /later page.changed]"}, {3 * time.Hour, "[/each page.changed /digest page.digest /later page.changed /later page.changed /later page.changed]"}} {
		flushAt(ctx, t, s, now.Add(at.later))
		if got := fmt.Sprint(told); got != at.want {
			t.Errorf("%s later: %s, want %s", at.later, got, at.want)
		}
	}
}

// flushAt tells what is due at a moment.
func flushAt(ctx context.Context, t *testing.T, s *Sender, at time.Time) {
	t.Helper()
	for {
		list, _, err := s.Store.Ready(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) == 0 {
			return
		}
		if !s.tell(ctx, list) {
			t.Fatal("what came of it could not be kept")
		}
	}
}
