package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/changes"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/visit"
	"github.com/tearsheet/tearsheet/cmd/tearsheet/internal/watch/volatile"
)

func open(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// remembered is a page of which two parts are learned.
func remembered(t *testing.T, s *Store, due time.Time) {
	t.Helper()
	m := visit.Memory{Last: &changes.State{Title: "Tide"}, Rules: volatile.Rules{"field:title=A": {Key: "field:title=A"}, "place:div.ad": {Key: "place:div.ad"}}}
	if err := s.Keep(t.Context(), Kept{Key: "page", URL: "https://tide.example/", Memory: m, Looked: due, Due: due}); err != nil {
		t.Fatal(err)
	}
}

func TestMemory(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ctx := t.Context()
	if m, err := s.Memory(ctx, "page"); err != nil || m.Last != nil {
		t.Errorf("%v %v", m, err)
	}
	due := time.Now().Add(time.Hour).Truncate(time.Millisecond)
	remembered(t, s, due)
	m, err := s.Memory(ctx, "page")
	if err != nil || m.Last.Title != "Tide" || len(m.Rules) != 2 {
		t.Errorf("%v %v", m, err)
	}
	if got, err := s.Due(ctx, "page"); err != nil || !got.Equal(due) {
		t.Errorf("%s %v, want %s", got, err, due)
	}
	if _, err := Open(ctx, dir); !errors.Is(err, ErrInUse) {
		t.Errorf("two watch into one archive: %v", err)
	}
}

// Parts are unlearned beside a watch that runs, and stay so whatever it keeps then.
func TestUnlearn(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ctx := t.Context()
	remembered(t, s, time.Now())
	beside, err := OpenBeside(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	if n, err := beside.Unlearn(ctx, "page", []string{"place:div.ad"}); n != 1 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	remembered(t, s, time.Now()) // by a visit that knew nothing of it
	m, err := s.Memory(ctx, "page")
	if err != nil || m.Rules.Has("place:div.ad") || !m.Rules.Has("field:title=A") {
		t.Errorf("%v %v", m.Rules, err)
	}
	for _, c := range []struct{ page, key, says string }{{"page", "place:p", "nothing is learned"}, {"another", "", "never looked at"}} {
		if _, err := beside.Unlearn(ctx, c.page, []string{c.key}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: %v", c, err)
		}
	}
	if n, err := beside.Unlearn(ctx, "page", nil); n != 1 || err != nil {
		t.Errorf("the rest: %d %v", n, err)
	}
	if _, err := OpenBeside(ctx, t.TempDir()); err == nil {
		t.Error("a memory is opened where there is none")
	}
}

// What is new in a feed stays so until it is taken; of a new feed nothing is.
func TestFresh(t *testing.T) {
	s := open(t, t.TempDir())
	fresh := func(addresses ...string) string {
		list, err := s.Fresh(context.Background(), "feed", addresses, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(list)
	}
	for _, c := range []struct{ got, want string }{
		{fresh("a", "b"), "[]"}, {fresh("c", "a", "b"), "[c]"}, {fresh("c", "a"), "[c]"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
	if err := s.Taken(t.Context(), "feed", "c", nil, nil); err != nil {
		t.Fatal(err)
	}
	if got := fresh("d", "c"); got != "[d]" {
		t.Errorf("%s after c was taken", got)
	}
}
